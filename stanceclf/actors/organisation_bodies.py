"""Organisations that a common noun means: "the bloc", "his party", "a police union, SIULP,"."""

from typing import Final

from stanceclf.actors.chambers import bare_chamber, chamber, of_country
from stanceclf.actors.entities import COUNTRY, ORGANISATION, PERSON, Entity
from stanceclf.actors.kinds import ORGANISATION as ORGANISATION_NAME
from stanceclf.actors.kinds import PERSON as PERSON_NAME
from stanceclf.actors.named_before import (
    HOUSE,
    LINKS,
    PARTIES,
    city_before,
    house_in_full,
    party_near,
    taken_up,
)
from stanceclf.actors.nouns import POSSESSIVES, word_class
from stanceclf.actors.phrases import Phrase, end_of_complement
from stanceclf.actors.scene import Scene
from stanceclf.actors.word_bits import NAME_WORD
from stanceclf.text.tokens import DASHES

_OPENING: Final = DASHES | {","}
_COUNCIL: Final = "UN Security Council"
_CLOSING: Final = DASHES | {",", ";", ".", ":", "(", ")"}
_OF_WHAT: Final = frozenset(("of", "from", "at"))
# "The foundation at the time" is any.
_TIMES: Final = frozenset(("beginning", "end", "height", "moment", "time"))
_MOUTHS: Final = frozenset(("radio", "secretariat", "bureau"))  # by which an organisation speaks
_PLAIN: Final = frozenset(("regional", "same", "entire", "whole"))
_CHAMBER: Final = word_class("chamber")
_NOT_WHOLE: Final = _CHAMBER | {"campaign"}  # "her campaign" is hers, not her party's


def organisation(scene: Scene, phrase: Phrase, owner: Entity | None, token: int) -> Entity | None:
    """Return the organisation that a common noun takes up; None where it names itself."""
    lowers = scene.document.lowers
    head = lowers[phrase.head]
    plain = phrase.head == phrase.start and phrase.last == phrase.head + 1
    if owner is not None:
        return _of_owner(scene, head, owner, token, plain=plain)
    if plain and _names_itself(scene, phrase, head):
        return _named_so(scene, phrase, head, token)
    if not plain and not _PLAIN.issuperset(lowers[phrase.start : phrase.last - 1]):
        of_two = phrase.head == phrase.start + 1 and lowers[phrase.start] in ("upper", "lower")
        if not (of_two and head in HOUSE):
            return of_country(scene, phrase, head)
    if phrase.indefinite:
        return None
    if head in _CHAMBER and head != "police":
        return bare_chamber(scene, phrase, token)
    if head == "city" and phrase.definite:
        return city_before(scene, token)
    found = taken_up(scene, head, token)
    if found is None and head == "council" and _is_council(scene, phrase):
        return scene.registry.organisation(_COUNCIL)
    if (
        found is None
        and head == "house"
        and LINKS.isdisjoint(lowers[phrase.last : phrase.last + 1])
    ):
        return house_in_full(scene)
    return found


def _names_itself(scene: Scene, phrase: Phrase, head: str) -> bool:
    """Tell whether whose body it is, or of what, stands beside a noun: "the soldiers' union".

    "The association of bar owners" and "the chamber of commerce" take up none named before.
    """
    lowers, last = scene.document.lowers, phrase.last
    if phrase.owner is not None:
        return lowers[phrase.owner[0]] not in POSSESSIVES
    if head in _CHAMBER or last >= len(lowers) or lowers[last] not in _OF_WHAT:
        return False
    if not _TIMES.isdisjoint(lowers[last + 1 : last + 3]):
        return False
    behind = scene.mention_around(last + 1) if head == "party" else None
    if behind is not None and behind.kind is PERSON_NAME:
        return False  # "the party of Lincoln"
    return end_of_complement(scene.document, last) > last


def _named_so(scene: Scene, phrase: Phrase, head: str, token: int) -> Entity | None:
    """Return an organisation named before that is called all that a phrase is."""
    if phrase.owner is not None:
        return None
    found = taken_up(scene, head, token)
    end = end_of_complement(scene.document, phrase.last)
    called = scene.document.lowers[phrase.last : end]
    return found if found is not None and set(called) <= set(found.name.lower().split()) else None


def _of_owner(scene: Scene, head: str, owner: Entity, token: int, *, plain: bool) -> Entity | None:
    """Return the organisation that somebody's body is: "its parliament", "her party"."""
    if head in _MOUTHS and owner.named and owner.type is not PERSON:
        return owner
    if owner.type is PERSON and owner.affiliation and head not in _NOT_WHOLE:
        return scene.registry.organisation(owner.affiliation)
    if plain and head == "company" and owner.type is COUNTRY:
        return owner  # "Guinea's company" is its soldiers
    if plain and head in _CHAMBER and owner.type is not ORGANISATION:
        country_owner = scene.country_of(owner, token)
        return chamber(scene, head, country_owner) if country_owner else None
    if owner.type is PERSON and owner.named and head in PARTIES:
        return party_near(scene, token)
    return None


def beside(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return the organisation whose name stands behind a noun: "a police union, SIULP, said"."""
    document = scene.document
    words, last = document.words, phrase.last
    stop = document.sentences[document.sentence_of[phrase.head]].last
    if last + 2 >= stop or words[last] not in _OPENING or phrase.counted:
        return None
    first = last + 1 + (document.lowers[last + 1] == "the")
    name = scene.mention_at(first)
    if name is None or name.kind is not ORGANISATION_NAME or name.last >= stop:
        return None
    if words[name.last] not in _CLOSING or not scene.told[name.last - 1] & NAME_WORD:
        return None
    return scene.registry.organisation(scene.registry.text_of(first, name.last))


def _is_council(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether "the Council" is the one in New York: in a text that names the United Nations.

    A text that names the European Union as well may mean either.
    """
    names = scene.registry.names_country
    if not scene.document.words[phrase.head][0].isupper() or names("european-union"):
        return False
    return names("united-nations") or names("new-york")
