"""The claims of a batch end to end, as the cue tagger reads all their tokens at once."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.cue_tokens import EDGE, FORWARD, LEAVE, REACH
from stanceclf.stance.document_rows import DocumentRows
from stanceclf.stance.lexicon import CLASSES, lexicon_finder
from stanceclf.stance.lexis import COVERED
from stanceclf.stance.ragged import Ints, running, spread, true_places
from stanceclf.stance.windows import Windows

Bools = NDArray[np.bool_]

KINDS = ("-", *CLASSES, *(f"~{name}" for name in CLASSES), EDGE)
_KIND_OF = {kind: number for number, kind in enumerate(KINDS)}
_GO_ON = len(CLASSES)  # from a class to the class of its phrase's later words
_FORWARD = np.array([kind in FORWARD for kind in KINDS])
_LEAVES = np.array([kind == LEAVE for kind in KINDS])
MARGIN = 2  # tokens beside the claim that its words look at
NO_HOLDER = 1 << 20


class Layout(NamedTuple):
    """Claims end to end, each with a margin of two tokens on either side.

    Attributes
    ----------
    words : array
        Masked stems; what is not read is `COVERED`.
    kinds : array
        Number of each word's class in `KINDS`; the last one where nothing is read.
    inside : array
        Places in `words` of the claims' own tokens.
    at, left, holder : array
        Of each of these: tokens since the claim's begin, to its end, since the holder's mention.
    claim : array
        Of each of these: number of the claim.
    n_claims : int
    """

    words: Ints
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


def lay_out(windows: Windows) -> Layout:
    """Put the words and classes of all claims into one row."""
    rows = windows.rows
    owners, tokens = spread(rows.first - MARGIN, rows.last - rows.first + 2 * MARGIN)
    read = (tokens >= rows.start.take(owners)) & (tokens < rows.end.take(owners))
    places = np.where(read, tokens + windows.shift.take(owners), len(windows.words))
    words = np.append(windows.words, COVERED).take(places)
    kinds = np.where(read, _kinds_of(rows.texts, tokens), len(KINDS) - 1)
    size = rows.last - rows.first
    claim, at = spread(np.zeros(len(rows), np.int64), size)
    inside = np.arange(len(at)) + MARGIN * (2 * claim + 1)
    held = (rows.actor_first >= rows.first) & (rows.actor_first < rows.last)
    end = np.where(held, rows.actor_last - rows.first, NO_HOLDER).take(claim)
    holder = np.where(end == NO_HOLDER, NO_HOLDER, at - end)
    return Layout(words, kinds, inside, at, size.take(claim) - at, holder, claim, len(rows))


def _kinds_of(texts: DocumentRows, tokens: Ints) -> Ints:
    """Return the number of the class of each token: of a phrase's first word, of its later ones."""
    hits = texts.token_hits.take(tokens, mode="clip")
    # Without any phrase nothing belongs to one.
    kinds = np.zeros(len(tokens), np.int64)
    inside = true_places(hits >= 0)
    hits, tokens = hits.take(inside), tokens.take(inside)
    later = tokens > texts.hits.first.take(hits)
    kinds[inside] = _main().take(texts.hits.kinds.take(hits)) + _GO_ON * later
    return kinds


@cache
def _main() -> Ints:
    """Return the first class of each kind of hit."""
    return np.array([_KIND_OF[classes[0]] for classes in lexicon_finder().kinds])


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
    edges = np.append(true_places(opens), len(kinds))
    first, last = edges.take(clause), edges.take(clause + 1)
    flips = running(_FORWARD.take(kinds) & ~breaks)
    leave = _LEAVES.take(kinds) & ~breaks
    leaves = running(leave)
    turns = flips[:-1] - flips.take(first) + leaves.take(last) - leaves.take(first) - leave
    hit = (kinds > 0) & ~breaks
    hits = running(hit)
    here = np.arange(len(kinds))
    low = hits.take(np.maximum(first, here - REACH))
    high = hits.take(np.minimum(last, here + REACH + 1))
    return Clauses(turns % 2, true_places(hit), low, high)
