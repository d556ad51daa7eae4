"""Words parted at the end of a line are one, in the offsets of the text as given."""

import pytest

import stanceclf
from stanceclf.text.document import Document
from stanceclf.text.line_ends import stretched, unbroken


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They de-\nploy men", ["They", "deploy", "men"]),
        ("They op-\r\npose it", ["They", "oppose", "it"]),
        ("In Den-\n  mark", ["In", "Denmark"]),
        ("a long-\nterm plan", ["a", "long-term", "plan"]),
        ("the US-\nled force", ["the", "US-led", "force"]),
        ("the Franco-\nGerman force", ["the", "Franco-German", "force"]),
        ("they go -\nand stay", ["they", "go", "-", "and", "stay"]),
        ("they go --\nand stay", ["they", "go", "-", "-", "and", "stay"]),
        ("in 2024-\n25 they go", ["in", "2024", "-", "25", "they", "go"]),
        ("They go-\n", ["They", "go", "-"]),
        ("They deploy men", ["They", "deploy", "men"]),
    ],
)
def test_words(text, words):
    read, ends = unbroken(text)
    assert len(read) == len(text)
    document = stretched(Document.from_text(read), ends)
    assert document.words == words
    given = [text[start:end] for start, end in zip(document.starts, document.ends, strict=True)]
    assert ["".join(part.split()).replace("-", "") for part in given] == [
        word.replace("-", "") for word in words
    ]
    assert document.sentences[-1].span.end == document.ends[-1]


def test_spans_are_those_of_the_text_as_given():
    text = (
        "NAIROBI - President Ada Mo-\nreau said that Ken-\nya would send its police to Haiti\n"
        "if the United Na-\ntions paid for the deploy-\nment"
    )
    (one,) = stanceclf.analyze(text).statements
    assert one.claim.of(text) == text[text.index("Ken-") :]
    assert one.source is not None
    assert one.condition is not None
    assert (one.actor.name, one.source.name) == ("Kenya", "Ada Moreau")
    assert one.condition.span.of(text) == text[text.index("if the") :]


def test_no_text_takes_long():
    for text in ("a" * 200_000 + "-\n", "a-\n" * 60_000, "a-\n" + " " * 200_000, "-\n" * 90_000):
        assert len(unbroken(text)[0]) == len(text)
