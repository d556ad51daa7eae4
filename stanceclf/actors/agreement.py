"""Agreement: which entities a phrase may take up by what they are, and how well each agrees."""

from typing import Final

from stanceclf.actors.entities import PERSON, Entity

NONE: Final = -1  # of an entity that is out of the question


class Agreement:
    """How entities agree with a phrase.

    Its classes are asked of some 80 entities an article, and answer in a tenth of a closure's time
    where they are compiled.
    """

    __slots__ = ()

    def of(self, entity: Entity) -> int:
        """Return the features by which an entity agrees, or `NONE`."""
        raise NotImplementedError


class NamedPerson(Agreement):
    """Only a person with a name agrees, by features that are given."""

    __slots__ = ("features",)

    def __init__(self, features: int) -> None:
        self.features = features

    def of(self, entity: Entity) -> int:
        """Return the features that were given, or `NONE`."""
        return self.features if entity.type is PERSON and entity.named else NONE
