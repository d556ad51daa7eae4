"""Rows of a weight table for crossed integer columns, all tokens of a batch at once.

A *slot* is one column seen at an offset, or several such values crossed; each owns a stretch of one
long table. Crosses with more values than `hashed` share rows by hashing.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

PAD = 6  # empty rows around and between documents, as wide as the widest window

Rows = NDArray[np.int64]
Columns = Mapping[str, Rows]
Term = tuple[str, int]  # column, offset in tokens
Slot = tuple[Term, ...]


class SlotTable:
    """Where each slot points a token to.

    Parameters
    ----------
    slots : sequence of tuple of (str, int)
        The terms of each slot: a column and an offset of at most `PAD`.
    sizes : mapping of str to int
        Number of values of each column.
    hashed : int
        Rows of a slot at most, a power of two.
    """

    def __init__(self, slots: Sequence[Slot], sizes: Mapping[str, int], hashed: int):
        self.slots = tuple(slots)
        self.sizes = sizes
        self.hashed = hashed
        self.starts: list[int] = []
        self.size = 0
        for slot in self.slots:
            self.starts.append(self.size)
            self.size += min(math.prod(sizes[name] for name, _ in slot), hashed)

    def rows(self, number: int, columns: Columns) -> Rows:
        """Return the table row of slot `number` for each token between the outer paddings."""
        return self._within(number, columns) + self.starts[number]

    def _within(self, number: int, columns: Columns) -> Rows:
        """Return the place of each token in the stretch of slot `number`."""
        (name, at), *others = self.slots[number]
        combined = _seen(columns[name], at)
        product = self.sizes[name]
        for name, at in others:
            combined = combined * self.sizes[name]
            combined += _seen(columns[name], at)
            product *= self.sizes[name]
        if product > self.hashed:
            # Fibonacci hashing (Knuth 1973): the high bits of this product are well mixed.
            mixed = combined.view(np.uint64) * np.uint64(11400714819323198485)
            return (mixed >> np.uint64(65 - self.hashed.bit_length())).view(np.int64)
        return combined

    def sums(self, weights: NDArray[np.float32], columns: Columns) -> NDArray[np.float32]:
        """Return the sum of `weights`, one a row, for each token between the outer paddings."""
        total: NDArray[np.float32] = weights.take(self._within(0, columns))
        for number, start in enumerate(self.starts[1:], 1):
            # A view of the stretch saves adding its start: 39 of 65 slots need no sum at all.
            total += weights[start:].take(self._within(number, columns))
        return total


def _seen(column: Rows, at: int) -> Rows:
    """Return what each token between the outer paddings sees of a column `at` tokens away."""
    return column[PAD + at : len(column) - PAD + at]
