"""Matrices in a quarter of their size, or a tenth: whole numbers, and one scale a row."""

import zlib
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

SCALE = "|scale"  # stands behind the name of a matrix whose scales an array holds
CODES = "|codes"  # stands behind the name of a matrix whose numbers are kept as Huffman codes
MOST = 127
LARGEST = 256 << 20  # numbers that are unpacked at once: some four times those of any model


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
        scales = np.abs(matrix).max(axis=1, keepdims=True, initial=0) / MOST
        return cls.in_steps(matrix, np.where(scales > 0, scales, 1.0).astype(np.float32))

    @classmethod
    def in_steps(cls, matrix: NDArray[np.floating[Any]], scales: NDArray[np.float32]) -> "ByteRows":
        """Return a matrix in multiples of scales `(n_rows, 1)`, from -127 to 127."""
        numbers = np.clip(np.rint(matrix / scales), -MOST, MOST)
        return cls(numbers.astype(np.int8), scales)

    @classmethod
    def taken(cls, packed: MutableMapping[str, NDArray[Any]], names: Sequence[str]) -> "ByteRows":
        """Take matrices out of what `to_rows` packed, and return them one below the other.

        Raises
        ------
        KeyError, ValueError
            Where one is not there, or not as it was packed.

        Examples
        --------
        >>> packed = to_rows({"a": np.eye(1, 2, dtype=np.float32), "b": np.ones((2, 2))})
        >>> ByteRows.taken(packed, ["a", "b"]).shape, [*packed]
        ((3, 2), [])
        """
        numbers, scales = [], []
        for name in names:
            scale = packed.pop(name + SCALE)
            if name + CODES in packed:
                some = _decoded(packed.pop(name + CODES), len(scale), LARGEST, name)
            else:
                some = packed.pop(name)
            stored = some.dtype == np.int8 and scale.dtype == np.float32
            if not stored or scale.shape != (len(some), 1):
                raise ValueError(f"{name}: not whole numbers of a byte, with a scale for each row")
            numbers.append(some)
            scales.append(scale)
        return cls(np.concatenate(numbers), np.concatenate(scales))

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the matrix."""
        return self.numbers.shape

    def take(self, rows: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        """Return some of the rows as numbers, shape `(n_rows, n_columns)`."""
        return self.numbers.take(rows, axis=0) * self.scales.take(rows, axis=0)


def to_rows(
    arrays: Mapping[str, NDArray[np.float32]],
    scales: Mapping[str, NDArray[np.float32]] | None = None,
) -> dict[str, NDArray[Any]]:
    """Return matrices as int8, or codes of it, with a float32 scale for each row.

    Vectors stay as they are.

    Parameters
    ----------
    arrays : mapping of str to array
    scales : mapping of str to array of shape (n_rows, 1), optional
        Coarse scales of some matrices. Most of their numbers are small, so they are kept as codes
        (Huffman 1952, by zlib), which are the shorter the more frequent a number is.
    """
    coarse = scales or {}
    packed: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if array.ndim != 2:
            packed[name] = array.astype(np.float32)
        elif name in coarse:
            numbers, packed[name + SCALE] = ByteRows.in_steps(array, coarse[name])
            packed[name + CODES] = _codes(numbers)
        else:
            packed[name], packed[name + SCALE] = ByteRows.of(array)
    return packed


def from_rows(
    packed: Mapping[str, NDArray[Any]], *, by_column: str | None = None, most: int = LARGEST
) -> dict[str, NDArray[np.float32]]:
    """Return the float32 arrays that `to_rows` packed.

    Parameters
    ----------
    packed : mapping of str to array
    by_column : str, optional
        Arrays whose names begin so are laid out column by column: for products with matrices that
        are turned over, which are a fifth faster then.
    most : int
        Numbers that there may be.

    Raises
    ------
    ValueError
        Where codes are damaged, or do not fill the rows.

    Examples
    --------
    >>> matrix = np.array([[1.0, -0.5], [0.0, 0.0]], np.float32)
    >>> from_rows(to_rows({"a": matrix}))["a"].round(2).tolist()
    [[1.0, -0.5], [0.0, 0.0]]
    >>> from_rows(to_rows({"a": matrix}, {"a": np.full((2, 1), 0.5, np.float32)}))["a"].tolist()
    [[1.0, -0.5], [0.0, 0.0]]
    """
    arrays: dict[str, NDArray[np.float32]] = {}
    room = most
    for key, array in packed.items():
        if key.endswith(SCALE):
            continue
        name, numbers = key.removesuffix(CODES), array
        scale = packed.get(name + SCALE)
        if name != key:
            numbers = _decoded(array, len(packed[name + SCALE]), room, name)
        room -= numbers.size
        if room < 0 or numbers.dtype.kind not in "fiu":
            raise ValueError(f"{name}: not numbers, or more of them than any model has")
        by_row = by_column is None or not name.startswith(by_column)
        arrays[name] = numbers.astype(np.float32, order="C" if by_row else "F")
        if scale is not None:
            arrays[name] *= scale
    return arrays


def _codes(numbers: NDArray[np.int8]) -> NDArray[np.uint8]:
    # zlib looks for repeated strings otherwise: they are there by chance, and cost a tenth more.
    packer = zlib.compressobj(level=9, strategy=zlib.Z_HUFFMAN_ONLY)
    return np.frombuffer(packer.compress(numbers.tobytes()) + packer.flush(), np.uint8)


def _decoded(codes: NDArray[np.uint8], n_rows: int, most: int, name: str) -> NDArray[np.int8]:
    reader = zlib.decompressobj()
    try:
        raw = reader.decompress(codes.tobytes(), max(most, 1))
    except zlib.error as error:
        raise ValueError(f"{name}: damaged codes ({error})") from None
    if not reader.eof:
        raise ValueError(f"{name}: its codes do not end, or are of more numbers than any model has")
    return np.frombuffer(raw, np.int8).reshape(n_rows, -1)
