"""Nouns for one person: whom "the French president", "a diplomat", "the 44-year-old" mean."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.demonstratives import demonstrated
from stanceclf.actors.entities import COUNTRY, ORGANISATION, PERSON, Entity
from stanceclf.actors.kinds import noun_kind
from stanceclf.actors.mention import Mention
from stanceclf.actors.names import is_title
from stanceclf.actors.nouns import endings, role_sexes, roles
from stanceclf.actors.offices import bearer, called_before, named_later, of_age, person_beside
from stanceclf.actors.phrases import Phrase, read_phrase
from stanceclf.actors.unnamed import Unnamed
from stanceclf.actors.word_bits import NAME_WORD

_ROLES: Final = roles()
_ROLE_SEXES: Final = role_sexes()


def role(
    unnamed: Unnamed,
    phrase: Phrase,
    owner: Entity | None,
    country: str | None,
    token: int,
) -> Entity:
    """Return the person behind "the French president", "its spokesman", "a diplomat"."""
    scene = unnamed.scene
    head = scene.document.lowers[phrase.head]
    if owner is not None and country is None:
        if owner.type is COUNTRY:
            country = owner.name
        elif owner.type is PERSON and head != "counterpart":
            country = owner.country
    beside = person_beside(scene, phrase)
    if beside is not None:
        if scene.being_read:
            beside.country = beside.country or country
        return beside
    if not phrase.indefinite:
        kin = _ROLES[head] == "kin"
        definite = phrase.definite and owner is None and not (kin or phrase.possessed)
        person = bearer(scene, phrase, country, token, definite=definite)
        if person is not None and (person.named or phrase.last == phrase.head + 1):
            return person
        if definite and phrase.start == phrase.head and phrase.last == phrase.head + 1:
            known = called_before(scene, head, token)
            if known is not None:
                return known
    later = named_later(scene, phrase, country, token)
    return later or _holder_of(unnamed, phrase, owner, country)


def label_of_role(unnamed: Unnamed, label: Mention) -> Entity:
    """Return who speaks behind "GOVERNOR (Ada Moreau):", "THE PRESIDENT:", "CALLER 2:"."""
    scene = unnamed.scene
    words, lowers = scene.document.words, scene.document.lowers
    first, last = label.first, label.last
    if words[last] == "(":
        inner = scene.mentions_from(last, 1)
        closed = inner and words[inner[0].last : inner[0].last + 1] == [")"]
        if closed and inner[0].kind is kinds.PERSON:
            return scene.registry.people.at[inner[0].first]
    if lowers[first] == "the":
        first += 1
    if lowers[last - 1] in _ROLES:
        phrase = read_phrase(scene.document, first, last)
        country, _ = scene.listed_in(first, last)
        person = bearer(scene, phrase, country, first, definite=False)
        if person is not None and person.named:
            return person
    name = scene.registry.text_of(first, last)
    if name.isupper():
        name = " ".join(part if len(part) == 1 else part.lower() for part in name.split(" "))
    elif not is_title(lowers[first]) or lowers[first] in _ROLES:
        name = name[0].lower() + name[1:]
    return unnamed.called(name, PERSON)


def unknown(
    unnamed: Unnamed,
    phrase: Phrase,
    owner: Entity | None,
    country: str | None,
    token: int,
) -> Entity:
    """Return the entity of a phrase whose head no list knows."""
    scene = unnamed.scene
    head = scene.document.lowers[phrase.head]
    if country and scene.told[phrase.head] & NAME_WORD:
        return scene.registry.country(country)
    if owner is not None and owner.type is not PERSON:
        return owner
    if phrase.definite and head.endswith(endings("person_ending")):
        found = demonstrated(scene, phrase, token)
        if found is None and head == "year-old":
            found = of_age(scene, token)
        found = found or bearer(scene, phrase, country, token, definite=True)
        if found is not None:
            return found
    one = not phrase.definite or noun_kind(head) is kinds.ROLE
    if one and (later := named_later(scene, phrase, country, token)) is not None:
        return later
    kind = PERSON if one else ORGANISATION
    return unnamed.entity(phrase, kind, owner)


def _holder_of(
    unnamed: Unnamed, phrase: Phrase, owner: Entity | None, country: str | None
) -> Entity:
    """Return the holder of an office who has no name."""
    entity = unnamed.entity(phrase, PERSON, owner)
    entity.country = entity.country or country
    entity.sex = entity.sex or _ROLE_SEXES.get(unnamed.scene.document.lowers[phrase.head])
    return entity
