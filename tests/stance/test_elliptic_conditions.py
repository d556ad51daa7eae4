"""Conditions of few words before their claims."""

import pytest

from stanceclf.records import GivenStatement, Span, Stance
from stanceclf.resources import rows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.condition_features import Candidate, marker_kinds
from stanceclf.stance.elliptic_conditions import (
    is_ellipsis,
    opening_bargain,
    opening_ellipsis,
)
from stanceclf.stance.reasons import reasons_for


def tokens(text):
    return text.lower().replace(",", " ,").split()


@pytest.mark.parametrize(
    ("text", "ellipsis"),
    [
        ("If asked, Oman will go", "if asked"),
        ("but if asked, Oman will go", "if asked"),
        ("If invited by both its neighbours, Oman will", "if invited by both its neighbours"),
        ("Upon request, Oman will go", "upon request"),
        ("As a last resort, Oman will go", "as a last resort"),
    ],
)
def test_what_a_claim_opens_with(text, ellipsis):
    words = tokens(text)
    found = opening_ellipsis(words, 0, len(words))
    assert found is not None
    assert " ".join(words[found.first : found.last]) == ellipsis


@pytest.mark.parametrize(
    "text",
    [
        "If asked about it, Oman will smile",
        "If asked to choose, Oman would keep the ship",
        "If anything, Oman will go sooner",
        "Even if asked, Oman will go",
        "As requested, Oman will go",
        "Oman, if asked, will go",
        "If asked Oman will go",
        "If asked by the council it will go and go and go, and go",
        "If asked by",
        "If asked",
        "If",
        '"',
    ],
)
def test_what_opens_otherwise(text):
    words = tokens(text)
    assert opening_ellipsis(words, 0, len(words)) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Pay us and we will go", "pay us"),
        ("but give us a mandate, and we'll go", "give us a mandate"),
        ("Ask the king and he will send a ship", "ask the king"),
        ("Pay our men and they will stay", "pay our men"),
    ],
)
def test_what_is_asked_for(text, asked):
    words = tokens(text)
    found = opening_bargain(words, 0, len(words))
    assert found is not None
    assert " ".join(words[found.first : found.last]) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Ask the farmers and they will say that it stays",
        "Let them stay and we will thank them",
        "Bring soldiers and we will host them",
        "Give us bread and peace",
        "Give us bread, he said, and we will go",
        "Pay and we will go",
        "Pay us and",
        "Pay us and we",
        "We pay and they go",
        "Pay",
    ],
)
def test_other_requests(text):
    words = tokens(text)
    assert opening_bargain(words, 0, len(words)) is None


def test_what_stands_outside_a_claim_is_not_read():
    words = tokens("Pay our men and they will stay with us. If asked, but")
    for begin, end in ((0, 1), (0, 2), (3, 4), (0, 0), (len(words), len(words))):
        assert opening_bargain(words, begin, end) is None
        assert opening_ellipsis(words, begin, end) is None


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("Oman may go as a last resort", 3, True),
        ("as a last resort", 0, True),
        ("Oman will not go even as a last resort", 5, False),
        ("Oman will go on foot if need be", 5, False),
        ("Oman may go as", 3, False),
    ],
)
def test_what_may_stand_anywhere(text, first, expected):
    words = tokens(text)
    assert is_ellipsis(words, Candidate(first, len(words), first, "if", 0)) is expected


def test_kinds_are_those_of_markers():
    assert {kind for _, kind, _ in rows("elliptic_conditions.tsv")} <= set(marker_kinds())


@pytest.mark.parametrize(
    ("text", "condition", "short"),
    [
        ("If asked, Kenya will send troops to Haiti", "If asked", "asked"),
        ("Once invited, Kenya will send troops to Haiti", "Once invited", "invited"),
        ("If invited by Peru, Kenya will send troops", "If invited by Peru", "invited by Peru"),
    ],
)
def test_a_claim_hangs_on_them(pipeline, text, condition, short):
    start = text.index("Kenya")
    [one] = pipeline.classify(text, [GivenStatement(Span(0, len(text)), Span(start, start + 5))])
    assert one.condition is not None
    assert (one.stance, one.condition.span.of(text), one.condition.short) == (
        Stance.CONDITIONAL,
        condition,
        short,
    )
    assert max(one.probabilities) == one.probabilities[list(Stance).index(Stance.CONDITIONAL)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("If asked, Kenya will refuse to send troops to Haiti", Stance.OPPOSES),
        ("As requested, Kenya will send troops to Haiti", Stance.SUPPORTS),
    ],
)
def test_other_claims_stay(pipeline, text, stance):
    start = text.index("Kenya")
    [one] = pipeline.classify(text, [GivenStatement(Span(0, len(text)), Span(start, start + 5))])
    assert one.stance == stance


def test_their_words_are_weighed_for_the_label_that_they_get(pipeline):
    text = "If asked, Kenya will send troops to Haiti"
    [claim] = GivenClaim.in_text(text, [GivenStatement(Span(0, len(text)), Span(10, 15))])
    [found] = reasons_for(pipeline.stance, [claim], most=3)
    assert {one.stance for one in found} == {Stance.CONDITIONAL}
