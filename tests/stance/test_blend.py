from dataclasses import replace

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import cross_val_score

import stanceclf
from stanceclf.artifact import write_model
from stanceclf.errors import ModelError
from stanceclf.records import GivenStatement, Span
from stanceclf.stance.blend import StanceBlend
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document

VERBS = {"like": "POS", "praise": "POS", "hate": "NEG", "reject": "NEG"}


def given(text: str, target: str = "the levy") -> GivenClaim:
    return GivenClaim(Document.from_text(text), Span(0, len(text)), target=target)


def claims(target: str = "the levy", turned: bool = False):
    known = [(f"We {verb} it in year {n}.", verb) for n in range(8) for verb in VERBS]
    other = {"POS": "NEG", "NEG": "POS"}
    labels = [other[VERBS[verb]] if turned else VERBS[verb] for _, verb in known]
    return [given(text, target) for text, _ in known], labels


@pytest.fixture(scope="module")
def blend():
    return StanceBlend().fit(*claims())


def test_answers_and_probabilities_agree(blend):
    asked = [given("They praise it."), given("They reject it.")]
    assert blend.predict(asked).tolist() == ["POS", "NEG"]
    probabilities = blend.predict_proba(asked)
    assert probabilities.sum(axis=1) == pytest.approx(1.0)
    assert blend.classes_[probabilities.argmax(axis=1)].tolist() == ["POS", "NEG"]
    assert blend.tried_[blend.chosen_] == 1.0


def test_a_claim_is_answered_alone_as_among_others(blend):
    asked = [given("They praise it."), given("Nobody hates this."), given(" ")]
    together = blend.scores(asked)
    np.testing.assert_allclose(
        together, np.vstack([blend.scores([one]) for one in asked]), atol=1e-6
    )


def test_targets_that_turn_words_round_are_told_apart():
    (first, right), (second, turned) = claims(), claims("the cut", turned=True)
    fitted = StanceBlend().fit([*first, *second], [*right, *turned])
    asked = [given("We praise it.", target) for target in ("the levy", "the cut")]
    assert fitted.predict(asked).tolist() == ["POS", "NEG"]
    assert set(fitted.predict([given("We praise it.", "a new target")])) <= {"POS", "NEG"}


def test_targets_of_one_group_are_not_told_apart():
    (first, right), (second, turned) = claims(), claims("the cut")
    groups = [*(["a"] * len(first)), *(["b"] * len(second))]
    fitted = StanceBlend().fit([*first, *second], [*right, *turned], groups)
    assert not any("apart" in name for name in fitted.tried_)


def test_biases_are_kept_where_claims_that_did_not_set_them_gain():
    known, labels = claims()
    labels = ["NEG" if place % 5 == 0 else label for place, label in enumerate(labels)]

    def found(right, answers):
        return sum(a == b == "POS" for a, b in zip(right, answers, strict=True))

    fitted = StanceBlend(metric=found).fit(known, labels)
    assert fitted.tried_[fitted.chosen_] == max(fitted.tried_.values())
    assert np.any(fitted.biases_) == fitted.chosen_.endswith("biases moved")


def test_same_claims_same_answers():
    one, other = (StanceBlend().fit(*claims()) for _ in range(2))
    assert one.chosen_ == other.chosen_
    asked = [given("They hate the praise.")]
    np.testing.assert_array_equal(one.scores(asked), other.scores(asked))


def test_too_few_claims_are_said():
    known, labels = claims()
    with pytest.raises(ValueError, match="too few to cross-validate"):
        StanceBlend().fit(known, ["rare", *labels[1:]])


def test_a_saved_blend_answers_as_before(blend, tmp_path):
    blend.save(tmp_path)
    loaded = StanceBlend.load(tmp_path)
    asked = [given("They praise it."), given("Nobody hates this.", "another"), given(" ")]
    np.testing.assert_allclose(loaded.scores(asked), blend.scores(asked), atol=1e-5)
    assert loaded.predict(asked).tolist() == blend.predict(asked).tolist()
    assert (loaded.tried_, loaded.chosen_) == (blend.tried_, blend.chosen_)


