"""Clusters of words that stand in like places, learned from plain text.

The words about a word, two to each side and told apart by place, are counted against the most
frequent words, weighed by positive pointwise mutual information, reduced by a singular value
decomposition and grouped by k-means (after Schütze, 1995,
"Distributional part-of-speech tagging"). Most clusters are parts of speech or fields of meaning; no
other text than the training text is seen.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

OFFSETS = (-2, -1, 1, 2)
DIMENSIONS = 60
MOST_INFORMATION = 4.0


def learn_clusters(
    texts: Sequence[Sequence[str]],
    *,
    n_clusters: int = 150,
    least: int = 4,
    contexts: int = 600,
    seed: int = 0,
) -> list[str]:
    """Return the words of each cluster, most frequent first, separated by spaces.

    Parameters
    ----------
    texts : sequence of sequence of str
        Tokens in lower case.
    n_clusters : int
        At most; fewer where there are not as many words.
    least : int
        Times that a word must be seen.
    contexts : int
        How many of the most frequent words are told apart beside a word.
    """
    counts = Counter(word for text in texts for word in text)
    words = [word for word, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least]
    if not words:
        return []
    vectors = _vectors(texts, words, contexts, seed)
    n_clusters = min(n_clusters, len(words))
    model = MiniBatchKMeans(n_clusters, random_state=seed, n_init=3, batch_size=2048)
    labels = model.fit_predict(vectors)
    return [
        " ".join(words[at] for at in np.flatnonzero(labels == one)) for one in range(n_clusters)
    ]


def _vectors(
    texts: Sequence[Sequence[str]], words: Sequence[str], contexts: int, seed: int
) -> np.ndarray:
    """Return a vector of unit length for each word."""
    number = {word: at for at, word in enumerate(words)}
    rows, columns = [], []
    rare, edge = contexts, contexts + 1
    for text in texts:
        numbers = np.array([number.get(word, -1) for word in text], dtype=np.int64)
        seen = np.where((numbers >= 0) & (numbers < contexts), numbers, rare)
        padded = np.concatenate([[edge, edge], seen, [edge, edge]])
        known = np.flatnonzero(numbers >= 0)
        for place, offset in enumerate(OFFSETS):
            rows.append(numbers[known])
            columns.append(padded[known + 2 + offset] + place * (contexts + 2))
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(words), len(OFFSETS) * (contexts + 2))
    counts = csr_matrix((np.ones(len(row)), (row, column)), shape=shape).tocoo()
    by_row, by_column = (
        np.bincount(row, minlength=shape[0]),
        np.bincount(column, minlength=shape[1]),
    )
    expected = by_row[counts.row] * by_column[counts.col] / len(row)
    information = np.log(counts.data / expected)
    kept = information > 0
    clipped = np.minimum(information[kept], MOST_INFORMATION)
    matrix = coo_matrix((clipped, (counts.row[kept], counts.col[kept])), shape=shape).tocsr()
    dimensions = min(DIMENSIONS, *shape)
    left, values, _ = randomized_svd(matrix, dimensions, random_state=seed)
    vectors = left * np.sqrt(values)
    unit: np.ndarray = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return unit
