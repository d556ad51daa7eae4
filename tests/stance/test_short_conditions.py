import pytest

from stanceclf.stance.condition_features import candidates
from stanceclf.stance.conditions import condition_of
from stanceclf.stance.view import views
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
        # An article that ends a marker, and a pronoun behind an inverted verb.
        ("Japan would go should the Diet agree.", "should the Diet agree", "if", "the Diet agree"),
        ("Chad had gone had the UN asked.", "had the UN asked", "if", "the UN asked"),
        ("Chile would go should they ask for it.", "should they ask for it", "if",
         "they ask for it"),
        ("Peru goes under a UN flag.", "under a UN flag", "if", "a UN flag"),
        # What stands behind "only" is the marker.
        ("Mali goes only in exchange for a date.", "only in exchange for a date", "in-return",
         "a date"),
        ("Mali goes, but only in return for aid.", "but only in return for aid", "in-return",
         "aid"),
        ("Fiji goes only in the event of war.", "only in the event of war", "only-if", "war"),
        ("Fiji goes only on condition that Peru does.", "only on condition that Peru does",
         "only-if", "Peru does"),
        ("Oman goes if, and only if, the council agrees.", "if, and only if, the council agrees",
         "only-if", "the council agrees"),
        ("Oman stays, not unless the council agrees.", "not unless the council agrees", "unless",
         "the council agrees"),
        # There it is not, or is all there is.
        ("Oman goes only with the consent of Mali.", "only with the consent of Mali", "only-if",
         "the consent of Mali"),
        ("Oman goes only on the same terms as Mali.", "only on the same terms as Mali", "only-if",
         "the same terms as Mali"),
        ("Oman goes only as a last resort.", "only as a last resort", "only-if", "a last resort"),
        ("Oman goes only if asked.", "only if asked", "only-if", "asked"),
        ("Oman goes if, and as far as, it can.", "if, and as far as, it can", "if",
         "as far as, it can"),
    ],
)  # fmt: skip
def test_kind_and_short_form(text, words, kind, short):
    found = condition(text, words)
    assert (found.kind, found.short) == (kind, short)


def test_the_marker_is_what_the_short_form_leaves_out():
    text = "Japan would go should the Diet agree."
    assert condition(text, "should the Diet agree").marker.of(text) == "should"


def test_no_condition_is_empty_in_short(small_gold):
    for view in views([claim.given for claim in small_gold]):
        for candidate in candidates(view):
            assert condition_of(view.document.document, candidate).short.strip()
