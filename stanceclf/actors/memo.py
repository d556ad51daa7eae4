"""Memory of words: what a function tells of a word, kept for as long as the process runs."""

from collections.abc import Callable
from typing import Generic, TypeVar

Told = TypeVar("Told")
_MOST_WORDS = 1 << 16


class _Known(dict[str, Told], Generic[Told]):
    """The answers so far; a bounded number, as texts may hold any number of words."""

    def __init__(self, tell: Callable[[str], Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> Told:
        told = self._tell(word)
        if len(self) < _MOST_WORDS:
            self[word] = told
        return told


def kept(tell: Callable[[str], Told]) -> Callable[[str], Told]:
    """Return `tell` with its answers kept.

    What comes back is the look-up of a dictionary: it costs half of what a function of Python or
    an `lru_cache` does, and it is asked some hundred times an article.

    >>> kept(str.upper)("kenya")
    'KENYA'
    """
    return _Known(tell).__getitem__
