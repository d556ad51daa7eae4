import numpy as np
import pytest
from sklearn.utils.estimator_checks import parametrize_with_checks

from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.rows import Rows


@parametrize_with_checks([StanceClassifier()])
def test_estimator_contract(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def data():
    generator = np.random.default_rng(0)
    labels = np.array(["against", "for", "if"])[generator.integers(0, 3, 240)]
    X = generator.normal(size=(240, 6)) + 0.8 * (labels == "for")[:, None]
    return X.astype(np.float32), labels


@pytest.mark.parametrize("n_labels", [2, 3])
def test_scorer_equals_the_estimator(data, n_labels):
    X, y = data
    kept = np.isin(y, np.unique(y)[:n_labels])
    classifier = StanceClassifier().fit(X[kept], y[kept])
    n_rows, n_columns = X.shape
    rows = Rows(
        np.arange(0, n_rows * n_columns + 1, n_columns),
        np.tile(np.arange(n_columns, dtype=np.int32), n_rows),
        X.ravel(),
    )
    np.testing.assert_allclose(
        classifier.scorer().probabilities(rows), classifier.predict_proba(X), atol=1e-6
    )


def test_any_labels(data):
    X, y = data
    classifier = StanceClassifier().fit(X, y)
    assert set(classifier.predict(X)) <= {"against", "for", "if"}
    assert classifier.predict_proba(X).sum(axis=1) == pytest.approx(1.0)


def test_groups_stay_together_in_calibration(data):
    X, y = data
    groups = np.arange(len(y)) // 10
    assert StanceClassifier().fit(X, y, groups=groups).temperature_ > 0


def test_one_class_is_refused_by_name(data):
    X, y = data
    with pytest.raises(ValueError, match="at least two classes"):
        StanceClassifier().fit(X, np.full(len(y), "for"))


def test_a_rare_class_leaves_the_temperature_alone(data):
    X, y = data
    y = np.where(np.arange(len(y)) == 0, "rare", y)
    assert StanceClassifier().fit(X, y).temperature_ == 1.0
