"""Stems: one form for all inflections of a word, by a few suffix rules and a table."""

from functools import cache
from typing import Final

from stanceclf.resources import rows
from stanceclf.text.memo import kept

VOWELS: Final = frozenset("aeiouy")
_DOUBLED: Final = frozenset("bgmnprt")


def _stem(word: str) -> str:
    """Return the stem of the lower-case `word`; stems need not be words.

    Parameters
    ----------
    word : str
        A token in lower case.

    Examples
    --------
    >>> [stem(word) for word in ("refuses", "refused", "refusing", "sent", "troops")]
    ['refus', 'refus', 'refus', 'send', 'troop']
    """
    known = _irregular().get(word)
    if known is not None:
        return known
    if len(word) > 3:
        word = _without_suffix(word)
    return word[:-1] if len(word) > 3 and word[-1] == "e" else word


stem: Final = kept(_stem)


def _without_suffix(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 4 and not VOWELS.isdisjoint(word[:-3]):
        return _undoubled(word[:-3])
    if word.endswith("ed") and word[-3] != "e" and not VOWELS.isdisjoint(word[:-2]):
        return _undoubled(word[:-2])
    if word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh", "o")):
        return word[:-2]
    if word[-1] == "s" and word[-2] not in "sui'":
        return word[:-1]
    return word


def _undoubled(word: str) -> str:
    """Write "bann" of "banned" as "ban", but leave "pull", "pass", "add" and "staff"."""
    return word[:-1] if word[-1] == word[-2:-1] and word[-1] in _DOUBLED else word


@cache
def _irregular() -> dict[str, str]:
    return {form: row[0] for row in rows("irregular_words.tsv") for form in " ".join(row).split()}
