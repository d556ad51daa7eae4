"""Nouns before nouns: "the artillery bureau", "Honduran bus owners", "by aid workers".

No list holds the nouns that may stand before a head. A lower-case word is taken for one where what
stands before it leaves no room for a verb: an article, an owner, a demonym, a preposition.
"""

from functools import cache, lru_cache
from typing import Final

from stanceclf.actors.entries import ADJECTIVE
from stanceclf.actors.kinds import PRONOUNS, is_adjective, noun_kind
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.names import function_words, words_of
from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.resources import rows
from stanceclf.text.document import Document

_FUNCTION_WORDS: Final = function_words()
_MARKS: Final = word_class("possessive_mark")
_MOST_ADJECTIVES: Final = 2
_COMPOUND: Final = word_class("compound")
_DETERMINER: Final = word_class("determiner")


@cache
def _irregular() -> frozenset[str]:
    return frozenset(
        word for row in rows("irregular_words.tsv") for cell in row for word in cell.split()
    )


@cache
def _prepositions() -> frozenset[str]:
    return words_of("preposition")


@lru_cache(maxsize=1 << 14)
def may_modify(lower: str) -> bool:
    """Tell whether an unlisted lower-case word may be a noun before a noun.

    >>> may_modify("bus"), may_modify("sent"), may_modify("quickly")
    (True, False, False)
    """
    if not lower.isalpha() or lower.endswith(("ed", "ing", "ly")) or lower in _irregular():
        return False
    return not (lower in _FUNCTION_WORDS or lower in PRONOUNS or is_speech_verb(lower))


def start_of_compound(document: Document, index: int, floor: int) -> int:
    """Return where "[the] bus" before the head at `index` begins; `index` if nothing modifies it.

    The article or the owner before it is left to the caller.
    """
    words, lowers = document.words, document.lowers
    first = index - 1
    if first < floor or not words[first].islower() or not may_modify(lowers[first]):
        return index
    if words[index][0].isdigit():
        return index  # "outside the gate 90 residents sang"
    several = lowers[first].endswith("s") and not lowers[first].endswith("ss")
    if several and first - 1 >= floor and f"{lowers[first - 1]}-{lowers[first]}" in _COMPOUND:
        first -= 1
        index = first  # be it all that stands before the head: "Human rights groups oppose it"
    adjectives = 0
    while first - 1 >= floor and adjectives <= _MOST_ADJECTIVES:
        low, word = lowers[first - 1], words[first - 1]
        if low in _DETERMINER or low in _MARKS:
            return first
        if not adjectives and not several and (low in _prepositions() and low != "to"):
            return first
        if not adjectives and not several and is_speech_verb(low):
            return first
        if word[0].isupper():
            return first if _is_demonym(document, first - 1) else index
        if not is_adjective(low) or noun_kind(low) is not None:
            return index
        first -= 1
        adjectives += 1
    return index


def _is_demonym(document: Document, index: int) -> bool:
    """Tell whether a capitalised word is a listed adjective, or a name behind an article."""
    match = lexicon().match(document.words, document.lowers, index, index + 1)
    if match is not None:
        return match[1].sort is ADJECTIVE
    return index > 0 and document.lowers[index - 1] == "the"
