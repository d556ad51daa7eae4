"""Condition spans: candidates from markers and clause edges, chosen by a trained linear model.

A candidate begins at a marker of `condition_markers.tsv` or at the edge of a clause, and ends at
the edge of a clause or with the claim. The model scores words and shape of each; the best one is
the condition, and its score tells how likely there is one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import Condition
from stanceclf.resources import rows
from stanceclf.stance.phrases import Hit, PhraseTable
from stanceclf.stance.view import ClaimView

_MAX_STARTS = 16
_MAX_ENDS = 8
_SIZES = "000111222222333333334"  # a candidate's size by its number of tokens
MAX_CANDIDATES = _MAX_STARTS * _MAX_ENDS
_MARKS = frozenset(',;:.!?()[]\u2014\u2013"\u201c\u201d-')
_FRINGE = _MARKS | frozenset("'\u2018\u2019")
_JOINS = frozenset({"and", "but", "or", "then"})
_REPORT = frozenset(
    ("say", "tell", "add", "argu", "insist", "write", "declar", "warn", "he", "she")
)
_PLAIN = frozenset({"if", "only_if", "provided", "as_long_as", "until", "once", "unless"})


class Candidate(NamedTuple):
    """A span that may be the condition, in tokens: its range, its marker's end and kind.

    `others` is how many more markers of conditions stand in it.
    """

    first: int
    last: int
    marked: int
    kind: str
    others: int


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
        self.weights = dict(weights)
        self.bias = bias

    def choose(self, view: ClaimView) -> tuple[Candidate | None, float]:
        """Return the best candidate and its log-odds; None and minus infinity without any."""
        best, best_score = None, -inf
        get = self.weights.get
        for candidate in candidates(view):
            score = self.bias + sum([get(name, 0.0) for name in describe(view, candidate)])
            if score > best_score:
                best, best_score = candidate, score
        return best, best_score

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[np.float32]]]:
        """Return what `from_state` needs: a JSON-able part and arrays."""
        names = sorted(self.weights)
        weights = np.array([self.weights[name] for name in names], dtype=np.float32)
        return {"names": names, "bias": self.bias}, {"weights": weights}

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[np.float32]]
    ) -> "ConditionChooser":
        """Rebuild a chooser from its state."""
        pairs = zip(config["names"], arrays["weights"].tolist(), strict=True)
        return cls(dict(pairs), float(config["bias"]))


def condition_of(view: ClaimView, candidate: Candidate) -> Condition:
    """Return the record of a candidate of `view`."""
    document = view.document.document
    first, last, marked = candidate.first, candidate.last, candidate.marked
    return Condition(
        document.span_of(first, last), document.span_of(first, min(max(marked, first + 1), last))
    )


def candidates(view: ClaimView) -> list[Candidate]:
    """Return the candidate spans of a claim: at most 16 starts by 8 ends."""
    hits = _markers().find(view.document.stems, view.first, view.last)
    plain = [hit.first for hit in hits if hit.classes[0] in _PLAIN]
    ends = _ends(view)
    found: list[Candidate] = []
    for first, marked, kind in _starts(view, hits):
        later = [end for end in ends if end > first and end >= marked]
        kept = later if len(later) <= _MAX_ENDS else [*later[: _MAX_ENDS - 1], later[-1]]
        for end in kept:
            others = bisect_left(plain, end) - bisect_right(plain, first)
            found.append(Candidate(first, end, marked, kind, others))
    return found


def _starts(view: ClaimView, hits: Sequence[Hit]) -> list[tuple[int, int, str]]:
    """Return first token, marker's end and kind of each start: markers and edges of clauses."""
    stems = view.document.stems
    markers = {hit.first: hit for hit in hits}
    starts: list[tuple[int, int, str]] = []
    edge = True
    for at in range(view.first, view.last):
        word = stems[at]
        if word in _FRINGE:
            edge = True
            continue
        hit = markers.get(at)
        if hit is not None:
            starts.append((at, hit.last, hit.classes[0]))
        elif edge:
            starts.append((at, at, "edge"))
        edge = word in _JOINS
    return starts[:_MAX_STARTS]


def _ends(view: ClaimView) -> list[int]:
    """Return the tokens before which a condition may end, in order."""
    stems = view.document.stems
    first, last = view.first, view.last
    while last > first and stems[last - 1] in _FRINGE:
        last -= 1
    inner = [
        at
        for at in range(first + 1, last)
        if (stems[at] in _MARKS or stems[at] in _JOINS) and stems[at - 1] not in _FRINGE
    ]
    return [*inner, last] if last > first else inner


def describe(view: ClaimView, candidate: Candidate) -> list[str]:
    """Return the names of a candidate's features: its words, its edges and its shape."""
    stems = view.document.stems
    first, last, marked, kind, others = candidate
    words = stems[first : min(first + 3, last)]
    inner = stems[first + 1 : last]
    before = stems[first - 1] if first > view.first else "<start>"
    after = stems[last] if last < view.last else "<end>"
    following = stems[last + 1] if last + 1 < view.last else "<end>"
    marker = " ".join(stems[first:marked]) if marked > first else words[0]
    opening = first == view.first or (first == view.first + 1 and before in _FRINGE)
    where = ("open" if opening else "mid") + ("-end" if last >= view.last - 1 else "-in")
    size = _SIZES[min(last - first, len(_SIZES) - 1)]
    marks = len([word for word in inner if word in _MARKS])
    return [
        f"kind:{kind}",
        f"kind:{kind} {where}",
        f"marker:{marker}",
        f"marker:{marker} {where}",
        *[f"word{place}:{word}" for place, word in enumerate(words)],
        f"two:{' '.join(words[:2])}",
        f"three:{' '.join(words)}",
        f"before:{before}",
        f"before:{before} {kind}",
        f"after:{after}",
        f"after:{after} {following}" if after in _MARKS or after in _JOINS else "after:word",
        f"after-report:{following in _REPORT} {after}",
        f"report:{not _REPORT.isdisjoint(inner)}",
        f"where:{where}",
        f"size:{size}",
        f"size:{size} {kind}",
        f"marks:{min(marks, 3)} {where}",
        f"markers:{min(others, 2)}",
        f"rest:{min(4, (view.last - view.first - last + first) // 4)}",
        *[f"in:{word}" for word in dict.fromkeys(inner[:12])],
    ]


@cache
def _markers() -> PhraseTable:
    return PhraseTable((row[0], row[1]) for row in rows("condition_markers.tsv"))
