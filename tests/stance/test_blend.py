import numpy as np
import pytest

import stanceclf
from stanceclf.artifact import write_model
from stanceclf.errors import ModelError
from stanceclf.records import Span
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
    asked = [given("They praise it."), given("Nobody hates this."), given("")]
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
    asked = [given("They praise it."), given("Nobody hates this.", "another"), given("")]
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
    assert (loaded.feature_sets, loaded.strengths) == (sets, (0.1,))
    assert list(loaded.feature_sets) == ["b", "a"]
    with pytest.raises(ModelError, match=r"a saved StanceBlend; read it with StanceBlend\.load"):
        stanceclf.load(tmp_path)
