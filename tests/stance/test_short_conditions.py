import pytest

from stanceclf.stance.condition_features import candidates
from stanceclf.stance.conditions import condition_of
from stanceclf.stance.featurizer import views
from tests.stance.conftest import claims_of


def condition(text, words):
    (view,) = views(claims_of(text))
    found = {
        one.span.of(text): one
        for one in (condition_of(view.document.document, c) for c in candidates(view))
    }
    return found[words]


@pytest.mark.parametrize(
    ("text", "words", "kind", "short"),
    [
        ("Kenya will go once there is a truce.", "once there is a truce", "until", "a truce"),
        ("Norway would go if asked.", "if asked", "if", "asked"),
        ("Fiji goes only if paid for.", "only if paid for", "only-if", "paid for"),
        (
            "Chile would, provided that the chamber agrees, send ships.",
            "provided that the chamber agrees",
            "if",
            "the chamber agrees",
        ),
        ("Ghana stays unless told to leave.", "unless told to leave", "unless", "told to leave"),
        ("Malta sends nobody without a vote.", "without a vote", "without", "a vote"),
        ("No mandate, no soldiers.", "No mandate", "without", "mandate"),
        (
            "Peru would lend a ship in return for fuel.",
            "in return for fuel",
            "in-return",
            "fuel",
        ),
        (
            "Its stay depends on the harvest.",
            "depends on the harvest",
            "depends",
            "the harvest",
        ),
    ],
)
def test_kind_and_short_form(text, words, kind, short):
    found = condition(text, words)
    assert (found.kind, found.short) == (kind, short)


def test_no_condition_is_empty_in_short(small_gold):
    for view in views([claim.given for claim in small_gold]):
        for candidate in candidates(view):
            assert condition_of(view.document.document, candidate).short.strip()
