"""Matrices in a quarter of their size: whole numbers, and one scale a row."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

SCALE = "|scale"  # stands behind the name of a matrix whose scales an array holds
_MOST = 127


def to_rows(arrays: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[Any]]:
    """Return matrices as int8 with a float32 scale for each row; vectors stay as they are."""
    packed: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if array.ndim != 2:
            packed[name] = array.astype(np.float32)
            continue
        scale = np.abs(array).max(axis=1, keepdims=True) / _MOST
        scale = np.where(scale > 0, scale, 1.0).astype(np.float32)
        packed[name] = np.rint(array / scale).astype(np.int8)
        packed[name + SCALE] = scale
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
