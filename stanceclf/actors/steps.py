"""Steps: what the walk over a document does at a word, by the word alone.

One look-up a token: the walk asks for every word, and at most words it does nothing.
"""

from stanceclf.actors.kinds import KINDS, PERSON, PRONOUN, PRONOUNS, MentionKind
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.names import is_name_word
from stanceclf.actors.nouns import is_group, word_class
from stanceclf.actors.reading import no_names
from stanceclf.text.tokens import lowered

_MOST_STEPS = 1 << 16


def is_no_name(word: str, lower: str) -> bool:
    """Tell whether a capitalised word begins no name: "Former", "Far-right", "However".

    >>> is_no_name("Far-right", "far-right"), is_no_name("Farmers", "farmers")
    (True, False)
    """
    compound = "-" in word and word.rpartition("-")[2].islower()
    prefix = lower in word_class("name_prefix") or lower in word_class("season")
    return compound or prefix or lower in no_names()


def _step(word: str) -> MentionKind | None:
    """Return the kind of phrase that a word is or heads; PERSON for the beginning of any name."""
    lower = lowered(word)
    if word in ("former", "latter"):
        return PRONOUN  # by itself
    if word[0].islower() and (word.islower() or not is_name_word(word)):
        return KINDS[lower]
    if not word[0].isalpha():
        return None
    if lower.partition("'")[0] in PRONOUNS and not (word.isupper() and len(word) > 1):
        return PRONOUN
    unlisted = not lexicon().begins(lower) and lower not in word_class("name_opener")
    return None if unlisted and not is_group(lower) and is_no_name(word, lower) else PERSON


class _Steps(dict[str, MentionKind | None]):
    """The step at a word as it stands in the text, worked out on first use."""

    def __missing__(self, word: str) -> MentionKind | None:
        step = _step(word)
        if len(self) < _MOST_STEPS:
            self[word] = step
        return step


STEPS = _Steps()
