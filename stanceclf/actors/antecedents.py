"""Antecedents: which entity a pronoun or a role noun takes up, by a small linear ranker.

Every entity of a bounded window before the phrase is a candidate; what speaks for it is a handful
of yes-or-no features of its nearest mention. Their weights belong to the model; without one, those
of resources/antecedents.tsv stand, which were found by hand.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto
from functools import cache
from typing import Any

from stanceclf.actors.entities import Entity
from stanceclf.resources import rows

WINDOW = 30
_MOST_CANDIDATES = 7


class Task(StrEnum):
    """What is resolved; each task has its own weights."""

    PERSON = "person"
    ROLE = "role"
    THING = "thing"
    MANY = "many"


class Feature(IntEnum):
    """What may hold of a candidate's nearest mention, or of the candidate."""

    SAME_SENTENCE = 0
    SENTENCE_BEFORE = auto()
    TWO_BEFORE = auto()
    FURTHER = auto()
    SAME_PARAGRAPH = auto()
    SUBJECT = auto()
    SUBJECT_OF_SAME_SENTENCE = auto()
    OPENS_SENTENCE = auto()
    OPENS_SENTENCE_BEFORE = auto()
    SPEAKS = auto()
    PRONOUN = auto()
    NEAREST = auto()
    SECOND = auto()
    THIRD = auto()
    LATER = auto()
    MENTIONED_TWICE = auto()
    MENTIONED_OFTEN = auto()
    QUOTED_OTHERWISE = auto()
    SEX_KNOWN = auto()
    SEX_UNLIKELY = auto()
    CERTAIN = auto()
    UNNAMED = auto()
    BEARS_ROLE = auto()
    BEARS_ROLE_OF_BARE_NOUN = auto()
    BEARS_KIN = auto()
    OTHER_OFFICE = auto()
    NO_OFFICE = auto()
    SAME_COUNTRY = auto()
    WITH_COMPLEMENT = auto()
    COUNTRY = auto()
    PLURAL = auto()


Active = tuple[Feature, ...]
# How well an entity agrees with the phrase: its features, or None if it is out of the question.
Fit = Callable[[Entity], Active | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """An entity at a place in the text, and how its mention stands there."""

    token: int
    entity: Entity
    sentence: int
    paragraph: int
    subject: bool
    opens: bool
    speaks: bool
    pronoun: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where the phrase stands that looks for its antecedent."""

    token: int
    sentence: int
    paragraph: int
    quoted: bool


@cache
def weights_by_hand() -> dict[Task, list[float]]:
    """Return the weight of each feature, in the order of `Feature`, for each task."""
    table: dict[Task, list[float]] = {task: [0.0] * len(Feature) for task in Task}
    for name, *values in rows("antecedents.tsv"):
        for task, value in zip(Task, values, strict=True):
            table[task][Feature[name]] = float(value)
    return table


class History:
    """The entities mentioned so far, in the order of the text."""

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self._tokens: list[int] = []

    def add(self, spot: Spot) -> None:
        """Append a spot; tokens must not decrease."""
        self.spots.append(spot)
        self._tokens.append(spot.token)

    def before(self, token: int, window: int = WINDOW) -> list[Spot]:
        """Return the last spots before `token`, nearest last."""
        end = bisect_left(self._tokens, token)
        return self.spots[max(0, end - window) : end]

    def after(self, token: int, window: int = 8) -> list[Spot]:
        """Return the next spots from `token` on."""
        begin = bisect_left(self._tokens, token)
        return self.spots[begin : begin + window]

    def candidates(self, place: Place, fits: Fit) -> list[tuple[Entity, list[Feature]]]:
        """Return the entities of the window that agree, nearest first, with their features."""
        found: dict[int, tuple[Entity, list[Feature]]] = {}
        counts: dict[int, int] = {}
        refused: set[int] = set()
        for spot in reversed(self.before(place.token)):
            entity = spot.entity
            key = id(entity)
            if key in found:
                counts[key] += 1
                if spot.opens and spot.subject and place.sentence - spot.sentence == 1:
                    found[key][1].append(Feature.OPENS_SENTENCE_BEFORE)
                if spot.subject and spot.sentence == place.sentence:
                    found[key][1].append(Feature.SUBJECT_OF_SAME_SENTENCE)
                continue
            if key in refused:
                continue
            if len(found) == _MOST_CANDIDATES:
                break
            agreement = fits(entity)
            if agreement is None:
                refused.add(key)
                continue
            active = _stand(spot, place, len(found))
            active.extend(agreement)
            found[key] = (entity, active)
            counts[key] = 1
        for key, count in counts.items():
            if count > 1:
                more = Feature.MENTIONED_OFTEN if count > 3 else Feature.MENTIONED_TWICE
                found[key][1].append(more)
        return list(found.values())


_AWAY = (Feature.SAME_SENTENCE, Feature.SENTENCE_BEFORE, Feature.TWO_BEFORE, Feature.FURTHER)
_RANK = (Feature.NEAREST, Feature.SECOND, Feature.THIRD, Feature.LATER)


def _stand(spot: Spot, place: Place, rank: int) -> list[Feature]:
    """Return the features of how a mention stands to the phrase."""
    away = place.sentence - spot.sentence
    active = [_AWAY[min(max(away, 0), 3)], _RANK[min(rank, 3)]]
    if spot.paragraph == place.paragraph:
        active.append(Feature.SAME_PARAGRAPH)
    if spot.subject:
        active.append(Feature.SUBJECT)
        if away == 0:
            active.append(Feature.SUBJECT_OF_SAME_SENTENCE)
    if spot.opens:
        active.append(Feature.OPENS_SENTENCE)
        if away == 1 and spot.subject:
            active.append(Feature.OPENS_SENTENCE_BEFORE)
    if spot.speaks:
        active.append(Feature.SPEAKS)
    if spot.pronoun:
        active.append(Feature.PRONOUN)
    if spot.quoted != place.quoted:
        active.append(Feature.QUOTED_OTHERWISE)
    return active


class Ranker:
    """Chooses among candidates by the sum of the weights of their features.

    Parameters
    ----------
    table : dict of Task to list of float, optional
        For each task the weights in the order of `Feature`; those found by hand if not given.
    """

    def __init__(self, table: dict[Task, list[float]] | None = None) -> None:
        self.table = weights_by_hand() if table is None else table

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what `from_state` needs: plain values, and no arrays."""
        names = [feature.name for feature in Feature]
        return {"features": names, "weights": {t.value: w for t, w in self.table.items()}}, {}

    @classmethod
    def from_state(cls, config: dict[str, Any], arrays: dict[str, Any]) -> "Ranker":
        """Build a ranker from what `state` returned."""
        if config["features"] != [feature.name for feature in Feature]:
            raise ValueError("the weights of the antecedent ranker are for other features")
        return cls({task: list(config["weights"][task.value]) for task in Task})

    def choose(
        self, task: Task, candidates: list[tuple[Entity, list[Feature]]], floor: float | None = None
    ) -> Entity | None:
        """Return the best candidate; None where there is none above `floor`."""
        row = self.table[task]
        best, highest = None, floor
        for entity, active in candidates:
            score = sum([row[feature] for feature in active])
            if highest is None or score > highest:
                best, highest = entity, score
        return best
