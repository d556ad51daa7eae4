"""What a document's other claims say: the first reading's probabilities around each claim.

Claims of one document inform each other: a text about a rate cut holds no stance at all, the same
actor seldom changes sides, and "so does Poland" repeats its neighbour.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.claim_rows import claim_edges, numbered_holders
from stanceclf.stance.claims import GivenClaim

_FLOOR = 1e-3
_REACH = 4
_MANY = 15.0
_MOST = 22  # more others count as so many; one text in ten of the training has more


def neighbour_features(
    claims: Sequence[GivenClaim], probabilities: NDArray[np.floating]
) -> NDArray[np.float32]:
    """Return one row per claim: its own probabilities and those around it.

    Parameters
    ----------
    claims : sequence of GivenClaim
        In any order; claims of one document share one `document` object.
    probabilities : array of shape (n_claims, n_labels)
        The first reading.

    Returns
    -------
    array of shape (n_claims, 7 * n_labels + 2)
        Log and plain probabilities of the claim; log probabilities of the claim before and of the
        one after; means over the same actor's other claims, over all others, and over near ones;
        whether the actor has others, and how many others there are, up to `_MOST`.
    """
    numbers = {document: at for at, document in enumerate(claim.document for claim in claims)}
    documents = np.array([numbers[claim.document] for claim in claims], np.int64)
    holders = numbered_holders(claims, documents)
    return around(documents, holders, claim_edges(claims), probabilities)


def around(
    documents: NDArray[np.int64],
    actors: NDArray[np.int64],
    edges: NDArray[np.int64],
    probabilities: NDArray[np.floating],
) -> NDArray[np.float32]:
    """Return the same of claims whose documents, holders and `claim_edges` are known.

    Documents and holders are numbers, as in `ClaimRows`.
    """
    own = np.asarray(probabilities, dtype=np.float64)
    n_claims, n_labels = own.shape
    if not n_claims:
        return np.zeros((0, neighbour_width(n_labels)), np.float32)
    starts, ends, holders = edges[:, 0], edges[:, 1], np.maximum(edges[:, 2], -1)
    order = np.lexsort((holders, ends, starts, documents))
    logs = np.log(own + _FLOOR)
    before, after, near = _around(own[order], logs[order], documents[order])
    back = np.empty_like(order)
    back[order] = np.arange(n_claims)
    of_actor, actor_others = _mean_of_others(own, actors)
    of_all, all_others = _mean_of_others(own, documents)
    features = np.hstack(
        [
            logs,
            own,
            before[back],
            after[back],
            of_actor,
            of_all,
            near[back],
            (actor_others > 0)[:, None],
            np.minimum(all_others, _MOST)[:, None] / _MANY,
        ]
    )
    return features.astype(np.float32)


def neighbour_width(n_labels: int) -> int:
    """Return the columns of `neighbour_features`; the first `2 * n_labels` are the claim's own."""
    return 7 * n_labels + 2


def _mean_of_others(
    values: NDArray[np.float64], groups: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the mean of the group's other rows, even odds where there is none, and their count."""
    sums = np.stack([np.bincount(groups, column) for column in values.T], axis=1)
    others = np.bincount(groups)[groups] - 1
    means = (sums[groups] - values) / np.maximum(others, 1)[:, None]
    means[others == 0] = 1.0 / values.shape[1]
    return means, others


def _around(
    own: NDArray[np.float64], logs: NDArray[np.float64], documents: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return log probabilities before and after, and the weighted mean of near claims."""
    even = 1.0 / own.shape[1]
    before, after = (np.full_like(logs, np.log(even)) for _ in range(2))
    sums, weights = np.zeros_like(own), np.zeros((len(own), 1))
    for step in range(1, min(_REACH, len(own) - 1) + 1):
        together = documents[step:] == documents[:-step]
        # Of all claims, nothing of those of another document: rows are not gathered.
        weight = np.where(together, np.exp(-step / 2), 0.0)[:, None]
        sums[step:] += weight * own[:-step]
        sums[:-step] += weight * own[step:]
        weights[step:] += weight
        weights[:-step] += weight
        if step == 1:
            before[1:][together] = logs[:-1][together]
            after[:-1][together] = logs[1:][together]
    near = np.where(weights > 0, sums / np.maximum(weights, 1e-9), even)
    return before, after, near
