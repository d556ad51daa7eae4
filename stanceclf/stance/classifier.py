"""The classifier as scikit-learn sees it; fitting only. Predicting goes through `scorer`."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from stanceclf.stance.biases import Metric, checked_metric, fit_biases
from stanceclf.stance.calibration import fit_temperature, log_loss
from stanceclf.stance.linear import fit_linear
from stanceclf.stance.scorer import LinearScorer, softmax

Floats = NDArray[np.float64]


class StanceClassifier(ClassifierMixin, BaseEstimator):
    """A linear classifier with one temperature fitted by cross-validation.

    Parameters
    ----------
    C : float or sequence of float
        Inverse strength of the L2 penalty; of several values, the best by cross-validation, or the
        first where there is too little data for that.
    calibration_folds : int
        Folds of the cross-validation behind all choices; with less than 2, or too little data, the
        temperature stays 1.
    max_iter : int
        Steps of the solver.
    loss : str
        "log" for multinomial logistic regression; "squared_hinge" for support vectors, each class
        against the rest, better where there are many classes or few rows.
    class_weight : "balanced", mapping or None
        As in scikit-learn; "balanced" gives rare classes the weight of frequent ones.
    scaling : str
        "none"; "idf": a feature counts more, the fewer rows have it; "bayes": each class is fitted
        against the rest, and a feature counts more, the more its rate differs between the two. The
        last is best for a few thousand rows (benchmarks/results/stance.md).
    metric : callable or None
        Takes right labels and answers and returns a number, of which more is better. `C` is chosen
        by it; None chooses by log loss.
    move_biases : bool
        Whether held-out scores are used to move the biases of the classes for the metric, which
        must be given then.

    Attributes
    ----------
    classes_ : array of shape (n_labels,)
    C_ : float
    held_out_ : array of shape (n_claims, n_labels) or None
        Scores of each row by a classifier that was not fitted on its fold, before biases are moved.
    coef_ : array of shape (n_labels, n_features)
    intercept_ : array of shape (n_labels,)
    temperature_ : float
    """

    def __init__(
        self,
        C: float | Sequence[float] | Floats = 1.0,
        calibration_folds: int = 5,
        max_iter: int = 500,
        loss: str = "log",
        class_weight: str | Mapping[Any, float] | None = None,
        scaling: str = "none",
        metric: Metric | None = None,
        move_biases: bool = False,
    ) -> None:
        self.C = C
        self.calibration_folds = calibration_folds
        self.max_iter = max_iter
        self.loss = loss
        self.class_weight = class_weight
        self.scaling = scaling
        self.metric = metric
        self.move_biases = move_biases

    def fit(self, X: Any, y: Any, groups: Any = None, sample_weight: Any = None) -> Self:
        """Fit weights on all rows; `C`, biases and the temperature on held-out scores.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_claims, n_features)
        y : array of shape (n_claims,)
            Labels of any kind.
        groups : array of shape (n_claims,) or None
            Rows of one group stay in one fold of the held-out scores.
        sample_weight : array of shape (n_claims,) or None
            How much each row counts in fitting, for example by how sure its label is.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr")
        check_classification_targets(y)
        self.classes_, labels = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(
                "The 'y' parameter of StanceClassifier.fit must hold at least two classes. "
                f"Got one class, {self.classes_.tolist()[0]!r}, instead."
            )
        worth = checked_weights(sample_weight, len(labels), "StanceClassifier.fit")
        strengths = checked_strengths(self.C, "'C' parameter of StanceClassifier")
        metric = None if self.metric is None else checked_metric(self.metric, "StanceClassifier")
        if self.move_biases and metric is None:
            raise ValueError(
                "The 'metric' parameter of StanceClassifier must be a callable where 'move_biases' "
                "is true: biases are moved for it. Got None instead."
            )
        splits = self._splits(X, labels, groups)
        held_out = {C: self._held_out(X, labels, worth, C, splits) for C in strengths if splits}
        self.C_ = max(
            held_out, key=lambda C: self._worth(held_out[C], labels, metric), default=strengths[0]
        )
        self.held_out_ = held_out.get(self.C_)
        self.coef_, self.intercept_, self.n_iter_ = self._fit_linear(X, labels, worth, self.C_)
        self.temperature_ = 1.0
        if self.held_out_ is not None:
            biases = np.zeros(len(self.classes_))
            if self.move_biases and metric is not None:
                biases = fit_biases(self.held_out_, labels, self.classes_, metric)
            self.intercept_ = self.intercept_ + biases
            self.temperature_ = fit_temperature(self.held_out_ + biases, labels)
        return self

    def decision_function(self, X: Any) -> NDArray[np.float64]:
        """Return the scores; of the second class alone where there are two."""
        scores = self._scores(X)
        return scores[:, 1] - scores[:, 0] if len(self.classes_) == 2 else scores

    def predict_proba(self, X: Any) -> NDArray[np.float64]:
        """Return calibrated probabilities `(n_claims, n_labels)`."""
        return softmax(self._scores(X) / self.temperature_)

    def predict(self, X: Any) -> NDArray[Any]:
        """Return the most probable label of each row."""
        places = self._scores(X).argmax(axis=1)
        chosen: NDArray[Any] = self.classes_[places]
        return chosen

    def scorer(self) -> LinearScorer:
        """Return the numpy twin of the fitted classifier."""
        check_is_fitted(self)
        return LinearScorer(
            self.coef_.T.astype(np.float32), self.intercept_.astype(np.float32), self.temperature_
        )

    def _scores(self, X: Any) -> NDArray[np.float64]:
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", reset=False)
        scores: NDArray[np.float64] = np.asarray(X @ self.coef_.T) + self.intercept_
        return scores

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags

    def _fit_linear(
        self, X: Any, labels: NDArray[np.integer], worth: NDArray[np.float64] | None, C: float
    ) -> Any:
        weight = self.class_weight
        if isinstance(weight, Mapping):
            weight = {place: weight.get(name, 1.0) for place, name in enumerate(self.classes_)}
        return fit_linear(
            X,
            labels,
            C=C,
            max_iter=self.max_iter,
            loss=self.loss,
            class_weight=weight,
            scaling=self.scaling,
            sample_weight=worth,
        )

    def _splits(self, X: Any, labels: NDArray[np.integer], groups: Any) -> list[Any]:
        """Return training and held-out rows, nothing where a fold would lack a class."""
        smallest = int(np.bincount(labels).min())
        kinds = smallest if groups is None else len(np.unique(groups))
        folds = min(self.calibration_folds, smallest, kinds)
        if folds < 2:
            return []
        made = StratifiedKFold if groups is None else StratifiedGroupKFold
        splits = list(made(folds, shuffle=True, random_state=0).split(X, labels, groups))
        whole = all(len(np.unique(labels[train])) == len(self.classes_) for train, _ in splits)
        return splits if whole else []

    def _held_out(
        self,
        X: Any,
        labels: NDArray[np.integer],
        worth: NDArray[np.float64] | None,
        C: float,
        splits: list[Any],
    ) -> NDArray[np.float64]:
        scores = np.zeros((len(labels), len(self.classes_)))
        for train, test in splits:
            part = None if worth is None else worth[train]
            coef, intercept, _ = self._fit_linear(X[train], labels[train], part, C)
            scores[test] = np.asarray(X[test] @ coef.T) + intercept
        return scores

    def _worth(self, scores: Floats, labels: NDArray[np.integer], metric: Metric | None) -> float:
        """Return how good held-out scores are: by the metric, or by log loss."""
        if metric is None:
            return -log_loss(softmax(scores / fit_temperature(scores, labels)), labels)
        answers = self.classes_[scores.argmax(axis=1)].tolist()
        return metric(self.classes_[labels].tolist(), answers)


