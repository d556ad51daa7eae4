"""Claims of a batch as arrays: what `ClaimView` says of one claim, of all of them at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.concessions import CONCEDING, LEADING, behind_concession
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.document_rows import DocumentRows
from stanceclf.stance.lexis import StemNumbers, current_lexis
from stanceclf.stance.ragged import Ints, true_places
from stanceclf.stance.view import MAX_AROUND, MAX_CLAIM
from stanceclf.text.stems import stem

NOWHERE = -(1 << 62)
_CONCEDES, _LEADS = 1, 2
_NO_MENTION = (NOWHERE, NOWHERE)
_NONE = np.iinfo(np.int64).max


def _opening(form: str) -> int:
    """Return whether a concession may open with a stem, or behind it."""
    return _CONCEDES * (form in _CONCEDING) + _LEADS * (form in LEADING)


_CONCEDING = frozenset(map(stem, CONCEDING))
_openings = StemNumbers(_opening)


@dataclass(frozen=True, slots=True, eq=False)
class ClaimRows:
    """Regions of claims, and what stands in them.

    Attributes
    ----------
    texts : DocumentRows
        Tokens are counted over all documents.
    given : sequence of GivenClaim
    document, holder : array of shape (n_claims,)
        Two claims have one number if they share a document, and if the holder has one name as well.
    edges : array of shape (n_claims, 6)
        Where claim, holder and source begin and end in the text; `NOWHERE` without a mention.
    first, last, start, end, sentence : array of shape (n_claims,)
        As in `ClaimView`.
    behind : array of shape (n_claims,)
        The first token behind the whole claim, of which `last` may leave out the end.
    has_actor : array of shape (n_claims,), bool
        Whether there is a token of the holder's mention.
    actor_first, actor_last : array of shape (n_claims,)
        Tokens of the mention; beyond all tokens where there is none.
    """

    texts: DocumentRows
    given: Sequence[GivenClaim]
    document: Ints
    holder: Ints
    edges: Ints
    first: Ints
    last: Ints
    start: Ints
    end: Ints
    sentence: Ints
    behind: Ints
    has_actor: NDArray[np.bool_]
    actor_first: Ints
    actor_last: Ints
    source_first: Ints
    source_last: Ints

    @classmethod
    def of(cls, given: Sequence[GivenClaim]) -> "ClaimRows":
        """Find the regions of claims; those of one document share its object."""
        documents = list(dict.fromkeys([claim.document for claim in given]))
        numbers = {document: number for number, document in enumerate(documents)}
        document = np.array([numbers[claim.document] for claim in given], np.int64)
        texts = DocumentRows.of(documents, current_lexis())
        edges = claim_edges(given)
        tokens = texts.tokens_at(np.repeat(document, 6), edges.ravel()).reshape(-1, 6)
        first, behind, actor_first, actor_last, source_first, source_last = tokens.T.copy()
        has_actor = actor_last > actor_first
        first = _main_clauses(texts, document, first, behind)
        filled = true_places(behind > first)
        last = np.maximum(first, np.minimum(behind, first + MAX_CLAIM))
        sentence, start, end = np.full(len(first), -1), first.copy(), first.copy()
        if len(filled):
            opening = texts.sentence_of[first[filled]]
            closing = texts.sentence_of[last[filled] - 1]
            sentence[filled] = opening
            start[filled] = np.maximum(texts.sentence_first[opening], first[filled] - MAX_AROUND)
            end[filled] = np.minimum(texts.sentence_last[closing], last[filled] + MAX_AROUND)
        return cls(
            texts,
            given,
            document,
            numbered_holders(given, document),
            edges,
            first,
            last,
            start,
            end,
            sentence,
            behind,
            has_actor,
            np.where(has_actor, actor_first, _NONE),
            np.where(has_actor, actor_last, _NONE),
            source_first,
            source_last,
        )

    def __len__(self) -> int:
        return len(self.given)

    def parts(self, tokens: int) -> Iterator["ClaimRows"]:
        """Yield the claims in parts that read about so many tokens each; at least one part."""
        read = np.cumsum(self.end - self.start + 1)
        whole = int(read[-1]) if len(self) else 0
        cuts = np.searchsorted(read, np.arange(tokens, whole, tokens)) + 1
        edges = sorted({0, *cuts.tolist(), len(self)})
        for first, last in pairwise(edges) if whole else [(0, 0)]:
            yield self._cut(slice(first, last))

    def _cut(self, part: slice) -> "ClaimRows":
        arrays = {field.name: getattr(self, field.name) for field in fields(self)}
        return ClaimRows(
            **{name: one if name == "texts" else one[part] for name, one in arrays.items()}
        )


def _main_clauses(texts: DocumentRows, document: Ints, first: Ints, behind: Ints) -> Ints:
    """Return where claims begin without what they concede at their beginning."""
    if not len(texts.stems):
        return first
    openings = _openings.of(texts.lexis)
    opening, second = (openings.take(texts.stems.take(first + at, mode="clip")) for at in (0, 1))
    concedes = (opening == _CONCEDES) | ((opening == _LEADS) & (second > 0))
    for claim in true_places(concedes & (behind > first)).tolist():
        number = document[claim]
        base, one = int(texts.bases[number]), texts.documents[number]
        at, end = int(first[claim]) - base, int(behind[claim]) - base
        first[claim] = base + behind_concession(one, at, end)
    return first


def numbered_holders(given: Sequence[GivenClaim], document: Ints) -> Ints:
    """Return the number of each claim's holder, by name; documents are numbered."""
    numbers: dict[tuple[int, str], int] = {}
    keys = zip(document.tolist(), [claim.actor_name for claim in given], strict=True)
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)


def claim_edges(given: Sequence[GivenClaim]) -> Ints:
    """Return where claims, holders and sources begin and end: `ClaimRows.edges`."""
    flat: list[int] = []
    for claim in given:
        span, actor, source = claim.claim, claim.actor, claim.source
        flat += (span.start, span.end)
        flat += (actor.start, actor.end) if actor else _NO_MENTION
        flat += (source.start, source.end) if source else _NO_MENTION
    return np.array(flat, np.int64).reshape(-1, 6)
