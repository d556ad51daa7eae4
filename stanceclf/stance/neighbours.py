"""What a document's other claims say: the first reading's probabilities around each claim.

Claims of one document inform each other: a text about a rate cut holds no stance at all, the same
actor seldom changes sides, and "so does Poland" repeats its neighbour.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.claim_rows import claim_edges, numbered_holders
from stanceclf.stance.claims import GivenClaim

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

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
    documents: Ints, actors: Ints, edges: Ints, probabilities: NDArray[np.floating]
) -> NDArray[np.float32]:
    """Return the same of claims whose documents, holders and `claim_edges` are known.

    Documents and holders are numbers, as in `ClaimRows`.
    """
    own = np.asarray(probabilities, dtype=np.float64)
    n_claims, n_labels = own.shape
    if not n_claims:
        return np.zeros((0, neighbour_width(n_labels)), np.float32)
    order = _reading_order(documents, edges)
    logs = np.log(own + _FLOOR)
    before, after, near = _around(own[order], logs[order], documents[order])
    back = np.empty_like(order)
    back[order] = np.arange(n_claims)
    of_actor, actor_others = _mean_of_others(own, actors)
    of_all, all_others = _mean_of_others(own, documents)
    beside = before[back], after[back], of_actor, of_all, near[back]
    return _side_by_side(logs, own, beside, actor_others, all_others)


def around_changed(
    documents: Ints,
    actors: Ints,
    edges: Ints,
    probabilities: NDArray[np.floating],
    variants: Ints,
    claims: Ints,
    changed: NDArray[np.floating],
) -> NDArray[np.float32]:
    """Return the rows of `around` of claims that are others in variants of their documents.

    What stays is not summed up again: the time grows with the claims that change.

    Parameters
    ----------
    documents, actors, edges, probabilities
        As for `around`: the claims before any change.
    variants : array of shape (n_changed,)
        The number of a variant, in which all other claims of the document are as before.
    claims : array of shape (n_changed,)
        A claim that it changes; those of one variant share a document.
    changed : array of shape (n_changed, n_labels)
        The claim's probabilities in it.
    """
    own, new = (np.asarray(part, dtype=np.float64) for part in (probabilities, changed))
    order = _reading_order(documents, edges)
    back = np.empty_like(order)
    back[order] = np.arange(len(own))
    place = back[claims]
    keys = variants * len(own) + place
    by_key = np.argsort(keys)
    even = 1.0 / own.shape[1]
    beside = {step: np.full_like(new, np.log(even)) for step in (-1, 1)}
    sums, weights = np.zeros_like(new), np.zeros((len(new), 1))
    for step in (*range(-_REACH, 0), *range(1, _REACH + 1)):
        other = order.take(place + step, mode="clip")
        together = (back[other] == place + step) & (documents[other] == documents[claims])
        values = own[other]
        at = by_key.take(np.searchsorted(keys, keys + step, sorter=by_key), mode="clip")
        also = keys[at] == keys + step
        values[also] = new[at[also]]
        weight = np.where(together, np.exp(-abs(step) / 2), 0.0)[:, None]
        sums += weight * values
        weights += weight
        if step in beside:
            beside[step][together] = np.log(values[together] + _FLOOR)
    near = np.where(weights > 0, sums / np.maximum(weights, 1e-9), even)
    moved = new - own[claims]
    of_actor, actor_others = _mean_of_changed(own, actors, variants, claims, moved)
    of_all, all_others = _mean_of_changed(own, documents, variants, claims, moved)
    said = beside[-1], beside[1], of_actor, of_all, near
    return _side_by_side(np.log(new + _FLOOR), new, said, actor_others, all_others)


def neighbour_width(n_labels: int) -> int:
    """Return the columns of `neighbour_features`; the first `2 * n_labels` are the claim's own."""
    return 7 * n_labels + 2


def _reading_order(documents: Ints, edges: Ints) -> Ints:
    starts, ends, holders = edges[:, 0], edges[:, 1], np.maximum(edges[:, 2], -1)
    return np.lexsort((holders, ends, starts, documents))


def _side_by_side(
    logs: Floats, own: Floats, beside: Sequence[Floats], actor_others: Ints, all_others: Ints
) -> NDArray[np.float32]:
    counts = (actor_others > 0)[:, None], np.minimum(all_others, _MOST)[:, None] / _MANY
    return np.hstack([logs, own, *beside, *counts]).astype(np.float32)


def _mean_of_others(values: Floats, groups: Ints) -> tuple[Floats, Ints]:
    """Return the mean of the group's other rows, even odds where there is none, and their count."""
    others = np.bincount(groups)[groups] - 1
    return _means(_sums(values, groups)[groups] - values, others), others


def _mean_of_changed(
    values: Floats, groups: Ints, variants: Ints, claims: Ints, moved: Floats
) -> tuple[Floats, Ints]:
    """Return the same of `claims` in variants that move rows of their groups by `moved`."""
    of = groups[claims]
    _, both = np.unique(variants * len(values) + of, return_inverse=True)
    others = np.bincount(groups)[of] - 1
    sums = _sums(values, groups)[of] - values[claims] + _sums(moved, both)[both] - moved
    return _means(sums, others), others


def _sums(values: Floats, groups: Ints) -> Floats:
    return np.stack([np.bincount(groups, column) for column in values.T], axis=1)


def _means(sums: Floats, others: Ints) -> Floats:
    means = sums / np.maximum(others, 1)[:, None]
    means[others == 0] = 1.0 / sums.shape[1]
    return means


def _around(own: Floats, logs: Floats, documents: Ints) -> tuple[Floats, Floats, Floats]:
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
