"""A linear-chain conditional random field, fitted in small batches with AdaGrad.

The model is that of `training.crf`; L-BFGS takes a second or more for one look at 700,000 tokens
and needs a hundred looks, AdaGrad (Duchi, Hazan and Singer, 2011) is done after ten. The answer is
the mean of the weights over the later epochs (Polyak and Juditsky, 1992).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
BATCH = 2000  # tokens
_TINY = np.float32(1e-30)


class OnlineCRF:
    """Fit label weights and transitions on sequences of rows of feature numbers.

    Parameters
    ----------
    n_labels : int
    rate : float
        Step of AdaGrad.
    l2 : float
        Quadratic penalty of a weight, for each batch its feature stands in.
    epochs, averaged : int
        Rounds over all batches, and how many of the last ones the mean is taken over.
    seed : int
        Of the batches and their order.
    """

    def __init__(
        self,
        n_labels: int,
        *,
        rate: float = 0.1,
        l2: float = 1e-3,
        epochs: int = 10,
        averaged: int = 5,
        seed: int = 0,
    ):
        self.n_labels = n_labels
        self.rate = rate
        self.l2 = l2
        self.epochs = epochs
        self.averaged = averaged
        self.seed = seed

    def fit(
        self,
        ids: NDArray[np.int32],
        y: NDArray[np.int64],
        lengths: Sequence[int],
        size: int,
        used: NDArray[np.bool_] | None = None,
    ) -> "OnlineCRF":
        """Fit on the feature numbers `ids`, shape (n_tokens, n_slots), all below `size`.

        Features that are not `used` get no weight. Sets `weights_`, shape (size, n_labels), and
        `transitions_`, (n_labels, n_labels).
        """
        random = np.random.default_rng(self.seed)
        batches = _batches(ids, y, lengths, random)
        k = self.n_labels
        weights = np.zeros((size, k), dtype=np.float32)
        squares = np.full((size, k), 1e-2, dtype=np.float32)
        transitions = np.zeros((k, k), dtype=np.float32)
        transition_squares = np.full((k, k), 1.0, dtype=np.float32)
        mean, mean_transitions, taken = np.zeros_like(weights), np.zeros_like(transitions), 0
        for epoch in range(self.epochs):
            rate = np.float32(self.rate)
            for number in random.permutation(len(batches)):
                batch = batches[number]
                local = weights.take(batch.used, axis=0)
                scores = batch.x @ local
                _, slope, pairs = batch.slopes(scores, transitions)
                gradient = batch.x.T @ slope
                gradient += np.float32(self.l2) * local
                if used is not None:
                    gradient *= used[batch.used, None]
                seen = squares.take(batch.used, axis=0)
                seen += gradient * gradient
                squares[batch.used] = seen
                np.sqrt(seen, out=seen)
                gradient /= seen
                gradient *= rate
                weights[batch.used] = local - gradient
                transition_squares += pairs * pairs
                transitions -= rate * pairs / np.sqrt(transition_squares)
            if epoch >= self.epochs - self.averaged:
                taken += 1
                mean += weights
                mean_transitions += transitions
        self.weights_: Floats = (mean / max(taken, 1)).astype(np.float32)
        self.transitions_: Floats = (mean_transitions / max(taken, 1)).astype(np.float32)
        return self


def _batches(
    ids: NDArray[np.int32],
    y: NDArray[np.int64],
    lengths: Sequence[int],
    random: np.random.Generator,
) -> list["_Batch"]:
    """Return batches of sequences of like length, so that they go in step."""
    sizes = np.asarray(lengths)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    order = np.argsort(sizes + random.uniform(0, 6, len(sizes)), kind="stable")
    batches, taken, tokens = [], [], 0
    for at in order[::-1].tolist():
        taken.append(at)
        tokens += int(sizes[at])
        if tokens >= BATCH:
            batches.append(_Batch(ids, y, starts[taken], sizes[taken]))
            taken, tokens = [], 0
    if taken:
        batches.append(_Batch(ids, y, starts[taken], sizes[taken]))
    return batches


class _Batch:
    """Sequences with their rows over the features that stand in them."""

    def __init__(
        self,
        ids: NDArray[np.int32],
        y: NDArray[np.int64],
        starts: NDArray[np.int64],
        sizes: NDArray[np.int64],
    ):
        order = np.argsort(-sizes, kind="stable")  # the chains still going are the first ones
        starts, sizes = starts[order], sizes[order]
        rows = np.concatenate([np.arange(s, s + n) for s, n in zip(starts, sizes, strict=True)])
        used, local = np.unique(ids[rows], return_inverse=True)
        self.used = used.astype(np.int32)
        n_slots = ids.shape[1]
        pointers = np.arange(0, len(rows) * n_slots + 1, n_slots, dtype=np.int32)
        ones = np.ones(len(rows) * n_slots, dtype=np.float32)
        shape = (len(rows), len(used))
        self.x: Any = csr_matrix((ones, local.ravel().astype(np.int32), pointers), shape=shape)
        self.y = y[rows]
        begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        steps = np.arange(sizes[0])
        mask = steps[:, None] < sizes
        self.at = np.where(mask, begins + steps[:, None], len(rows))  # (step, sequence)
        self.mask = mask
        self.going = mask.sum(axis=1).tolist()
        both = mask[1:]
        self.left, self.right = self.at[:-1][both], self.at[1:][both]

    def slopes(self, scores: Floats, transitions: Floats) -> tuple[float, Floats, Floats]:
        """Return the loss, and its slopes by the scores and by the transitions."""
        k = transitions.shape[0]
        top = scores.max(axis=1, keepdims=True)
        emit = np.concatenate([np.exp(scores - top), np.ones((1, k), np.float32)])
        factor = np.exp(transitions)
        ahead = np.zeros_like(emit)
        scale = np.ones(len(emit), dtype=np.float32)
        previous = emit[self.at[0]]
        for step, n in enumerate(self.going):
            here = self.at[step, :n]
            if step:
                previous = (previous[:n] @ factor) * emit[here]
            total = previous.sum(axis=1)
            scale[here] = total
            previous /= total[:, None]
            ahead[here] = previous
        behind = np.ones_like(emit)
        for step in range(len(self.going) - 1, 0, -1):
            n = self.going[step]
            here = self.at[step, :n]
            behind[self.at[step - 1, :n]] = (
                emit[here] * behind[here] / scale[here, None]
            ) @ factor.T
        slope = (ahead * behind)[:-1]
        right = emit[self.right] * behind[self.right] / scale[self.right, None]
        pairs = (ahead[self.left].T @ right) * factor
        n_rows = np.arange(len(self.y))
        gold = float((scores[n_rows, self.y] - top[:, 0]).sum())
        gold += float(transitions[self.y[self.left], self.y[self.right]].sum())
        loss = float(np.log(scale + _TINY).sum()) - gold
        slope[n_rows, self.y] -= 1
        np.subtract.at(pairs, (self.y[self.left], self.y[self.right]), 1)
        return loss, slope.astype(np.float32), pairs.astype(np.float32)
