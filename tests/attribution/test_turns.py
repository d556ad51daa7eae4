import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.turns import turns, with_speakers
from stanceclf.records import Claim, Quotation, Span
from stanceclf.text.document import Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SMITH: We go.\nHOLT: No.", ["SMITH: We go.", "HOLT: No."]),
        ("SMITH: We go.\n\nAnd stay.\n\nHOLT: No.", ["SMITH: We go. And stay.", "HOLT: No."]),
        # One label alone governs its paragraph only; a heading ends a turn.
        ("SMITH: We go.\n\nAnd stay.", ["SMITH: We go."]),
        ("SMITH: We go.\nHOLT: No.\nPOSITION: none.\nAll.", ["SMITH: We go.", "HOLT: No."]),
        ("Ada Moreau (Greens): We go.", ["Ada Moreau: We go."]),
        ("RT @KenyaMFA: We go.", ["KenyaMFA: We go."]),
        # Names of countries begin items of lists, and a colon may stand in any sentence.
        ("- Kenya: will go\nNorway: will not", []),
        ("Ada Moreau said in Mali: we go.", []),
        (": We go.", []),
    ],
)
def test_turns(text, expected):
    document = Document.from_text(text)
    found = [
        f"{speaker.of(text)}: {' '.join(document.span_of(first, end).of(text).split())}"
        for first, end, speaker in turns(document, find_mentions(document))
    ]
    assert found == expected


def test_a_source_that_is_named_stays():
    text = "SMITH: Kenya will go, Ada Moreau said. Norway will go."
    document = Document.from_text(text)
    candidates = find_mentions(document)
    kenya, moreau, norway = Span(7, 12), Span(22, 32), Span(39, 45)
    claims = [
        Claim(Span(7, 20), kenya, moreau, Quotation.INDIRECT),
        Claim(Span(39, 53), norway, None, Quotation.NONE),
        Claim(Span(39, 53), None, None, Quotation.NONE),
    ]
    found = with_speakers(claims, document, candidates)
    smith = Span(0, 5)
    assert [(one.actor, one.source) for one in found] == [
        (kenya, moreau),
        (norway, smith),
        (smith, smith),
    ]
