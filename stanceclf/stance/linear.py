"""Weights of linear classifiers, by two losses; scikit-learn does the work."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

Floats = NDArray[np.float64]

LOSSES = ("log", "squared_hinge")
SCALINGS = ("none", "idf", "bayes")


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
    if scaling == "bayes":
        return _one_by_one(model, X, labels, sample_weight)
    if scaling == "none":
        model.fit(X, labels, sample_weight)
        coef: Floats = model.coef_
    else:
        coef = _fit_scaled(model, X, labels, rarity(X), sample_weight)
    return *_row_each(coef, model.intercept_), model.n_iter_


def _one_by_one(
    model: Any, X: Any, labels: NDArray[np.integer], sample_weight: Floats | None
) -> tuple[Floats, Floats, Any]:
    """Fit each label against the rest, as each has telling columns of its own."""
    kinds = np.unique(labels)
    weights, coefs, biases, steps = model.class_weight, [], [], []
    for kind in kinds[-1:] if len(kinds) == 2 else kinds:
        if isinstance(weights, Mapping):
            rest = weights.get(int(kinds[0]), 1.0) if len(kinds) == 2 else 1.0
            model.set_params(class_weight={False: rest, True: weights.get(int(kind), 1.0)})
        mine = labels == kind
        coefs.append(
            _fit_scaled(model, X, mine, evidence(X, mine, sample_weight), sample_weight)[0]
        )
        biases.append(float(np.ravel(model.intercept_)[0]))
        steps.append(int(np.max(model.n_iter_)))
    return *_row_each(np.array(coefs), np.array(biases)), np.array(steps)


def _fit_scaled(
    model: Any, X: Any, labels: NDArray[Any], scales: Floats, sample_weight: Floats | None
) -> Floats:
    scaled = X.multiply(scales).tocsr() if hasattr(X, "multiply") else X * scales
    model.fit(scaled, labels, sample_weight)
    coef: Floats = model.coef_ * scales
    return coef


def _row_each(coef: Floats, intercept: Any) -> tuple[Floats, Floats]:
    """Return a row per class, also where there are two."""
    biases: Floats = np.asarray(intercept, float)
    if len(coef) == 1:
        return np.vstack([np.zeros_like(coef), coef]), np.array([0.0, biases[0]])
    return coef, biases


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


def evidence(X: Any, mine: NDArray[np.bool_], sample_weight: Floats | None = None) -> Floats:
    """Return how much a column tells of a label: the log ratio of its rates in it and in the rest.

    Naive Bayes would take these as weights; support vectors that begin from them need fewer rows
    (Wang and Manning, 2012, "Baselines and bigrams"). The mean square over what rows hold is 1.

    Examples
    --------
    >>> X = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 1.0], [0.0, 1.0]])
    >>> evidence(X, np.array([True, True, False, False])).round(2).tolist()
    [1.73, 0.0]
    """
    worth = np.ones(len(mine)) if sample_weight is None else sample_weight
    held = (X != 0).T.astype(float)
    inside, outside = (np.asarray(held @ (worth * part)) for part in (mine, ~mine))
    rates = (
        (counts + 1) / (worth[part].sum() + 2)
        for counts, part in ((inside, mine), (outside, ~mine))
    )
    ratios = np.abs(np.subtract(*map(np.log, rates)))
    counts = inside + outside
    length = np.sqrt(float(counts @ ratios**2) / max(1.0, float(counts.sum())))
    scales: Floats = ratios / (length or 1.0)
    return scales
