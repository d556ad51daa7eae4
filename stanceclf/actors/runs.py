"""Runs of capitalised words that hold more than one name: "Southern Command Dan Harel"."""

from typing import Final

from stanceclf.actors.casing import is_common
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.names import is_name_word, is_title, sex_of_given_name, words_of
from stanceclf.actors.nouns import (
    is_group,
    is_role,
    organisation_nouns,
    roles,
    state_nouns,
    word_class,
)
from stanceclf.actors.titles import skip_titles
from stanceclf.records import ActorType
from stanceclf.text.document import Document

_STATE_NOUNS: Final = state_nouns()
_ORGANISATION_NOUNS: Final = organisation_nouns()
_PORTFOLIO: Final = word_class("portfolio")
_CHARGES: Final = word_class("charge") | _PORTFOLIO | word_class("topic")
_CHARGING: Final = ("for", "in", "of")
_FEWEST: Final = 3
_MONTHS: Final = words_of("month")
ORDINAL: Final = frozenset(("st", "nd", "rd", "th"))  # tokens behind their numbers: "82", "nd"
_OTHER_BODIES: Final = _ORGANISATION_NOUNS - _CHARGES
_PARTY_WORD: Final = word_class("party_word")
_PLACE_HEAD: Final = word_class("place_head")
_PLACE_PREPOSITION: Final = word_class("place_preposition")
_PLACE_TAIL: Final = word_class("place_tail")
_PERSON: Final = ActorType.PERSON
_PRIVATE: Final = frozenset(("expert", "kin", "worker"))  # classes of role nouns
_SHIP: Final = word_class("ship")
_LONGEST_INITIALS: Final = 3


def start_of_person(document: Document, index: int, end: int) -> int:
    """Return where a person's name begins inside the run [index, end), or `index`.

    A place behind a preposition ("From Grozny Ramzan Moreau"), a body ("Southern Command Dan
    Harel") and what is shouted ("DEFIANT Ada Moreau") are no part of the name behind them; a known
    given name tells where that begins. What an office is for goes by its own words.
    """
    if has_charge(document, index) and _OTHER_BODIES.isdisjoint(document.lowers[index:end]):
        token = behind_charge(document, index, end)  # but "Speaker of the House Ada Moreau"
        if token == end:
            return index
        bare = skip_titles(document, token, end)  # "Chief of Defence Admiral Ada Moreau"
        return bare if bare < end else token
    if end - index < _FEWEST or sex_of_given_name(document.words[index]):
        return index
    lowers = document.lowers
    if lowers[end - 1] in _PLACE_TAIL or lowers[end - 1] in _PLACE_HEAD:
        return index
    placed = index > 0 and lowers[index - 1] in _PLACE_PREPOSITION
    for token in range(index + 1, end - 1):
        before = lowers[token - 1]
        body = before in _ORGANISATION_NOUNS or before in _STATE_NOUNS or before == "command"
        shouted = _is_shouted(document.words[token - 1]) and not document.words[token].isupper()
        if not (placed or body or shouted) or is_title(lowers[token]):
            continue
        if sex_of_given_name(document.words[token]):
            return token
    return index


def has_charge(document: Document, index: int) -> bool:
    """Tell whether a name may begin with what an office is for: "Mayor of", "Minister in the"."""
    lowers, before = document.lowers, index - 1
    if before > 1 and lowers[before] == "the":
        before -= 1
    if before < 1 or lowers[before] not in _CHARGING:
        return False
    return is_role(lowers[before - 1]) and roles().get(lowers[before - 1]) not in _PRIVATE


