"""Rows of feature names as one sparse matrix, built once and cut for every fit."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix


class NamedRows:
    """Rows of counts over all names seen, and the claim that each row belongs to.

    Parameters
    ----------
    groups : iterable of iterable of (sequence of str)
        For each claim its rows, each row its names.
    """

    def __init__(self, groups: Iterable[Iterable[Iterable[str]]]) -> None:
        columns: dict[str, int] = {}
        indices: list[int] = []
        starts, owners = [0], list[int]()
        for owner, rows in enumerate(groups):
            for row in rows:
                indices += [columns.setdefault(name, len(columns)) for name in row]
                starts.append(len(indices))
                owners.append(owner)
        self.names = list(columns)
        self.owners = np.array(owners, dtype=np.int64)
        ones = np.ones(len(indices), dtype=np.float32)
        self.matrix = csr_matrix((ones, indices, starts), shape=(len(owners), len(columns)))
        self.matrix.sum_duplicates()

    def cut(self, rows: NDArray[np.bool_], min_count: int, max_names: int) -> tuple[Any, list[str]]:
        """Return the matrix of some rows over the names frequent in them, and these names."""
        part = self.matrix[np.flatnonzero(rows)]
        counts = np.bincount(part.indices, minlength=len(self.names))
        frequent = np.flatnonzero(counts >= min_count)
        order = np.argsort(-counts[frequent], kind="stable")[:max_names]
        kept = np.sort(frequent[order])
        return part[:, kept], [self.names[column] for column in kept]
