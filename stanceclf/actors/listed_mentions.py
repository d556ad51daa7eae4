"""Mentions that a listed name begins: "France", "French President Tall"."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.entities import COUNTRY
from stanceclf.actors.entries import ADJECTIVE, LISTED_ORGANISATION, OUTLET, Entry
from stanceclf.actors.entries import BODY as BODY_OF_STATE
from stanceclf.actors.kinds import noun_kind
from stanceclf.actors.names import sex_of_given_name
from stanceclf.actors.nouns import state_nouns, word_class
from stanceclf.actors.phrase_starts import start_of_phrase
from stanceclf.actors.runs import has_charge, start_of_person
from stanceclf.actors.titled_names import bears_titles, behind_titles, visit_titled
from stanceclf.actors.walk import Walk
from stanceclf.actors.word_bits import DETERMINER, MODIFIES, ROLE, SMALL

UNLISTED: Final = -1  # of a name that is to be visited as one that no list knows
_GENERIC_IN_NAME: Final = word_class("generic_in_name")
_JOINED: Final = frozenset((",", "and"))
_MEMBERS: Final = word_class("state_member")  # that a state's name stands before
_PARTY_EVENT: Final = word_class("party_event")
_PLACE_PREPOSITION: Final = word_class("place_preposition")
_POSTED: Final = frozenset(("at", "for", "to"))
_STATE_NOUNS: Final = state_nouns()


def visit_listed(walk: Walk, index: int, end: int, last: int, entry: Entry) -> int:
    """Visit a name that begins with a listed one, which ends at `last`.

    The visit goes on at the token that comes back, or the name is `UNLISTED`.
    """
    if last >= end or _is_posting(walk, index, last, end):
        return _whole(walk, index, last, entry)
    if walk.lowers[end - 1] in _MEMBERS and _is_one(walk, index):
        return end if _describes(walk, end) else _member(walk, end)
    charged = has_charge(walk.document, index)
    if charged and (person := start_of_person(walk.document, index, end)) >= last:
        return walk.add(person, end, kinds.PERSON)  # "Mayor of London Ada Moreau"
    before = walk.lowers[index - 1] if index else ""
    placed = before in _PLACE_PREPOSITION
    bare = behind_titles(walk, last, end)
    body = walk.heads_body(end - 1)
    if bare > last and not (body and not bears_titles(walk, last, bare, end)):
        if placed and entry.type is COUNTRY:
            walk.add(index, last, kinds.COUNTRY)  # "In Algiers President Tall said"
        return visit_titled(walk, last if placed else index, bare, end)
    if walk.lowers[end - 1] in _STATE_NOUNS:
        generic = _GENERIC_IN_NAME.issuperset(walk.lowers[last : end - 1])
        kind = kinds.COUNTRY if generic else kinds.ORGANISATION
        return walk.add(index, end, kind)
    # "Ministry of Defence and Aviation"
    joined = entry.sort is BODY_OF_STATE and walk.lowers[last] in _JOINED
    if joined or walk.holds_organisation(last, end):
        return walk.add(index, end, kinds.ORGANISATION)
    if entry.sort is ADJECTIVE:
        return last
    placed = placed and last + 1 < end
    if last > index + 1 or placed or walk.matches[last]:
        return _whole(walk, index, last, entry)
    return UNLISTED


def is_namesake(walk: Walk, last: int, end: int, entry: Entry) -> bool:
    """Tell whether "of" goes on a listed name to another one: "Democratic Party of Struggle"."""
    if entry.sort is not LISTED_ORGANISATION or last + 1 >= end or walk.lowers[last] != "of":
        return False
    return walk.lowers[last - 1] == "party" and walk.matches[last + 1] is None


def _is_posting(walk: Walk, index: int, last: int, end: int) -> bool:
    """Tell whether a person's name follows a listed one: "envoy to the UN Ada Moreau"."""
    at = index - 1 - (walk.lowers[index - 1] == "the")
    if at < 1 or walk.lowers[at] not in _POSTED or not walk.told[at - 1] & ROLE:
        return False
    return end > last + 1 and sex_of_given_name(walk.words[last]) is not None


def _is_one(walk: Walk, index: int) -> bool:
    """Tell whether an article, or a small word behind one, stands before a name."""
    before = walk.told[index - 1]
    return index > 0 and (before & DETERMINER or (before & MODIFIES and before & SMALL)) != 0


def _describes(walk: Walk, end: int) -> bool:
    """Tell whether the word before `end` is an adjective: "the Iowa Republican caucuses"."""
    behind = walk.lowers[end : end + 2]
    if not behind:
        return False
    joined = behind[0] == "and" and behind[1:] in (["democratic"], ["republican"])
    return joined or behind[0] in _PARTY_EVENT


def _member(walk: Walk, end: int) -> int:
    """Visit what a member of a party is called by: "the Texas Republican"."""
    first = start_of_phrase(walk.document, end - 1, walk.found[-1] if walk.found else None)
    return walk.add(walk.drop_after(first), end, kinds.ROLE)


def _whole(walk: Walk, index: int, last: int, entry: Entry) -> int:
    """Visit a listed name that stands alone."""
    if entry.sort is OUTLET:
        return last
    if (
        entry.sort is ADJECTIVE
        and last < len(walk.words)
        and (last in walk.own or walk.told[last] & SMALL)
        and (walk.told[last] & MODIFIES or walk.is_noun(last))
        and not (_is_country(walk, index, last, entry) and _may_be_verb(walk, last))
    ):
        return last  # "French officials": the noun is yet to come
    return walk.add(index, last, kinds.OF_ACTOR[entry.type])


def _is_country(walk: Walk, index: int, last: int, entry: Entry) -> bool:
    """Tell whether an adjective is the country's name as well: "New Zealand", "U.S."."""
    name = " ".join(walk.words[index:last])
    return name == entry.name or name.isupper()


def _may_be_verb(walk: Walk, index: int) -> bool:
    """Tell whether a lower-case word may be the verb of a country: "opposed", "plans to"."""
    low = walk.lowers[index]
    return low.endswith(("ed", "s")) and noun_kind(low) is None
