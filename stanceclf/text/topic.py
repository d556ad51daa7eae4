"""Whether a text can be about the target at all: the cheap check before all others.

A text that says nothing of forces or weapons takes no stance on deploying them, whatever it says of
other things. In few words they may be left unsaid ("They will not go"), in an article not.
"""

import re
from functools import cache
from typing import Final

from stanceclf.resources import words

# Two of the corpus' 1,035 documents with a stance are off topic by that (they speak of officers, of
# posts); so are 38 of 100 texts of US politics (PolNeAR) and 41 of 100 of all sorts (GUM).
ENOUGH_WORDS: Final = 100
_WORD: Final = re.compile(r"[a-z]+")


def is_on_topic(text: str) -> bool:
    """Tell whether a text names a force or a weapon, or is too short to tell.

    Examples
    --------
    >>> is_on_topic("They will not go.")
    True
    >>> is_on_topic("The central bank raised its rates again. " * 20)
    False
    """
    forces, lines = _forces(), []
    # One after the other: a text on topic says so in its first lines, and as a rule with blanks on
    # both sides of the word.
    for line in text.split("\n"):
        lower = line.lower()
        if not forces.isdisjoint(lower.split()):
            return True
        lines.append(lower)
    found = _WORD.findall("\n".join(lines))
    return len(found) < ENOUGH_WORDS or not forces.isdisjoint(found)


@cache
def _forces() -> frozenset[str]:
    """Return the words for forces and weapons that stand alone."""
    return frozenset(filter(_WORD.fullmatch, words("stance_force.txt")))
