"""How sure to be: one temperature for the scores, and how well it fits."""

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.scorer import softmax

_TEMPERATURES = np.geomspace(0.25, 8.0, 161)


def fit_temperature(scores: NDArray[np.floating], labels: NDArray[np.integer]) -> float:
    """Return the temperature with the least log loss on held-out scores.

    Parameters
    ----------
    scores : array of shape (n_claims, n_labels)
        Scores of claims that the classifier was not fitted on.
    labels : array of shape (n_claims,)
        Index of the right label of each.

    Examples
    --------
    >>> fit_temperature(np.array([[2.0, 0.0], [2.0, 0.0], [0.0, 2.0]]), np.array([0, 1, 1])) > 1
    True
    """
    losses = [log_loss(softmax(scores / each), labels) for each in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def log_loss(probabilities: NDArray[np.floating], labels: NDArray[np.integer]) -> float:
    """Return the mean negative log probability of the right labels."""
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.clip(right, 1e-12, 1.0)).mean())


def calibration_error(
    probabilities: NDArray[np.floating], labels: NDArray[np.integer], bins: int = 10
) -> float:
    """Return the expected calibration error of the top label, over bins of equal width.

    Examples
    --------
    >>> calibration_error(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0, 1]))
    0.5
    """
    top = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    place = np.minimum((top * bins).astype(int), bins - 1)
    error = 0.0
    for index in range(bins):
        inside = place == index
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - top[inside].mean())
    return float(error)


def confidence_scores(
    probabilities: NDArray[np.floating], labels: NDArray[np.integer]
) -> dict[str, float]:
    """Return how often the top label is wrong, among all and among the surest, and the ECE.

    Parameters
    ----------
    probabilities : array of shape (n_claims, n_labels)
    labels : array of shape (n_claims,)
        Index of the right label of each.

    Returns
    -------
    dict
        `error`; `error_at_80`, the error among the surest 80 % of the claims (the selective risk
        of El-Yaniv and Wiener, 2010); `calibration_error` as `calibration_error` has it.

    Examples
    --------
    >>> confidence_scores(np.array([[0.9, 0.1]] * 4 + [[0.6, 0.4]]), np.array([0, 0, 0, 0, 1]))
    {'error': 0.2, 'error_at_80': 0.0, 'calibration_error': 0.2}
    """
    wrong = probabilities.argmax(axis=1) != labels
    surest = np.argsort(-probabilities.max(axis=1), kind="stable")[: int(0.8 * len(labels))]
    return {
        "error": round(float(wrong.mean()), 4),
        "error_at_80": round(float(wrong[surest].mean()), 4) if len(surest) else 0.0,
        "calibration_error": round(calibration_error(probabilities, labels), 4),
    }
