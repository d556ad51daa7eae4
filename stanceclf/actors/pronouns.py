"""Pronouns of the third person: which entities agree with one."""

from stanceclf.actors.antecedents import Active, Feature, Fit, Task
from stanceclf.actors.entities import Entity
from stanceclf.actors.scene import Scene
from stanceclf.records import ActorType

THIRD_PERSON = frozenset(["he", "him", "his", "she", "her"])
_SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_THINGS = frozenset(("it", "its"))
_MANY = frozenset(("they", "them", "their"))


def antecedent(scene: Scene, low: str, token: int) -> Entity | None:
    """Return whom the pronoun `low` at `token` takes up; None if it is none or nobody agrees."""
    if low == "who":
        for spot in reversed(scene.history.before(token, 4)):
            if spot.entity.type in (ActorType.PERSON, ActorType.GROUP):
                return spot.entity
        return None
    if low in _SEX:
        return scene.choose(Task.PERSON, token, _person(_SEX[low]))
    if low in _THINGS:
        return scene.choose(Task.THING, token, _thing)
    if low in _MANY:
        return scene.choose(Task.MANY, token, _many)
    return None


def _person(sex: str) -> Fit:
    """Return how an entity agrees with "he" or "she"."""

    def fits(entity: Entity) -> Active | None:
        if entity.type is not ActorType.PERSON or (entity.sex and entity.sex != sex):
            return None
        active = []
        if entity.sex or entity.guess:
            fitting = (entity.sex or entity.guess) == sex
            active.append(Feature.SEX_KNOWN if fitting else Feature.SEX_UNLIKELY)
        if entity.certain:
            active.append(Feature.CERTAIN)
        if not entity.named:
            active.append(Feature.UNNAMED)
        return tuple(active)

    return fits


def _thing(entity: Entity) -> Active | None:
    """Return how an entity agrees with "it"."""
    if entity.type is ActorType.COUNTRY:
        return (Feature.COUNTRY,)
    if entity.type is ActorType.ORGANISATION and not entity.plural:
        return () if entity.named else (Feature.UNNAMED,)
    return None


def _many(entity: Entity) -> Active | None:
    """Return how an entity agrees with "they"."""
    if entity.type is ActorType.PERSON:
        return None
    if entity.plural:
        return (Feature.PLURAL,)
    return (Feature.COUNTRY,) if entity.type is ActorType.COUNTRY else ()
