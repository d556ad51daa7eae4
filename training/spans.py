"""Find a quoted piece of text again: drafts and mends give spans as substrings."""

from collections.abc import Collection, Iterator
from typing import Any

from stanceclf.errors import DataError

Offsets = tuple[int, int]


def occurrences(text: str, piece: str) -> Iterator[Offsets]:
    """Yield every place where a piece occurs, overlapping ones too.

    >>> list(occurrences("a na na", "na"))
    [(2, 4), (5, 7)]
    """
    at = text.find(piece)
    while at >= 0:
        yield at, at + len(piece)
        at = text.find(piece, at + 1)


def locate(
    text: str,
    piece: str | dict[str, Any],
    anchor: Offsets | None = None,
    used: Collection[Offsets] = (),
) -> Offsets:
    """Return the offsets of a piece.

    Parameters
    ----------
    text : str
        Where to look.
    piece : str or dict
        The words, or `{"find": words, "nth": n}` for the n-th occurrence counted from 1.
    anchor : tuple of int, optional
        The nearest occurrence to this span is meant.
    used : collection of tuple of int
        Without an anchor, the first occurrence that is not among these is meant.

    Raises
    ------
    DataError
        Where the piece does not occur, or not so often.
    """
    if isinstance(piece, dict):
        found = list(occurrences(text, piece["find"]))
        if not 1 <= piece["nth"] <= len(found):
            raise DataError(f"{piece['find']!r} occurs {len(found)} times, not {piece['nth']}")
        nth: int = piece["nth"]
        return found[nth - 1]
    found = list(occurrences(text, piece)) if piece else []
    if not found:
        raise DataError(f"not in the text: {piece!r}")
    if anchor is None:
        return next((span for span in found if span not in used), found[0])
    start, end = anchor
    return min(found, key=lambda span: (max(start - span[1], span[0] - end, 0), span[0]))
