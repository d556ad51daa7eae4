"""Layers of small networks: rows times a matrix by BLAS, each row as if it stood alone.

BLAS sums in another order for another number of rows, and what is said of a text must not depend
on what else is in the batch. For one number of rows it sums all rows alike, so they go there in
blocks of that many: of 4,900 rows of 81 numbers by 144 that takes 1.5 ms, `numpy.einsum` 6.7 ms.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK = 16


def product(rows: NDArray[Any], matrix: NDArray[Any]) -> NDArray[Any]:
    """Return `rows @ matrix`, shape (n_rows, n_columns).

    Parameters
    ----------
    rows : array of shape (n_rows, width)
    matrix : array of shape (width, n_columns)

    Examples
    --------
    >>> product(np.array([[1.0, 2.0]]), np.eye(2)).tolist()
    [[1.0, 2.0]]
    """
    (n, width), columns = rows.shape, matrix.shape[1]
    found = np.empty((n, columns), np.result_type(rows, matrix))
    blocks, left = divmod(n, _BLOCK)
    whole = n - left
    of_blocks = found[:whole].reshape(blocks, _BLOCK, columns)
    np.matmul(rows[:whole].reshape(blocks, _BLOCK, width), matrix, out=of_blocks)
    if left:
        block = np.zeros((_BLOCK, width), rows.dtype)
        block[:left] = rows[whole:]
        found[whole:] = (block @ matrix)[:left]
    return found


def rectify(rows: NDArray[Any]) -> None:
    """Set what is below 0 to 0, in place; rows have the shape (n_rows, n_columns).

    The greater of two arrays is found in a third of the time of that of an array and 0.

    Examples
    --------
    >>> rows = np.array([[-1, 2]])
    >>> rectify(rows)
    >>> rows.tolist()
    [[0, 2]]
    """
    np.maximum(rows, np.zeros(rows.shape[1], rows.dtype), out=rows)
