"""Agreement: which entities a phrase may take up by what they are, and how well each agrees."""

from typing import Final

from stanceclf.actors.entities import Entity

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
