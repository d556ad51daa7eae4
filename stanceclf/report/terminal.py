"""Text for a terminal: safe to print, measured in columns, wrapped at words."""

import unicodedata
from enum import StrEnum

NARROWEST = 40  # columns of the tables at least

# Characters that reorder a line on screen: a claim could be made to look like another.
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_NO_COLUMN = frozenset({"Mn", "Me", "Cf"})


class Style(StrEnum):
    """The few renditions that a report uses, as parameters of a terminal's SGR sequence."""

    BOLD = "1"
    DIM = "2"
    RED = "1;31"
    GREEN = "1;32"
    YELLOW = "1;33"


def paint(text: str, style: Style | None, *, color: bool) -> str:
    """Return `text` between the codes that switch `style` on and off, or as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and style and text else text


def safe(text: str) -> str:
    r"""Return `text` on one line, without any character that could steer a terminal.

    Runs of white space become one blank; control and reordering characters become escapes.

    >>> safe("peace\n  keepers \x1b[2J")
    'peace keepers \\x1b[2J'
    """
    plain = " ".join(text.split())
    if plain.isascii() and plain.isprintable():
        return plain
    return "".join(map(_visible, plain))


def width(text: str) -> int:
    """Return the columns that `text` takes: two for a wide character, none for a combining one.

    >>> width("Kenya"), width("外務省"), width("e\u0301")
    (5, 6, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, columns: int) -> list[str]:
    """Break `text` at blanks into lines of at most `columns`; a longer word is broken anywhere.

    >>> wrap("a force of peacekeepers", 10)
    ['a force of', 'peacekeepe', 'rs']
    """
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = width(word)
        if line and used + 1 + size <= columns:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        pieces = [word] if size <= columns else _pieces(word, columns)
        lines += pieces[:-1]
        line = pieces[-1]
        used = width(line)
    return [*lines, line] if line else lines


def pad(text: str, columns: int) -> str:
    """Fill `text` up with blanks to `columns`."""
    return text + " " * (columns - width(text))


def _visible(char: str) -> str:
    if char in _REORDERING or unicodedata.category(char) in _UNSAFE:
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return char


def _columns(char: str) -> int:
    if unicodedata.category(char) in _NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _pieces(word: str, columns: int) -> list[str]:
    """Cut a word that is too long for a line."""
    pieces: list[str] = []
    start = used = 0
    for index, char in enumerate(word):
        size = _columns(char)
        if used + size > columns and index > start:
            pieces.append(word[start:index])
            start, used = index, 0
        used += size
    return [*pieces, word[start:]]
