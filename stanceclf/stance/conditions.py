"""Condition spans: candidates from markers and clause edges, chosen by a trained linear model.

The model scores words and shape of each candidate; the best one is the condition, and its score
tells how likely there is one.
"""

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.edges import end_behind, is_abbreviated
from stanceclf.attribution.token_features import classes_of
from stanceclf.quick import maker
from stanceclf.records import Condition
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.condition_candidates import CandidateFinder
from stanceclf.stance.condition_features import FRINGE, Candidate, marker_kinds
from stanceclf.stance.condition_tables import ConditionTables
from stanceclf.stance.packed_names import Joined
from stanceclf.stance.ragged import Ints, true_places
from stanceclf.stance.short_conditions import as_read, kind_of, short_form
from stanceclf.stance.view import ClaimView
from stanceclf.text.document import Document

Choice = tuple[Candidate | None, float]

_LIMITS = frozenset(("sooner", "longer", "earlier", "later", "before"))
_DO = frozenset(("do", "does", "did"))
# What a holder stands behind that belongs to the condition.
_GOVERNING = frozenset(("preposition", "coordinator", "possessive", "subordinator"))
_MOST_IN_TAIL = 6  # tokens: words and the marks behind them
_make_condition = maker(Condition)


class Choices(NamedTuple):
    """The best candidates of a batch of claims.

    Attributes
    ----------
    scores : array of shape (n_claims,)
        Log-odds; minus infinity where a claim has no candidate.
    first, last, marked, others, kinds : array of shape (n_claims,)
        As in `Candidate`, over the tokens of all documents; kinds are numbers in `names`.
    names : tuple of str
    """

    scores: NDArray[np.float64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    marked: NDArray[np.int64]
    others: NDArray[np.int64]
    kinds: NDArray[np.int64]
    names: tuple[str, ...]

    @classmethod
    def joined(cls, parts: Sequence["Choices"]) -> "Choices":
        """Return the choices of several parts of a batch as one."""
        arrays = zip(*(part[:-1] for part in parts), strict=True)
        return cls(*map(np.concatenate, arrays), parts[0].names)  # type: ignore[call-arg, arg-type]

    def candidates(self, claims: Ints, bases: Ints) -> list[Candidate | None]:
        """Return the candidates of some claims, in the tokens of their documents.

        Those begin at `bases`.
        """
        places = ((part[claims] - bases).tolist() for part in (self.first, self.last, self.marked))
        kinds = [self.names[kind] for kind in self.kinds[claims].tolist()]
        made = map(Candidate, *places, kinds, self.others[claims].tolist())
        there = (self.scores[claims] > -inf).tolist()
        return [one if some else None for one, some in zip(made, there, strict=True)]


class ConditionChooser:
    """Scores candidates by the sum of their features' weights.

    Parameters
    ----------
    weights : mapping of str to float
        Log-odds of each feature of `describe`.
    bias : float
        Log-odds of a candidate without any of them.
    """

    def __init__(self, weights: Mapping[str, float], bias: float) -> None:
        self.bias = bias
        # Only the tables are read; as a dictionary the names would take 2 MB.
        self._names = Joined(weights)
        self._weights = np.fromiter(weights.values(), np.float64)
        self._tables = ConditionTables(weights, marker_kinds())
        self._finder = CandidateFinder(self._tables.kinds)

    @property
    def weights(self) -> dict[str, float]:
        """Return the log-odds of each feature of `describe`."""
        return dict(zip(self._names.parted(), self._weights.tolist(), strict=True))

    def choose(self, views: Sequence[ClaimView]) -> list[Choice]:
        """Return for each claim its best candidate and the candidate's log-odds.

        None and minus infinity stand where a claim has no candidate.
        """
        rows = ClaimRows.of([view.given for view in views])
        choices = self.choose_rows(rows)
        bases = rows.texts.bases[rows.document]
        found = choices.candidates(np.arange(len(rows)), bases)
        return list(zip(found, choices.scores.tolist(), strict=True))

    def choose_rows(self, rows: ClaimRows) -> Choices:
        """Return the same as arrays."""
        found = self._finder.find(rows)
        scores = self._tables.scores(rows.texts.lexis, found) + self.bias
        counts = np.bincount(found.claim, minlength=len(rows))
        filled = true_places(counts)
        best = np.full(len(rows), -inf)
        chosen = np.zeros(len(rows), np.int64)
        if len(filled):
            begins = np.cumsum(counts[filled]) - counts[filled]
            best[filled] = np.maximum.reduceat(scores, begins)
            # The first of equal ones.
            at = true_places(scores == best[found.claim])
            chosen[found.claim[at][::-1]] = at[::-1]
        shift = rows.first - found.begins
        first, last, marked = (
            np.where(counts > 0, part[chosen] + shift, 0) if len(filled) else chosen
            for part in (found.first, found.last, found.marked)
        )
        others, kinds = (
            part[chosen] if len(filled) else chosen for part in (found.others, found.kind)
        )
        return Choices(best, first, last, marked, others, kinds, self._tables.kinds)

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[np.floating]]]:
        """Return what `from_state` needs: a JSON-able part and arrays."""
        named = self.weights
        names = sorted(named)
        weights = np.array([named[name] for name in names], dtype=np.float16)
        return {"names": names, "bias": self.bias}, {"weights": weights}

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[np.floating]]
    ) -> "ConditionChooser":
        """Rebuild a chooser from its state."""
        pairs = zip(config["names"], arrays["weights"].tolist(), strict=True)
        return cls(dict(pairs), float(config["bias"]))


