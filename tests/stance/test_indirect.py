"""Claims of which "neither" is the subject take the other side than their words."""

import numpy as np
import pytest

import stanceclf
from stanceclf.records import LABELS, GivenStatement, Span, Stance
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.indirect import denied, mirrored


def claim(text, holder):
    """Return a text as one claim, held by a phrase in it."""
    start = text.index(holder)
    held = Span(start, start + len(holder))
    return GivenClaim.in_text(text, [GivenStatement(Span(0, len(text)), held)])


@pytest.mark.parametrize(
    ("text", "holder", "rest"),
    [
        ("Neither Norway nor Chad backs the force", "Norway", "Chad backs the force"),
        ("neither the king nor Prime Minister Moreau backs it", "Moreau",
         "Prime Minister Moreau backs it"),
        ("Neither Norway, Chad nor Malta will send men", "Norway", "Malta will send men"),
        ("Neither country has agreed to go", "country", "country has agreed to go"),
        ("Neither has agreed to go", "Neither", "has agreed to go"),
    ],
)  # fmt: skip
def test_what_is_denied(text, holder, rest):
    (found,) = denied(ClaimRows.of(claim(text, holder))).values()
    assert found.claim.of(text) == rest


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Neither does Norway want the force", "Norway"),
        ("Neither they nor we, Moreau told them, shall go", "Moreau"),
        ("Norway neither backs the force nor opposes it", "Norway"),
        ("Norway and Chad will back the force", "Norway"),
        ("Neither Norway nor Chad", "Norway"),
        ("Neither Norway", "Norway"),
    ],
)
def test_other_claims_stay(text, holder):
    assert not denied(ClaimRows.of(claim(text, holder)))


def test_claims_without_a_holder_stay():
    text = "Neither Norway nor Chad backs the force"
    given = [GivenStatement(Span(0, len(text)))]
    assert not denied(ClaimRows.of(GivenClaim.in_text(text, given)))


def test_mirrored():
    whole = np.array([[0.6, 0.2, 0.0, 0.2], [0.6, 0.2, 0.0, 0.2]], np.float32)
    bare = np.array([[0.9, 0.0, 0.0, 0.1], [0.9, 0.0, 0.0, 0.1]], np.float32)
    answer = mirrored(whole, bare, np.array([1]))
    np.testing.assert_array_equal(answer[0], whole[0])
    np.testing.assert_allclose(answer[1], [0.2, 2 / 3, 0.0, 2 / 15], atol=1e-6)


@pytest.mark.parametrize(
    ("text", "holders", "stance"),
    [
        ("Neither Kenya nor Jamaica supports the deployment of police to Haiti.",
         ["Kenya", "Jamaica"], Stance.OPPOSES),
        ("Neither Poland nor Romania has agreed to host the missiles.",
         ["Poland", "Romania"], Stance.OPPOSES),
        ("Neither Spain nor Italy ruled out sending troops.", ["Spain", "Italy"], Stance.SUPPORTS),
        ("Neither Norway nor Denmark will send soldiers to Gaza unless the UN asks for them.",
         ["Norway", "Denmark"], Stance.CONDITIONAL),
        ("Neither the White House nor the Pentagon would say how many troops will remain.",
         ["United States"] * 2, Stance.NO_STANCE),
    ],
)  # fmt: skip
def test_released_model(text, holders, stance):
    pipeline = stanceclf.load()
    found = (report := pipeline.analyze(text)).statements
    assert [one.actor.name for one in found] == holders
    assert {one.stance for one in found} == {stance}
    assert all(sum(one.probabilities) == pytest.approx(1) for one in found)
    assert len(found[0].probabilities) == len(LABELS)
    assert {reason.stance for one in pipeline.explain(report) for reason in one} == {stance}
