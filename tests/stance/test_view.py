"""Masks that are made once a document are those that claim by claim give."""

import random

import pytest

from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.view import ClaimView, DocumentView
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

_TEXT = 'The the very 3 3 \u0663 I Kenya . , " : \u201c \u01c5 Will force < \u00e9tat'


def plain_words(view):
    """Return the masked stems of a claim, token by token."""
    document = view.document.document
    masked: list[str] = []
    for at in range(view.start, view.end):
        word = document.words[at]
        before = document.words[at - 1] if at else "."
        opening = before in tuple("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e:") or (
            at == 0 or document.sentence_of[at - 1] != document.sentence_of[at]
        )
        if at in view.actor or at in view.source:
            mark = "<actor>" if at in view.actor else "<source>"
            masked.append("" if masked and masked[-1] == mark else mark)
        elif word[0].isupper() and word != "I" and not opening:
            masked.append("<name>")
        elif word[0].isdecimal():
            masked.append("<number>")
        else:
            masked.append(stem(document.lowers[at]))
    return masked


@pytest.mark.parametrize("seed", range(20))
def test_words_equal_those_masked_one_by_one(seed):
    generator = random.Random(seed)
    text = " ".join(generator.choices(_TEXT.split(), k=80))
    view = DocumentView.of(Document.from_text(text))
    for _ in range(40):
        first = generator.randrange(len(text))
        claim, actor, source = (
            Span(at, at + generator.randrange(60)) for at in (first, first + 9, first + 18)
        )
        for order in ((actor, source), (source, actor), (None, source), (actor, None)):
            found = ClaimView.of(view, GivenClaim(view.document, claim, *order))
            assert found.words == plain_words(found)


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        ("Ada Malek", ["<actor>", "", "refus", "<number>", "<name>", "soldier"]),
        ("3", ["ada", "<name>", "refus", "<actor>", "<name>", "soldier"]),
    ],
)
def test_mentions_names_and_numbers_are_masked(actor, words):
    text = "Ada Malek refused 3 Kenyan soldiers"
    start = text.index(actor)
    view = DocumentView.of(Document.from_text(text))
    given = GivenClaim(view.document, Span(0, len(text)), Span(start, start + len(actor)))
    assert ClaimView.of(view, given).words == words