def before_holder(given: GivenClaim, candidate: Candidate, begin: int, end: int) -> Candidate:
    """Return the candidate without the main clause, where it opens a claim and takes up all of it.

    "Only under its own command would Brazil join": no mark parts the two, but the clause begins
    with the holder, or with the verb before it. Claim and ends are as for `with_tail`.
    """
    first, last, marked = candidate.first, candidate.last, candidate.marked
    if first > begin + 1 or last + 1 < end or given.actor is None:  # as most
        return candidate
    document = given.document
    lowers, holder = document.lowers, document.tokens_in(given.actor)
    at = holder.start
    at -= at > 0 and "article" in classes_of(lowers[at - 1])
    if not holder or not marked + 1 < at < last - 1 or "," in lowers[first:at]:
        return candidate
    if "modal" in classes_of(lowers[at - 1]) or lowers[at - 1] in _DO:
        return candidate._replace(last=at - 1)
    if not _GOVERNING.isdisjoint(classes_of(lowers[at - 1])) or holder.stop >= last:
        return candidate  # "without the consent of Haiti", "when Chad and Haiti agree"
    behind = classes_of(lowers[holder.stop])
    return candidate._replace(last=at) if "modal" in behind else candidate


def with_tail(document: Document, candidate: Candidate, end: int) -> Candidate:
    """Return the candidate with ", and not a day sooner" behind it, where a claim ends with that.

    The claim ends before the token `end`. Of "when" the model has seen such tails too seldom. What
    ends within "Dec. 14" ends behind it.
    """
    lowers, at = document.lowers, candidate.last
    if at < end and lowers[at] == "." and is_abbreviated(document, at):
        return candidate._replace(last=end_behind(document, candidate.first, at, end))
    at += at < end and lowers[at] == ","
    at += at < end and lowers[at] == "and"
    if at >= end or lowers[at] not in ("no", "not"):  # as most are not
        return candidate
    rest = lowers[at : min(end, at + _MOST_IN_TAIL)]
    while rest[-1] in FRINGE:
        rest.pop()
    counted = rest[:2] in (["not", "a"], ["not", "one"]) and len(rest) == 4
    if rest != ["not", "before"] and not (counted or (len(rest) == 2 and rest[0] == "no")):
        return candidate
    return candidate._replace(last=at + len(rest)) if rest[-1] in _LIMITS else candidate


def condition_of(document: Document, candidate: Candidate) -> Condition:
    """Return the record of a candidate in `document`."""
    candidate = as_read(document, candidate)
    first, last, marked = candidate.first, candidate.last, candidate.marked
    return _make_condition(
        document.span_of(first, last),
        document.span_of(first, min(max(marked, first + 1), last)),
        kind_of(candidate),
        short_form(document, candidate),
    )