def test_a_saved_blend_with_targets_apart_knows_them(tmp_path):
    (first, right), (second, turned) = claims(), claims("the cut", turned=True)
    fitted = StanceBlend().fit([*first, *second], [*right, *turned])
    fitted.save(tmp_path)
    asked = [given("We praise it.", target) for target in ("the levy", "the cut", "a new one")]
    np.testing.assert_allclose(
        StanceBlend.load(tmp_path).scores(asked), fitted.scores(asked), atol=1e-5
    )


def test_a_directory_that_holds_something_else_is_named(tmp_path):
    write_model(tmp_path, {"other": ({}, {})}, about={"version": "0"})
    with pytest.raises(ModelError, match="not a saved StanceBlend"):
        StanceBlend.load(tmp_path)


def test_a_saved_blend_keeps_its_parameters_and_is_named_where_a_pipeline_is_wanted(tmp_path):
    sets = {"b": ("surface", "letters"), "a": ("surface",)}
    fitted = StanceBlend(feature_sets=sets, strengths=(0.1,), max_features=500).fit(*claims())
    fitted.save(str(tmp_path))
    loaded = StanceBlend.load(str(tmp_path))
    assert loaded.get_params() == fitted.get_params()
    assert list(loaded.feature_sets) == ["b", "a"]
    with pytest.raises(ModelError, match=r"a saved StanceBlend; read it with StanceBlend\.load"):
        stanceclf.load(tmp_path)


def test_it_is_an_estimator():
    blend = StanceBlend(strengths=(0.1,))
    assert clone(blend).get_params() == blend.get_params()
    assert repr(blend) == "StanceBlend(strengths=(0.1,))"
    assert cross_val_score(blend, *claims(), cv=2).tolist() == [1.0, 1.0]


def test_what_is_not_fitted_says_so(tmp_path):
    for ask in (
        lambda: StanceBlend().predict([]),
        lambda: StanceBlend().predict_proba([]),
        lambda: StanceBlend().save(tmp_path / "none"),
    ):
        with pytest.raises(NotFittedError, match="StanceBlend instance is not fitted"):
            ask()
    assert not (tmp_path / "none").exists()


def test_claims_may_come_from_an_iterator(blend):
    known, labels = claims()
    fitted = StanceBlend().fit(iter(known), iter(labels))
    np.testing.assert_array_equal(fitted.scores(iter(known)), blend.scores(known))
    assert fitted.predict([]).tolist() == []


TEXT = "We praise it, said Ann."


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (
            {"claim": Span(0, 9999)},
            ValueError,
            "a claim inside the text of 23 characters. Got Span",
        ),
        ({"claim": Span(3, 3)}, ValueError, "a claim inside the text of 23 characters. Got Span"),
        ({"actor": Span(90, 99)}, ValueError, "an actor inside the text of 23 characters"),
        ({"actor": Span(4, 8)}, ValueError, "an actor of whole words. Got 'rais' of 'praise'"),
        ({"source": (0, 2)}, TypeError, "a Span of two whole numbers as source"),
        ({"target": None}, TypeError, "a str as target. Got NoneType"),
        ({"actor_name": None}, TypeError, "a str as actor_name. Got NoneType"),
        ({"document": TEXT}, TypeError, "a Document as document. Got str"),
    ],
)
def test_claims_that_are_not_in_their_texts_are_named(blend, wrong, error, message):
    known, labels = claims()
    one = replace(given(TEXT), **wrong)
    with pytest.raises(
        error, match=rf"parameter of StanceBlend\.fit must hold {message}.* claims\[1"
    ):
        StanceBlend().fit([known[0], one, *known[2:]], labels)
    with pytest.raises(error, match=rf"'claims' parameter of StanceBlend must hold {message}"):
        blend.predict([one])


