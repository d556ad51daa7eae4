"""Numbers of features as a sparse matrix of ones."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix


def one_hot(numbers: NDArray[np.integer[Any]], size: int) -> Any:
    """Return a CSR matrix `(n_rows, size)`, float32, with a one for each number of each row.

    Parameters
    ----------
    numbers : array of shape (n_rows, n_slots)
        All below `size`.
    size : int

    Examples
    --------
    >>> one_hot(np.array([[0, 2], [1, 3]]), 4).toarray().tolist()
    [[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 1.0]]
    """
    pointers = np.arange(0, numbers.size + 1, numbers.shape[1])
    ones = np.ones(numbers.size, dtype=np.float32)
    return csr_matrix((ones, numbers.ravel(), pointers), shape=(len(numbers), size))
