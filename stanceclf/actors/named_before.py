"""Organisations named before: which of them "the bloc", "the city", "her party" takes up."""

from typing import Final

from stanceclf.actors.entities import ORGANISATION, Entity
from stanceclf.actors.entries import SEAT
from stanceclf.actors.nouns import is_group, organisation_nouns, word_class
from stanceclf.actors.phrases import Phrase
from stanceclf.actors.scene import Scene
from stanceclf.actors.spots import Spot
from stanceclf.actors.word_bits import NAME_WORD
from stanceclf.resources import words as listed_words

_ORGANISATION_NOUNS: Final = organisation_nouns()
_CHAMBERS: Final = frozenset(("parliament", "senate", "assembly", "congress"))
HOUSE: Final = frozenset(("house", "chamber"))
LINKS: Final = frozenset(("of", "in", "for", "on", "at"))
_CITIES: Final = listed_words("cities.txt")
_FURTHEST: Final = 400  # tokens back to a city
_TWICE: Final = 2
_NEAR: Final = 2  # sentences back to the party that a person speaks for
PARTIES: Final = word_class("party_noun") | {"group", "bloc", "caucus", "alliance"}
_WHERE: Final = word_class("place_preposition") | {"after", "around", "outside", "since"}
_PARTY_WORD: Final = word_class("party_word")
_ANY_ORGANISATION: Final = word_class("any_organisation")


def force_named(scene: Scene, phrase: Phrase, token: int) -> Entity | None:
    """Return the mission that bare "the mission" takes up, as "UNIFIL" is one."""
    lowers = scene.document.lowers
    if not phrase.definite or phrase.head != phrase.start or phrase.last != phrase.head + 1:
        return None
    for spot in reversed(scene.history.before(token)):
        if spot.entity.type is ORGANISATION and is_called(scene, spot.entity, lowers[phrase.head]):
            return spot.entity
    return None


def party_near(scene: Scene, token: int) -> Entity | None:
    """Return the party that a person may speak for whose own the text does not tell.

    It is the one that the sentence before, or this one, is about: "The Greens are against it.
    Senator X said her party".
    """
    sentence = scene.document.sentence_of[token]
    best = None
    for spot in reversed(scene.history.before(token)):
        if sentence - spot.sentence > _NEAR:
            break
        entity = spot.entity
        nouns = scene.registry.lexicon.nouns.get(entity.name, ())
        if nouns and PARTIES.isdisjoint(nouns):
            continue
        if entity.type is ORGANISATION and entity.named and _is_party(entity.name):
            if _is_placed(scene, spot, entity):
                continue
            if spot.subject:
                return entity
            best = best or entity
    return best


def _is_placed(scene: Scene, spot: Spot, entity: Entity) -> bool:
    """Tell whether a name that no list knows stands for a place: "since Srebrenica", "at Morón".

    A single word behind such a preposition rarely names a body, unless it is all capitals or a list
    knows it: "in PSOE", "in Labour".
    """
    words, lowers, at = scene.document.words, scene.document.lowers, spot.token
    if at == 0 or lowers[at - 1] not in _WHERE or entity.id or scene.told[at + 1] & NAME_WORD:
        return False
    word = words[at]
    return not word.isupper() and not (is_group(lowers[at]) or lowers[at] in _PARTY_WORD)


def _is_party(name: str) -> bool:
    """Tell whether an organisation's name may be a party's, and is not that of another body."""
    last = name.lower().rpartition(" ")[2]
    return last in PARTIES or is_group(last) or last not in _ORGANISATION_NOUNS


def city_before(scene: Scene, token: int) -> Entity | None:
    """Return the city that the text named last; a capital, but not where a report is sent from.

    Where several are, one that is named once and well before is not what a text is of.
    """
    names, registry, document = scene.registry.names, scene.registry, scene.document
    number = document.sentence_of[token]
    near = document.sentences[max(0, number - 1)].first
    counts: dict[str, int] = {}
    found: Entity | None = None
    for at in range(token - 1, max(-1, token - _FURTHEST), -1):
        match = names[at]
        if match is None:
            continue
        last, entry = match
        city = entry.name in _CITIES
        goes_on = document.words[at].isupper() or scene.told[last] & NAME_WORD
        if not city and (entry.sort is not SEAT or goes_on):
            continue  # "PARIS, 3 May", "Washington Heights"
        name = registry.text_of(at, last)
        counts[name] = counts.get(name, 0) + 1
        found = registry.listed(entry) if city else registry.organisation(name)
        if at >= near or counts[name] == _TWICE:
            return found
    return found if len(counts) == 1 else None


def house_in_full(scene: Scene) -> Entity | None:
    """Return the House of Representatives that a text names later on as "the House"."""
    for name in scene.organisations:
        if name.endswith("House of Representatives"):
            return scene.registry.organisation(name)
    return None


def is_called(scene: Scene, entity: Entity, head: str) -> bool:
    """Tell whether a noun stands for an organisation, or is a word of its name."""
    nouns = scene.registry.lexicon.nouns.get(entity.name, ())
    return head in nouns or _is_word_of(entity.lower_words(), head)


def _bears(entity: Entity, head: str) -> bool:
    """Tell whether an organisation's name bears a noun, or one that it may stand for.

    One without a proper name must be told from others: "the defence committee ...; the committee".
    """
    named = entity.lower_words()
    if not entity.named:
        return head in named[1:] and (named[-1] == head or not LINKS.isdisjoint(named))
    return _is_word_of(named, head) or (head in HOUSE and not _CHAMBERS.isdisjoint(named))


def _is_word_of(named: list[str], head: str) -> bool:
    """Tell whether a noun is a word of a name, and not as in "House Armed Services Committee"."""
    if head == "house" and head in named[:-1]:
        return named[named.index(head) + 1] == "of"
    return head in named


def taken_up(scene: Scene, head: str, token: int) -> Entity | None:
    """Return the nearest organisation that a noun may stand for."""
    nouns = scene.registry.lexicon.nouns
    salient, best = None, 0.0
    sentence = scene.document.sentence_of[token]
    for spot in reversed(scene.history.before(token)):
        entity = spot.entity
        if entity.type is not ORGANISATION:
            continue
        if head in nouns.get(entity.name, ()) or _bears(entity, head):
            return entity
        if not entity.named:
            continue
        away = sentence - spot.sentence
        near = head in _ANY_ORGANISATION and away <= 3 and not nouns.get(entity.name)
        if near and not _is_placed(scene, spot, entity):
            score = 1.0 / (1 + away) + (0.3 if spot.subject else 0.0)
            if score > best:
                salient, best = entity, score
    if salient is None:
        for entity in reversed(scene.registry.organisations()):
            if is_called(scene, entity, head):
                return entity
    return salient
