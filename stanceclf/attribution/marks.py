"""Quotation marks: which characters open and close, by the character and by what stands about it.

A mark belongs to a family; any closing mark of a family ends what any opening mark of it began, so
that mixed pairs ("…” or „…") find each other.
"""

from typing import Final, NamedTuple

from stanceclf.text.document import Document

DOUBLE, SINGLE, ANGLE, SINGLE_ANGLE, CORNER, WHITE_CORNER = range(6)
FAMILIES: Final = 6

# What a mark does unless the characters about it say otherwise.
OPENS, CLOSES, EITHER = "opens", "closes", "either"
_MARKS: Final = {
    '"': (DOUBLE, EITHER),
    "\uff02": (DOUBLE, EITHER),
    "\u201c": (DOUBLE, OPENS),
    "\u201d": (DOUBLE, CLOSES),
    "\u201e": (DOUBLE, OPENS),
    "\u201f": (DOUBLE, OPENS),
    "\u301d": (DOUBLE, OPENS),
    "\u301e": (DOUBLE, CLOSES),
    "\u301f": (DOUBLE, CLOSES),
    "'": (SINGLE, EITHER),
    "`": (SINGLE, OPENS),
    "\u2018": (SINGLE, OPENS),
    "\u2019": (SINGLE, CLOSES),
    "\u201a": (SINGLE, OPENS),
    "\u201b": (SINGLE, OPENS),
    "\u00ab": (ANGLE, OPENS),
    "\u00bb": (ANGLE, CLOSES),
    "\u2039": (SINGLE_ANGLE, OPENS),
    "\u203a": (SINGLE_ANGLE, CLOSES),
    "\u300c": (CORNER, OPENS),
    "\u300d": (CORNER, CLOSES),
    "\u300e": (WHITE_CORNER, OPENS),
    "\u300f": (WHITE_CORNER, CLOSES),
}
IS_MARK: Final = frozenset(_MARKS)
_DOUBLED: Final = ("'", "`", "\u2019", "\u2018")
_BEFORE_OPENING: Final = frozenset(
    "([{-\u2010\u2013\u2014\u2015/\"'\u201c\u2018\u201e\u201a\u00ab\u2039`"
)
_BEHIND_CLOSING: Final = frozenset(".,;:!?)]}\u2026\u2013\u2014\"'\u201d\u2019\u00bb\u203a")


class Mark(NamedTuple):
    """A quotation mark of a text: the tokens it takes up, its family, and what it may do."""

    first: int
    last: int
    family: int
    does: str


def mark_at(document: Document, index: int) -> Mark:
    """Return the mark at a token that `IS_MARK` knows; '' and `` are one mark of two tokens."""
    words, starts = document.words, document.starts
    word = words[index]
    last = index + 1
    if word in _DOUBLED and words[last : last + 1] == [word] and starts[last] == starts[index] + 1:
        family, usual = DOUBLE, EITHER
        last += 1
    else:
        family, usual = _MARKS[word]
    text, start, end = document.text, starts[index], document.ends[last - 1]
    before, behind = text[start - 1 : start], text[end : end + 1]
    opening = not before or before.isspace() or before in _BEFORE_OPENING
    closing = not behind or behind.isspace() or behind in _BEHIND_CLOSING
    if family == SINGLE:
        return Mark(index, last, family, _single(before, behind, usual, opening=opening))
    if usual == OPENS and closing and not opening:
        return Mark(index, last, family, CLOSES)
    if usual == CLOSES and opening and not closing:
        # A Swedish or an inverted German one: it opens where it does not close.
        return Mark(index, last, family, EITHER)
    if usual == EITHER and opening is not closing:
        return Mark(index, last, family, OPENS if opening else CLOSES)
    return Mark(index, last, family, usual)


def _single(before: str, behind: str, usual: str, *, opening: bool) -> str:
    """Tell a single mark from an apostrophe; nothing for the latter."""
    if opening and usual != CLOSES:
        return "" if not behind or behind.isspace() else OPENS
    if behind.isalnum() or not before or before.isspace():
        return ""
    # "the ministers' plan": a plural possessive, where no stop follows.
    return "" if before == "s" and behind not in tuple(',.;:!?"\u201d') else CLOSES
