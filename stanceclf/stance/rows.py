"""Sparse rows, and how families of features make them."""

from collections.abc import Sequence
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


class FoundColumns:
    """Columns of claims, gathered family by family.

    Parameters
    ----------
    families : sequence of str
    family_of : array of shape (n_columns,)
        Place of each column's family in `families`.
    n_claims : int
    """

    def __init__(
        self, families: Sequence[str], family_of: NDArray[np.integer[Any]], n_claims: int
    ) -> None:
        self._family_of = family_of
        self._lengths = np.array([_LENGTHS.get(family, 1.0) for family in families])
        self._n_claims = n_claims
        # A claim and one of its columns make a key. A thousand claims need 25 bits: numbers of 32
        # take .6 of the time of 64.
        bits = len(family_of).bit_length()
        self._key = np.min_scalar_type(max(n_claims, 1) << bits).type
        self._bits, self._mask = self._key(bits), self._key((1 << bits) - 1)
        self._keys = [np.zeros(0, self._key)]

    def add(self, claims: Ints, columns: Ints) -> None:
        """Note columns of claims; those below 0 are none."""
        keys = claims.astype(self._key) << self._bits
        keys |= columns.astype(self._key)  # of -1, all bits are set: what is none comes last
        self._keys.append(keys)

    def rows(self) -> Rows:
        """Return the rows; what was noted twice counts once."""
        # The claims of each family are in order: of 540,000 keys a sort that merges what is in
        # order takes 8 ms, and one that does not 16.
        keys = np.sort(np.concatenate(self._keys), kind="stable")
        keys = keys[: np.searchsorted(keys, ~self._key(0))]
        once = keys.compress(openings(keys))
        indices = (once & self._mask).astype(np.int64)
        parts = (once >> self._bits).astype(np.int64)
        parts *= len(self._lengths)
        parts += self._family_of.take(indices)
        counts = np.bincount(parts, minlength=self._n_claims * len(self._lengths))
        scales = np.tile(self._lengths, self._n_claims) * np.maximum(counts, 1) ** -0.5
        starts = running(counts.reshape(self._n_claims, len(self._lengths)).sum(axis=1))
        return Rows(starts, indices, scales.astype(np.float32).take(parts))
