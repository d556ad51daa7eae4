"""The claims of a batch end to end, as the cue tagger reads all their tokens at once."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.cue_tokens import EDGE, FORWARD, LEAVE, REACH, holder_end
from stanceclf.stance.lexicon import CLASSES
from stanceclf.stance.view import ClaimView

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

KINDS = ("-", *CLASSES, *(f"~{name}" for name in CLASSES), EDGE)
_KIND_OF = {kind: number for number, kind in enumerate(KINDS)}
_GO_ON = len(CLASSES)  # from a class to the class of its phrase's later words
_FORWARD = np.array([kind in FORWARD for kind in KINDS])
_LEAVES = np.array([kind == LEAVE for kind in KINDS])
_MARGIN = 2  # tokens beside the claim that its words look at
NO_HOLDER = 1 << 20


class Layout(NamedTuple):
    """Claims end to end, each with a margin of two tokens on either side.

    Attributes
    ----------
    words : list of str
        Stems, `EDGE` where nothing is read.
    kinds : array
        Number of each word's class in `KINDS`.
    inside : array
        Places in `words` of the claims' own tokens.
    at, left, holder : array
        Of each of these: tokens since the claim's begin, to its end, since the holder's mention.
    claim : array
        Of each of these: number of the claim.
    n_claims : int
    """

    words: list[str]
    kinds: Ints
    inside: Ints
    at: Ints
    left: Ints
    holder: Ints
    claim: Ints
    n_claims: int


class Clauses(NamedTuple):
    """What a token's clause says of it.

    Attributes
    ----------
    turned : array of int
        1 where the clause's operators turn the token's meaning round.
    hits : array
        The tokens that bear a class.
    low, high : array
        `hits[low:high]` are those of a token's clause within reach.
    """

    turned: Ints
    hits: Ints
    low: Ints
    high: Ints


def lay_out(views: Iterable[ClaimView]) -> Layout:
    """Put the words and classes of all claims into one row."""
    words: list[str] = []
    begins, sizes, holders = list[int](), list[int](), list[int]()
    places, kinds = list[int](), list[int]()
    for view in views:
        low, high = view.first - view.start - _MARGIN, view.last - view.start + _MARGIN
        before, after = max(0, -low), max(0, high - len(view.words))
        begin = len(words) + _MARGIN
        begins.append(begin)
        sizes.append(view.last - view.first)
        holder = holder_end(view)
        holders.append(NO_HOLDER if holder is None else holder - low - _MARGIN)
        words += [EDGE] * before
        words += view.words[max(0, low) : high]
        words += [EDGE] * after
        shift = begin - view.first
        floor, ceiling = view.first - _MARGIN, view.last + _MARGIN
        for first, last, classes in view.hits:
            if first < ceiling and last > floor:
                kind = _KIND_OF[classes[0]]
                if first >= floor:
                    places.append(first + shift)
                    kinds.append(kind)
                if last > first + 1:
                    later = range(max(first + 1, floor) + shift, min(last, ceiling) + shift)
                    places += later
                    kinds += [kind + _GO_ON] * len(later)
    return _layout(words, places, kinds, begins, sizes, holders)


def _layout(
    words: list[str],
    places: list[int],
    kinds: list[int],
    begins: list[int],
    sizes: list[int],
    holders: list[int],
) -> Layout:
    size = np.array(sizes, np.int64)
    claim = np.repeat(np.arange(len(sizes)), size)
    ends = np.cumsum(size)
    at = np.arange(len(claim)) - (ends - size)[claim]
    inside = np.array(begins, np.int64)[claim] + at
    end = np.array(holders, np.int64)[claim]
    holder = np.where(end == NO_HOLDER, NO_HOLDER, at - end)
    kind = np.zeros(len(words), np.int64)
    kind[np.array(places, np.int64)] = kinds
    return Layout(words, kind, inside, at, size[claim] - at, holder, claim, len(sizes))


def read_clauses(kinds: Ints, breaks: Bools, begins: Bools) -> Clauses:
    """Part tokens at breaks and at begins of claims, and read each clause's classes.

    Parameters
    ----------
    kinds : array
        Number of each token's class.
    breaks, begins : array of bool
        Tokens that belong to no clause, and first tokens of claims.
    """
    opens = breaks | begins
    clause = np.cumsum(opens) - 1
    edges = np.append(np.flatnonzero(opens), len(kinds))
    first, last = edges[clause], edges[clause + 1]
    flips = _counted(_FORWARD[kinds] & ~breaks)
    leave = _LEAVES[kinds] & ~breaks
    leaves = _counted(leave)
    turns = flips[:-1] - flips[first] + leaves[last] - leaves[first] - leave
    hit = (kinds > 0) & ~breaks
    hits = _counted(hit)
    here = np.arange(len(kinds))
    low = hits[np.maximum(first, here - REACH)]
    high = hits[np.minimum(last, here + REACH + 1)]
    return Clauses(turns % 2, np.flatnonzero(hit), low, high)


def _counted(marks: Bools) -> Ints:
    """Return how many marks stand before each place, and before the end."""
    counts = np.zeros(len(marks) + 1, np.int64)
    np.cumsum(marks, out=counts[1:])
    return counts
