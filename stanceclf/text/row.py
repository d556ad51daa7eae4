"""The tokens of texts that were read together, and what is told of them for all texts at once.

An article has few tokens, and each step over its arrays costs more to begin than to do. So a stage
tells of the whole row when the first of its texts asks, and each text takes its part.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.text.forms import Forms, FormTable

Ints = NDArray[np.int64]
# Tokens in order, counted from the first one of their text, and a number for each; and where those
# of each text begin, with the end of the last.
FoundTokens = tuple[list[int], list[int], list[int]]


class Row:
    """The tokens of some texts, end to end.

    Attributes
    ----------
    forms : Forms
    numbers : ndarray of int
        Of the form of each token.
    firsts : list of int
        The first token of each text, and the end of the last.
    """

    def __init__(self, forms: Forms, numbers: Ints, firsts: list[int]) -> None:
        self.forms = forms
        self.numbers = numbers
        self.firsts = firsts
        self._told: dict[Any, Any] = {}

    def column(self, table: FormTable) -> Ints:
        """Return the number of each token, where a form has one."""
        return table.of(self.forms).ravel().take(self.numbers)

    def each(self, table: FormTable) -> list[int]:
        """Return the same as a list."""
        numbers: list[int] = table.objects(self.forms).take(self.numbers).tolist()
        return numbers

    def found(self, numbers: Ints) -> FoundTokens:
        """Return the tokens of each text that have a number other than 0, each with it."""
        tokens = numbers.nonzero()[0]
        bounds = tokens.searchsorted(self.firsts)
        own = tokens - np.repeat(self.firsts[:-1], np.diff(bounds))
        return own.tolist(), numbers.take(tokens).tolist(), bounds.tolist()

    def told(self, tell: Callable[["Row"], Any]) -> Any:
        """Return what `tell`, a function of a module, makes of the row; it is asked once."""
        told = self._told.get(tell)
        if told is None:
            told = self._told[tell] = tell(self)
        return told


class Part:
    """The tokens [first, last) of a row, which are those of its text `at`."""

    def __init__(self, row: Row, at: int) -> None:
        self.row = row
        self.at = at
        self.first = row.firsts[at]
        self.last = row.firsts[at + 1]

    def numbers(self, tell: Callable[[Row], list[int]]) -> list[int]:
        """Return the text's part of what `tell` gives for each token of the row."""
        told: list[int] = self.row.told(tell)
        return told[self.first : self.last]

    def flags(self, tell: Callable[[Row], bytes]) -> bytes:
        """Return the same where `tell` gives a byte for each token."""
        told: bytes = self.row.told(tell)
        return told[self.first : self.last]

    def found(self, tell: Callable[[Row], FoundTokens]) -> tuple[list[int], list[int]]:
        """Return the text's part of the tokens that `tell` finds, and of their numbers."""
        told: FoundTokens = self.row.told(tell)
        tokens, numbers, bounds = told
        low, high = bounds[self.at], bounds[self.at + 1]
        return tokens[low:high], numbers[low:high]


def flags(numbers: Ints) -> bytes:
    """Return small numbers, one a token, as bytes."""
    return numbers.astype(np.int8).tobytes()
