import pytest

from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.featurizer import FAMILY_NAMES, MORE_FAMILIES, ClaimFeaturizer
from stanceclf.stance.view import views
from stanceclf.text.document import Document


def features(family, text, claim=None, **about):
    start = text.index(claim) if claim else 0
    document = Document.from_text(text)
    given = GivenClaim(document, Span(start, start + len(claim or text)), **about)
    (view,) = views([given])
    return set(MORE_FAMILIES[family](view))


def test_nothing_uses_them_unasked():
    assert not set(MORE_FAMILIES) & set(FAMILY_NAMES)
    assert not set(MORE_FAMILIES) & set(ClaimFeaturizer().families)


@pytest.mark.parametrize("family", MORE_FAMILIES)
@pytest.mark.parametrize("text", ["", " ", "\u200b", "#", "a" * 5000, "If. " * 500])
def test_any_text(family, text):
    assert all(isinstance(name, str) for name in features(family, text, target="a", actor_name="b"))


def test_surface_keeps_names_and_parts_hashtags():
    found = features("surface", "Vote Vane #WakeUpNorland")
    assert {"vote vane", "vane", "wakeupnorland", "wake", "norland"} <= found


def test_letters_stay_within_words():
    assert features("letters", "a no") >= {"_a_", "_no_", "no"}
    assert not any(" " in run for run in features("letters", "a no"))


def test_targets_part_the_same_word():
    one, other = (features("targets", "Stop it", target=target) for target in ("Tea", "Milk"))
    assert "tea|stop it" in one
    assert not one & other
    assert features("targets", "Stop it") == set()
    assert "tea|_it_" in features("target letters", "Stop it", target="Tea")


def test_beside_reads_the_neighbours_alone():
    text = "Taxes rose.\n\nWe object.\n\nSo do others.\n\nFar away."
    found = features("beside", text, "We object.")
    assert {"taxes rose", "so do"} <= found
    assert not {"object", "far"} & found
    assert "_far_" not in features("beside letters", text, "We object.")
    assert "_so_" in features("beside letters", text, "We object.")


def test_sides_tell_who_does_it_to_whom():
    text = "Norland warned Sudmark again."
    found = features("sides", text, actor=Span(0, 7), target="Sudmark")
    assert {"order:HT", "HT:warn", "H>:warn", "<T:warn", "T$:again"} <= found
    turned = features("sides", text, actor=Span(15, 22), target="Norland")
    assert "order:TH" in turned
    assert "TH:warn" in turned


def test_sides_without_mentions_are_one_region():
    found = features("sides", "They warned again.")
    assert {"order:", "^$:warn"} <= found


def test_holder_pairs_names_and_targets():
    found = features("holder", "No.", actor_name="Ada Vane", target="the levy")
    assert {"h:vane", "t:levy", "vane|levy"} <= found


def test_a_fitted_one_round_trips(small_gold):
    claims = [claim.given for claim in small_gold]
    families = ("words", *MORE_FAMILIES)
    fitted = ClaimFeaturizer(families=families).fit(claims)
    again = ClaimFeaturizer.from_state(fitted.state())
    assert (again.transform(claims) != fitted.transform(claims)).nnz == 0
