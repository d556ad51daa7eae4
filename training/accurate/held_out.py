"""Held-out answers of fast model and tier, and what they decide: the blend and the thresholds."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from stanceclf.accurate.cascade import Blend
from stanceclf.stance.calibration import log_loss
from training.scores import stance_scores

_WEIGHTS = np.arange(0.0, 1.65, 0.05)
_PARTS = 5
SHARES = (0.0, 0.1, 0.2, 0.3, 0.5, 1.0)
N_QUANTILES = 101


class HeldOut(NamedTuple):
    """What both say of claims that neither was fitted on.

    Attributes
    ----------
    fast : array of shape (n_claims, n_labels)
        Probabilities of the fast model.
    scores : array of shape (n_claims, n_labels)
        Of the transformer, as it is stored.
    labels : array of shape (n_claims,)
    topics : array of shape (n_claims,)
    """

    fast: NDArray[np.float32]
    scores: NDArray[np.float32]
    labels: NDArray[np.int64]
    topics: NDArray[np.str_]


def fit_blend(held: HeldOut, places: NDArray[np.int64]) -> Blend:
    """Return the weights with the least log loss on the claims at `places`."""
    best, least = Blend(1.0, 0.0), np.inf
    for fast in _WEIGHTS.tolist():
        for own in _WEIGHTS.tolist():
            blend = Blend(round(fast, 2), round(own, 2))
            loss = log_loss(
                blend.probabilities(held.fast[places], held.scores[places]), held.labels[places]
            )
            if loss < least:
                best, least = blend, loss
    return best


def quantiles(fast: NDArray[np.float32]) -> list[float]:
    """Return the quantiles of the fast model's largest probability, in equal steps from 0 to 1."""
    steps = np.linspace(0.0, 1.0, N_QUANTILES)
    return [round(float(value), 4) for value in np.quantile(fast.max(axis=1), steps)]


def table(held: HeldOut, shares: Sequence[float] = SHARES) -> list[dict[str, Any]]:
    """Return a row of figures for each share of claims that the transformer is asked about.

    The blend that judges a claim was fitted on other topics.
    """
    blended = np.zeros_like(held.fast)
    for train, test in GroupKFold(_PARTS).split(held.fast, held.labels, held.topics):
        blend = fit_blend(held, train)
        blended[test] = blend.probabilities(held.fast[test], held.scores[test])
    sure = held.fast.max(axis=1)
    rows: list[dict[str, Any]] = []
    for share in shares:
        asked = np.zeros(len(sure), bool)
        asked[np.argsort(sure, kind="stable")[: round(share * len(sure))]] = True
        mixed = np.where(asked[:, None], blended, held.fast)
        rows.append({"share": share, **stance_scores(mixed, held.labels)})
    return rows
