"""Candidates: who may be meant by a phrase that takes somebody up, and what speaks for each."""

from stanceclf.actors.agreement import NONE
from stanceclf.actors.antecedents import Active
from stanceclf.actors.entities import Entity


class Candidates:
    """The entities that were asked whether they agree with a phrase, and the features of each.

    Parameters
    ----------
    nobody : Entity or None
        Who is not meant.

    Attributes
    ----------
    entities : list of Entity
        Nearest first. They are few: to go through them takes half the time of a dictionary.
    features : list of int
        `NONE` for those that do not agree.
    """

    __slots__ = ("entities", "features")

    def __init__(self, nobody: Entity | None) -> None:
        self.entities: list[Entity] = [] if nobody is None else [nobody]
        self.features: list[Active] = [] if nobody is None else [NONE]

    def add(self, entity: Entity, features: Active) -> None:
        """Enter the next entity."""
        self.entities.append(entity)
        self.features.append(features)

    def place_of(self, entity: Entity) -> int:
        """Return the place of an entity, or -1 of one that was not asked."""
        for place, other in enumerate(self.entities):
            if other is entity:
                return place
        return -1

    def tell(self, entity: Entity, features: Active) -> None:
        """Add features to those of an entity, if it is a candidate."""
        place = self.place_of(entity)
        if place >= 0 and self.features[place] >= 0:
            self.features[place] += features
