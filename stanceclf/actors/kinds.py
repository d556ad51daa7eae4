"""Kinds of mentions, each by its name, and which words head a phrase of which kind."""

from functools import cache
from typing import Final

from stanceclf.actors.mention import MentionKind
from stanceclf.actors.names import no_names
from stanceclf.actors.nouns import (
    endings,
    is_group,
    organisation_nouns,
    roles,
    state_nouns,
    word_class,
)
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.records import ActorType
from stanceclf.text.memo import kept

# In Python 3.11 reading a member through its class costs 0.1 µs, ten times a global's price.
PERSON: Final[MentionKind] = MentionKind.PERSON
COUNTRY: Final[MentionKind] = MentionKind.COUNTRY
ORGANISATION: Final[MentionKind] = MentionKind.ORGANISATION
GROUP: Final[MentionKind] = MentionKind.GROUP
ROLE: Final[MentionKind] = MentionKind.ROLE
PRONOUN: Final[MentionKind] = MentionKind.PRONOUN
OF_ACTOR: Final = {kind: MentionKind(kind.value) for kind in ActorType}


PRONOUNS: Final = word_class("pronoun")


@cache
def _common_nouns() -> dict[str, MentionKind]:
    """Return the kind of phrase that each listed lower-case noun heads."""
    table = dict.fromkeys(organisation_nouns(), MentionKind.ORGANISATION)
    table.update((noun, MentionKind.COUNTRY) for noun in state_nouns() if " " not in noun)
    table.update(dict.fromkeys(roles(), MentionKind.ROLE))
    return table


# Verbs that end as adjectives do: "Norway sent police".
_VERBS: Final = frozenset(("lent", "meant", "sent", "spent", "went"))


def _noun_kind(lower: str) -> MentionKind | None:
    """Return the kind of phrase that a lower-case noun heads, or None; a pronoun heads nothing.

    >>> noun_kind("minister"), noun_kind("butchers"), noun_kind("table")
    (<MentionKind.ROLE: 'role'>, <MentionKind.GROUP: 'group'>, None)
    """
    if lower.partition("'")[0] in PRONOUNS:
        return None
    kind = _common_nouns().get(lower)
    if kind is None and is_group(lower):
        return MentionKind.GROUP
    if kind is None and lower.endswith(endings("person_suffix")):
        return MentionKind.ROLE
    return kind


noun_kind: Final = kept(_noun_kind)


def _is_adjective(lower: str) -> bool:
    """Tell whether a lower-case word looks like an adjective, by its ending or a hyphen."""
    listed = lower == "old" or "-" in lower
    if listed or lower in _VERBS:
        return listed
    return lower.endswith(endings("adjective_ending")) and not is_speech_verb(lower)


is_adjective: Final = kept(_is_adjective)


def modifies(word: str, lower: str) -> bool:
    """Tell whether a word can stand between the article and the noun of a phrase."""
    if word[0].isupper():
        return lower not in no_names()
    if not word[0].isalpha():
        return word[0].isdigit() or word == "-"
    if lower in no_names() or lower in PRONOUNS:
        return False
    return noun_kind(lower) is not None or is_adjective(lower)
