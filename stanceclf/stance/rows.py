"""Sparse rows, and how families of features make them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.ragged import Ints, openings, running

# Length of a family's part of a row; by cross-validation words deserve more than the rest.
_LENGTHS = {"words": 1.5}


class Rows(NamedTuple):
    """Sparse rows: those of claim i are `indices[starts[i]:starts[i + 1]]` and their values."""

    starts: NDArray[np.int64]
    indices: NDArray[np.int64]
    values: NDArray[np.float32]

    @classmethod
    def joined(cls, families: Sequence["FamilyRows"]) -> "Rows":
        """Return the rows of all families as one, the columns of each claim in order."""
        sizes = [np.diff(one.starts) for one in families]
        claims = [np.repeat(np.arange(len(size)), size) for size in sizes]
        claim = np.concatenate(claims)
        indices = np.concatenate([one.indices for one in families])
        values = [one.scales.take(of) for one, of in zip(families, claims, strict=True)]
        order = np.lexsort((indices, claim))
        starts = running(np.sum(sizes, axis=0))
        return cls(starts, indices.take(order), np.concatenate(values).take(order))


class FamilyRows(NamedTuple):
    """Sparse rows of one family, whose columns have one value in each claim: its scale."""

    starts: NDArray[np.int64]
    indices: NDArray[np.int64]
    scales: NDArray[np.float32]


class FoundColumns:
    """Columns of claims, gathered for one family.

    Parameters
    ----------
    n_columns : int
        Of all families.
    n_claims : int
    """

    def __init__(self, n_columns: int, n_claims: int) -> None:
        self._n_claims = n_claims
        # A claim and one of its columns make a key. A thousand claims need 25 bits: numbers of 32
        # take .6 of the time of 64.
        bits = n_columns.bit_length()
        self._key: type[np.unsignedinteger[Any]] = np.min_scalar_type(max(n_claims, 1) << bits).type
        self._bits, self._mask = self._key(bits), self._key((1 << bits) - 1)
        self._keys = [np.zeros(0, self._key)]

    def add(self, claims: Ints, columns: Ints) -> None:
        """Note columns of claims; those below 0 are none."""
        keys = claims.astype(self._key) << self._bits
        keys |= columns.astype(self._key)  # of -1, all bits are set: what is none comes last
        self._keys.append(keys)

    def rows(self, family: str) -> FamilyRows:
        """Return the rows, which `family` gives their length; what was noted twice counts once."""
        # The claims of each note are in order, and a sort that merges what is in order takes half
        # of the time of one that does not.
        keys = np.sort(np.concatenate(self._keys), kind="stable")
        keys = keys[: np.searchsorted(keys, ~self._key(0))]
        once = keys.compress(openings(keys))
        claims = (once >> self._bits).astype(np.int64)
        counts = np.bincount(claims, minlength=self._n_claims)
        scales = _LENGTHS.get(family, 1.0) * np.maximum(counts, 1) ** -0.5
        indices = (once & self._mask).astype(np.int64)
        return FamilyRows(running(counts), indices, scales.astype(np.float32))


def columns_of(columns: Mapping[str, int], prefix: str, values: Iterable[object]) -> Ints:
    """Return the columns of the features "prefix:value", -1 where there is none.

    Examples
    --------
    >>> columns_of({"length:0": 7, "length:2": 9}, "length", range(3)).tolist()
    [7, -1, 9]
    """
    return np.array([columns.get(f"{prefix}:{value}", -1) for value in values], np.int64)
