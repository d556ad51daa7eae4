"""Family `letters`: runs of two to five letters within the claim's words, as they stand.

They join spellings, inflections and hashtags that words keep apart; for short or noisy texts.
"""

from collections.abc import Iterable
from functools import lru_cache

from stanceclf.stance.view import ClaimView

_SHORTEST, _LONGEST = 2, 5
_WORD = 40  # longer words are addresses or noise


def letter_features(view: ClaimView) -> list[str]:
    """Return the runs of letters of the claim's words, with their edges marked."""
    return runs_of(view.document.document.lowers[view.first : view.last])


def runs_of(words: Iterable[str]) -> list[str]:
    """Return the runs of letters of some words."""
    return [run for word in dict.fromkeys(words) for run in letter_runs(word[:_WORD])]


@lru_cache(maxsize=1 << 15)
def letter_runs(word: str) -> tuple[str, ...]:
    """Return the runs of a word.

    Examples
    --------
    >>> letter_runs("no")
    ('_n', 'no', 'o_', '_no', 'no_', '_no_')
    """
    padded = f"_{word}_"
    return tuple(
        padded[at : at + size]
        for size in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(padded) - size + 1)
    )
