import numpy as np
import pytest
from scipy.sparse import csr_matrix

from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.rows import Rows


def data():
    rng = np.random.default_rng(0)
    X = (rng.random((90, 12)) < 0.3).astype(float)
    y = np.array(["a", "b", "c"])[X[:, :3].argmax(axis=1)]
    return csr_matrix(X), y


@pytest.mark.parametrize("loss", ["log", "squared_hinge"])
@pytest.mark.parametrize("scaling", ["none", "idf"])
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
    dense = StanceClassifier(scaling="idf").fit(X.toarray(), y)
    np.testing.assert_allclose(dense.coef_, scaled.coef_, atol=1e-3)


def test_class_weights_by_name_move_the_answers():
    X, y = data()
    counts = [
        int(
            (StanceClassifier(C=0.01, class_weight={"c": weight}).fit(X, y).predict(X) == "c").sum()
        )
        for weight in (0.1, 10.0)
    ]
    assert counts[0] < counts[1]


@pytest.mark.parametrize("name", ["loss", "scaling"])
def test_unknown_values_are_named(name):
    X, y = data()
    with pytest.raises(ValueError, match=f"The '{name}' parameter of StanceClassifier.*'odd'"):
        StanceClassifier().set_params(**{name: "odd"}).fit(X, y)
