import numpy as np
import pytest
from scipy.sparse import csr_matrix

from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.linear import evidence
from stanceclf.stance.rows import Rows


def data():
    rng = np.random.default_rng(0)
    X = (rng.random((90, 12)) < 0.3).astype(float)
    y = np.array(["a", "b", "c"])[X[:, :3].argmax(axis=1)]
    return csr_matrix(X), y


@pytest.mark.parametrize("loss", ["log", "squared_hinge"])
@pytest.mark.parametrize("scaling", ["none", "idf", "bayes"])
@pytest.mark.parametrize("labels", [2, 3])
def test_the_numpy_twin_answers_the_same(loss, scaling, labels):
    X, y = data()
    y = y if labels == 3 else (y == "a")
    fitted = StanceClassifier(loss=loss, scaling=scaling, class_weight="balanced").fit(X, y)
    rows = Rows(X.indptr.astype(np.int64), X.indices.astype(np.int32), X.data.astype(np.float32))
    answers = fitted.classes_[fitted.scorer().decide(rows).argmax(axis=1)]
    np.testing.assert_array_equal(answers, fitted.predict(X))
    assert np.mean(answers == y) > 0.9
    np.testing.assert_allclose(
        fitted.scorer().probabilities(rows), fitted.predict_proba(X), atol=1e-5
    )


def test_scaling_is_part_of_the_weights():
    X, y = data()
    plain, scaled = (StanceClassifier(scaling=one).fit(X, y) for one in ("none", "idf"))
    assert not np.allclose(plain.coef_, scaled.coef_)


@pytest.mark.parametrize("scaling", ["idf", "bayes"])
def test_dense_rows_get_the_same_weights(scaling):
    X, y = data()
    sparse, dense = (StanceClassifier(scaling=scaling).fit(rows, y) for rows in (X, X.toarray()))
    np.testing.assert_allclose(dense.coef_, sparse.coef_, atol=1e-3)


def test_evidence_leaves_less_weight_to_columns_that_tell_nothing():
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 200)
    X = (rng.random((200, 400)) < 0.1).astype(float)
    X[:, :4] = rng.random((200, 4)) < np.where(y, 0.6, 0.1)[:, None]
    telling = {}
    for scaling in ("none", "bayes"):
        weights = np.abs(StanceClassifier(scaling=scaling, loss="squared_hinge").fit(X, y).coef_[1])
        telling[scaling] = weights[:4].sum() / weights.sum()
    assert telling["bayes"] > 1.5 * telling["none"]


def test_rows_without_weight_tell_nothing():
    mine = np.array([True, True, False, False])
    X = csr_matrix([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [0.0, 1.0]])
    worth = np.array([1.0, 0.0, 1.0, 1.0])
    kept = worth > 0
    np.testing.assert_allclose(evidence(X, mine, worth), evidence(X[kept], mine[kept]))
    assert evidence(X, mine)[1] == 0


def test_bayes_weighs_classes_by_name_too():
    X, y = data()
    for labels in (y, np.where(y == "c", "c", "rest")):
        counts = [
            int((fitted.predict(X) == "c").sum())
            for weight in (0.1, 10.0)
            for fitted in [
                StanceClassifier(C=0.01, scaling="bayes", class_weight={"c": weight}).fit(X, labels)
            ]
        ]
        assert counts[0] < counts[1]


@pytest.mark.parametrize("name", ["loss", "scaling"])
def test_unknown_values_are_named(name):
    X, y = data()
    with pytest.raises(ValueError, match=f"The '{name}' parameter of StanceClassifier.*'odd'"):
        StanceClassifier().set_params(**{name: "odd"}).fit(X, y)
