"""American places, which newspapers write with their states: "of Reno, Nev., said"."""

from typing import Final

from stanceclf.actors.entries import REGION
from stanceclf.actors.listed import Match
from stanceclf.actors.names import sex_of_given_name
from stanceclf.actors.nouns import word_class
from stanceclf.text.document import Document

SEATED: Final = frozenset(("R-", "D-", "I-"))  # "Ada Moreau, R-Nev."
_SHORT: Final = word_class("state_short")
_CODES: Final = word_class("state_code")
_LINKS: Final = frozenset(("of", "in", "from", "near", "outside"))
_CLOSING: Final = frozenset((",", ".", ")", ";"))


def is_short_state(word: str, lower: str) -> bool:
    """Tell whether a word is a state cut short, as behind a place.

    >>> is_short_state("Nev", "nev"), is_short_state("NV", "nv"), is_short_state("Ohio", "ohio")
    (True, True, False)
    """
    return lower in _SHORT or (lower in _CODES and word.isupper())


def is_of_state(document: Document, matches: list[Match], first: int, last: int) -> bool:
    """Tell whether [first, last) is the place or the state of "of Reno, Nev.,".

    `matches` are the names that `listed_names` gives. In "the aides of Ada Moreau, Ohio's governor"
    is neither.
    """
    words, lowers = document.words, document.lowers
    if first < 2 or last + 1 >= len(words):
        return False
    if words[first - 1] == ",":
        short = is_short_state(words[first], lowers[first]) and last == first + 1
        named = words[first - 2][0].isupper() or words[first - 2] == "."  # "(R., Va.)"
        return short and named and words[last] in _CLOSING
    if words[last] != "," or lowers[first - 1] not in _LINKS:
        return False
    state = matches[last + 1]
    if is_short_state(words[last + 1], lowers[last + 1]):
        behind = last + 2
    elif state is not None and state[1].sort is REGION and not sex_of_given_name(words[first]):
        behind = state[0]
    else:
        return False
    return behind >= len(words) or words[behind] in _CLOSING
