import pytest

from stanceclf.records import LABELS
from stanceclf.stance.condition_features import MAX_CANDIDATES, candidates, describe
from stanceclf.stance.conditions import condition_of
from stanceclf.stance.featurizer import views
from tests.stance.conftest import claims_of


def spans(text):
    (view,) = views(claims_of(text))
    return {condition_of(view.document.document, each).span.of(text) for each in candidates(view)}


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Kenya will go once a truce holds.", "once a truce holds"),
        ("If asked, Norway would send ships.", "If asked"),
        ("Norway would, provided parliament agrees, send ships.", "provided parliament agrees"),
        ("No mandate, no soldiers.", "No mandate"),
        ("Chile could come \u2014 but only with its own doctors.", "only with its own doctors"),
        ("Ghana would stay until the vote, he said.", "until the vote"),
        ("Should the guns fall silent, Nepal will go.", "Should the guns fall silent"),
        ("Without a truce we will not go.", "Without a truce"),
        ("Fiji would have come had it been asked.", "had it been asked"),
        ("Peru would help were the Council to vote.", "were the Council to vote"),
    ],
)
def test_the_condition_is_among_the_candidates(text, condition):
    assert condition in spans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fiji has the ships for it.",
        "The envoy said they had the ships for it.",
        "Peru is the only one that should be asked.",
    ],
)
def test_a_verb_after_its_subject_opens_no_condition(text):
    (view,) = views(claims_of(text))
    assert all(candidate.kind != "if" for candidate in candidates(view))


def test_the_model_finds_a_condition(small_gold, small_model):
    claims = [claim.given for claim in small_gold if claim.condition]
    wanted = [claim.condition for claim in small_gold if claim.condition]
    found = small_model.conditions(claims)
    assert [condition.span for condition in found] == wanted
    assert all(condition.span.covers(condition.marker) for condition in found)


def test_only_conditional_claims_get_one(small_gold, small_model):
    answers = small_model.classify([claim.given for claim in small_gold])
    assert {answer.stance for answer in answers} == set(LABELS)
    for answer in answers:
        assert (answer.condition is not None) == (answer.stance == "conditional")
        assert sum(answer.probabilities) == pytest.approx(1.0, abs=1e-5)


def test_candidates_are_bounded():
    (view,) = views(claims_of(", if ".join(["they go"] * 500)))
    assert len(candidates(view)) <= MAX_CANDIDATES


def test_tables_weigh_what_the_names_weigh(small_gold, small_model):
    chooser = small_model.chooser
    read = views([claim.given for claim in small_gold] + claims_of("Go. If so, fine; if not, no."))
    assert any(candidates(view) for view in read)
    for view, (best, score) in zip(read, chooser.choose(read), strict=True):
        weighed = {
            each: chooser.bias
            + sum(chooser.weights.get(name, 0.0) for name in describe(view, each))
            for each in candidates(view)
        }
        assert score == pytest.approx(max(weighed.values()))
        assert weighed[best] == pytest.approx(score)
