import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline

from stanceclf.records import Span
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.featurizer import FAMILY_NAMES, ClaimFeaturizer
from stanceclf.stance.rows import Rows
from stanceclf.stance.scorer import LinearScorer
from stanceclf.stance.windows import Windows
from stanceclf.text.document import Document
from tests.stance.conftest import claims_of


@pytest.fixture(scope="module")
def claims(small_gold):
    return [claim.given for claim in small_gold]


@pytest.fixture(scope="module")
def fitted(claims, small_model):
    return ClaimFeaturizer(chooser=small_model.chooser).fit(claims)


def dense(featurizer, claims):
    return featurizer.transform(claims).toarray()


def test_clone_keeps_parameters_and_drops_what_was_learned(fitted):
    copy = clone(fitted, safe=False)
    assert copy.get_params().keys() == fitted.get_params().keys()
    assert not hasattr(copy, "vocabulary_")


def test_batch_equals_single(fitted, claims):
    single = np.vstack([dense(fitted, [claim]) for claim in claims])
    np.testing.assert_array_equal(dense(fitted, claims), single)


def test_rows_do_not_depend_on_each_other(fitted, claims):
    order = np.random.default_rng(0).permutation(len(claims))
    shuffled = dense(fitted, [claims[place] for place in order])
    np.testing.assert_array_equal(shuffled, dense(fitted, claims)[order])


def test_no_claims(fitted):
    assert fitted.transform([]).shape == (0, fitted.n_features_)


def test_names_match_columns(fitted, claims):
    names = fitted.get_feature_names_out()
    assert len(names) == fitted.n_features_ == fitted.transform(claims).shape[1]
    column = list(names).index(
        "words:w:rejected" if "words:w:rejected" in names else "words:w:reject"
    )
    holds = dense(fitted, claims)[:, column] > 0
    assert [claim.claim.of(claim.document.text).split()[1] for claim in np.array(claims)[holds]]
    assert all("reject" in claim.claim.of(claim.document.text) for claim in np.array(claims)[holds])


def test_two_fits_are_equal(claims, small_model):
    one, other = (ClaimFeaturizer(chooser=small_model.chooser).fit(claims) for _ in range(2))
    assert one.vocabulary_ == other.vocabulary_


def test_fit_transform_is_fit_then_transform(claims):
    featurizer = ClaimFeaturizer()
    matrix = featurizer.fit_transform(claims)
    np.testing.assert_array_equal(matrix.toarray(), dense(featurizer, claims))


def test_state_round_trip(fitted, claims):
    again = ClaimFeaturizer.from_state(fitted.state(), fitted.chooser)
    np.testing.assert_array_equal(dense(again, claims), dense(fitted, claims))


def test_the_cap_keeps_the_most_frequent(claims):
    capped = ClaimFeaturizer(max_features=50).fit(claims)
    assert capped.n_features_ == 50


@pytest.mark.parametrize("family", FAMILY_NAMES)
def test_each_family_alone(claims, small_model, family):
    featurizer = ClaimFeaturizer(families=(family,), chooser=small_model.chooser).fit(claims)
    assert featurizer.n_features_ > 0


def test_unknown_family_and_parameter_are_named(claims):
    with pytest.raises(ValueError, match="smells"):
        ClaimFeaturizer(families=("smells",)).fit(claims)
    with pytest.raises(ValueError, match="depth"):
        ClaimFeaturizer().set_params(depth=3)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"families": ()}, ValueError, "'families' parameter .* Got none"),
        ({"max_features": -1}, ValueError, "'max_features' parameter .* at least 1. Got -1"),
        ({"max_features": None}, TypeError, "'max_features' parameter .* Got None"),
    ],
)
def test_parameters_that_leave_no_columns_are_named(claims, options, error, message):
    with pytest.raises(error, match=message):
        ClaimFeaturizer(**options).fit(claims)


def test_what_is_not_fitted_says_so(claims):
    for ask in (lambda one: one.transform(claims), lambda one: one.get_feature_names_out()):
        with pytest.raises(NotFittedError, match="ClaimFeaturizer is not fitted yet"):
            ask(ClaimFeaturizer())


def test_its_parameters_can_be_read():
    shown = repr(ClaimFeaturizer(families=("words",), max_features=9))
    wanted = "families=('words',), max_features=9, min_count=2, chooser=None"
    assert shown == f"ClaimFeaturizer({wanted})"


def test_it_goes_before_a_classifier(claims, small_gold):
    labels = [claim.label for claim in small_gold]
    both = make_pipeline(ClaimFeaturizer(families=("words",)), StanceClassifier(C=9.0))
    assert both.fit(claims, labels).score(claims, labels) > 0.9


def test_negation_is_marked():
    names = ClaimFeaturizer(families=("words",)).names(claims_of("They will not go."))[0]["words"]
    assert "not:go" in names


def test_columns_found_directly_are_those_of_the_names(fitted, claims):
    text = "It is not true, she said, that Malta never would have sent soldiers: it won't, ever."
    claims = [*claims, *claims_of(text), *claims_of('The force. "The force" went, went, went.')]
    direct = fitted.matrix(fitted.encode(claims))
    named = fitted.matrix(fitted.encode_names(fitted.names(claims)))
    np.testing.assert_array_equal(direct.toarray(), named.toarray())


def test_a_name_may_hold_a_line_break():
    document = Document.from_text("Kenya will send troops.")
    given = [GivenClaim(document, Span(0, 23), Span(0, 5), None, "Ke\nnya", "de\nploy")]
    fitted = ClaimFeaturizer(families=("targets", "target letters"), min_count=1).fit(given)
    assert any("\n" in name for name in fitted.get_feature_names_out())
    again = ClaimFeaturizer.from_state(fitted.state())
    np.testing.assert_array_equal(dense(again, given), dense(fitted, given))


def test_families_one_by_one_score_what_their_rows_joined_do(fitted, claims):
    weights = np.random.default_rng(0).normal(size=(fitted.n_features_, 3)).astype(np.float32)
    scorer = LinearScorer(weights, np.array([0.5, -1.0, 0.0], np.float32), 2.0)
    rows = ClaimRows.of(claims)
    families = fitted.encode_windows(Windows.of(rows), fitted.chooser.choose_rows(rows))
    np.testing.assert_allclose(
        scorer.probabilities(families), scorer.probabilities(Rows.joined(families)), atol=1e-6
    )
