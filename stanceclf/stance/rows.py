"""Sparse rows, and how families of features make them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.ragged import Ints, ordered, running, true_places

# Length of a family's part of a row; by cross-validation words deserve more than the rest.
_LENGTHS = {"words": 1.5}


class Rows(NamedTuple):
    """Sparse rows: those of claim i are `indices[starts[i]:starts[i + 1]]` and their values."""

    starts: NDArray[np.int64]
    indices: NDArray[np.int32]
    values: NDArray[np.float32]


class FoundColumns:
    """Columns of claims, gathered family by family.

    Parameters
    ----------
    families : sequence of str
    family_of : array of shape (n_columns,)
        Place of each column's family in `families`.
    """

    def __init__(self, families: Sequence[str], family_of: Ints) -> None:
        self._family_of = family_of
        self._lengths = np.array([_LENGTHS.get(family, 1.0) for family in families])
        self._bits = np.int64(len(family_of).bit_length())
        none = np.zeros(0, np.int64)
        self._claims, self._columns = [none], [none]

    def add(self, claims: Ints, columns: Ints) -> None:
        """Note columns of claims; those below 0 are none."""
        self._claims.append(claims)
        self._columns.append(columns)

    def rows(self, n_claims: int) -> Rows:
        """Return the rows; what was noted twice counts once."""
        claims, columns = np.concatenate(self._claims), np.concatenate(self._columns)
        known = true_places(columns >= 0)
        keys = claims.take(known) << self._bits
        keys |= columns.take(known)
        # A thousand claims need 25 bits: numbers of 32 take .6 of the time of 64.
        small = np.min_scalar_type(max(n_claims, 1) << int(self._bits))
        in_order = ordered(keys.astype(small))
        new = np.ones(len(keys), bool)
        np.not_equal(in_order[1:], in_order[:-1], out=new[1:])
        once = in_order.compress(new)
        indices = (once & ((1 << int(self._bits)) - 1)).astype(np.int32)
        parts = (once >> self._bits.astype(small)).astype(np.int64)
        parts *= len(self._lengths)
        parts += self._family_of.take(indices)
        counts = np.bincount(parts, minlength=n_claims * len(self._lengths))
        scales = np.tile(self._lengths, n_claims) * np.maximum(counts, 1) ** -0.5
        starts = running(counts.reshape(n_claims, len(self._lengths)).sum(axis=1))
        return Rows(starts, indices, scales.astype(np.float32).take(parts))
