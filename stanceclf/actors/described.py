"""Descriptions by a country: "the West African country", "the kingdom", "the Frenchman".

They name again a country that stands before them, or somebody from there, and say which of several
it can be.
"""

from functools import cache
from typing import Final

from stanceclf.actors.entities import COUNTRY, PERSON, Entity
from stanceclf.actors.entries import BY_ADJECTIVE, Entry
from stanceclf.actors.phrases import Phrase
from stanceclf.actors.scene import Scene
from stanceclf.resources import rows

_WINDOW: Final = 120  # mentions back to the country
# Behind a region; by themselves these say nothing of which country is meant.
_LANDS: Final = frozenset(("country", "monarchy", "nation", "republic", "state"))
# "The British" and "the Chinese" are many.
_OF_MANY: Final = ("ch", "ese", "sh", "ss")
_GOES_ON: Final = frozenset(("and", "or", "-"))

Tiers = tuple[frozenset[str], ...]


def described(scene: Scene, phrase: Phrase, token: int) -> Entity | None:
    """Return the country before `token` that a phrase describes; None if it describes none."""
    lowers = scene.document.lowers
    head = lowers[phrase.head]
    if (head not in _heads() and head not in _LANDS) or not phrase.definite:
        return None  # as most
    if phrase.owner is not None or phrase.last != phrase.head + 1:
        return None
    person = _tiers("person").get(" ".join(lowers[phrase.start : phrase.last]))
    if person is not None:
        return _person_from(scene, person[0], token)
    tiers = _said_of(lowers, phrase)
    if not tiers:
        return None
    beside = _named_beside(scene, phrase.last)
    if beside is not None and any(beside.id in tier for tier in tiers):
        return beside
    if lowers[phrase.last : phrase.last + 1] == ["of"]:
        return None
    before = scene.history.before(token, _WINDOW)
    countries = [spot.entity for spot in before if spot.entity.type is COUNTRY]
    for tier in tiers:
        for country in reversed(countries):
            if country.id in tier:
                return country
    return None


def _said_of(lowers: list[str], phrase: Phrase) -> Tiers:
    """Return which countries a phrase is said of, the likeliest first; none if it is no such."""
    called, head = " ".join(lowers[phrase.start : phrase.last]), lowers[phrase.head]
    alone = _tiers("noun").get(called)
    if alone is not None or phrase.start == phrase.head:
        return alone or ()
    region = _tiers("region").get(called.removesuffix(f" {head}"), ())
    alone = _tiers("noun").get(head) if region else None
    if alone is None:
        return region
    within = frozenset().union(*region) & frozenset().union(*alone)
    return (within, *region)


def _named_beside(scene: Scene, last: int) -> Entity | None:
    """Return the country whose name follows: "the Gulf state, Qatar, agreed", "of Qatar"."""
    words, names = scene.document.words, scene.registry.names
    link = words[last : last + 2][:-1]  # of two words
    match = names[last + 1] if link in ([","], ["of"]) else None
    if match is None or match[1].type is not COUNTRY or match[1].sort in BY_ADJECTIVE:
        return None
    closes = link == ["of"] or words[match[0] : match[0] + 1] in ([","], ["."])
    return scene.registry.listed(match[1]) if closes else None


def national(scene: Scene, entry: Entry, first: int, last: int) -> Entity | None:
    """Return who "the Canadian" is, of the tokens [first, last) that are a country's adjective."""
    lowers = scene.document.lowers
    if first == 0 or lowers[first - 1] != "the" or lowers[last - 1].endswith(_OF_MANY):
        return None
    if scene.document.words[last - 1].isupper():
        return None  # "the US"
    if _goes_on(scene, last):
        return None
    return _person_from(scene, frozenset((entry.id,)), first)


def _goes_on(scene: Scene, last: int) -> bool:
    """Tell whether an adjective is one of a noun further on: "the Canadian and Danish men".

    So it is in "the Canadian, Danish and Dutch men" and "the Canadian 3rd brigade".
    """
    lowers, words = scene.document.lowers, scene.document.words
    if last == len(lowers):
        return False
    if lowers[last] in _GOES_ON or lowers[last][0].isdigit():
        return True
    if lowers[last] != ",":
        return False
    behind = last + 1 + (lowers[last + 1 : last + 2] == ["the"])
    match = scene.registry.names[behind] if behind < len(words) else None
    return match is not None and match[1].sort in BY_ADJECTIVE


def _person_from(scene: Scene, codes: frozenset[str], token: int) -> Entity | None:
    """Return the last named person before `token` who is from a country."""
    countries = scene.registry.lexicon.countries
    for spot in reversed(scene.history.before(token, _WINDOW)):
        person = spot.entity
        if person.type is PERSON and person.named and countries.get(person.country or "") in codes:
            return person
    return None


@cache
def _heads() -> frozenset[str]:
    """Return the last words of what stands alone."""
    called = (*_tiers("noun"), *_tiers("person"))
    return frozenset(words.rpartition(" ")[2] for words in called)


@cache
def _tiers(kind: str) -> dict[str, Tiers]:
    """Return of the words of a kind which countries they are said of, the likeliest first."""
    return {
        words: tuple(frozenset(codes.split()) for codes in cells)
        for sort, words, *cells in rows("country_descriptions.tsv")
        if sort == kind
    }
