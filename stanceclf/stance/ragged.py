"""Ranges of unequal length laid end to end: what replaces loops over claims."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_HALF = 16  # bits


def true_places(marks: NDArray[np.generic]) -> Ints:
    """Return the places of what is not zero: `np.flatnonzero`, which takes 2 us more a call."""
    return marks.nonzero()[0]


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
    return owners, np.arange(len(owners)) + shift[owners]


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
    here = np.arange(len(owners))
    begins = np.ones(len(owners), bool)
    np.not_equal(owners[1:], owners[:-1], out=begins[1:])
    return here - np.maximum.accumulate(np.where(begins, here, 0))


def ordered(keys: NDArray[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    """Return numbers in order.

    Those of 32 bits by their lower half and then by their upper half, since halves are sorted by
    counting: 470,000 take 8 ms, and 14 ms at once.

    Examples
    --------
    >>> ordered(np.array([1 << 20, 7, 1 << 16], np.uint32)).tolist()
    [7, 65536, 1048576]
    """
    if keys.dtype != np.uint32:
        return np.sort(keys)
    for shift in (0, _HALF):
        half = (keys >> np.uint32(shift)).astype(np.uint16)
        keys = keys.take(half.argsort(kind="stable"))
    return keys
