"""Which tokens are labelled as one sequence: paragraphs, cut when very long."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from stanceclf.attribution.token_features import PAD
from stanceclf.text.document import Document

LONGEST: Final = 256  # tokens of a sequence; longer paragraphs are cut at a sentence end, or here

Range = tuple[int, int]


class Place(NamedTuple):
    """Where a sequence of tokens stands: in its document, and in the rows of all scores."""

    document: int
    first: int  # token
    row: int
    length: int


def sequences(document: Document) -> list[Range]:
    """Return the token ranges that are labelled as one."""
    ends = document.sentence_ends()
    if not ends:
        return _cut(0, len(document.words))
    ranges: list[Range] = []
    first = opening = 0
    for behind in [*document.paragraphs()[1:], len(ends)]:
        last = ends[behind - 1]
        if last - first <= LONGEST:
            ranges.append((first, last))
        else:
            for sentence in range(opening + 1, behind):
                if ends[sentence] - first > LONGEST:
                    ranges += _cut(first, ends[sentence - 1])
                    first = ends[sentence - 1]
            ranges += _cut(first, last)
        first, opening = last, behind
    return ranges


def _cut(first: int, last: int) -> list[Range]:
    """Return the pieces of a range that are short enough."""
    return [(at, min(at + LONGEST, last)) for at in range(first, last, LONGEST)]


def chains(documents: Sequence[Document]) -> list[Place]:
    """Return the sequences of all documents, those without tokens left out."""
    places: list[Place] = []
    base = 0
    for number, document in enumerate(documents):
        for first, last in sequences(document):
            if last > first:
                places.append(Place(number, first, base + first, last - first))
        base += len(document.words) + PAD
    return places
