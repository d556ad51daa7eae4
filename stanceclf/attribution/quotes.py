"""Quotations: which tokens stand inside one.

Marks of all styles pair up within a paragraph; the outermost pair counts. A quotation goes on over
paragraphs where the next one opens with a mark again, or holds the closing mark that is missing;
what is never closed is no quotation, and no stretch leaves its paragraph. A paragraph that begins
with a dash is speech up to ", said".
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.dashes import dash_speech, opens_with_dash
from stanceclf.attribution.marks import (
    CLOSES,
    EITHER,
    FAMILIES,
    IS_MARK,
    OPENS,
    SINGLE,
    Mark,
    mark_at,
)
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable
from stanceclf.text.row import FoundTokens, Row

OUTSIDE, OPENING, INSIDE, CLOSING = range(4)
_OPENING: Final = bytes([OPENING])
_INSIDE: Final = bytes([INSIDE])

# No quotation is longer than this: one stray mark must not turn the rest of a document inside out.
_LONGEST: Final = 400
_MARKS: Final = FormTable(lambda form: (form.word in IS_MARK,), 1)

Stretch = tuple[int, int]  # first and last token of a quotation, its marks among them


def quotation_states(document: Document) -> NDArray[np.int8]:
    """Return for each token whether it is outside, opens, is inside or closes a quotation.

    Every opening has its closing. Where a paragraph of a longer quotation has no closing mark, its
    last token closes.

    >>> document = Document.from_text('\u201eWe stay,\u201d she said.')
    >>> quotation_states(document).tolist()
    [1, 2, 2, 2, 3, 0, 0, 0]
    """
    states = bytearray(len(document.words))
    for first, last in stretches(document):
        states[first:last] = _OPENING + _INSIDE * (last - first - 1)
        states[last] = CLOSING
    return np.frombuffer(states, np.int8)


def _marks(row: Row) -> FoundTokens:
    return row.found(row.column(_MARKS))


def stretches(document: Document) -> list[Stretch]:
    """Return the first and the last token of each quotation, in order and apart.

    A quotation of several paragraphs is one stretch in each.
    """
    marks, _ = document.part().found(_marks)
    dashed = opens_with_dash(document)
    if not marks and not dashed:
        return []
    reader = _Reader(document)
    starts = paragraph_starts(document)
    position = 0
    for first, end in zip(starts, [*starts[1:], len(document.words)], strict=True):
        held = position
        while position < len(marks) and marks[position] < end:
            position += 1
        if position > held:
            reader.read(first, end, marks[held:position])
        elif first in dashed:
            reader.found.extend(dash_speech(document, first, end))
    return list(_parted(_outermost(reader.found), starts))


def paragraph_starts(document: Document) -> list[int]:
    """Return the first token of each paragraph: a sentence behind a line break."""
    return [document.sentences[number].first for number in document.paragraphs()]


def _outermost(found: list[Stretch]) -> list[Stretch]:
    """Return the stretches that no other one holds, in order."""
    kept: list[Stretch] = []
    for first, last in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        if last - first <= _LONGEST and first < last and (not kept or first > kept[-1][1]):
            kept.append((first, last))
    return kept


def _parted(found: list[Stretch], starts: list[int]) -> Iterator[Stretch]:
    """Yield the stretches, parted where a paragraph begins inside."""
    for first, last in found:
        for start in starts[bisect_right(starts, first) : bisect_right(starts, last)]:
            if start - first > 1:
                yield first, start - 1
            first = start
        if last > first:
            yield first, last


class _Reader:
    """Pairs the marks of one paragraph after the other."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[Stretch] = []
        # A mark that its paragraph left open, and the end of that paragraph.
        self.open: tuple[Mark, int] | None = None

    def read(self, first: int, end: int, marks: list[int]) -> None:
        """Pair the marks of the paragraph [first, end)."""
        stack: list[Mark] = []
        depths = [0] * FAMILIES
        behind = -1
        repeated = False
        for index in marks:
            if index < behind:
                continue  # the second half of ''
            mark = mark_at(self.document, index)
            behind = mark.last
            family, does = mark.family, mark.does
            if does == EITHER:
                does = CLOSES if depths[family] or self._awaits(mark, stack) else OPENS
            if does == OPENS:
                repeated = repeated or (index == first and self._goes_on(mark))
                stack.append(mark)
                depths[family] += 1
            elif does == CLOSES and depths[family]:
                # A single mark may be an apostrophe: it closes nothing but the last that opened.
                if family == SINGLE and stack[-1].family != SINGLE:
                    continue
                while (last := stack.pop()).family != family:
                    depths[last.family] -= 1
                depths[family] -= 1
                self.found.append((last.first, mark.last - 1))
            elif does == CLOSES and self._awaits(mark, stack) and self.open is not None:
                self.found.append((self.open[0].first, mark.last - 1))
                self.open = None
        self._settle(stack, end, repeated=repeated)

    def _awaits(self, mark: Mark, stack: list[Mark]) -> bool:
        """Tell whether a mark may close what a paragraph before left open."""
        return not stack and self.open is not None and self.open[0].family == mark.family

    def _goes_on(self, mark: Mark) -> bool:
        """Enter the open quotation up to its paragraph's end, as this one opens with a mark again.

        Only a paragraph right behind may take it up.
        """
        if self.open is None or self.open[0].family != mark.family:
            return False
        opened, end = self.open
        if end != mark.first:
            return False
        self.found.append((opened.first, end - 1))
        self.open = None
        return True

    def _settle(self, stack: list[Mark], end: int, *, repeated: bool) -> None:
        """Keep what the paragraph leaves open."""
        left = next((mark for mark in reversed(stack) if mark.family != SINGLE), None)
        left = left or (stack[-1] if stack else None)
        if left is not None:
            self.open = left, end
        elif self.open is not None and self.found and self.found[-1][0] >= self.open[1]:
            self.open = None  # another quotation came in between
        if repeated and left is not None:
            # Its marks were repeated before: it runs on even if nobody closes it.
            self.found.append((left.first, end - 1))
