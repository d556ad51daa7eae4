"""Conditions before their claims."""

import pytest

from stanceclf.attribution.found import Found
from stanceclf.attribution.fronts import front, with_front
from stanceclf.records import Quotation
from stanceclf.text.document import Document
from tests.attribution.test_edges import ranges_of


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
        ("When it didn't rain, [Ada could be seen.", "Ada could be seen"),
        *(
            (f"When {clause}, [Ada could go.", f"When {clause}, Ada could go")
            for clause in (
                "the Saudi-led force goes",
                "the promised vote comes",
                "the wounded leave",
                "it hasn't rained",
            )
        ),
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


def claims_of(text):
    """Return the last claim in brackets with its front, and the claims that are left before it."""
    document, ranges = ranges_of(text)
    *before, tokens = ranges
    claims = [
        Found(first, last, document.span_of(first, last), None, None, Quotation.NONE, 1.0, 1.0)
        for first, last in before
    ]
    whole = with_front(document, tokens, claims)
    spans = [*(claim.span for claim in claims), document.span_of(*whole)]
    return [span.of(document.text) for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "[If the Senate agrees], according to an officer in Oslo, [Norway would go].",
        "[Without a vote in Oslo], warned the minister, Ada Moreau, [the men would go].",
        "Unless the Senate votes, said [the ministry's spokesman, Oslo would not go].",
        "[If the Senate votes], said [a spokesman, Oslo would not go].",
    ],
)
def test_a_speaker_between_a_condition_and_its_claim(text):
    assert claims_of(text) == [text.replace("[", "").replace("]", "").rstrip(".")]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("[If it would go], said Ada Moreau, [Oslo would].", ["If it would go", "Oslo would"]),
        ("[If it goes, they go], said Ada, [Oslo would].", ["If it goes, they go", "Oslo would"]),
        ("Ships, said [an envoy, would go].", ["an envoy, would go"]),
        ("Ships, said [an envoy in Oslo].", ["an envoy in Oslo"]),
        ("Said [an envoy, it would go].", ["an envoy, it would go"]),
        ("[If asked], it rained, [Oslo would go].", ["If asked", "Oslo would go"]),
    ],
)
def test_where_a_claim_keeps_its_beginning(text, claims):
    assert claims_of(text) == claims


def test_words_at_the_edges_of_texts():
    assert front(Document.from_text(", go"), 1, 2) == 1
    assert front(Document.from_text("If, go"), 2, 3) == 0
