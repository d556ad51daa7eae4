"""Ranges of unequal length laid end to end: what replaces loops over claims."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def true_places(marks: NDArray[np.generic]) -> Ints:
    """Return the places of what is not zero: `np.flatnonzero`, which takes 2 us more a call.

    Of numbers it is asked first whether they are: .05 ms instead of .21 for 95,000.
    """
    return (marks if marks.dtype == np.bool_ else marks != 0).nonzero()[0]


def spread(begins: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return the owner of each element of some ranges, and the element.

    Parameters
    ----------
    begins, counts : array of shape (n_ranges,)
        First element and size of each range; a size below 1 is an empty range.

    Examples
    --------
    >>> [part.tolist() for part in spread(np.array([5, 9, 2]), np.array([2, 0, 1]))]
    [[0, 0, 2], [5, 6, 2]]
    """
    counts = np.maximum(counts, 0)
    owners = np.repeat(np.arange(len(counts)), counts)
    shift = begins - np.cumsum(counts) + counts
    return owners, np.arange(len(owners)) + shift.take(owners)


def running(marks: NDArray[np.generic]) -> Ints:
    """Return the sum of the marks before each place, and of all of them."""
    sums = np.zeros(len(marks) + 1, np.int64)
    np.cumsum(marks, out=sums[1:])
    return sums


def ranks(owners: Ints) -> Ints:
    """Return how many elements of the same owner stand before each; equal owners adjoin.

    Examples
    --------
    >>> ranks(np.array([3, 3, 5, 5, 5])).tolist()
    [0, 1, 0, 1, 2]
    """
    begins = true_places(openings(owners))
    sizes = np.diff(begins, append=len(owners))
    return np.arange(len(owners)) - np.repeat(begins, sizes)


def openings(values: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Return whether each value differs from the one before it; the first one does.

    Examples
    --------
    >>> openings(np.array([3, 3, 5, 3])).tolist()
    [True, False, True, True]
    """
    opens = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=opens[1:])
    return opens
