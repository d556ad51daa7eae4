"""Words that point back without naming: "the 44-year-old"."""

from typing import Final

from stanceclf.actors.agreement import NamedPerson
from stanceclf.actors.antecedent_features import Asked, Form
from stanceclf.actors.antecedents import Task
from stanceclf.actors.entities import Entity
from stanceclf.actors.phrases import Phrase
from stanceclf.actors.scene import Scene

_AGED: Final = ("-year-old", "-years-old")
_FLOOR: Final = float("-inf")


def demonstrated(scene: Scene, phrase: Phrase, token: int) -> Entity | None:
    """Return whom a phrase points back to; None if it is no such phrase, or there is nobody."""
    head = scene.document.lowers[phrase.head]
    if head.endswith(_AGED) and phrase.definite:
        return scene.choose(Task.PERSON, Asked(token, Form.SUBJECT), NamedPerson(0), _FLOOR)
    return None
