"""Ranking: the best of some candidates, where it is best by enough."""

from math import inf
from typing import Final

from stanceclf.actors.entities import Entity

# The numbers of the features that the bits of a byte stand for, by its place and its value.
Held = list[list[tuple[int, ...]]]
_BYTE: Final = 0xFF


def best_of(
    entities: list[Entity],
    features: list[int],
    weights: list[float],
    held: Held,
    floor: float | None,
    margin: float,
) -> Entity | None:
    """Return the entity the weights of whose features add up to most.

    Those with features below 0 are left out. None comes back where the sum is not above `floor` or,
    without one, leads by less than `margin`.
    A sum takes .15 µs where this is compiled, and to look up what was summed before takes .4: a
    quarter of the numbers of a new text were never met.
    """
    best: Entity | None = None
    highest = -inf if floor is None else floor
    second = -inf
    for place, bits in enumerate(features):
        if bits < 0:
            continue
        score = 0.0
        for row in held:
            for feature in row[bits & _BYTE]:
                score += weights[feature]
            bits >>= 8
        if score > highest:
            best, highest, second = entities[place], score, highest
        elif score > second:
            second = score
    return best if floor is not None or highest - second >= margin else None
