"""Mentions that a word with a capital begins: names, and nouns that their place capitalises."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.casing import is_common
from stanceclf.actors.causes import behind_cause
from stanceclf.actors.entities import COUNTRY, PERSON
from stanceclf.actors.entries import ADJECTIVE, OUTLET
from stanceclf.actors.extents import end_of_name
from stanceclf.actors.kinds import noun_kind
from stanceclf.actors.listed_mentions import UNLISTED, is_namesake, visit_listed
from stanceclf.actors.mention import Mention
from stanceclf.actors.names import is_title, sex_of_given_name
from stanceclf.actors.noun_mentions import visit_noun
from stanceclf.actors.nouns import is_role, word_class
from stanceclf.actors.parting import POSTMODIFIERS
from stanceclf.actors.runs import names_charge, start_behind_label, start_of_coordination
from stanceclf.actors.steps import step_at
from stanceclf.actors.titled_names import bears_titles, behind_titles, is_address, visit_titled
from stanceclf.actors.unlisted import kind_of_name, may_be_name
from stanceclf.actors.us_states import is_of_state
from stanceclf.actors.walk import Walk
from stanceclf.actors.word_bits import GROUP, NO_NAME

_STYLES: Final = word_class("style")
_WITHIN: Final = frozenset(("in", "at", "near", "outside"))
_ENACTING: Final = word_class("enacting")
_FORM_OF_ADDRESS: Final = word_class("form_of_address")
_INTRODUCING: Final = word_class("introducing")
_MARKS: Final = word_class("possessive_mark")
_NAME_OPENER: Final = word_class("name_opener")
_OUTLET_TAIL: Final = word_class("outlet_tail")
_PARTY_ALWAYS: Final = word_class("party_always")
_PARTY_MEMBERS: Final = word_class("party_members")


def visit_name(walk: Walk, index: int) -> int:
    """Visit a word that is written as a name."""
    listed = walk.matches[index]
    if listed is not None and listed[1].sort is OUTLET and walk.runs_on(listed[0] - 1):
        behind = _behind_outlet(walk, index, listed[0])
        if behind > index:
            return behind
        listed = None
    if listed is not None:
        last, entry = listed
        end = _end_of_name(walk, index)
        behind = UNLISTED
        if not is_namesake(walk, last, end, entry):
            behind = visit_listed(walk, index, end, last, entry)
        return _unlisted(walk, index, end) if behind == UNLISTED else behind
    told = walk.told[index]
    if told & GROUP and walk.opens(index) and not walk.runs_on(index):
        if walk.lowers[index + 1 : index + 2] == ["'"] and _end_of_name(walk, index) > index + 1:
            return _unlisted(walk, index, _end_of_name(walk, index))  # "Shipowners' Council"
        if walk.lowers[index] in _PARTY_MEMBERS and _is_party_alone(walk, index):
            return walk.add(index, index + 1, kinds.ORGANISATION)
        return visit_noun(walk, index, kinds.GROUP)
    if _begins_none(walk, index):
        return index + 1
    end = _end_of_name(walk, index)
    kind = noun_kind(walk.lowers[index]) if end == index + 1 else None
    if kind is not None and walk.opens(index) and not is_address(walk, index, end):
        return visit_noun(walk, index, kind)
    return _behind_its_titles(walk, index, end)


def _behind_its_titles(walk: Walk, index: int, end: int) -> int:
    """Visit a name that may begin with titles, or with whose party it is."""
    named = behind_cause(walk, index, end)
    if named > index:
        known = walk.matches[named] is not None or end > named + 1
        return visit_name(walk, named) if known else walk.add(named, end, kinds.ORGANISATION)
    bare = behind_titles(walk, index, end)
    if bare > index and not (
        (bare < end and walk.holds_organisation(bare, end)) or walk.heads_body(end - 1)
    ):
        return visit_titled(walk, index, bare, end)
    if bare > index and bears_titles(walk, index, bare, end):
        return visit_titled(walk, index, bare, end)
    if _is_sitting(walk, index, end):
        walk.add(index, end - 1, kinds.ORGANISATION)
        return visit_name(walk, end - 1)
    if _speaks_for(walk, index, end):
        walk.add(index, index + 1, kinds.ORGANISATION)
        return walk.add(index + 1, end, kinds.PERSON)
    return _unlisted(walk, index, end)


def _behind_outlet(walk: Walk, index: int, last: int) -> int:
    """Return where to go on behind an outlet that ends before another word with a capital.

    That is `index` where the outlet's name may be the first word of somebody else's.
    """
    if walk.lowers[last] in _OUTLET_TAIL:
        return _end_of_name(walk, index)  # "told Reuters Sunday", "Bloomberg TV"
    match = walk.matches[last]
    if match is None or match[1].sort is ADJECTIVE:
        return index  # "Dawn French"
    return last if match[1].type is PERSON else match[0]  # "Politico New York"


def _is_party_alone(walk: Walk, index: int) -> bool:
    """Tell whether a word that opens a sentence is a party: "Greens", if so within another.

    What stands behind it may single some of them out: "Republicans on the panel".
    """
    lowers, word = walk.lowers, walk.words[index]
    if not POSTMODIFIERS.isdisjoint(lowers[index + 1 : index + 2]):
        return False
    if lowers[index] in _PARTY_ALWAYS:
        return True
    if word not in walk.parties:
        places = (at for at, other in enumerate(walk.words) if other == word)
        walk.parties[word] = not all(map(walk.opens, places))
    return walk.parties[word]


def _begins_none(walk: Walk, index: int) -> bool:
    """Tell whether a capitalised word begins no name: "Far-right", "Welcomes the offer"."""
    if walk.told[index] & NO_NAME:
        return not _opens_name(walk, index)
    low = walk.lowers[index]
    if low in _ENACTING:
        return walk.opens(index)
    return (low in _INTRODUCING or low.endswith("ly")) and _introduces(walk, index)


def _introduces(walk: Walk, index: int) -> bool:
    """Tell whether a word only opens the sentence of the name behind it: "Surely Ada Moreau"."""
    if not walk.opens(index) or not walk.runs_on(index) or not is_common(walk.lowers[index]):
        return False
    if sex_of_given_name(walk.words[index]) is not None:
        return False  # "Kelly Moreau"
    behind = walk.words[index + 1]
    known = walk.matches[index + 1] is not None or sex_of_given_name(behind) is not None
    return known or behind == "I"


def _opens_name(walk: Walk, index: int) -> bool:
    """Tell whether a capital that a sentence does not owe begins a name: "the New Komeito"."""
    opener = walk.lowers[index] in _NAME_OPENER and walk.runs_on(index)
    if not opener or not walk.opens(index):
        return opener
    if walk.lowers[index] in ("jan", "per"):
        return True  # no month and no preposition stands before a name there
    behind = walk.lowers[index + 1]
    listed = walk.matches[index + 1] is not None or is_title(behind) or is_role(behind)
    return walk.lowers[index] == "new" and not listed and not is_common(behind)


def _end_of_name(walk: Walk, index: int) -> int:
    """Return where the name that begins at `index` ends: before one of the user's at latest."""
    if not walk.own:
        return end_of_name(walk.document, index)
    if walk.words[index][0].islower() and index in walk.own:
        return walk.own[index]
    end = end_of_name(walk.document, index)
    for token in range(index + 1, end):
        match = walk.matches[token] if token in walk.own else None
        if match is None:
            continue
        if match[1].type is PERSON and behind_titles(walk, index, end) == token:
            return end  # "Colonel Zorbo"
        before = walk.matches[index]
        if match[0] > token + 1 or (before is not None and before[0] <= token):
            return token  # "Northern Iron Guard", "Sarmatian RSF", but not "Ada Zorbo"
    return end


