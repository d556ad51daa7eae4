"""Candidates: who may be meant by a phrase that takes somebody up, and what speaks for each."""

from typing import Final

from stanceclf.actors.antecedents import Active
from stanceclf.actors.entities import Entity

PASSED: Final = -1


class Candidates:
    """The entities that agree with a phrase, nearest first, and the features of each.

    Parameters
    ----------
    nobody : Entity or None
        Who is not meant.

    Attributes
    ----------
    entities : list of Entity
    features : list of int
    places : dict of Entity to int
        Which candidate each one is that was asked for, `PASSED` for those that are none.
    """

    __slots__ = ("entities", "features", "places")

    def __init__(self, nobody: Entity | None) -> None:
        self.entities: list[Entity] = []
        self.features: list[Active] = []
        self.places: dict[Entity, int] = {} if nobody is None else {nobody: PASSED}

    def add(self, entity: Entity, features: Active) -> None:
        """Enter the next candidate."""
        self.places[entity] = len(self.entities)
        self.entities.append(entity)
        self.features.append(features)

    def tell(self, entity: Entity, features: Active) -> None:
        """Add features to those of an entity, if it is a candidate."""
        place = self.places.get(entity)
        if place is not None and place >= 0:
            self.features[place] += features

    def pairs(self) -> list[tuple[Entity, Active]]:
        """Return each candidate with its features."""
        features = self.features  # place by place: compiled, a strict zip takes six times as long
        return [(entity, features[place]) for place, entity in enumerate(self.entities)]
