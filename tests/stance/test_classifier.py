from typing import Any

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, recall_score
from sklearn.utils.estimator_checks import parametrize_with_checks

from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.rows import Rows

# Folds part the copies of a row that a whole weight stands for.
_COPIES = {
    f"check_sample_weight_equivalence_on_{kind}_data": "held-out scores depend on the folds"
    for kind in ("dense", "sparse")
}


@parametrize_with_checks([StanceClassifier()], expected_failed_checks=lambda _: _COPIES)
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


def test_the_strength_is_chosen_by_held_out_scores(data):
    X, y = data
    noise = np.random.default_rng(1).normal(size=(len(y), 200))
    fitted = StanceClassifier(C=(1e-4, 100.0)).fit(np.hstack([X, noise]), y)
    assert fitted.C_ == 1e-4
    assert StanceClassifier(C=(1e-9, 1.0), metric=accuracy_score).fit(X, y).C_ == 1.0
    assert fitted.held_out_ is not None
    assert fitted.held_out_.shape == (len(y), 3)
    assert StanceClassifier(C=(0.3, 0.4), calibration_folds=0).fit(X, y).C_ == 0.3


def test_biases_move_answers_toward_what_the_metric_counts(data):
    X, y = data
    y = np.where(np.arange(len(y)) % 5 == 0, y, "against")

    def recall(right, answers):
        return recall_score(right, answers, labels=["for"], average=None)[0]

    still, moved = (
        StanceClassifier(metric=recall, move_biases=move).fit(X, y) for move in (False, True)
    )
    assert (moved.predict(X) == "for").sum() > (still.predict(X) == "for").sum()
    np.testing.assert_array_equal(moved.coef_, still.coef_)


def test_rows_count_by_their_weights(data):
    X, y = data
    sure = np.where(np.arange(len(y)) < 120, 1.0, 1e-9)
    weighed = StanceClassifier(calibration_folds=0).fit(X, y, sample_weight=sure)
    half = StanceClassifier(calibration_folds=0).fit(X[:120], y[:120])
    np.testing.assert_allclose(weighed.coef_, half.coef_, atol=1e-2)
    with pytest.raises(ValueError, match="'sample_weight' parameter"):
        StanceClassifier().fit(X, y, sample_weight=sure[:3])
    with pytest.raises(ValueError, match=r"'sample_weight' .* at least 0 for each row. Got -1\.0"):
        StanceClassifier().fit(X, y, sample_weight=-np.ones(len(y)))


@pytest.mark.parametrize("C", [[], np.array([]), 0, -1.0, (1.0, -1.0), [[1.0, 2.0]]])
def test_strengths_that_are_none_are_refused_by_name(data, C):
    with pytest.raises(
        ValueError, match="'C' parameter of StanceClassifier must be a number above"
    ):
        StanceClassifier(C=C).fit(*data)


@pytest.mark.parametrize("C", [(1e-9, 1.0), np.array([1e-9, 1.0])])
def test_strengths_may_be_an_array(data, C):
    assert StanceClassifier(C=C, metric=accuracy_score).fit(*data).C_ == 1.0


def test_strengths_are_numbers(data):
    strong: Any = "strong"
    with pytest.raises(TypeError, match=r"'C' parameter of StanceClassifier .* Got 'strong'"):
        StanceClassifier(C=strong).fit(*data)


def test_a_metric_that_cannot_be_used_is_named(data):
    with pytest.raises(ValueError, match=r"'metric' parameter .* where 'move_biases' is true"):
        StanceClassifier(move_biases=True).fit(*data)
    name: Any = "f1"
    with pytest.raises(TypeError, match=r"'metric' parameter of StanceClassifier .* Got 'f1'"):
        StanceClassifier(metric=name).fit(*data)
    with pytest.raises(ValueError, match=r"'metric' parameter of StanceClassifier .* Got nan"):
        StanceClassifier(metric=lambda right, answers: np.nan).fit(*data)
