import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.found import Found
from stanceclf.attribution.turns import turns, with_speakers
from stanceclf.records import Quotation, Span
from stanceclf.text.document import Document


def _words(document, first, last):
    return " ".join(document.span_of(first, last).of(document.text).split())


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
        # Before a quotation a label may say in common words who speaks.
        ('Ada Moreau, retired farmer, Ghent: "No."', ['Ada Moreau: "No."']),
        ("Ada Moreau, mayor of Ghent: \u201cNo.\u201d", ["Ada Moreau: \u201cNo.\u201d"]),
        ("Ada Moreau, retired, has a list: cows.", []),
        ('Ada Moreau, retired, said in Ghent: "No."', []),
        ('Norway, by contrast: "No."', []),
        # A number or a letter is a part of the label, and whoever is in brackets bears the office.
        (
            "Speaker 1: We go.\nSPEAKER B: We stay.\nWitness 3: No.",
            ["Speaker 1: We go.", "SPEAKER B: We stay.", "Witness 3: No."],
        ),
        ("THE MINISTER OF WAR (Ada Moreau): We go.", ["Ada Moreau: We go."]),
        ("THE MINISTER OF WAR: We go.", ["THE MINISTER OF WAR: We go."]),
        ("HIGH COMMISSIONER'S ENVOY ADA MOREAU: We go.", ["ADA MOREAU: We go."]),
        ("Article 5: We go.\nAnnex 2: We stay.", []),
        # Names of countries begin items of lists, and a colon may stand in any sentence.
        ("- Kenya: will go\nNorway: will not", []),
        ("Ada Moreau said in Mali: we go.", []),
        (": We go.", []),
        # A place in front of what nobody says in the first person; heads and the text's own people
        # are quoted that way as well.
        ("DARWIN: Councillors oppose the base.", []),
        ("No to marines\n\nPERTH: The union rejected the base.\n\nIt will stay.", []),
        ("PUTIN: Troops would be targets.", ["PUTIN: Troops would be targets."]),
        ("MOREAU: Troops will go.\n\nAda Moreau said so.", ["MOREAU: Troops will go."]),
        ("SMITH: Troops will go, I hope.", ["SMITH: Troops will go, I hope."]),
    ],
)
def test_turns(text, expected):
    document = Document.from_text(text)
    found = [
        f"{_words(document, *speaker[:2])}: {_words(document, first, end)}"
        for first, end, speaker in turns(document, find_mentions(document))
    ]
    assert found == expected


def _found(document, span, actor, source):
    tokens = document.tokens_in(span)
    return Found(tokens.start, tokens.stop, span, actor, source, Quotation.NONE)


def test_a_source_that_is_named_stays():
    text = "SMITH: Kenya will go, Ada Moreau said. Norway will go."
    document = Document.from_text(text)
    candidates = find_mentions(document)
    smith, kenya, moreau, norway = candidates
    claims = [
        _found(document, Span(7, 20), kenya, moreau),
        _found(document, Span(39, 53), norway, None),
        _found(document, Span(39, 53), None, None),
    ]
    found = with_speakers(claims, document, candidates)
    assert [(one.actor, one.source) for one in found] == [
        (kenya, moreau),
        (norway, smith),
        (smith, smith),
    ]


def test_what_describes_the_speaker_speaks_not():
    text = 'Ada Moreau, retired farmer, Ghent Youth: "Kenya will go."'
    document = Document.from_text(text)
    moreau, *_, ghent, kenya = candidates = find_mentions(document)
    span = Span(text.index("Kenya"), len(text) - 1)
    claims = [_found(document, span, ghent, ghent), _found(document, span, kenya, ghent)]
    found = with_speakers(claims, document, candidates)
    assert [(one.actor, one.source) for one in found] == [(moreau, moreau), (kenya, moreau)]
