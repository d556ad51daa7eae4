"""Weights of linear classifiers, by two losses; scikit-learn does the work."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

Floats = NDArray[np.float64]

LOSSES = ("log", "squared_hinge")
SCALINGS = ("none", "idf")


def fit_linear(
    X: Any,
    labels: NDArray[np.integer],
    *,
    C: float,
    max_iter: int,
    loss: str,
    class_weight: str | Mapping[int, float] | None,
    scaling: str,
    sample_weight: Floats | None = None,
) -> tuple[Floats, Floats, Any]:
    """Return weights `(n_labels, n_features)`, biases `(n_labels,)` and the solver's steps.

    The weights are those of the columns of `X` as they are: the scaling is part of them.
    """
    for name, value, known in (("loss", loss, LOSSES), ("scaling", scaling, SCALINGS)):
        if value not in known:
            raise ValueError(
                f"The {name!r} parameter of StanceClassifier must be one of "
                f"{', '.join(known)}. Got {value!r} instead."
            )
    if loss == "log":
        model = LogisticRegression(C=C, max_iter=max_iter, class_weight=class_weight)
    else:
        model = LinearSVC(C=C, max_iter=max_iter, class_weight=class_weight, random_state=0)
    if scaling == "none":
        model.fit(X, labels, sample_weight)
        coef: Floats = model.coef_
    else:
        scales = rarity(X)
        scaled = X.multiply(scales).tocsr() if hasattr(X, "multiply") else X * scales
        model.fit(scaled, labels, sample_weight)
        coef = model.coef_ * scales
    intercept: Floats = np.asarray(model.intercept_, float)
    if len(coef) == 1:  # a row per class, also where there are two
        coef, intercept = np.vstack([np.zeros_like(coef), coef]), np.array([0.0, intercept[0]])
    return coef, intercept, model.n_iter_


def rarity(X: Any) -> Floats:
    """Return the inverse document frequency of each column, 1 on average over what rows hold.

    Examples
    --------
    >>> rarity(np.array([[1.0, 1.0], [1.0, 0.0], [1.0, 0.0]])).round(2).tolist()
    [0.85, 1.44]
    """
    held = np.asarray((X != 0).sum(axis=0)).ravel()
    scales: Floats = np.log((1 + X.shape[0]) / (1 + held)) + 1
    mean = float(scales @ held) / max(1, int(held.sum()))
    return scales / (mean or 1.0)
