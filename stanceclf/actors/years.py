"""Years: when a text was written."""

from collections.abc import Iterable
from typing import Final

DATED: Final = 80  # tokens at the start of a text among which its year is looked for


def year_of(words: Iterable[str]) -> int:
    """Return the first year that is named, or 0.

    >>> year_of(["PARIS", ",", "May", "8", ",", "2024"])
    2024
    """
    for word in words:
        if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20"):
            return int(word)
    return 0
