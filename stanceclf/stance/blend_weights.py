"""How much each member of a blend counts: weights of at least zero, by held-out scores."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from stanceclf.stance.scorer import softmax

Floats = NDArray[np.float64]

# Pulls weights to those of a plain mean: no score is so sure that its weight has no bound.
_PENALTY = 0.01


def fit_weights(scores: Sequence[Floats], labels: NDArray[np.integer]) -> Floats:
    """Return the weights `(n_members,)` whose sum of scores has the least log loss.

    All labels count the same, however many claims each has, as they do for macro F1.

    Parameters
    ----------
    scores : sequence of array of shape (n_claims, n_labels)
        Of each member, for claims that it was not fitted on.
    labels : array of shape (n_claims,)
        Index of the right label of each.

    Examples
    --------
    >>> right = np.array([0, 1] * 9)
    >>> good, chance = np.eye(2)[right], np.eye(2)[np.arange(18) // 9]
    >>> weights = fit_weights([good, chance], right)
    >>> bool(weights[0] > 2 * weights[1])
    True
    """
    sizes = np.array([one.std() or 1.0 for one in scores])
    stacked = np.stack([one / size for one, size in zip(scores, sizes, strict=True)])
    counts = np.bincount(labels, minlength=stacked.shape[2])
    worth = 1.0 / (np.count_nonzero(counts) * counts[labels])
    start = np.full(len(stacked), 1.0 / len(stacked))
    places = np.arange(len(labels))

    def loss(weights: Floats) -> tuple[float, Floats]:
        """Return the loss and its slope."""
        likely = softmax(np.tensordot(weights, stacked, 1))
        lost = -float(worth @ np.log(np.maximum(likely[places, labels], 1e-12)))
        likely[places, labels] -= 1.0
        slope = np.einsum("mnl,nl,n->m", stacked, likely, worth)
        away = weights - start
        return lost + _PENALTY * float(away @ away), slope + 2 * _PENALTY * away

    found = minimize(loss, start, jac=True, bounds=[(0.0, None)] * len(start), method="L-BFGS-B")
    weights: Floats = found.x / sizes
    return weights
