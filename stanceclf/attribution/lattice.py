"""Candidate claims: the spans that the tagger's chain thinks possible, with their probabilities.

The forward and backward passes of a linear chain (Rabiner 1989, with his scaling) give for every
token the probability that a claim begins or ends there, and for every span of tokens, in constant
time, the probability that it is a claim.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OUTSIDE, BEGIN, INSIDE = range(3)
LONGEST = 120  # tokens of a candidate
# Probability of a token to begin, or to end, a candidate, and of a candidate. With .01 and .001
# there are half as many more, and three times the pairs; F1 of claims on the five held-out folds
# gains .0004, that of what is right end to end loses .0006.
LEAST = 0.02
LEAST_SPAN = 0.008
MOST = 96  # candidates of a sequence
CHUNK = 2048  # sequences worked on together, which bounds memory
_FLOOR = 1e-30
_FINEST = 2.0**-30


@dataclass(frozen=True, slots=True)
class Marginals:
    """What the chain thinks of each row (token) of a batch.

    Attributes
    ----------
    begins, ends : ndarray, shape (n_rows,)
        Probability that a span begins with the row, or ends with it.
    opening, inside, closing : ndarray, shape (n_rows,)
        Logarithms: a span from row `b` to row `e`, both included, has the log probability
        `opening[b] + inside[e] - inside[b] + closing[e]`.
    """

    begins: Floats
    ends: Floats
    opening: Floats
    inside: Floats
    closing: Floats


def marginals(
    scores: NDArray[np.floating],
    sequences: Ints,
    transitions: NDArray[np.floating],
) -> Marginals:
    """Run the chain forward and backward over every sequence, all of them in step.

    Parameters
    ----------
    scores : ndarray, shape (n_rows, 3)
        The score of outside, begin and inside at each row.
    sequences : ndarray, shape (n_sequences, 2)
        First row and length (at least 1) of each sequence.
    transitions : ndarray, shape (3, 3)
        The score of going from one label to the next.
    """
    factor = np.exp(transitions, dtype=np.float64)
    flat = np.zeros((5, len(scores)))
    longest_first = sequences[np.argsort(-sequences[:, 1], kind="stable")]
    for at in range(0, len(longest_first), CHUNK):
        starts, lengths = longest_first[at : at + CHUNK].T
        # Packed: the first rows of all sequences, then the second rows of those that have one, ...
        # A rectangle of the longest sequence's length would hold three times as many numbers.
        steps = np.arange(lengths[0])
        going = np.searchsorted(-lengths, -steps)  # sequences longer than each step
        step_of = np.repeat(steps, going)
        rows = starts.take(np.arange(len(step_of)) - np.repeat(np.cumsum(going) - going, going))
        rows += step_of
        local = scores.T.take(rows, axis=1)
        local = np.exp(local - local.max(axis=0), dtype=np.float64)
        np.maximum(local, _FLOOR, out=local)
        for row, packed in zip(flat, _passes(local, factor, going), strict=True):
            row[rows] = packed
    # Sums of multiples of it are exact, so that a share of the sums over a batch, as span features
    # take it, does not depend on what stands before.
    masses = flat[:2]
    masses /= _FINEST
    np.rint(masses, out=masses)
    masses *= _FINEST
    return Marginals(*flat)


def _passes(local: Floats, factor: Floats, sizes: Ints) -> tuple[Floats, ...]:
    """Return what `Marginals` holds, packed like `local`, which has the shape (labels, rows).

    `sizes` count the rows of each step; `local` is scaled.
    """
    going = sizes.tolist()
    # Labels go first: three sums of long rows are quicker than many sums of three numbers.
    back = factor.T.copy()
    ahead, totals = np.empty_like(local), np.empty(local.shape[1])
    state = local[:, : going[0]] * np.array([[1.0], [1.0], [0.0]])
    low = 0
    for n in going:
        here = slice(low, low + n)
        if low:
            state = (back @ state[:, :n]) * local[:, here]
        state /= np.add.reduce(state, out=totals[here])
        ahead[:, here] = state
        low += n
    local /= totals
    behind = np.ones_like(local)
    for before, n in zip(going[-2::-1], going[:0:-1], strict=True):
        low -= n  # where the later of the two steps begins
        here = slice(low - before, low - before + n)
        behind[:, here] = factor @ (behind[:, low : low + n] * local[:, low : low + n])
    # Rows of a later step, in order, and the one before each.
    later = slice(going[0], None)
    earlier = np.arange(going[0], local.shape[1]) - np.repeat(sizes[:-1], sizes[1:])
    leaving = np.ones_like(local)  # the part of `behind` that no `INSIDE` follows
    leaving[:, earlier] = factor[:, :INSIDE] @ (behind[:INSIDE, later] * local[:INSIDE, later])

    logs = np.log(np.maximum(factor, _FLOOR))
    opening = np.log(np.maximum(ahead[BEGIN], _FLOOR))
    opening += logs[BEGIN, INSIDE] - logs[INSIDE, INSIDE]
    inside = np.log(local[INSIDE]) + logs[INSIDE, INSIDE]
    low = going[0]
    for before, n in pairwise(going):
        inside[low : low + n] += inside[low - before : low - before + n]
        low += n
    return (
        ahead[BEGIN] * behind[BEGIN],
        ahead[BEGIN] * leaving[BEGIN] + ahead[INSIDE] * leaving[INSIDE],
        opening,
        inside,
        np.log(np.maximum(leaving[INSIDE], _FLOOR)),
    )


@dataclass(frozen=True, slots=True)
class Lattice:
    """Candidates in order of their first row, then their last.

    Attributes
    ----------
    first, last : ndarray of int, shape (n_candidates,)
        Half-open ranges of rows.
    log_probability : ndarray, shape (n_candidates,)
        What the chain thinks of the span as a claim.
    chain : Marginals
        What it thinks of every row.
    """

    first: Ints
    last: Ints
    log_probability: Floats
    chain: Marginals


def candidates(chain: Marginals, sequences: Ints) -> Lattice:
    """Return the spans of rows, each within a sequence, that may be claims."""
    begins = np.flatnonzero(chain.begins > LEAST)
    ends = np.flatnonzero(chain.ends > LEAST)
    ordered = sequences[np.argsort(sequences[:, 0], kind="stable")]
    of = np.searchsorted(ordered[:, 0], begins, side="right") - 1
    limit = np.minimum(ordered[of].sum(axis=1), begins + LONGEST)
    low = np.searchsorted(ends, begins)
    counts = np.searchsorted(ends, limit) - low
    first = np.repeat(begins, counts)
    offsets = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    last = ends[np.repeat(low, counts) + offsets]
    log_probability = (
        chain.opening[first] + chain.inside[last] - chain.inside[first] + chain.closing[last]
    )
    kept = np.flatnonzero(log_probability > np.log(LEAST_SPAN))
    kept = _most_likely(kept, np.repeat(of, counts)[kept], log_probability[kept])
    first, last, log_probability = first[kept], last[kept], log_probability[kept]
    return Lattice(first, last + 1, log_probability, chain)


def _most_likely(kept: Ints, of: Ints, log_probability: Floats) -> Ints:
    """Return at most `MOST` of the candidates of each sequence, which bounds what they cost."""
    if not len(kept) or np.bincount(of).max() <= MOST:
        return kept
    order = np.lexsort((-log_probability, of))
    rank = np.arange(len(of)) - np.searchsorted(of, of)  # `of` ascends, so `of[order]` is `of`
    chosen: Ints = np.sort(kept[order[rank < MOST]])
    return chosen