@pytest.mark.parametrize("wrong", ["a claim", [GivenStatement(Span(0, 4))], None, [None]])
def test_what_is_no_claim_is_a_type_error(blend, wrong):
    for ask in (blend.predict, lambda asked: StanceBlend().fit(asked, ["a"])):
        with pytest.raises(
            TypeError, match=r"records of GivenClaim; GivenClaim\.in_text makes them"
        ):
            ask(wrong)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"labels": ["POS"] * 10}, "'labels' .* one for each of 32 claims. Got 10"),
        ({"labels": ["POS"] * 60}, "'labels' .* one for each of 32 claims. Got 60"),
        ({"labels": ["POS"] * 32}, "'labels' .* at least two labels. Got 'POS' alone"),
        ({"labels": ["POS", None, *["NEG"] * 30]}, r"'labels' .* Got None for claims\[1\]"),
        ({"labels": ["POS", float("nan"), *["NEG"] * 30]}, r"'labels' .* Got nan for claims\[1\]"),
        ({"groups": ["a", "b"]}, "'groups' .* one for each of 32 claims. Got 2"),
        ({"groups": [None] * 32}, r"'groups' .* Got None for claims\[0\]"),
        (
            {"sample_weight": [1.0]},
            r"'sample_weight' .* each of 32 rows. Got an array of the shape",
        ),
        ({"sample_weight": [np.nan] * 32}, "'sample_weight' .* at least 0 for each row. Got nan"),
        ({"sample_weight": [-1.0] * 32}, "'sample_weight' .* at least 0 for each row. Got -1.0"),
        ({"sample_weight": [0.0] * 32}, "'sample_weight' .* above 0 for some row"),
        ({"claims": [], "labels": []}, "'claims' .* must hold claims of each label. Got none"),
    ],
)
def test_what_goes_beside_the_claims_is_checked(change, message):
    known, labels = claims()
    with pytest.raises(ValueError, match=r"parameter of StanceBlend\.fit must") as caught:
        StanceBlend().fit(**({"claims": known, "labels": labels} | change))
    caught.match(message)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"feature_sets": {}}, ValueError, "'feature_sets' .* Got none"),
        ({"feature_sets": {"a": ("bogus",)}}, ValueError, r"'feature_sets' .* Got \['bogus'\]"),
        ({"feature_sets": {"a": ()}}, ValueError, r"'feature_sets' .* Got \(\) as 'a'"),
        ({"feature_sets": {"a": "words"}}, TypeError, "'feature_sets' .* Got 'words' as 'a'"),
        ({"feature_sets": ["words"]}, TypeError, "'feature_sets' .* Got list"),
        ({"strengths": ()}, ValueError, r"'strengths' .* Got \(\)"),
        ({"strengths": (-1.0,)}, ValueError, "'strengths' .* above 0"),
        ({"strengths": "strong"}, TypeError, "'strengths' .* Got 'strong'"),
        ({"metric": "f1"}, TypeError, "'metric' .* Got 'f1'"),
        ({"metric": lambda right, answers: float("nan")}, ValueError, "'metric' .* Got nan"),
        ({"metric": lambda right, answers: None}, ValueError, "'metric' .* Got None"),
        (
            {"encoder": "a name"},
            TypeError,
            r"'encoder' .* Got 'a name' instead; ClaimVectors\.load",
        ),
    ],
)
def test_parameters_that_cannot_be_used_are_named(options, error, message):
    with pytest.raises(error, match=message) as caught:
        StanceBlend(**options).fit(*claims())
    caught.match("parameter of StanceBlend")


def test_an_encoder_is_enough():
    def lengths(asked):
        return np.array([[float("hate" in one.document.text), 1.0] for one in asked])

    fitted = StanceBlend(feature_sets={}, encoder=lengths).fit(*claims())
    assert list(fitted.weights_) == ["vectors"]
