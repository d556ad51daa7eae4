"""Marks without width, which web pages put between words: no reader sees them."""

from typing import Final

# A place to break a line, the directions of writing, a joint, and the mark of the byte order.
_MARKS: Final = ("\u200b", "\u200e", "\u200f", "\u2060", "\ufeff")
_BLANKS: Final = str.maketrans(dict.fromkeys(_MARKS, " "))


def without_unseen(text: str) -> str:
    """Return a text with blanks for marks that have no width; the length stays.

    Examples
    --------
    >>> without_unseen("Kenya \u200bsaid")
    'Kenya  said'
    """
    for mark in _MARKS:
        if mark in text:
            return text.translate(_BLANKS)
    return text
