"""What is no part of a text as its readers read it: marks without width, the furniture of a page.

Blanks take the place of both, so that offsets stay. Furniture is a line such as "Read more: Kenya
sends police" or "Share on Facebook" between the paragraphs.
"""

import re
from functools import cache
from typing import Final

from stanceclf.resources import rows

# A place to break a line, the directions of writing, a joint, and the mark of the byte order.
_MARKS: Final = ("\u200b", "\u200e", "\u200f", "\u2060", "\ufeff")
_BLANKS: Final = str.maketrans(dict.fromkeys(_MARKS, " "))
_HEAD: Final = 4  # letters of a line that tell most others from furniture
_LONGEST: Final = 300  # characters of furniture: a paragraph that begins like it is none
_COLON: Final = {":"}
_LABELLING: Final = ("", ":", "|", "/", ">", "-", "\u2013", "\u2014")
_PUNCTUATION: Final = ".,;:!?|/()"


def without_unseen(text: str) -> str:
    """Return a text with blanks for what no reader reads; the length stays.

    Examples
    --------
    >>> without_unseen("Kenya \u200bsaid")
    'Kenya  said'
    >>> without_unseen("They go.\\nShare on Facebook\\nThey stay.").split("\\n")
    ['They go.', '                 ', 'They stay.']
    """
    for mark in _MARKS:
        if mark in text:
            text = text.translate(_BLANKS)
            break
    return _without_furniture(text) if "\n" in text else text


def _without_furniture(text: str) -> str:
    """Return a text of several lines with blanks for those that a page puts between paragraphs."""
    heads, lines, changed = _heads(), text.split("\n"), False
    for at, line in enumerate(lines):
        if line[:_HEAD].lower() in heads and len(line) <= _LONGEST and _is_furniture(line.lower()):
            lines[at] = " " * len(line)
            changed = True
    return "\n".join(lines) if changed else text


def _is_furniture(lower: str) -> bool:
    """Tell whether a line in lower case is none of an article's.

    >>> _is_furniture("related: chad goes"), _is_furniture("related deaths fell")
    (True, False)
    """
    found = _furniture().match(lower)
    if found is None:
        return False
    needed = _needs()[found.group()]
    if not needed:
        return True
    behind = lower[found.end() :].lstrip()
    if needed == _COLON:
        return behind[:1] in _LABELLING  # or at the end of the line
    return not needed.isdisjoint(word.strip(_PUNCTUATION) for word in behind.split())


@cache
def _needs() -> dict[str, frozenset[str]]:
    """Return what each beginning needs besides, the longest beginning first."""
    listed = {row[0]: frozenset(" ".join(row[1:]).split()) for row in rows("furniture.txt")}
    return dict(sorted(listed.items(), key=lambda one: -len(one[0])))


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, _needs()))})(?![^\\W_])")


@cache
def _heads() -> frozenset[str]:
    return frozenset(beginning[:_HEAD] for beginning in _needs())
