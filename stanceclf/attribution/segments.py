"""Spans that a chain of labels may hold, each with its probability, and the best choice of them.

Viterbi's path is the likeliest labelling of a whole sequence. What is counted in the end is spans
that are right from end to end, so the probability of each span is summed over all labellings that
hold it, and spans that do not overlap are chosen so that the sum of (probability - threshold) is
greatest: weighted interval scheduling, by dynamic programming (Kleinberg and Tardos 2005, ch. 6).
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LONGEST = 256  # tokens of a span
LEAST = 0.01  # probability of a span that is kept
NEVER = -1e4  # score of a step that no labelling takes
_TINY = np.float32(1e-30)


class Segments(NamedTuple):
    """Candidate spans as parallel arrays.

    Attributes
    ----------
    first, last : ndarray of int
        Rows of the score table: the span is `first` up to, not including, `last`.
    role : ndarray of int
        0 for the first pair of begin and inside labels, 1 for the second ...
    probability : ndarray of float32
    """

    first: Ints
    last: Ints
    role: Ints
    probability: Floats


def constrained(transitions: Floats) -> Floats:
    """Return transitions in which a label that goes on only follows the labels of its own role.

    Labels are outside, then begin and inside of each role.
    """
    fixed = np.array(transitions, dtype=np.float32)
    for inside in range(2, len(fixed), 2):
        others = [at for at in range(len(fixed)) if at not in (inside - 1, inside)]
        fixed[others, inside] = NEVER
    return fixed


class Marginals(NamedTuple):
    """Forward and backward messages of chains, and the scores they are made of.

    Attributes
    ----------
    ahead, behind : ndarray of float32, shape (n_rows, n_labels)
        Their product is the probability of each label.
    emit : ndarray of float32, shape (n_rows, n_labels)
        Exponentials of the scores, each row over its scale.
    begins, ends : ndarray of int
        For each row, where its sequence begins and ends.
    """

    ahead: Floats
    behind: Floats
    emit: Floats
    begins: Ints
    ends: Ints

    @property
    def labels(self) -> Floats:
        """Return the probability of each label at each row."""
        return self.ahead * self.behind


def marginals(
    scores: Floats, sequences: Sequence[tuple[int, int]], transitions: Floats
) -> Marginals:
    """Return the messages of the chains that begin at a row and have a length (at least 1).

    `transitions` are as `constrained` gives them; rows outside the sequences stay zero. Sums are
    not BLAS's, which adds in another order for another number of rows: what a text holds must not
    hang on what else is in its batch.
    """
    order = sorted(sequences, key=lambda one: -one[1])
    starts = np.array([row for row, _ in order])
    lengths = np.array([length for _, length in order])
    factor = np.exp(transitions)
    emit = np.exp(scores - scores.max(axis=1, keepdims=True))
    emit[starts, 2::2] = 0
    ahead, behind = np.zeros_like(emit), np.zeros_like(emit)
    begins, ends = np.zeros(len(emit), dtype=np.int64), np.zeros(len(emit), dtype=np.int64)
    going = [int(np.searchsorted(-lengths, -s, side="left")) for s in range(lengths[0])]
    previous = emit[starts]
    for step, n in enumerate(going):
        here = starts[:n] + step
        if step:
            previous = np.einsum("ni,ij->nj", previous[:n], factor) * emit[here]
        scale = previous.sum(axis=1, keepdims=True) + _TINY
        previous = previous / scale
        ahead[here] = previous
        emit[here] /= scale
        begins[here] = starts[:n]
        ends[here] = starts[:n] + lengths[:n]
    behind[starts + lengths - 1] = 1
    for step in range(lengths[0] - 1, 0, -1):
        here = starts[: going[step]] + step
        behind[here - 1] = np.einsum("ni,ji->nj", emit[here] * behind[here], factor)
    return Marginals(ahead, behind, emit, begins, ends)


def candidates(chains: Marginals, transitions: Floats, *, least: float = LEAST) -> Segments:
    """Return the spans of probability `least` or more, by role and first row."""
    parts = []
    factor = np.exp(transitions)
    follows = np.concatenate([chains.emit * chains.behind, np.zeros_like(chains.emit[:1])])
    for role, begin in enumerate(range(1, len(factor), 2)):
        inside = begin + 1
        first = np.flatnonzero(chains.ahead[:, begin] * chains.behind[:, begin] >= least)
        if not len(first):
            continue
        goes_on = np.log(factor[inside, inside] * chains.emit[:, inside] + _TINY)
        total = _sums(goes_on, chains)
        stay = np.array([one != inside for one in range(len(factor))], dtype=np.float32)
        # What follows a span that ends before row e: any label but inside, or the end.
        after_begin = np.einsum("ni,i->n", follows, factor[begin] * stay)
        after_inside = np.einsum("ni,i->n", follows, factor[inside] * stay)
        last = first[:, None] + np.arange(1, LONGEST + 1)
        fits = last <= chains.ends[first][:, None]
        last = np.where(fits, last, first[:, None] + 1)
        one_long = last == first[:, None] + 1
        at_end = last == chains.ends[first][:, None]
        log = total[last] - total[np.minimum(first + 1, len(total) - 1)][:, None]
        log += np.where(one_long, 0, np.log(factor[begin, inside] / factor[inside, inside] + _TINY))
        follow = np.where(one_long, after_begin[last], after_inside[last])
        found = np.exp(log) * np.where(at_end, 1.0, follow)
        found *= chains.ahead[first, begin][:, None]
        row, column = np.nonzero(fits & (found >= least))
        ends = last[row, column]
        chance = found[row, column].astype(np.float32)
        parts.append(Segments(first[row], ends, np.full(len(row), role), chance))
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Segments(none, none, none, np.zeros(0, dtype=np.float32))
    return Segments(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _sums(values: Floats, chains: Marginals) -> NDArray[np.float64]:
    """Return for each row the sum of the rows before it in its chain; one more row at the end."""
    total = np.zeros(len(values) + 1)
    for begin in np.unique(chains.begins[chains.ends > 0]).tolist():
        end = int(chains.ends[begin])
        total[begin + 1 : end + 1] = np.cumsum(values[begin:end], dtype=np.float64)
    return total


def choose(segments: Segments, thresholds: Sequence[float]) -> NDArray[np.int64]:
    """Return which spans to keep: none overlap, and their gain over the thresholds is greatest.

    Examples
    --------
    >>> spans = Segments(np.array([0, 2, 4]), np.array([4, 6, 8]), np.zeros(3, int),
    ...                  np.array([0.5, 0.8, 0.5], np.float32))
    >>> choose(spans, [0.3]).tolist()
    [1]
    """
    gains = segments.probability - np.asarray(thresholds)[segments.role]
    kept = np.flatnonzero(gains > 0)
    kept = kept[np.argsort(segments.last[kept], kind="stable")]
    firsts = segments.first[kept].tolist()
    lasts = segments.last[kept].tolist()
    best, before = [0.0], []
    for at, gain in enumerate(gains[kept].tolist()):
        before.append(bisect_right(lasts, firsts[at], 0, at))
        best.append(max(best[-1], best[before[-1]] + gain))
    chosen = []
    at = len(kept)
    while at:
        if best[at] > best[at - 1]:
            chosen.append(int(kept[at - 1]))
            at = before[at - 1]
        else:
            at -= 1
    return np.array(chosen[::-1], dtype=np.int64)
