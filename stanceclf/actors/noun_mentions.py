"""Nouns that may head a phrase for a holder: "the French president", "some of them"."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.entries import PEOPLE
from stanceclf.actors.kinds import PRONOUNS
from stanceclf.actors.mention import Mention, MentionKind
from stanceclf.actors.names import function_words, words_of
from stanceclf.actors.nouns import POSSESSIVES, word_class
from stanceclf.actors.pairs import PAIRED, stands_alone
from stanceclf.actors.parting import SHARES
from stanceclf.actors.phrase_starts import start_of_phrase, start_of_share
from stanceclf.actors.walk import Walk
from stanceclf.actors.word_bits import DETERMINER, GROUP, MARK, NAME_WORD, NOUN, ROLE, SMALL

_TIMES: Final = words_of("weekday", "month")
_FUNCTION_WORDS: Final = function_words()
# Behind "heads" that tells where somebody goes: "The bill heads to the Senate".
_ONWARD: Final = frozenset((
    "back", "for", "home", "in", "into", "it", "next", "off", "out", "to", "towards", "up",
))  # fmt: skip
_ONE_OF: Final = ["one", "of"]
_MARKS: Final = word_class("possessive_mark")
_OWNED_THING: Final = word_class("owned_thing")
_QUANTITY: Final = word_class("quantity")
_ISSUING: Final = frozenset(("court", "executive", "gag", "restraining"))
_SELDOM_HOLDING: Final = frozenset(("heads", "opposition", "order", "state", "government"))
_STATE_KIND: Final = word_class("state_kind")
_STATING: Final = frozenset(("state", "states"))
_WRITTEN_THING: Final = word_class("written_thing")


def visit_several(walk: Walk, index: int) -> None:
    """Visit a word that may mean some of those named before: "the latter", "62 percent"."""
    first, kind = index, kinds.PRONOUN
    if walk.lowers[index] in SHARES:
        first, kind = start_of_share(walk.document, index), kinds.GROUP
        if first == index:
            return
    elif walk.words[index] not in PAIRED:
        if walk.lowers[max(0, index - 2) : index] == _ONE_OF:
            first, kind = index - 2, kinds.ROLE
    elif stands_alone(walk.document, index):
        first = index - 1
    else:
        return
    walk.found.append(Mention(walk.drop_after(first), index + 1, kind))


def visit_noun(walk: Walk, index: int, kind: MentionKind) -> int:
    """Visit a noun that may head a phrase."""
    after = index + 1
    sentence_of, starts = walk.document.sentence_of, walk.document.starts
    if index and walk.words[index - 1] in "./" and starts[index - 1] + 1 == starts[index]:
        return after  # a part of an address: "t.co/abc"
    if _is_stating(walk, index) or _heads_none(walk, index):
        return after
    if after < len(walk.words) and sentence_of[after] == sentence_of[index]:
        following = walk.told[after]
        if following & NOUN and following & SMALL and not _has_verb(walk, index):
            return after  # "government spokesman": the head is yet to come
        if kind is kinds.ROLE and following & NAME_WORD and walk.lowers[after] not in PRONOUNS:
            return after  # "foreign minister Ada Moreau": the name is the mention
        if walk.words[index] == "year-old" and walk.is_noun(after):
            return after  # "a 30-year-old treaty"
    previous = walk.found[-1] if walk.found else None
    if previous is not None and previous.last == index and walk.words[index - 1].isdigit():
        return after  # "the Charter 77 group"
    first = index
    if walk.lowers[index] not in _QUANTITY or walk.told[index - 1] & MARK:  # "a veterans' group"
        first = start_of_phrase(walk.document, index, previous)
        if walk.lowers[index] in _OWNED_THING and _is_owned(walk, first, index):
            return after  # "the Council's powers": whoever owns them may hold
    return walk.add(walk.drop_after(first), after, kind)


def _is_stating(walk: Walk, index: int) -> bool:
    """Tell whether "state" or "states" is the verb: "the report states", "Saudis state that".

    "The states that border Mali" and "US states that" are none.
    """
    lowers = walk.lowers
    if not index or lowers[index] not in _STATING or walk.words[index] != lowers[index]:
        return False
    before, behind = lowers[index - 1], lowers[index + 1 : index + 2]
    told, listed = walk.told[index - 1], walk.matches[index - 1]
    if lowers[index] == "state":
        people = told & GROUP or (listed is not None and listed[1].sort is PEOPLE)
        return bool(people) and not _FUNCTION_WORDS.isdisjoint(behind)
    if before in _WRITTEN_THING:
        return True
    if behind != ["that"]:
        return False
    named = walk.found[-1] if walk.found and walk.found[-1].last == index else None
    by_name = named is not None and named.kind in (kinds.COUNTRY, kinds.PERSON)
    if by_name:
        return not walk.words[index - 1].isupper()
    return told & ROLE != 0 and before not in _STATE_KIND


def _heads_none(walk: Walk, index: int) -> bool:
    """Tell whether a noun heads no phrase for a holder: "heads of [state]".

    Nor does a "High Court order", one in "their opposition to it", a verb that looks like one ("it
    heads to the Senate"), or heads that are no people: "heads have rolled".
    """
    lowers = walk.lowers
    if lowers[index] not in _SELDOM_HOLDING:  # as most
        return False
    if lowers[index] == "heads":
        return not _are_people(walk, index)
    if lowers[index] == "order":
        return index > 0 and lowers[index - 1] in _ISSUING
    if lowers[index] == "opposition":
        owned = index > 0 and lowers[index - 1] in POSSESSIVES
        return owned and lowers[index + 1 : index + 2] == ["to"]
    if index < 2:
        return False
    joined = lowers[max(0, index - 3) : index] == ["of", "state", "and"]
    of = index - 1 - 2 * joined
    return lowers[max(0, of - 1) : of + 1] == ["heads", "of"]


def _are_people(walk: Walk, index: int) -> bool:
    """Tell whether "heads" are people: "heads of state", "village heads"."""
    lowers, before = walk.lowers, walk.told[index - 1]
    if index and lowers[index - 1] in POSSESSIVES:
        return False
    behind = lowers[index + 1 : index + 2]
    if behind == ["of"]:
        return True
    bare = walk.opens(index) or before & DETERMINER or lowers[index - 1] in _FUNCTION_WORDS
    moves = behind == [] or behind[0] in _ONWARD or behind[0] in _TIMES
    return not (bare or moves or walk.told[index + 1] & DETERMINER)


def _has_verb(walk: Walk, index: int) -> bool:
    """Tell whether the verb "states" stands behind somebody: "the minister states that"."""
    return walk.lowers[index] not in _WRITTEN_THING and _is_stating(walk, index + 1)


def _is_owned(walk: Walk, first: int, index: int) -> bool:
    """Tell whether a possessive stands in a phrase before its head."""
    return not _MARKS.isdisjoint(walk.lowers[first:index]) or walk.lowers[first] in POSSESSIVES
