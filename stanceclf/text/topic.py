"""Whether a text can be about the target at all: the cheap check before all others.

A text that says nothing of forces or weapons takes no stance on deploying them, whatever it says of
other things. In few words they may be left unsaid ("They will not go"), in an article not.
"""

import re
from functools import cache

from stanceclf.resources import words

# Two of the corpus' 1,035 documents with a stance are off topic by that (they speak of officers, of
# posts); so are 38 of 100 texts of US politics (PolNeAR) and 41 of 100 of all sorts (GUM).
ENOUGH_WORDS = 100
_HEAD = 400  # characters
_WORD = re.compile(r"[a-z]+")


def is_on_topic(text: str) -> bool:
    """Tell whether a text names a force or a weapon, or is too short to tell.

    Examples
    --------
    >>> is_on_topic("They will not go.")
    True
    >>> is_on_topic("The central bank raised its rates again. " * 20)
    False
    """
    lower = text.lower()
    # Most texts on topic say so in their first lines: a tenth of the time of reading all words.
    if not _forces().isdisjoint(_WORD.findall(lower[:_HEAD].rpartition(" ")[0])):
        return True
    found = _WORD.findall(lower)
    return len(found) < ENOUGH_WORDS or not _forces().isdisjoint(found)


@cache
def _forces() -> frozenset[str]:
    """Return the words for forces and weapons that stand alone."""
    return frozenset(filter(_WORD.fullmatch, words("stance_force.txt")))
