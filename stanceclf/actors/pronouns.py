"""Pronouns of the third person: which entities agree with one."""

from stanceclf.actors.antecedents import Active, Feature, Fit, Task
from stanceclf.actors.entities import COUNTRY, GROUP, ORGANISATION, PERSON, Entity
from stanceclf.actors.scene import Scene

_COUNTRY = (Feature.COUNTRY,)
_PLURAL = (Feature.PLURAL,)
_UNNAMED = (Feature.UNNAMED,)
_CERTAIN = (Feature.CERTAIN,)
_SEX_KNOWN = (Feature.SEX_KNOWN,)
_SEX_UNLIKELY = (Feature.SEX_UNLIKELY,)


def antecedent(scene: Scene, low: str, token: int) -> Entity | None:
    """Return whom the pronoun `low` at `token` takes up; None if it is none or nobody agrees."""
    if low == "who":
        for spot in reversed(scene.history.before(token, 4)):
            if spot.entity.type in (PERSON, GROUP):
                return spot.entity
        return None
    question = _QUESTIONS.get(low)
    return scene.choose(question[0], token, question[1]) if question else None


def _person(sex: str) -> Fit:
    """Return how an entity agrees with "he" or "she"."""

    def fits(entity: Entity) -> Active | None:
        if entity.type is not PERSON or (entity.sex and entity.sex != sex):
            return None
        known = entity.sex or entity.guess
        active: Active = ()
        if known:
            active = _SEX_KNOWN if known == sex else _SEX_UNLIKELY
        if known or entity.certain:
            active += _CERTAIN
        return active if entity.named else active + _UNNAMED

    return fits


def _thing(entity: Entity) -> Active | None:
    """Return how an entity agrees with "it"."""
    if entity.type is COUNTRY:
        return _COUNTRY
    if entity.type is ORGANISATION and not entity.plural:
        return () if entity.named else _UNNAMED
    return None


def _many(entity: Entity) -> Active | None:
    """Return how an entity agrees with "they"."""
    if entity.type is PERSON:
        return None
    if entity.plural:
        return _PLURAL
    return _COUNTRY if entity.type is COUNTRY else ()


_QUESTIONS: dict[str, tuple[Task, Fit]] = {
    **dict.fromkeys(("he", "him", "his"), (Task.PERSON, _person("m"))),
    **dict.fromkeys(("she", "her"), (Task.PERSON, _person("f"))),
    **dict.fromkeys(("it", "its"), (Task.THING, _thing)),
    **dict.fromkeys(("they", "them", "their"), (Task.MANY, _many)),
}
ASKING = frozenset(_QUESTIONS) | {"who"}
THIRD_PERSON = frozenset(low for low, (task, _) in _QUESTIONS.items() if task is Task.PERSON)
