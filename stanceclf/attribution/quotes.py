"""Quotation marks: which tokens stand inside a quotation."""

import numpy as np
from numpy.typing import NDArray

from stanceclf.text.document import Document

OUTSIDE, OPENING, INSIDE, CLOSING = range(4)

_OPENERS = {"\u201c": "\u201d", "\u00ab": "\u00bb", "\u201e": "\u201c"}
# A mark that was never closed governs no more tokens than this: one stray mark must not turn the
# rest of a document inside out.
_LONGEST = 400


def quotation_states(document: Document) -> NDArray[np.int8]:
    """Return for each token whether it is outside, opens, is inside or closes a quotation.

    A quotation ends at its closing mark, or at the end of its paragraph where none comes; single
    quotation marks count where white space stands before the first and none behind it.
    """
    states = np.zeros(len(document.words), dtype=np.int8)
    opened, awaited = -1, ""
    text = document.text
    for index, word in enumerate(document.words):
        if len(word) != 1 or word.isalnum():
            continue
        if opened >= 0:
            if word == awaited and (word not in "'\u2019" or _ends_single(document, index)):
                states[opened] = OPENING
                states[opened + 1 : index] = INSIDE
                states[index] = CLOSING
                opened = -1
            elif (
                index - opened > _LONGEST
                or "\n" in text[document.ends[index - 1] : document.starts[index]]
            ):
                opened = -1
        if opened < 0 and states[index] == OUTSIDE:
            closing = _closing_mark(document, index, word)
            if closing:
                opened, awaited = index, closing
    return states


def _closing_mark(document: Document, index: int, word: str) -> str:
    """Return the mark that would close a quotation opened by `word`, or nothing."""
    if word in _OPENERS:
        return _OPENERS[word]
    if word == '"':
        return '"'
    if word in "'\u2018":
        start, end = document.starts[index], document.ends[index]
        text = document.text
        if (start == 0 or text[start - 1] in " \n(\u2014") and not text[end : end + 1].isspace():
            return "'" if word == "'" else "\u2019"
    return ""


def _ends_single(document: Document, index: int) -> bool:
    """Tell whether a single mark closes a quotation rather than a plural possessive."""
    after = document.text[document.ends[index] : document.ends[index] + 1]
    before = document.text[document.starts[index] - 1]
    return not after.isalnum() and (not before.isalnum() or before != "s" or after in ",.;:!?")
