"""Chambers, called by their country: "Turkish parliament", "the Senate" of the home country."""

from typing import Final

from stanceclf.actors.entities import ORGANISATION, Entity
from stanceclf.actors.entries import BY_ADJECTIVE
from stanceclf.actors.named_before import is_called
from stanceclf.actors.phrases import Phrase
from stanceclf.actors.scene import Scene

_OF_STATES: Final = frozenset(("parliament", "senate"))  # that are called by their country


def of_country(scene: Scene, phrase: Phrase, head: str) -> Entity | None:
    """Return the chamber of the country whose adjective stands before it: "Turkish parliament"."""
    if head not in _OF_STATES or phrase.last != phrase.head + 1:
        return None
    country = country_by_adjective(scene, phrase.start, phrase.head)
    return None if country is None else chamber(scene, head, country)


def country_by_adjective(scene: Scene, first: int, last: int) -> Entity | None:
    """Return the country whose adjective a token range is: "Turkish"."""
    match = scene.registry.names[first]
    if match is None or match[0] != last or match[1].sort not in BY_ADJECTIVE:
        return None
    return scene.registry.country(match[1].name)


def chamber(scene: Scene, head: str, owner: Entity) -> Entity:
    """Return "Turkish parliament" for the parliament of a country."""
    adjective = scene.registry.lexicon.adjectives.get(owner.id)
    word = head.title() if head == "senate" else head
    name = f"{adjective} {word}" if adjective else f"{word} of {owner.name}"
    entity = scene.registry.organisation(name)
    entity.affiliation = owner.name
    return entity


def bare_chamber(scene: Scene, phrase: Phrase, token: int) -> Entity | None:
    """Return the chamber named before that a bare noun takes up, else that of the home country."""
    head = scene.document.lowers[phrase.head]
    home = scene.home(token, of_body=True)
    for spot in reversed(scene.history.before(token)):
        entity = spot.entity
        if entity.type is not ORGANISATION:
            continue
        if is_called(scene, entity, head):
            country = scene.listed_in(spot.token, spot.last)[0] or entity.affiliation
            if country is None or home is None or country == home.name:
                return entity
    return chamber(scene, head, home) if home is not None else None
