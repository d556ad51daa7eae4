"""Pronouns that take up what the last of their kind did: "it ... it", "they ... their"."""

from stanceclf.actors.bisection import place_in
from stanceclf.actors.entities import Entity


class Takings:
    """Where the pronouns of one kind stand, and whom those took up that were settled.

    They are settled when somebody asks, in the order of the text. A pronoun hangs on the last one
    before it, in its sentence or the one before.

    Parameters
    ----------
    sentence_of : list of int
        The number of the sentence of each token.
    """

    def __init__(self, sentence_of: list[int]) -> None:
        self.tokens: list[int] = []
        self._sentence_of = sentence_of
        self._taken: dict[int, tuple[int, Entity] | None] = {}

    def add(self, token: int) -> None:
        """Note that a pronoun stands at a token; tokens must not decrease."""
        self.tokens.append(token)

    def before(self, token: int) -> int | None:
        """Return where the pronoun stands that the one at a token hangs on."""
        place = place_in(self.tokens, token) - 1
        if place < 0:
            return None
        last = self.tokens[place]
        return last if self._sentence_of[token] - self._sentence_of[last] < 2 else None

    def take(self, token: int, entity: Entity | None) -> None:
        """Note whom the pronoun at a token takes up; for one that takes up nobody, the last did."""
        if token not in self._taken:
            before = self.before(token)
            held = None if before is None else self._taken.get(before)
            self._taken[token] = held if entity is None else (token, entity)

    def is_settled(self, token: int) -> bool:
        """Tell whether it is known whom the pronoun at a token takes up."""
        return token in self._taken

    def taken_before(self, token: int) -> Entity | None:
        """Return whom the pronoun took up that the one at a token hangs on."""
        before = self.before(token)
        held = None if before is None else self._taken.get(before)
        return (
            held[1] if held and self._sentence_of[token] - self._sentence_of[held[0]] < 2 else None
        )
