"""Matrices in a quarter of their size: whole numbers, and one scale a row."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

SCALE = "|scale"  # stands behind the name of a matrix whose scales an array holds
_MOST = 127


class ByteRows(NamedTuple):
    """A matrix that is kept so, and turned into numbers of 32 bits where rows of it are asked for.

    >>> rows = ByteRows.of(np.array([[1.0, -0.5], [0.0, 0.0]], np.float32))
    >>> rows.take(np.array([1, 0])).round(2).tolist()
    [[0.0, 0.0], [1.0, -0.5]]
    """

    numbers: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def of(cls, matrix: NDArray[np.floating[Any]]) -> "ByteRows":
        """Return the rows nearest to a matrix; one that was made of such rows gives the same."""
        scales = np.abs(matrix).max(axis=1, keepdims=True, initial=0) / _MOST
        scales = np.where(scales > 0, scales, 1.0).astype(np.float32)
        return cls(np.rint(matrix / scales).astype(np.int8), scales)

    def take(self, rows: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        """Return some of the rows as numbers, shape `(n_rows, n_columns)`."""
        return self.numbers.take(rows, axis=0) * self.scales.take(rows, axis=0)


def to_rows(arrays: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[Any]]:
    """Return matrices as int8 with a float32 scale for each row; vectors stay as they are."""
    packed: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if array.ndim != 2:
            packed[name] = array.astype(np.float32)
            continue
        packed[name], packed[name + SCALE] = ByteRows.of(array)
    return packed


def from_rows(packed: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
    """Return the float32 arrays that `to_rows` packed.

    >>> matrix = np.array([[1.0, -0.5], [0.0, 0.0]], np.float32)
    >>> from_rows(to_rows({"a": matrix}))["a"].round(2).tolist()
    [[1.0, -0.5], [0.0, 0.0]]
    """
    arrays = {}
    for name, array in packed.items():
        if name.endswith(SCALE):
            continue
        scale = packed.get(name + SCALE)
        arrays[name] = array.astype(np.float32)
        if scale is not None:
            arrays[name] *= scale
    return arrays
