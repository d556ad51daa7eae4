"""Words that point back without naming: "the 44-year-old"."""

from typing import Final

from stanceclf.actors.agreement import NONE, Agreement
from stanceclf.actors.antecedents import Active, Task
from stanceclf.actors.entities import PERSON, Entity
from stanceclf.actors.phrases import Phrase
from stanceclf.actors.scene import Scene
from stanceclf.actors.standing import Asked, Form

_AGED: Final = ("-year-old", "-years-old")
_FLOOR: Final = float("-inf")


class _Named(Agreement):
    """Only a person with a name agrees."""

    __slots__ = ()

    def of(self, entity: Entity) -> Active:
        return 0 if entity.type is PERSON and entity.named else NONE


def demonstrated(scene: Scene, phrase: Phrase, token: int) -> Entity | None:
    """Return whom a phrase points back to; None if it is no such phrase, or there is nobody."""
    head = scene.document.lowers[phrase.head]
    if head.endswith(_AGED) and phrase.definite:
        return scene.choose(Task.PERSON, Asked(token, Form.SUBJECT), _Named(), _FLOOR)
    return None
