import pytest

from stanceclf.actors.complements import with_complements
from stanceclf.actors.mentions import find_mentions
from stanceclf.records import Claim, Quotation
from stanceclf.text.document import Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A spokesman for the ministry left.", "A spokesman for the ministry"),
        ("A spokesman for the Kenyan foreign ministry left.", None),
        ("A spokesman for the government told us.", "A spokesman for the government"),
        ("The mayor of Lund left.", "The mayor of Lund"),
        ("Fishermen in Lund left.", "Fishermen in Lund"),
        ("The mayor left for Lund.", "The mayor"),
        ("Ada Moreau of the Greens left.", "Ada Moreau"),
        ("Kenya of all places left.", "Kenya"),
    ],
)
def test_the_first_mention_with_its_complement(text, expected):
    document = Document.from_text(text)
    mentions = find_mentions(document)
    span = document.span_of(mentions[0].first, mentions[0].last)
    claim = Claim(document.span_of(0, 1), span, span, Quotation.NONE)
    (found,) = with_complements([claim], document, mentions)
    assert found.actor == found.source
    assert found.actor is not None
    assert found.actor.of(text) == (expected or text.removesuffix(" left."))