def checked_strengths(given: Any, parameter: str) -> list[float]:
    """Return one strength of a penalty or several as a list; raise where there is none above 0."""
    must = f"The {parameter} must be a number above 0, or a sequence of such numbers."
    try:
        strengths = np.atleast_1d(np.asarray(given, float))
    except (TypeError, ValueError):
        raise TypeError(f"{must} Got {given!r} instead.") from None
    if strengths.ndim > 1 or not len(strengths) or not (strengths > 0).all():
        raise ValueError(f"{must} Got {given!r} instead.")
    found: list[float] = strengths.tolist()
    return found


def checked_weights(given: Any, count: int, method: str) -> Floats | None:
    """Return what each row counts as an array; raise where it is not a number of at least 0."""
    if given is None:
        return None
    must = f"The 'sample_weight' parameter of {method} must hold a number"
    try:
        worth: Floats = np.asarray(given, float)
    except (TypeError, ValueError):
        kind = type(given).__name__
        raise TypeError(f"{must} for each row. Got a {kind} of something else.") from None
    if worth.shape != (count,):
        raise ValueError(
            f"{must} for each of {count} rows. Got an array of the shape {worth.shape} instead."
        )
    wrong = ~(np.isfinite(worth) & (worth >= 0))
    if wrong.any():
        raise ValueError(f"{must} of at least 0 for each row. Got {worth[wrong][0]} instead.")
    if not worth.any():
        raise ValueError(f"{must} above 0 for some row. Got zero for each instead.")
    return worth