def _unlisted(walk: Walk, index: int, end: int) -> int:
    """Visit a name that no list knows."""
    if _names_none(walk, index, end):
        return end
    single = end == index + 1
    if walk.holds_organisation(index, end) and not (single and walk.opens(index)):
        first = start_of_coordination(walk.document, index, end)
        begin = walk.drop_after(first)
        return walk.add(first if begin == first else index, end, kinds.ORGANISATION)
    if single:
        return _single(walk, index, end)
    behind = _behind_opener(walk, index, end)
    if behind > index:
        if step_at(walk.words[behind]) is kinds.PRONOUN:
            return walk.add(behind, behind + 1, kinds.PRONOUN)
        return visit_name(walk, behind)
    if walk.words[index].isupper() and walk.lowers[index + 1] == "of":
        return walk.add(index, end, kinds.ORGANISATION)  # "ACLU of Illinois"
    previous = walk.found[-1] if walk.found else None
    kind = kind_of_name(walk.document, index, end, previous, walk.likelier)
    if kind is kinds.PERSON:
        _owner_of_person(walk, index)
    if kind is None:
        if index and walk.lowers[index - 1] in _WITHIN:
            walk.places.add(tuple(walk.lowers[index:end]))
        return end
    return walk.add(index, end, kind)


def _is_sitting(walk: Walk, index: int, end: int) -> bool:
    """Tell whether a country follows where it sits: "In the Special Committee Rwanda said"."""
    member = walk.matches[end - 1] if end > index + 1 else None
    if member is None or member[1].type is not COUNTRY or not walk.heads_body(end - 2):
        return False
    return walk.lowers[max(0, index - 2) : index] == ["in", "the"] and walk.opens(index - 2)


