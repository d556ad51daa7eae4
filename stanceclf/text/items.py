"""Items of a list that was set in one line: "1. Send police 2. Send doctors"."""

import re
from functools import cache
from typing import Final

from stanceclf.resources import rows

BULLETS: Final = "\u2022\u2023\u2043\u25aa\u25e6"
_NUMBER: Final = re.compile(
    rf"(?:[{BULLETS}]\s?)?(?:\d{{1,2}}(?:\.\d{{1,2}})*|[a-zA-Z]|[ivx]{{1,4}})"
)
_FIRST: Final = re.compile(r"(\d{1,2}|[a-z])(\.\)|[.)])(?=\s)")
_VALUE: Final = re.compile(r"(?<=\s)(?:\d{1,2}|[a-z])\Z")
# After these a number counts something, even in a list: "1. They land on March 2. They stay."
_COUNTED: Final = ("month", "preposition", "article", "coordinator", "be", "to")
_NUMBERED: Final = frozenset(
    {"may", "no.", "nos.", "article", "page", "chapter", "figure", "phase", "only"}
)
_LOOK: Final = 24


def is_number(text: str, begin: int, end: int) -> bool:
    """Tell whether all of `text[begin:end]` is the number of an item.

    Examples
    --------
    >>> is_number("2. Reserves", 0, 1), is_number("Reserves. Two", 0, 8)
    (True, False)
    """
    return end - begin <= _LOOK and _NUMBER.fullmatch(text, begin, end) is not None


def next_item(text: str, begin: int, start: int, end: int) -> int:
    """Return where the next item begins whose number is closed by `text[start:end]`, or -1.

    It must be the successor of the number that opens the sentence at `begin`, closed alike.

    Examples
    --------
    >>> next_item("1. Send police 2. Send doctors", 0, 16, 17)
    15
    """
    first = _FIRST.match(text, begin)
    if first is None or first.group(2) != text[start:end]:
        return -1
    value = _VALUE.search(text, max(begin, start - 3), start)
    if value is None or not _follows(first.group(1), value.group()):
        return -1
    before = text[max(begin, value.start() - _LOOK) : value.start()].split()
    return -1 if not before or before[-1].lower() in _counting() else value.start()


def _follows(value: str, other: str) -> bool:
    if value.isdigit():
        return other.isdigit() and int(other) == int(value) + 1
    return len(other) == 1 and ord(other) == ord(value) + 1


@cache
def _counting() -> frozenset[str]:
    listed = " ".join(words for name, words in rows("word_classes.tsv") if name in _COUNTED)
    return _NUMBERED.union(listed.split())
