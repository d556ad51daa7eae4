"""What a text tells of a word elsewhere: "Green" is a name where "Ada Green" stands in it."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from stanceclf.actors.names import function_words, no_names
from stanceclf.text.tokens import TOKEN

_FUNCTION_WORDS: Final = function_words()
_NO_NAMES: Final = no_names()


class Seen:
    """The words of the lines of a text whose capitals can be believed.

    Parameters
    ----------
    lines : iterable of str

    Examples
    --------
    >>> seen = Seen(["Yesterday Ada Green, for the Army, said that they may call."])
    >>> words = ["Green", "Army", "May", "Call", "Moreau"]
    >>> [seen.is_name(words, index) for index in range(len(words))]
    [True, True, None, False, None]
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._small: set[str] = set()
        self._names: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        for line in lines:
            words = TOKEN.findall(line)
            self._small.update(word for word in words if word[0].islower())
            inside = [pair for pair in pairwise(words) if pair[1][0].isupper()]
            # Behind a mark a capital may be a sentence's, but for the comma.
            self._names.update(word for before, word in inside if before[0].isalpha())
            self._names.update(word for before, word in inside if before == ",")
            self._pairs.update(pair for pair in inside if pair[0][0].isupper())

    def is_name(self, words: list[str], index: int) -> bool | None:
        """Tell whether the text writes a word with a capital inside its sentences.

        None if it does so now and then, or does not say. A function word is a name as a part of one
        alone, as "May" of "Ada May".
        """
        word = words[index]
        if index and self._is_pair(words[index - 1], word):
            return True
        if index + 1 < len(words) and self._is_pair(word, words[index + 1]):
            return True
        lower = word.lower()
        small, name = lower in self._small, word in self._names
        return None if lower in _FUNCTION_WORDS or small == name else name

    def _is_pair(self, first: str, second: str) -> bool:
        """Tell whether two words stand as a name in the text."""
        return (first, second) in self._pairs and first.lower() not in _NO_NAMES
