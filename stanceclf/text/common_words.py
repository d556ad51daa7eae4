"""Words of everyday English, which are no names."""

from functools import cache

from stanceclf.resources import words
from stanceclf.text.stems import stem


@cache
def common_stems() -> frozenset[str]:
    """Return the stems of the common words.

    >>> stem("bridges") in common_stems(), stem("moreau") in common_stems()
    (True, False)
    """
    return frozenset(map(stem, words("common_words.txt")))
