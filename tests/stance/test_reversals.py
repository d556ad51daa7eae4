"""Words that turn a side round twice."""

import numpy as np
import pytest

from stanceclf.records import LABELS, Stance
from stanceclf.stance.reversals import sign_of, turned
from stanceclf.text.document import Document
from tests.stance.conftest import claims_of


def sign(text):
    document = Document.from_text(text)
    return sign_of(document, 0, len(document.words))


@pytest.mark.parametrize(
    "text",
    [
        "Oman will not pull its three frigates out of the Gulf.",
        "Oman won't withdraw.",
        "Chad has no intention of bringing its soldiers home.",
        "The French general ruled out any early withdrawal.",
        "Parliament voted against ending the mission in Niger.",
        "The force will never be withdrawn.",
        "The Senate rejected calls for an immediate halt to the deployment.",
        "Malta refused to suspend the patrols.",
        "Spain has reversed its decision to cancel the dispatch of a battery.",
        "Mali has dropped plans to expel the peacekeepers.",
        "Ankara withdrew its rejection of a French contingent.",
        "Oman lifted its veto on the mission.",
        "Trump has vetoed a congressional resolution that sought to end U.S. involvement.",
        "Oman will not end its participation.",
    ],
)
def test_against_a_withdrawal_is_for_the_deployment(text):
    assert sign(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Oman did not rule out pulling its frigates out of the Gulf.",
        "The ambassador refused to rule out a withdrawal.",
        "Spain does not oppose the recall of the contingent.",
        "Oman dropped its objection to the withdrawal of the force.",
    ],
)
def test_not_against_a_withdrawal_is_against_the_deployment(text):
    assert sign(text) == -1


@pytest.mark.parametrize(
    "text",
    [
        "Oman will pull its three frigates out of the Gulf.",
        "Oman will not send a frigate to the Gulf.",
        "Oman will not withdraw its objection to the mission.",
        "The mission will not end the fighting.",
        "Oman accused Chad of refusing to withdraw its men.",
        "Oman regretted that Chad would not withdraw its men.",
        "If Chad does not withdraw its men, Oman will act.",
        "Oman has not only rejected a withdrawal.",
        "Oman did not rule out a deployment.",
        "Oman repeated its rejection of a French force.",
        "Oman has no objection to the treaty.",
        "Oman will not allow the ships to withdraw.",
        "Not a soldier of the force that came in the spring, Oman said, will withdraw.",
        "",
    ],
)
def test_other_claims_have_no_sign(text):
    assert sign(text) == 0


def test_only_sides_change_places():
    claims = claims_of("Oman will not withdraw. Oman will not withdraw. Oman will withdraw.")
    given = np.array([[0.1, 0.7, 0.0, 0.2], [0.1, 0.1, 0.7, 0.1], [0.1, 0.9, 0, 0]], np.float32)
    before = given.copy()
    answer = turned(claims, given)
    np.testing.assert_array_equal(answer[0], before[0][[1, 0, 2, 3]])
    np.testing.assert_array_equal(answer[1:], before[1:])
    np.testing.assert_array_equal(given, before)
    assert LABELS[:2] == (Stance.SUPPORTS, Stance.OPPOSES)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Denmark will not pull its frigate out of the Red Sea.", Stance.SUPPORTS),
        ("While Oman shares the concern, it has ruled out a withdrawal.", Stance.SUPPORTS),
        ("Berlin has ruled out ending its mission in Mali.", Stance.SUPPORTS),
        ("Denmark will pull its frigate out of the Red Sea.", Stance.OPPOSES),
    ],
)
def test_the_label_and_its_reasons(pipeline, text, stance):
    report = pipeline.analyze(text)
    one = report.statements[0]
    assert one.stance == stance
    assert all(reason.stance == stance for reason in pipeline.explain(report)[0])
