"""What each word in and about a mention tells, as bits of one number a token.

The numbers are gathered once a document for all who ask: to look a word up in a large set each time
is mostly a wait for memory. Finding mentions takes .93 of the time, naming .96.
"""

from typing import Final

from stanceclf.actors.kinds import modifies, noun_kind
from stanceclf.actors.names import function_words, is_name_word, is_title, titles_from
from stanceclf.actors.nouns import (
    POSSESSIVES,
    is_group,
    is_role,
    organisation_nouns,
    roles,
    state_nouns,
    word_class,
)
from stanceclf.actors.parting import PARTING
from stanceclf.actors.speech_verbs import SAYS, is_speech_verb
from stanceclf.actors.steps import is_no_name
from stanceclf.resources import words
from stanceclf.text.document import Document
from stanceclf.text.forms import Form, FormTable
from stanceclf.text.row import Row

# Behind `SAYS`, a verb of speech: any verb, or an auxiliary; what a complement may begin with; a
# noun that a word before it modifies; a possessive mark; a preposition of place; an article; a
# comma; a part of a name, or an article; a verb that has an object; a name of a people, by its
# ending; a word that no subject stands behind; the mark of an owner; what nobody is: "every
# soldier".
VERB: Final = 1 << 1
OPENS_COMPLEMENT: Final = 1 << 2
MODIFIED: Final = 1 << 3
MARK: Final = 1 << 4
PLACING: Final = 1 << 5
ARTICLE: Final = 1 << 6
COMMA: Final = 1 << 7
NAME: Final = 1 << 8
HAS_OBJECT: Final = 1 << 9
PEOPLE: Final = 1 << 10
BARS_SUBJECT: Final = 1 << 11
OWNS: Final = 1 << 12
NOBODY: Final = 1 << 13
# A part of a name; what may stand inside one; either, or a mark that may; what may stand between
# an article and its noun; a determiner; a noun that heads a phrase; a small initial; people; no
# name, though it may have a capital; a role; a title; a noun of a body; what may describe the
# bearer of a name that stands behind; what may count or point; the first word of a title; what
# takes a phrase apart. They fill one digit of a number, two of which take longer to read.
NAME_WORD: Final = 1 << 14
JOINT: Final = 1 << 15
GOES_ON: Final = 1 << 16
MODIFIES: Final = 1 << 17
DETERMINER: Final = 1 << 18
NOUN: Final = 1 << 19
SMALL: Final = 1 << 20
GROUP: Final = 1 << 21
NO_NAME: Final = 1 << 22
ROLE: Final = 1 << 23
TITLE: Final = 1 << 24
BODY: Final = 1 << 25
DESCRIBES: Final = 1 << 26
COUNTS: Final = 1 << 27
OPENS_TITLE: Final = 1 << 28
PARTS: Final = 1 << 29

_ARTICLES: Final = word_class("article")
_BODIES: Final = organisation_nouns() | state_nouns()
_COMPLEMENTS: Final = word_class("complement")
# Whom somebody serves, between country and office: "Thai government spokesman Somchai Prasert". An
# opposition or rebel leader does not speak for the country.
_SERVED: Final = word_class("portfolio") - {"opposition"} | frozenset((
    "coastguard", "government", "military", "ministry", "parliamentary", "presidential",
))  # fmt: skip
_DESCRIBING: Final = (
    word_class("inner_title") | word_class("possessive_mark") | frozenset(roles()) | _SERVED
)
_DETERMINERS: Final = word_class("determiner")
_JOINTS: Final = words("particles.txt") | {"of", "for", "and", ".", "&", "'s", "'"}
_MARKS: Final = word_class("possessive_mark")
_NOBODY: Final = word_class("nobody")
_NO_SUBJECT_AFTER: Final = word_class("no_subject_after")
_OBJECT_VERBS: Final = word_class("object_verb")
_PEOPLES: Final = ("ns", "is", "ks", "ts", "es", "ese", "ish", "ch")
_PLACING: Final = word_class("place_preposition")
_SKIPPED: Final = word_class("skipped")
_VERBS: Final = word_class("auxiliary") | {"shall", "should", "not", "also"}


def told_by_words(document: Document) -> list[int]:
    """Return for each token of a document what its word tells, and a 0 behind the last one.

    So the first token has nothing before it either: -1 is the last place.
    """
    told = document.told
    if told is None:
        told = document.part().numbers(_told_of_row)
        told.append(0)
        object.__setattr__(document, "told", told)  # a memory, and no part of it
    return told


def _told(form: Form) -> tuple[int]:
    word, lower = form.word, form.lower
    says, name, joint = is_speech_verb(lower), is_name_word(word), lower in _JOINTS
    return (
        SAYS * says
        + VERB * (says or lower in _VERBS or lower.endswith("ed"))
        + OPENS_COMPLEMENT * (lower in _COMPLEMENTS)
        + MODIFIED * _is_modified(word, lower)
        + MARK * (lower in _MARKS)
        + PLACING * (lower in _PLACING)
        + ARTICLE * (lower in _ARTICLES)
        + COMMA * (lower == ",")
        + NAME * (name or word in _ARTICLES)
        + HAS_OBJECT * _has_object(word)
        + PEOPLE * lower.endswith(_PEOPLES)
        + BARS_SUBJECT * (lower in _NO_SUBJECT_AFTER)
        + OWNS * (lower == "'s")
        + NOBODY * (lower in _NOBODY)
        + NAME_WORD * name
        + JOINT * joint
        + GOES_ON * (name or joint or word in "(/\u2013")
        + MODIFIES * modifies(word, lower)
        + DETERMINER * (lower in _DETERMINERS)
        + NOUN * (noun_kind(lower) is not None)
        + SMALL * word[0].islower()
        + GROUP * is_group(lower)
        + NO_NAME * is_no_name(word, lower)
        + ROLE * is_role(lower)
        + TITLE * is_title(lower)
        + BODY * (lower in _BODIES)
        + DESCRIBES * _may_describe(lower, name=name)
        + COUNTS * (lower in _SKIPPED or lower[0].isdigit() or "-" in lower)
        + OPENS_TITLE * bool(titles_from(lower))
        + PARTS * (lower in PARTING),
    )


_TOLD: Final = FormTable(_told, 1)


def _told_of_row(row: Row) -> list[int]:
    return row.each(_TOLD)


def _may_describe(lower: str, *, name: bool) -> bool:
    """Tell whether a word may stand in the description before a name, and does not open it."""
    return lower not in POSSESSIVES and (name or lower in _DESCRIBING or "-" in lower[1:])


def _is_modified(word: str, lower: str) -> bool:
    """Tell whether the word behind a mention is a noun that the mention modifies."""
    noun = word.islower() and lower.isalpha() and lower[-1] != "s"
    return noun and lower not in function_words()


def _has_object(word: str) -> bool:
    """Tell whether a word is a verb, or a participle, that an object follows."""
    participle = word.endswith("ing") and word not in function_words()
    past = word.endswith("ed") and not is_speech_verb(word)
    return word in _OBJECT_VERBS or participle or past
