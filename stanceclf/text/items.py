"""Items of a list that was set in one line: "1. Send police 2. Send doctors"."""

import re

BULLETS = "\u2022\u2023\u2043\u25aa\u25e6"
_NUMBER = re.compile(rf"(?:[{BULLETS}]\s?)?(?:\d{{1,2}}(?:\.\d{{1,2}})*|[a-zA-Z]|[ivx]{{1,4}})")
_FIRST = re.compile(r"(\d{1,2}|[a-z])(\.\)|[.)])(?=\s)")
_VALUE = re.compile(r"(?<=\s)(?:\d{1,2}|[a-z])\Z")
# Before a number that counts something: "on March 2. They left" in the first item of a list.
_COUNTED = frozenset(
    "january february march april may june july august september october november december jan. "
    "feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. no. nos. article page chapter section "
    "figure class group type phase stage grade level point in on at of to by for from with the a "
    "an and or than about nearly over only just was is were are be least most number".split()
)
_LOOK = 24


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
    return -1 if not before or before[-1].lower() in _COUNTED else value.start()


def _follows(value: str, other: str) -> bool:
    if value.isdigit():
        return other.isdigit() and int(other) == int(value) + 1
    return len(other) == 1 and ord(other) == ord(value) + 1
