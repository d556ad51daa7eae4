"""Slots merged: the same sums of weights, gathered from fewer and larger tables.

A slot crosses a few columns of small numbers and has a weight for each combination. Where slots
share columns, or where all of theirs together have few combinations, one table can hold the sum of
their weights, and one gathering does for all of them: of the 208 slots of a candidate claim 40
cross too much, and 49 tables hold the others.
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.lattice import Ints

Name = TypeVar("Name", bound=Hashable)
Weights = NDArray[Any]


class Table(NamedTuple, Generic[Name]):
    """The summed weights of some slots.

    Attributes
    ----------
    names : tuple
        Columns; a row's number counts up the values of the last one first.
    sizes : tuple of int
        How many values each of them has.
    weights : ndarray, shape (product of the sizes, ...)
    """

    names: tuple[Name, ...]
    sizes: tuple[int, ...]
    weights: Weights


class MergedSlots(Generic[Name]):
    """Sums of the weights that slots point to.

    Parameters
    ----------
    slots : sequence of tuple
        The names of the columns that each slot crosses, each once.
    sizes : mapping of name to int
        How many values each column has.
    weigh : callable
        Takes the number of a slot and the values of its columns, an array of each; returns the
        weights of these combinations, along the first axis.
    most : int
        Combinations of a table at most: the tables should stay in the cache.

    Attributes
    ----------
    tables : list of Table
    names : tuple
        All their columns.
    row_type : dtype
        Of the numbers of their rows; columns of that type need not be converted.
    left : list of int
        The slots of more combinations, which are not merged.
    """

    def __init__(
        self,
        slots: Sequence[tuple[Name, ...]],
        sizes: Mapping[Name, int],
        weigh: Callable[[int, Sequence[Ints]], Weights],
        most: int,
    ):
        counts = [math.prod(sizes[name] for name in slot) for slot in slots]
        self.left = [number for number, count in enumerate(counts) if count > most]
        order = sorted(set(range(len(slots))).difference(self.left), key=lambda at: -counts[at])
        groups: list[dict[Name, None]] = []  # the names of each table, in order
        members: list[list[int]] = []
        for number in order:
            unions = [group | dict.fromkeys(slots[number]) for group in groups]
            grown = [math.prod(sizes[name] for name in union) for union in unions]
            growth = [
                after / math.prod(sizes[name] for name in group) if after <= most else math.inf
                for after, group in zip(grown, groups, strict=True)
            ]
            at = min(range(len(groups)), key=growth.__getitem__, default=-1)
            if at < 0 or growth[at] == math.inf:
                groups.append(dict.fromkeys(slots[number]))
                members.append([number])
            else:
                groups[at] = unions[at]
                members[at].append(number)
        self.tables = [
            _summed(tuple(group), slots, sizes, weigh, numbers)
            for group, numbers in zip(groups, members, strict=True)
        ]
        self.names = tuple(dict.fromkeys(name for table in self.tables for name in table.names))
        # Numbers of 16 bits are multiplied and added in .45 of the time that those of 64 take.
        self.row_type = np.min_scalar_type(most)

    def add_to(self, total: Weights, columns: Mapping[Name, Ints]) -> None:
        """Add to `total` what the slots weigh, except those that are left."""
        narrow = {name: columns[name].astype(self.row_type, copy=False) for name in self.names}
        for names, sizes, weights in self.tables:
            row = narrow[names[0]]
            for name, size in zip(names[1:], sizes[1:], strict=True):
                row = row * size
                row += narrow[name]
            total += weights.take(row, axis=0)


def _summed(
    names: tuple[Name, ...],
    slots: Sequence[tuple[Name, ...]],
    sizes: Mapping[Name, int],
    weigh: Callable[[int, Sequence[Ints]], Weights],
    numbers: Sequence[int],
) -> Table[Name]:
    """Return the table of some slots over the columns `names`."""
    shape = tuple(sizes[name] for name in names)
    total: Weights | None = None
    for number in numbers:
        inside = [name for name in names if name in slots[number]]
        grid = dict(zip(inside, np.indices([sizes[name] for name in inside]), strict=True))
        found = weigh(number, [grid[name].ravel() for name in slots[number]])
        tail = found.shape[1:]
        if total is None:
            total = np.zeros(shape + tail, dtype=found.dtype)
        total += found.reshape(*(sizes[name] if name in inside else 1 for name in names), *tail)
    assert total is not None  # no table is without slots
    return Table(names, shape, total.reshape(-1, *total.shape[len(shape) :]))
