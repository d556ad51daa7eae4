"""Fit a choice between candidates: a conditional logit over columns, by stochastic gradients.

Questions are the claims; the right answers of each are mentions of whoever holds it, and what is
maximised is the log of their summed odds. The steps are Adam's (Kingma and Ba 2015), half of the
hidden units are left out of each (dropout, Srivastava et al. 2014).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from stanceclf.attribution.choice import HASHED, Choice, crossed_rows, row_starts
from stanceclf.attribution.clause_words import ClauseWords
from stanceclf.attribution.holder_features import Standings
from stanceclf.byte_rows import ByteRows
from training.one_hot import one_hot

FloatArray = NDArray[np.float32]

HIDDEN = 32
EPOCHS = 12
BATCH = 256  # claims of a step
RATE = 3e-3
DROPPED = 0.5
DECAY = (1e-5, 3e-6, 0.0, 1e-5)  # of the parameters, in the order of `_Net.parameters`
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8


def fit_choice(
    standings: Standings,
    words: ClauseWords,
    right: FloatArray,
    *,
    hidden: int = HIDDEN,
    epochs: int = EPOCHS,
    seed: int = 0,
) -> Choice:
    """Fit on all pairs of some documents.

    Parameters
    ----------
    standings : Standings
        The pairs.
    words : ClauseWords
        The vocabulary of their columns.
    right : ndarray of float32, shape (n_pairs, 2)
        1 for pairs that are right as holder, as source. A claim without any is left out.
    hidden, epochs, seed : int
        Units of the hidden layer, rounds over all claims, and what their order is drawn with.
    """
    wide = one_hot(np.stack(crossed_rows(standings), axis=1), 1 << HASHED)
    deep = one_hot(*_value_rows(standings, words))
    random = np.random.default_rng(seed)
    net = _Net.drawn(wide.shape[1], deep.shape[1], hidden, random)
    seen = np.asarray(deep.sum(axis=0)).ravel() > 0
    net.deep[~seen] = 0.0
    bounds, sizes = standings.bounds, np.diff(standings.bounds)
    asked = np.add.reduceat(right, bounds[:-1], axis=0) > 0
    steps = _Steps(net, epochs * -(-len(sizes) // BATCH))
    for _ in range(epochs):
        order = random.permutation(len(sizes))
        for low in range(0, len(order), BATCH):
            claims = np.sort(order[low : low + BATCH])
            ends = np.cumsum(sizes[claims])
            starts = ends - sizes[claims]
            rows = np.repeat(bounds[claims] - starts, sizes[claims]) + np.arange(ends[-1])
            kept = (random.random((len(rows), hidden), dtype=np.float32) > DROPPED).astype(
                np.float32
            )
            question = _Question(
                wide[rows], deep[rows], right[rows], asked[claims], starts, sizes[claims]
            )
            steps.take(net.gradients(question, kept / np.float32(1 - DROPPED)))
    return Choice(words, net.wide, ByteRows.of(net.deep), net.bias, net.last)


def _value_rows(standings: Standings, words: ClauseWords) -> tuple[NDArray[np.int64], int]:
    """Return the rows of the hidden layer's table for each pair, and how many there are."""
    starts, count = row_starts(standings, words)
    columns = standings.spread(starts)
    return np.stack([columns[name] + start for name, start in starts.items()], axis=1), count


@dataclass(frozen=True, slots=True)
class _Question:
    """The pairs of some claims: their values, the right ones, where each claim's begin."""

    wide: csr_matrix
    deep: csr_matrix
    right: FloatArray
    asked: NDArray[np.bool_]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]


@dataclass(slots=True)
class _Net:
    """The parameters of a `Choice`, and their gradients."""

    wide: FloatArray
    deep: FloatArray
    bias: FloatArray
    last: FloatArray

    @classmethod
    def drawn(cls, wide: int, deep: int, hidden: int, random: np.random.Generator) -> "_Net":
        """Draw the parameters that must differ from the start."""
        return cls(
            np.zeros((wide, 2), dtype=np.float32),
            0.05 * random.standard_normal((deep, hidden), dtype=np.float32),
            np.zeros(hidden, dtype=np.float32),
            0.3 * random.standard_normal((hidden, 2), dtype=np.float32),
        )

    def parameters(self) -> list[FloatArray]:
        return [self.wide, self.deep, self.bias, self.last]

    def gradients(self, question: _Question, kept: FloatArray) -> list[FloatArray]:
        """Return the gradients of the mean loss of the claims; `kept` scales the hidden units."""
        before = question.deep @ self.deep + self.bias
        units = np.maximum(before, 0) * kept
        scores = question.wide @ self.wide + units @ self.last
        starts, sizes, right = question.starts, question.sizes, question.right
        scores -= np.repeat(np.maximum.reduceat(scores, starts, axis=0), sizes, axis=0)
        odds = np.exp(scores)
        total = np.add.reduceat(odds, starts, axis=0)
        hit = np.maximum(np.add.reduceat(odds * right, starts, axis=0), 1e-9)
        slope = odds / np.repeat(total, sizes, axis=0) - odds * right / np.repeat(
            hit, sizes, axis=0
        )
        slope *= np.repeat(question.asked, sizes, axis=0)
        slope = (slope / len(sizes)).astype(np.float32)
        back = (slope @ self.last.T) * kept * (before > 0)
        return [
            question.wide.T @ slope,
            question.deep.T @ back,
            back.sum(axis=0),
            units.T @ slope,
        ]


class _Steps:
    """Adam's steps, whose rate falls to nothing by the last one."""

    def __init__(self, net: _Net, count: int):
        self.net = net
        self.count = count
        self.taken = 0
        self.means = [np.zeros_like(one) for one in net.parameters()]
        self.squares = [np.zeros_like(one) for one in net.parameters()]

    def take(self, gradients: list[FloatArray]) -> None:
        """Move the parameters."""
        rate = RATE * (1 - self.taken / self.count)
        self.taken += 1
        rows = zip(self.net.parameters(), gradients, self.means, self.squares, DECAY, strict=True)
        for parameter, gradient, mean, square, decay in rows:
            slope = gradient + decay * parameter
            mean += (1 - _FIRST) * (slope - mean)
            square += (1 - _SECOND) * (slope * slope - square)
            straight = mean / (1 - _FIRST**self.taken)
            spread = np.sqrt(square / (1 - _SECOND**self.taken)) + _TINY
            parameter -= (rate * straight / spread).astype(np.float32)
