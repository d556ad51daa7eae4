"""Counters side by side in one number: three flags are summed for the price of one.

A number of 64 bits has room for three counts up to two million, more than any sentence has words.
Differences of such sums hold the differences of their counts.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.span_slots import COUNTED, TOPIC

_BITS = 21
_PER_NUMBER = 3
MASK = (1 << _BITS) - 1


def packed(flags: Sequence[NDArray[np.bool_]]) -> list[NDArray[np.int64]]:
    """Return numbers that hold three flags each, in order; the last one may hold fewer.

    >>> packed([np.array([True]), np.array([False]), np.array([True]), np.array([True])])
    [array([4398046511105]), array([1])]
    """
    numbers = []
    for at in range(0, len(flags), _PER_NUMBER):
        number = np.zeros(len(flags[at]), dtype=np.int64)
        for place, flag in enumerate(flags[at : at + _PER_NUMBER]):
            number |= flag.astype(np.int64) << (_BITS * place)
        numbers.append(number)
    return numbers


def _places(groups: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Return for each name its number and its shift there; each group is packed by itself."""
    places = {}
    numbers = 0
    for group in groups:
        for at, name in enumerate(group):
            number, place = divmod(at, _PER_NUMBER)
            places[name] = numbers + number, _BITS * place
        numbers += -(-len(group) // _PER_NUMBER)
    return places


# By a row's coarse class, by its polarity, by what stands about it.
COUNTERS = _places([list(COUNTED), TOPIC, ("name", "split", "aside")])
