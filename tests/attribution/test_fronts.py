"""Conditions before their claims."""

import pytest

from stanceclf.attribution.fronts import front
from stanceclf.text.document import Document


def claim_of(text):
    """Return the claim that begins at the bracket of a text, with the condition before it."""
    place = text.index("[")
    document = Document.from_text(text.replace("[", ""))
    first, last = document.starts.index(place), len(document.words) - 1
    return document.span_of(front(document, first, last), last).of(document.text)


@pytest.mark.parametrize(
    "text",
    [
        "Subject to a vote, [Kenya will send police.",
        "In the event that the truce holds, [Kenya would send police.",
        "If and when the UN asks, [Kenya is ready to send police.",
        "Pending approval by the Assembly, the Senate and the king, [Spain will send a ship.",
        "In return for arms, [Chad has let the drones stay.",
        "When the truce is signed, the minister said, [Jordan could send monitors.",
    ],
)
def test_a_condition_before_its_claim(text):
    assert claim_of(text) == text.replace("[", "").rstrip(".")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("But once it is over, [Kenya will go.", "once it is over, Kenya will go"),
        ('He said: "Without a mandate, [we will not go.', "Without a mandate, we will not go"),
        ("He said that if asked, [Oman would go.", "if asked, Oman would go"),
        ("When the war ended, [Kenya left.", "Kenya left"),
        ("When she was in Oslo, [Ada could be seen.", "Ada could be seen"),
        ("When the rain fell, [Ada could be seen.", "Ada could be seen"),
        ("Had it rained, [Ada could have gone.", "Had it rained, Ada could have gone"),
        ("When asked, [Kenya could go.", "When asked, Kenya could go"),
        ("Without an army, we said, [we could go.", "Without an army, we said, we could go"),
        ("When the vote was over, [Kenya would go.", "When the vote was over, Kenya would go"),
        ("Once a critic, [Kenya has joined the force.", "Kenya has joined the force"),
        ("Without naming Iran, [Oman would condemn the fleet.", "Oman would condemn the fleet"),
        ("Failing to win a vote, [Oman sent no ship.", "Oman sent no ship"),
        ("After a vote, [Kenya will go.", "Kenya will go"),
        ("It asked if Oman had left. By May, [Kenya will go.", "Kenya will go"),
        ("The minister, [Kenya will go.", "Kenya will go"),
        ("Unless asked [Kenya will stay.", "Kenya will stay"),
    ],
)
def test_where_other_claims_begin(text, claim):
    assert claim_of(text) == claim


def test_words_at_the_edges_of_texts():
    assert front(Document.from_text(", go"), 1, 2) == 1
    assert front(Document.from_text("If, go"), 2, 3) == 0
