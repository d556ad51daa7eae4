"""Golden blocks of mentions and of canonical actors; every person in them is invented."""

import re
from pathlib import Path

import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.resolution import resolve
from stanceclf.records import Span
from stanceclf.text.document import Document
from tests.golden import read_blocks

HERE = Path(__file__).parent
MENTIONS = read_blocks(HERE / "mentions.txt", at_least=12)
RESOLUTION = read_blocks(HERE / "resolution.txt", at_least=40)


def span_of(text: str, wanted: str) -> Span:
    """Return the span of whole words `wanted`; "Moreau#2" is the second occurrence."""
    words, _, number = wanted.partition("#")
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    return Span(*found[int(number or 1) - 1].span())


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions(text, expected):
    document = Document.from_text(text)
    found = [
        f"{mention.kind.value}: {document.span_of(mention.first, mention.last).of(text)}"
        for mention in find_mentions(document)
    ]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), RESOLUTION)
def test_resolution(text, expected):
    wanted = [line.partition(" => ")[0] for line in expected]
    actors = resolve(Document.from_text(text), [span_of(text, words) for words in wanted])
    found = [
        f"{words} => {actor.name} | {actor.type.value} | {actor.affiliation or '-'}"
        for words, actor in zip(wanted, actors, strict=True)
    ]
    assert found == expected
