"""The classifier as scikit-learn sees it; fitting only. Predicting goes through `scorer`."""

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import GroupKFold, StratifiedKFold
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from stanceclf.stance.calibration import fit_temperature
from stanceclf.stance.linear import fit_linear
from stanceclf.stance.scorer import LinearScorer, softmax


class StanceClassifier(ClassifierMixin, BaseEstimator):
    """A linear classifier with one temperature fitted by cross-validation.

    Parameters
    ----------
    C : float
        Inverse strength of the L2 penalty.
    calibration_folds : int
        Folds that fit the temperature; less than 2 leaves it at 1, as does too little data.
    max_iter : int
        Steps of the solver.
    loss : str
        "log" for multinomial logistic regression; "squared_hinge" for support vectors, each class
        against the rest, better where there are many classes or few rows.
    class_weight : "balanced", mapping or None
        As in scikit-learn; "balanced" gives rare classes the weight of frequent ones.
    scaling : str
        "none"; or "idf": a feature counts more, the fewer rows have it.

    Attributes
    ----------
    classes_ : array of shape (n_labels,)
    coef_ : array of shape (n_labels, n_features)
    intercept_ : array of shape (n_labels,)
    temperature_ : float
    """

    def __init__(
        self,
        C: float = 1.0,
        calibration_folds: int = 5,
        max_iter: int = 500,
        loss: str = "log",
        class_weight: str | Mapping[Any, float] | None = None,
        scaling: str = "none",
    ) -> None:
        self.C = C
        self.calibration_folds = calibration_folds
        self.max_iter = max_iter
        self.loss = loss
        self.class_weight = class_weight
        self.scaling = scaling

    def fit(self, X: Any, y: Any, groups: Any = None) -> Self:
        """Fit weights on all rows, and the temperature on held-out scores.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_claims, n_features)
        y : array of shape (n_claims,)
            Labels of any kind.
        groups : array of shape (n_claims,) or None
            Rows of one group stay in one fold of the calibration.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr")
        check_classification_targets(y)
        self.classes_, labels = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(
                "The 'y' parameter of StanceClassifier.fit must hold at least two classes. "
                f"Got one class, {self.classes_[0]!r}, instead."
            )
        self.coef_, self.intercept_, self.n_iter_ = self._fit_linear(X, labels)
        self.temperature_ = self._temperature(X, labels, groups)
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

    def _fit_linear(self, X: Any, labels: NDArray[np.integer]) -> Any:
        weight = self.class_weight
        if isinstance(weight, Mapping):
            weight = {place: weight.get(name, 1.0) for place, name in enumerate(self.classes_)}
        return fit_linear(
            X,
            labels,
            C=self.C,
            max_iter=self.max_iter,
            loss=self.loss,
            class_weight=weight,
            scaling=self.scaling,
        )

    def _temperature(self, X: Any, labels: NDArray[np.integer], groups: Any) -> float:
        """Return the temperature by held-out scores, 1 where a fold would lack a class."""
        smallest = int(np.bincount(labels).min())
        kinds = smallest if groups is None else len(np.unique(groups))
        folds = min(self.calibration_folds, smallest, kinds)
        if folds < 2:
            return 1.0
        splitter = StratifiedKFold(folds) if groups is None else GroupKFold(folds)
        scores = np.zeros((len(labels), len(self.classes_)))
        for train, test in splitter.split(X, labels, groups):
            if len(np.unique(labels[train])) < len(self.classes_):
                return 1.0
            coef, intercept, _ = self._fit_linear(X[train], labels[train])
            scores[test] = np.asarray(X[test] @ coef.T) + intercept
        return fit_temperature(scores, labels)
