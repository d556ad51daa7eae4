"""Candidates for the conditions of a batch of claims.

`condition_features.candidates` says in plain words what a candidate is, and takes 0.4 ms for 18
claims; here those of all claims are found at once in 0.04 ms.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.condition_features import (
    FOLLOWERS,
    FRINGE,
    IMMEDIATE,
    INVERTED,
    INVERTED_KIND,
    INVERTED_STEMS,
    JOINS,
    MARKS,
    MAX_ENDS,
    MAX_STARTS,
    PLAIN,
    POSSIBLE,
    SUBJECTS,
    marker_finder,
)
from stanceclf.stance.lexis import NAME, StemNumbers
from stanceclf.stance.phrase_finder import Hits
from stanceclf.stance.ragged import Ints, ranks, running, spread, true_places

Bools = NDArray[np.bool_]

_FRINGE, _JOIN, _STOP, _SUBJECT, _INVERTED, _FOLLOWER = (1 << place for place in range(6))
_AT, _ONCE, _POSSIBLE = (1 << place for place in range(6, 9))


class Candidates(NamedTuple):
    """Candidates of all claims, claim by claim, over the claims' own tokens end to end.

    Attributes
    ----------
    stems : array of shape (n_tokens,)
        The claims' tokens, unmasked.
    owners : array of shape (n_tokens,)
        Their claims.
    begins, ends : array of shape (n_claims,)
        Where each claim's tokens stand among them.
    claim, first, last, marked, kind, others : array of shape (n_candidates,)
        As in `Candidate`, and each one's claim; kinds are numbers.
    """

    stems: Ints
    owners: Ints
    begins: Ints
    ends: Ints
    claim: Ints
    first: Ints
    last: Ints
    marked: Ints
    kind: Ints
    others: Ints


class CandidateFinder:
    """Finds the candidates of claims.

    Parameters
    ----------
    kinds : sequence of str
        The kinds of candidates, by number; 0 is that of candidates without a marker.
    """

    def __init__(self, kinds: Sequence[str]) -> None:
        self._stems = StemNumbers(_nature)
        number = {kind: place for place, kind in enumerate(kinds)}
        found = marker_finder().kinds
        self._kind = np.array([number[classes[0]] for classes in found])
        self._is_plain = np.array([classes[0] in PLAIN for classes in found])
        self._may_invert = np.array([classes[0] == INVERTED_KIND for classes in found])

    def find(self, rows: ClaimRows) -> Candidates:
        """Return what `candidates` returns for each claim."""
        lexis = rows.texts.lexis
        sizes = rows.last - rows.first
        ends = np.cumsum(sizes)
        begins = ends - sizes
        owners, tokens = spread(rows.first, sizes)
        stems = rows.texts.stems.take(tokens)
        nature = self._stems.of(lexis).take(stems)
        hits = marker_finder().find(lexis, stems, ends.take(owners))
        misread = self._misread(rows, tokens, owners, nature, hits) | _idle(owners, nature, hits)
        hits = Hits(*(part[~misread] for part in hits))
        kind = np.zeros(len(stems), np.int64)
        kind[hits.first] = self._kind[hits.kinds]
        marked = np.arange(len(stems))
        marked[hits.first] = hits.last
        plain = np.zeros(len(stems), bool)
        plain[hits.first] = self._is_plain[hits.kinds]
        starts = _starts(nature, owners, kind)
        opened = np.zeros(len(stems) + 1, bool)
        opened[spread(hits.first + 1, hits.last - hits.first)[1]] = True
        stops, stop_owners = _stops(nature, owners, begins, ends, opened[:-1])
        # A claim ends where the next begins: places differ once the claim's number is added.
        claim = owners.take(starts)
        least = np.maximum(starts + 1, marked.take(starts)) + claim
        low = np.searchsorted(stops + stop_owners, least)
        high = np.searchsorted(stop_owners, claim, side="right")
        which, at = spread(low, np.minimum(high - low, MAX_ENDS))
        # Of many ends the last one is kept.
        cut = (at - low[which] == MAX_ENDS - 1) & (high - low > MAX_ENDS)[which]
        at[cut] = high[which[cut]] - 1
        first, last = starts.take(which), stops.take(at)
        plains = running(plain)
        others = plains.take(last) - plains.take(first + 1)
        return Candidates(
            stems,
            owners,
            begins,
            ends,
            claim.take(which),
            first,
            last,
            marked.take(first),
            kind.take(first),
            others,
        )

    def _misread(
        self, rows: ClaimRows, tokens: Ints, owners: Ints, nature: Ints, hits: Hits
    ) -> Bools:
        """Return which hits are verbs after their subject, or in another form than "if" has."""
        at = hits.first
        misread: Bools = self._may_invert[hits.kinds] & ((nature[at] & _INVERTED) > 0)
        if not misread.any():
            return misread
        before, after = np.maximum(at - 1, 0), np.minimum(at + 1, len(nature) - 1)
        follows = (nature[after] & _FOLLOWER) > 0
        follows |= rows.texts.marks[tokens[after]] == NAME
        follows &= (owners[after] == owners[at]) & (after > at)
        follows &= ((nature[before] & _SUBJECT) == 0) | (owners[before] != owners[at])
        maybe = true_places(misread & follows)
        documents = rows.document[owners[at[maybe]]]
        words = tokens[at[maybe]] - rows.texts.bases[documents]
        for hit, document, word in zip(
            maybe.tolist(), documents.tolist(), words.tolist(), strict=True
        ):
            misread[hit] = rows.texts.documents[document].lowers[word] not in INVERTED
        return misread


def _idle(owners: Ints, nature: Ints, hits: Hits) -> Bools:
    """Return which hits are part of "at once", or all but the end of "if possible"."""
    at, end = hits.first, hits.last
    idle: Bools = ((nature[at] & _ONCE) > 0) & ((nature[at - 1] & _AT) > 0)
    idle &= (owners[at - 1] == owners[at]) & (at > 0)
    latest = len(nature) - 1
    behind, beyond = np.minimum(end, latest), np.minimum(end + 1, latest)
    possible = ((nature[behind] & _POSSIBLE) > 0) & (owners[behind] == owners[at])
    possible &= end <= latest
    stops = ((nature[beyond] & (_FRINGE | _JOIN)) > 0) | (owners[beyond] != owners[at])
    idle |= possible & (stops | (end == latest))
    return idle


def _starts(nature: Ints, owners: Ints, kind: Ints) -> Ints:
    """Return where candidates begin: markers and edges of clauses, at most so many a claim."""
    edge = np.ones(len(nature), bool)
    edge[1:] = (owners[1:] != owners[:-1]) | ((nature[:-1] & (_FRINGE | _JOIN)) > 0)
    starts = true_places((edge | (kind > 0)) & ((nature & _FRINGE) == 0))
    return starts.compress(ranks(owners.take(starts)) < MAX_STARTS)


def _stops(
    nature: Ints, owners: Ints, begins: Ints, ends: Ints, opened: Bools
) -> tuple[Ints, Ints]:
    """Return where candidates end, and whose these places are.

    They end at edges of clauses, at subjects that no marker precedes, and with the claims.
    """
    here = np.arange(len(nature))
    solid = (nature & _FRINGE) == 0
    latest = np.maximum.accumulate(np.append(-1, np.where(solid, here, -1)))[ends]
    filled = true_places(latest >= begins)
    closing = latest[filled] + 1
    inner = np.zeros(len(nature), bool)
    subject = ((nature[1:] & _SUBJECT) > 0) & ~opened[1:] & ((nature[:-1] & _JOIN) == 0)
    inner[1:] = (((nature[1:] & _STOP) > 0) | subject) & solid[:-1]
    inner &= (here > begins.take(owners)) & (here <= latest.take(owners))
    at = true_places(inner)
    stops, claims = np.concatenate([at, closing]), np.concatenate([owners[at], filled])
    order = np.argsort(stops + claims, kind="stable")
    return stops[order], claims[order]


def _nature(form: str) -> int:
    """Return what a stem is, as bits."""
    join = form in JOINS
    return (
        _FRINGE * (form in FRINGE)
        + _JOIN * join
        + _STOP * (join or form in MARKS)
        + _SUBJECT * (form in SUBJECTS)
        + _INVERTED * (form in INVERTED_STEMS)
        + _FOLLOWER * (form in FOLLOWERS)
        + _AT * (form == IMMEDIATE[0])
        + _ONCE * (form == IMMEDIATE[1])
        + _POSSIBLE * (form == POSSIBLE)
    )
