"""Steps: what the walk over a document does at a word, by the word alone."""

from typing import Final

from stanceclf.actors.kinds import PERSON, PRONOUN, PRONOUNS, noun_kind
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.mention import MentionKind
from stanceclf.actors.names import is_name_word, no_names
from stanceclf.actors.nouns import is_group, word_class
from stanceclf.actors.parting import SHARES
from stanceclf.text.tokens import lowered

_SIDES: Final = frozenset("RDI")  # of the parties of those who sit in an American house


def is_no_name(word: str, lower: str) -> bool:
    """Tell whether a capitalised word begins no name: "Former", "Far-right", "However".

    >>> is_no_name("Far-right", "far-right"), is_no_name("Farmers", "farmers")
    (True, False)
    >>> is_no_name("R-Ohio", "r-ohio"), is_no_name("T-Mobile", "t-mobile")
    (True, False)
    """
    if word[1:2] == "-" and word[0] in _SIDES and word[2:3].isupper():
        return True
    compound = "-" in word and word.rpartition("-")[2].islower()
    prefix = lower in word_class("name_prefix") or lower in word_class("season")
    return compound or prefix or lower in no_names()


def step_at(word: str) -> MentionKind | None:
    """Return the kind of phrase that a word is or heads; PERSON for the beginning of any name."""
    lower = lowered(word)
    if word in ("former", "latter") or lower in SHARES:
        return PRONOUN  # by itself
    if word[0].islower() and (word.islower() or not is_name_word(word)):
        return PRONOUN if lower.partition("'")[0] in PRONOUNS else noun_kind(lower)
    if not word[0].isalpha():
        return None
    if lower.partition("'")[0] in PRONOUNS and not (word.isupper() and len(word) > 1):
        return PRONOUN
    unlisted = not lexicon().begins(lower) and lower not in word_class("name_opener")
    return None if unlisted and not is_group(lower) and is_no_name(word, lower) else PERSON
