"""Spots: where a text speaks of whom."""

from stanceclf.actors.antecedents import Active
from stanceclf.actors.entities import Entity


class Spot:
    """An entity at a place in the text, and how its mention stands there.

    What hangs on the mention alone is filled in when somebody asks: `speaks`, and where `read` is
    true `paragraph`, `flags` (4 if quoted, 2 as a subject, 1 if it opens its sentence),
    `complement`, and the features for a noun, for a pronoun as the subject, and for any other one.
    """

    __slots__ = (
        "complement", "entity", "flags", "for_noun", "for_other", "for_subject", "last", "opens",
        "paragraph", "pronoun", "read", "sentence", "speaks", "subject", "token",
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
        self.read = False
        self.paragraph = 0
        self.flags = 0
        self.complement = False
        self.for_noun: Active = 0
        self.for_subject: Active = 0
        self.for_other: Active = 0
