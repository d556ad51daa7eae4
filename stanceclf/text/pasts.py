"""What was: "left", "was signed", "the council had voted"."""

from functools import cache
from itertools import pairwise
from typing import Final

from stanceclf.resources import classes, rows

_AUXILIARIES: Final = frozenset((
    "did", "didn't", "had", "hadn't", "was", "wasn't", "were", "weren't",
))  # fmt: skip
# What has been done may still be all that something hangs on: "when the council has voted".
PRESENT: Final = frozenset((
    "are", "aren't", "be", "do", "does", "doesn't", "don't", "has", "hasn't", "have", "haven't",
    "is", "isn't",
))  # fmt: skip
# Words in "-ed" that are no verbs in the past, or seldom: "the United Nations", "armed forces".
_OTHERS: Final = frozenset((
    "allied", "armed", "armored", "armoured", "bleed", "breed", "embed", "exceed", "greed",
    "hatred", "hundred", "indeed", "naked", "proceed", "sacred", "speed", "succeed", "unarmed",
    "united",
))  # fmt: skip
# Behind these it says which: "when the promised mandate arrives", "as soon as the wounded leave".
_CLOSED: Final = classes("word_classes.tsv")
_WHICH: Final = _CLOSED["article"] | _CLOSED["possessive"]
_SHORTEST: Final = 5  # letters of "ended"; "need" is none


def is_past(lower: str) -> bool:
    """Tell whether a word is a verb in the past, or a participle; no auxiliary is one.

    Examples
    --------
    >>> [is_past(word) for word in ("voted", "left", "leave", "need", "was", "saudi-led")]
    [True, True, False, False, False, False]
    """
    regular = lower.endswith("ed") and len(lower) >= _SHORTEST and "-" not in lower
    return (regular and lower not in _OTHERS) or lower in _irregular()


def tells_past(lowers: list[str]) -> bool:
    """Tell whether a clause says what was, and not what has been done by now.

    Its first word does not: "asked", and what opens the clause.

    Examples
    --------
    >>> [tells_past(clause.split()) for clause in ("it rained", "it was so", "it has rained")]
    [True, True, False]
    """
    return PRESENT.isdisjoint(lowers) and any(
        low in _AUXILIARIES or (is_past(low) and before not in _WHICH)
        for before, low in pairwise(lowers)
    )


@cache
def _irregular() -> frozenset[str]:
    """Return the past forms of irregular verbs, participles included."""
    return frozenset(
        form
        for row in rows("irregular_words.tsv")
        for form in row[1:2] and row[1].split()
        if form != row[0] and not form.endswith(("s", "ing")) and row[0] not in ("be", "have")
    )
