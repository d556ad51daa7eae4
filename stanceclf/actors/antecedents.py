"""Antecedents: which entity a pronoun or a role noun takes up, by a small linear ranker.

Every entity of a bounded window before the phrase is a candidate; what speaks for it is a handful
of yes-or-no features of its nearest mention. Their weights belong to the model; without one, those
of resources/antecedents.tsv stand, which were found by hand.
"""

from enum import IntEnum, StrEnum, auto
from functools import cache
from itertools import chain
from typing import Any, Final

from stanceclf.actors.entities import Entity
from stanceclf.actors.ranking import Held, best_of
from stanceclf.resources import rows

# By how much the best candidate for a pronoun must lead, else it is "unresolved": of those that
# lead by less, fewer than half are right. With 0.1, which leaves more unresolved, five names less
# are right in the corpus, and 3 of the 263 pronouns for actors less in GUM's news.
MARGIN: Final = 0.05


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
    TAKEN_UP_SO = auto()
    TAKEN_UP_OTHERWISE = auto()
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
    OWNER_OF_SUBJECT_IN_CLAUSE = auto()
    OBJECT_OF_SUBJECT_IN_CLAUSE = auto()
    SUBJECT_OF_OTHER_CLAUSE = auto()
    PARALLEL_SUBJECT = auto()
    PARALLEL_OBJECT = auto()
    OPENING_OF_OPENING = auto()
    COMPLEMENT = auto()
    BEFORE_VERB = auto()
    BOTH_SPEAK = auto()
    MENTIONED_FIRST = auto()
    OPENS_PARAGRAPH = auto()
    PLACED = auto()
    BARE_QUANTITY = auto()
    FAR = auto()
    TAKEN_UP_LAST = auto()
    MODIFIED_ROLE = auto()
    GOVERNS = auto()
    WITHIN_REPORT = auto()
    AFTER_VERB = auto()
    MODIFIES = auto()
    UNNAMED_SPEAKS = auto()
    PEOPLE = auto()


# Features that hold, each a bit, in the order of `Feature`: what holds besides is added. One number
# is quicker to make than a list, as long as it needs no more bits than a word of the machine has.
Active = int
# Only this one may hold several times, but no more often than there are mentions in the window of
# `History`: its bits count. All others hold once, as a sentence is opened by one mention.
_COUNTED: Final = Feature.SUBJECT_OF_SAME_SENTENCE
_COUNTER: Final = 5  # bits
_EIGHT: Final = 8


def active(*features: Feature) -> Active:
    """Return features as one number.

    >>> held = active(Feature.SUBJECT_OF_SAME_SENTENCE, Feature.NEAREST)
    >>> features_of(held + active(Feature.SUBJECT_OF_SAME_SENTENCE))[1:]
    [<Feature.SUBJECT_OF_SAME_SENTENCE: 6>, <Feature.NEAREST: 11>]
    """
    return sum([1 << _first_bit(feature) for feature in features])


def _first_bit(feature: Feature) -> int:
    return feature + (_COUNTER - 1) * (feature > _COUNTED)


def _held() -> Held:
    """Return the features that the bits of a byte stand for, by its place and its value."""
    bits: list[tuple[Feature, ...]] = [(feature,) for feature in Feature]
    bits[_COUNTED : _COUNTED + 1] = [(_COUNTED,) * (1 << bit) for bit in range(_COUNTER)]
    return [
        [
            tuple(chain.from_iterable(bit for at, bit in enumerate(byte) if value >> at & 1))
            for value in range(1 << len(byte))
        ]
        for byte in (bits[at : at + _EIGHT] for at in range(0, len(bits), _EIGHT))
    ]


_HELD: Final = _held()


def features_of(numbers: Active) -> list[Feature]:
    """Return the features that hold, each as often as it does."""
    rows = zip(_HELD, numbers.to_bytes(len(_HELD), "little"), strict=True)
    return [Feature(feature) for row, value in rows for feature in row[value]]


@cache
def weights_by_hand() -> dict[Task, list[float]]:
    """Return the weight of each feature, in the order of `Feature`, for each task."""
    table: dict[Task, list[float]] = {task: [0.0] * len(Feature) for task in Task}
    for name, *values in rows("antecedents.tsv"):
        for task, value in zip(Task, values, strict=True):
            table[task][Feature[name]] = float(value)
    return table


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
        """Build a ranker from what `state` returned.

        Weights go by the names of their features: one that is newer than the model keeps the weight
        found by hand, and one that the library weighs no more is left out.
        """
        table = {task: list(weights) for task, weights in weights_by_hand().items()}
        for task in Task:
            for name, weight in zip(config["features"], config["weights"][task.value], strict=True):
                if name in Feature.__members__:
                    table[task][Feature[name]] = float(weight)
        return cls(table)

    def choose(
        self,
        task: Task,
        entities: list[Entity],
        features: list[Active],
        floor: float | None = None,
    ) -> Entity | None:
        """Return the best candidate; None where there is none above `floor`, or two tie nearly.

        Entities are none whose features are below 0.
        """
        return best_of(entities, features, self.table[task], _HELD, floor, MARGIN)
