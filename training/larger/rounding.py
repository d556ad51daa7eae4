"""Matrices in coarse steps: what is left of a network that has to be small.

A matrix is kept as whole numbers, most of them 0, 1 or -1, and one scale a row; the rarer a number,
the longer its code (`stanceclf/byte_rows.py`). A uniform quantiser and an entropy coder behind it
come near what is possible at all (Gish and Pierce 1968, "Asymptotically efficient quantizing"):
with three bits a number they leave six tenths of the squared error of eight equal steps.
"""

import numpy as np
from numpy.typing import NDArray

from stanceclf.byte_rows import ByteRows

Floats = NDArray[np.float32]
_FINEST = 0.06  # a step of an embedding, in parts of the spread of its row
_COARSEST = 3.0


def steps_of(matrix: Floats, size: float) -> Floats:
    """Return steps `(n_rows, 1)` of a size given in parts of the spread of each row."""
    spread = np.sqrt(np.square(matrix).mean(axis=1, keepdims=True))
    return np.where(spread > 0, size * spread, 1.0).astype(np.float32)


def coarse(matrix: Floats, steps: Floats) -> ByteRows:
    """Return the rows of a matrix in numbers of steps; the scales are those that fit best.

    Examples
    --------
    >>> rows = coarse(np.array([[3.0, -1.0, 0.2]], np.float32), np.array([[2.0]], np.float32))
    >>> rows.numbers.tolist(), rows.scales.round(2).tolist()
    ([[2, 0, 0]], [[1.5]])
    """
    rows = ByteRows.in_steps(matrix, steps)
    numbers = rows.numbers.astype(np.float32)
    lengths = np.square(numbers).sum(axis=1, keepdims=True)
    fitting = (matrix * numbers).sum(axis=1, keepdims=True) / np.maximum(lengths, 1.0)
    return rows._replace(scales=np.where(lengths > 0, fitting, 1.0).astype(np.float32))


def coarse_embeddings(words: Floats, counts: NDArray[np.integer]) -> ByteRows:
    """Return the embeddings of word pieces, those finer that are met more often.

    A row's mean is taken out, as the normalisation that follows does.

    Parameters
    ----------
    words : array of shape (n_words, width)
    counts : array of shape (n_words,)
        How often each is read in training.
    """
    centred = words - words.mean(axis=1, keepdims=True)
    sizes = np.maximum(_COARSEST * (counts + 1.0) ** -0.25, _FINEST)[:, None]
    return coarse(centred, (steps_of(centred, 1.0) * sizes).astype(np.float32))
