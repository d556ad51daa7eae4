"""Consent that a deployment needs."""

import pytest

from stanceclf.records import GivenStatement, Span, Stance
from stanceclf.stance.condition_features import Candidate
from stanceclf.stance.needs import is_need


def needs(text):
    """Tell whether what begins at a bracket is a need of consent."""
    first = text[: text.index("[")].count(" ")
    words = text.replace("[", "").lower().replace(",", " ,").split()
    return is_need(words, Candidate(first, len(words), first + 1, "requires", 0))


@pytest.mark.parametrize(
    "text",
    [
        "Oman [would need a UN mandate to send a ship",
        "Oman [would now need the consent of its parliament",
        "Oman [needs a formal request to send a ship",
        "Oman [would have to get a vote in parliament",
        "Oman [must first have the approval of the king to send a ship",
        "A ship [requires an agreement with Chad",
        "[It would take a vote to send a ship",
        "Any ship [needed the consent of its parliament",
        "A ship [required an invitation",
    ],
)
def test_a_need_of_consent(text):
    assert needs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oman [needs 600 men to send a ship",
        "[It would take a month to get permission",
        "Oman [needs nobody's consent to send a ship",
        "Oman [would not need a mandate to send a ship",
        "Oman does not [need a mandate to send a ship",
        "Oman [would send a ship without a vote",
        "[It will send a ship after a vote",
        "[It took a vote",
        "Oman [needs",
        "[It",
        "Oman [would need men, a mandate and a ship",
        "Oman [would have to",
        "Its parliament [would have to renew the permission",
        "Oman has the mandate [required by the treaty",
        "Oman [needed 600 men",
    ],
)
def test_other_needs(text):
    assert not needs(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kenya would need a UN mandate to send police to Haiti", Stance.CONDITIONAL),
        ("Kenya needs the consent of parliament to send police to Haiti", Stance.CONDITIONAL),
        ("Kenya would need 600 men to send police to Haiti", Stance.SUPPORTS),
    ],
)
def test_a_claim_hangs_on_consent(pipeline, text, stance):
    assert (
        pipeline.classify(text, [GivenStatement(Span(0, len(text)), Span(0, 5))])[0].stance
        is stance
    )
