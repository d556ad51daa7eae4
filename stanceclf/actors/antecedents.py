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
from stanceclf.actors.speech import Speech
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
# Members of an enumeration are slow to read through its class, in Python 3.11.
_AWAY = (Feature.SAME_SENTENCE, Feature.SENTENCE_BEFORE, Feature.TWO_BEFORE, Feature.FURTHER)
_RANK = (Feature.NEAREST, Feature.SECOND, Feature.THIRD) + (Feature.LATER,) * _MOST_CANDIDATES
_SAME_PARAGRAPH = Feature.SAME_PARAGRAPH
_SUBJECT = Feature.SUBJECT
_SUBJECT_OF_SAME_SENTENCE = Feature.SUBJECT_OF_SAME_SENTENCE
_OPENS_SENTENCE = Feature.OPENS_SENTENCE
_OPENS_SENTENCE_BEFORE = Feature.OPENS_SENTENCE_BEFORE
_SPEAKS = Feature.SPEAKS
_PRONOUN = Feature.PRONOUN
_QUOTED_OTHERWISE = Feature.QUOTED_OTHERWISE
_MENTIONED_TWICE = Feature.MENTIONED_TWICE
_MENTIONED_OFTEN = Feature.MENTIONED_OFTEN
# How well an entity agrees with the phrase: its features, or None if it is out of the question.
Fit = Callable[[Entity], Active | None]


@dataclass(slots=True, eq=False)
class Spot:
    """An entity at a place in the text, and how its mention stands there.

    `speaks` is None until somebody asks, which few spots see. Not frozen: that would double the
    time it takes to make one.
    """

    token: int
    last: int
    entity: Entity
    sentence: int
    subject: bool
    opens: bool
    pronoun: bool
    speaks: bool | None = None


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

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
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

    def candidates(self, token: int, fits: Fit) -> list[tuple[Entity, list[Feature]]]:
        """Return the entities before `token` that agree, nearest first, with their features."""
        sentence = self.speech.document.sentence_of[token]
        # By entity: its features; None if it does not agree.
        found: dict[Entity, list[Feature] | None] = {}
        counts: dict[Entity, int] = {}
        for spot in reversed(self.before(token)):
            entity = spot.entity
            if entity in found:
                active = found[entity]
                if active is None:
                    continue
                counts[entity] += 1
                if spot.subject:
                    active += _stand_of_subject(spot, sentence - spot.sentence)
                continue
            if len(counts) == _MOST_CANDIDATES:
                break
            agreement = fits(entity)
            if agreement is None:
                found[entity] = None
                continue
            active = found[entity] = self._stand(spot, token, sentence, len(counts))
            active += agreement
            counts[entity] = 1
        answer = []
        for entity, count in counts.items():
            active = found[entity] or []
            if count > 1:
                active.append(_MENTIONED_OFTEN if count > 3 else _MENTIONED_TWICE)
            answer.append((entity, active))
        return answer

    def _stand(self, spot: Spot, token: int, sentence: int, rank: int) -> list[Feature]:
        """Return the features of how a mention stands to the phrase at `token`."""
        speech = self.speech
        away = sentence - spot.sentence
        active = [_AWAY[min(away, 3)], _RANK[rank]]
        if away == 0 or speech.paragraphs[spot.sentence] == speech.paragraphs[sentence]:
            active.append(_SAME_PARAGRAPH)
        if spot.subject:
            active.append(_SUBJECT)
            if away == 0:
                active.append(_SUBJECT_OF_SAME_SENTENCE)
        if spot.opens:
            active.append(_OPENS_SENTENCE)
            if away == 1 and spot.subject:
                active.append(_OPENS_SENTENCE_BEFORE)
        if spot.speaks is None:
            spot.speaks = speech.speaks(spot.token, spot.last)
        if spot.speaks:
            active.append(_SPEAKS)
        if spot.pronoun:
            active.append(_PRONOUN)
        if (not speech.quoted[spot.token]) is not (not speech.quoted[token]):
            active.append(_QUOTED_OTHERWISE)
        return active


def _stand_of_subject(spot: Spot, away: int) -> Active:
    """Return what an earlier mention of a candidate adds, `away` sentences back."""
    if away == 1 and spot.opens:
        return (_OPENS_SENTENCE_BEFORE,)
    return () if away else (_SUBJECT_OF_SAME_SENTENCE,)


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