def behind_charge(document: Document, index: int, end: int) -> int:
    """Return where a person's name begins behind what an office is for; `end` if none does.

    "Minister of State for [Defence Ada Moreau]", "Mayor of [London Ada Moreau]". Behind what is not
    known as a field or a place, a given name tells: "Governor of Upper Nile" names nobody.
    """
    words, lowers = document.words, document.lowers
    if not _OTHER_BODIES.isdisjoint(lowers[index:end]):
        return index
    token, known, likely = index, True, end
    while token < end:
        given = sex_of_given_name(words[token]) is not None
        listed = None if given and token > index else lexicon().match(words, lowers, token)
        if listed is not None and listed[0] <= end and listed[1].type is not _PERSON:
            token = listed[0]
            continue
        if given and token + 1 < end:
            if not _is_charge(lowers[token + 1]):
                return token
            if known and token > index:
                likely = min(likely, token)  # "for Defence Rose Hill"
        if known and token > index and not _is_charge(lowers[token]):
            return token
        known = known and lowers[token] in _CHARGES
        token += 1
    if known or likely < end:
        return likely
    token = index
    while token < end - 2 and lowers[token] in _PORTFOLIO:
        token += 1  # "of Defense Mark Esper", a given name that is a common word
    return token


def names_charge(document: Document, index: int, end: int) -> bool:
    """Tell whether a run only says what a minister is for: "the Minister for Planning"."""
    before = document.lowers[index - 2] if index > 1 else ""
    minister = document.lowers[index - 1] in _CHARGING and roles().get(before) == "minister"
    return minister and behind_charge(document, index, end) == end


def _is_charge(lower: str) -> bool:
    """Tell whether a word may say what an office is for."""
    return lower in _CHARGES or is_common(lower)


def _is_shouted(word: str) -> bool:
    """Tell whether a word is all capitals, and neither short nor what a ship's name begins with."""
    return word.isupper() and len(word) > _LONGEST_INITIALS and word.lower() not in _SHIP


def start_behind_label(document: Document, index: int, end: int) -> int:
    """Return what is left of the run [index, end) behind "VIDEO", "READ MORE", "ADVERTISEMENT".

    These are common words in capitals before another one that is not; an acronym is none.
    """
    words = document.words
    if not _is_shouted(words[index]):
        return index
    behind = index
    while behind < end - 1 and _is_shouted(words[behind]) and is_common(document.lowers[behind]):
        behind += 1
    return index if words[behind].isupper() else behind


def start_of_coordination(document: Document, index: int, end: int) -> int:
    """Return where "Peace and Neutrality Alliance" begins whose last part is [index, end).

    Both parts stand behind one article, and the first is no party's: "the Greens and Labour Party".
    """
    words, lowers = document.words, document.lowers
    if index < 3 or lowers[index - 1] not in ("and", "&") or end < index + 2:
        return index
    first = index - 2
    joined = is_name_word(words[first]) and lowers[first - 1] == "the"
    party = is_group(lowers[first]) and lowers[first] in _PARTY_WORD
    return first if joined and not party and lowers[first] not in _ORGANISATION_NOUNS else index


def start_behind_initial(document: Document, index: int) -> int:
    """Return where "A. K. Moreau" begins, of which [index, ...) has all but the "A."."""
    words, sentence_of = document.words, document.sentence_of
    first = index - 2
    if words[index - 1] != "." or sentence_of[first] != sentence_of[index]:
        return index
    opens = first == document.sentences[sentence_of[index]].first
    return index if opens and words[index + 1 : index + 2] != ["."] else first


def start_behind_number(document: Document, index: int) -> int:
    """Return where "82nd Airborne Division" begins, of which [index, ...) has all but the "82nd".

    A mention stays as it is, for a number in front would make it one of several: "14 divisions".
    """
    if document.lowers[index - 1] not in ORDINAL or index < 2:
        return index
    counted = document.words[index - 2].isdigit() and document.words[index][0].isupper()
    return index - 2 if counted else index


def start_behind_date(document: Document, index: int) -> int:
    """Return where "March 23 Movement" begins, of which [index, ...) has the "Movement".

    The date is part of the name behind "the" alone: "On March 23 Parliament met".
    """
    lowers, first = document.lowers, index - 2
    if first < 1 or not lowers[index - 1].isdigit() or lowers[first] not in _MONTHS:
        return index
    return first if lowers[first - 1] == "the" else index