def _speaks_for(walk: Walk, index: int, end: int) -> bool:
    """Tell whether a person's name follows whom it speaks for: "For the Nua Ada Moreau said"."""
    if end != index + 3 or walk.lowers[max(0, index - 2) : index] != ["for", "the"]:
        return False
    words = walk.words
    known = sex_of_given_name(words[index + 1]) is not None and walk.opens(index - 2)
    return known and sex_of_given_name(words[index]) is None and not walk.heads_body(end - 1)


def _single(walk: Walk, index: int, end: int) -> int:
    """Visit a word that may be a name by itself, which no list knows."""
    if index and walk.lowers[index] in _STYLES and walk.lowers[index - 1] == "your":
        return end  # "Your Honour"
    if may_be_name(walk.document, index):
        walk.pending.append(index)
    elif walk.words[end : end + 1] == ["."] and not walk.ends_sentence(end):
        return end_of_name(walk.document, end + 1)  # "St. Paul"
    return end


def _behind_opener(walk: Walk, index: int, end: int) -> int:
    """Return where a name begins behind words that are no part of it, if `index` has such.

    "VIDEO France" has a label, "Taxing Americans" a verb, "Given Moreau's doubts" a
    preposition and "Eighty UN [officers]" a modifier.
    """
    if (behind := start_behind_label(walk.document, index, end)) > index:
        return behind if walk.matches[behind] else index
    if not walk.opens(index):
        return index
    low, listed = walk.lowers[index], walk.matches[index + 1]
    if end > index + 2 and noun_kind(low) is kinds.ROLE and sex_of_given_name(low) is None:
        return index + 1  # "Criminologist Ada Moreau"
    if low.endswith("ing") or (low == "given" and walk.lowers[end : end + 1] == ["'s"]):
        return index + 1
    if listed is None or not (listed[1].sort is ADJECTIVE or walk.words[index + 1].isupper()):
        return index
    plain = is_common(low) and noun_kind(low) is None
    return index + (plain and sex_of_given_name(low) is None)  # but "Dawn French"


def _names_none(walk: Walk, index: int, end: int) -> bool:
    """Tell whether a run is nobody's name: "Dear Sir", "of Reno, Nev.,", "for Planning"."""
    if walk.lowers[end - 1] in _FORM_OF_ADDRESS or names_charge(walk.document, index, end):
        return True
    return is_of_state(walk.document, walk.matches, index, end)


def _owner_of_person(walk: Walk, index: int) -> None:
    """Note that a name whose possessive owns a person is a party's: "Nua Glas's Ada Moreau"."""
    if not walk.found or walk.lowers[index - 1] not in _MARKS:
        return
    first, last, kind = walk.found[-1]
    if last == index - 1 and kind is kinds.PERSON:
        known = any(map(sex_of_given_name, walk.words[first:last]))
        titled = first > 0 and is_title(walk.lowers[first - 1])
        if not known and not titled:
            walk.found[-1] = Mention(first, last, kinds.ORGANISATION)
