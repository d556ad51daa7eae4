"""Spots: where a text speaks of whom."""

from stanceclf.actors.antecedents import Active
from stanceclf.actors.entities import Entity


class Spot:
    """An entity at a place in the text, and how its mention stands there.

    What hangs on the mention alone is filled in when somebody asks: `speaks`, and `alone`: its
    features for a noun, for a pronoun as the subject, and for any other one, its paragraph, and its
    flags (4 if quoted, 2 as a subject, 1 if it opens its sentence).
    """

    __slots__ = (
        "alone", "entity", "last", "opens", "pronoun", "sentence", "speaks", "subject", "token",
    )  # fmt: skip

    def __init__(
        self,
        token: int,
        last: int,
        entity: Entity,
        sentence: int,
        subject: bool,
        opens: bool,
        pronoun: bool,
    ) -> None:
        self.token = token
        self.last = last
        self.entity = entity
        self.sentence = sentence
        self.subject = subject
        self.opens = opens
        self.pronoun = pronoun
        self.speaks: bool | None = None
        self.alone: tuple[Active, Active, Active, int, int] | None = None
