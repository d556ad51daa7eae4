import pytest

from stanceclf.records import LABELS, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.condition_features import (
    MAX_ENDS,
    MAX_STARTS,
    Candidate,
    candidates,
    describe,
)
from stanceclf.stance.conditions import before_holder, condition_of, with_tail
from stanceclf.stance.view import views
from stanceclf.text.document import Document
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
        ("Fiji would have come had anybody asked.", "had anybody asked"),
        ("Fiji would have come had others been asked.", "had others been asked"),
        ("Peru will help should so much as one shot fall.", "should so much as one shot fall"),
        ("Peru would help were one of them to ask.", "were one of them to ask"),
    ],
)
def test_the_condition_is_among_the_candidates(text, condition):
    assert condition in spans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fiji has the ships for it.",
        "The envoy said they had the ships for it.",
        "The envoy said they had one for it.",
        "Peru had nothing against it.",
        "Peru is the only one that should be asked.",
    ],
)
def test_a_verb_after_its_subject_opens_no_condition(text):
    (view,) = views(claims_of(text))
    assert all(candidate.kind != "if" for candidate in candidates(view))


@pytest.mark.parametrize(
    ("text", "condition", "none"),
    [
        ("Kenya will go at once when the AU asks.", "when the AU asks", "once when the AU asks"),
        ("Fiji will go at once if it can.", "if it can", "once if it can"),
        ("Peru will go at once once it is asked.", "once it is asked", "once once it is asked"),
        ("Peru will go, once it is asked, at once.", "once it is asked", "once"),
    ],
)
def test_at_once_opens_no_condition(text, condition, none):
    assert condition in spans(text)
    assert none not in spans(text)


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("Kenya will go tomorrow if possible.", "if"),
        ("Kenya wants them to go as soon as possible, and soon.", "once"),
        ("Kenya will send a ship where possible and a plane.", "if"),
    ],
)
def test_on_what_is_possible_nothing_hangs(text, marker):
    (view,) = views(claims_of(text))
    assert marker not in {candidate.kind for candidate in candidates(view)}
    assert "if possible allies come" in spans("Kenya will go if possible allies come.")


@pytest.mark.parametrize(
    ("claim", "condition", "whole"),
    [
        ("They leave when it ends, and not a day sooner.", "when it ends",
         "when it ends, and not a day sooner"),
        ('They stay until it ends and not one hour longer".', "until it ends",
         "until it ends and not one hour longer"),
        ("They leave once it ends, not before", "once it ends", "once it ends, not before"),
        ("They leave if asked and no sooner", "if asked", "if asked and no sooner"),
        # Within "Dec. 14" none ends.
        ("They leave once it ends on Dec. 14 in Paris", "once it ends on Dec",
         "once it ends on Dec. 14 in Paris"),
        ("They leave once it ends on Dec. 14, 2022, or stay", "once it ends on Dec",
         "once it ends on Dec. 14, 2022"),
        ("They leave if they see Mr. Moreau", "if they see Mr", "if they see Mr. Moreau"),
        # Other words, or words that go on.
        ("They leave when it ends, and not a day in March", "when it ends", "when it ends"),
        ("They leave when it ends, and not a day before we do", "when it ends", "when it ends"),
        ("They leave when it ends, and not before we do", "when it ends", "when it ends"),
        ("They leave when it ends and not", "when it ends", "when it ends"),
        ("They leave when it ends, and", "when it ends", "when it ends"),
        ("They leave when it ends", "when it ends", "when it ends"),
    ],
)  # fmt: skip
def test_a_tail_belongs_to_the_condition(claim, condition, whole):
    (view,) = views(claims_of(claim))
    document = view.document.document
    found = {condition_of(document, one).span.of(claim): one for one in candidates(view)}
    longer = with_tail(document, found[condition], view.last)
    assert condition_of(document, longer).span.of(claim) == whole


def test_a_tail_stays_in_its_claim():
    text = "They leave when it ends, and not a day sooner."
    (view,) = views(claims_of(text))
    document = view.document.document
    found = {condition_of(document, one).span.of(text): one for one in candidates(view)}
    for end in range(found["when it ends"].last, view.last - 1):
        assert with_tail(document, found["when it ends"], end) == found["when it ends"]


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
    assert len(candidates(view)) <= MAX_STARTS * MAX_ENDS


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


def before(text, holder, marked):
    """Return a claim's condition that takes up all of it, without the holder's clause."""
    document = Document.from_text(text)
    start = text.index(holder)
    given = GivenClaim(document, Span(0, len(text)), Span(start, start + len(holder)))
    last = len(document.words) - 1
    found = before_holder(given, Candidate(0, last, marked, "if", 0), 0, last + 1)
    return document.span_of(found.first, found.last).of(text)


@pytest.mark.parametrize(
    ("text", "holder", "marked", "condition"),
    [
        ("Only under its own command would Chad join.", "Chad", 2, "Only under its own command"),
        ("Not before they are home will the king go.", "king", 2, "Not before they are home"),
        ("Without a mandate Italy would not go.", "Italy", 1, "Without a mandate"),
        ("Unless they all go the Dutch will stay.", "Dutch", 1, "Unless they all go"),
        ("Only on its terms does Chad send men.", "Chad", 2, "Only on its terms"),
    ],
)
def test_a_condition_ends_before_the_clause_of_the_holder(text, holder, marked, condition):
    assert before(text, holder, marked) == condition


@pytest.mark.parametrize(
    ("text", "holder", "marked"),
    [
        ("With the consent of Haiti will.", "Haiti", 1),
        ("Once Chad has agreed.", "Chad", 1),
        ("Once Mali and Chad will have agreed.", "Chad", 1),
        ("Once it has agreed, Chad will go.", "Chad", 1),
        ("Once it has been asked by the Dutch will.", "Dutch", 1),
        ("Once the army of the kingdom of Chad.", "Chad", 1),
    ],
)
def test_other_conditions_keep_their_ends(text, holder, marked):
    assert before(text, holder, marked) == text.removesuffix(".")
