"""Claims added among those that were found."""

import random

from stanceclf.attribution.additions import Additions
from tests.timing import processor_seconds


def test_one_is_added_behind_one_that_was_added() -> None:
    ranges, worth = [(0, 4), (30, 40)], [1.0, 0.5]
    added = Additions(ranges, worth)
    added.add((5, 9), cut=4)
    assert added.before((7, 9)) == (5, 9)
    added.add((7, 9), cut=6)
    assert added.before((50, 60)) == (30, 40)
    added.put()
    assert ranges == [(0, 4), (5, 6), (7, 9), (30, 40)]
    assert [round(one, 2) for one in worth] == [1.0, 0.8, 0.64, 0.5]


def test_one_finds_no_room_where_another_stands() -> None:
    added = Additions([(4, 9), (12, 15)], [1.0, 1.0])
    added.add((9, 11), cut=9)
    assert [added.before(one) for one in ((0, 3), (9, 11), (9, 10), (10, 13))] == [None] * 4


def test_all_stand_in_their_order() -> None:
    found = sorted(random.Random(7).sample(range(0, 900, 3), 100))
    ranges, worth = [(at, at + 1) for at in found], [1.0] * len(found)
    added = Additions(ranges, worth)
    for at in range(2, 900, 3):
        before = added.before((at, at + 1))
        if before is not None:
            added.add((at, at + 1), before[1])
    added.put()
    assert ranges == sorted(ranges)
    assert len(ranges) == len(worth) == len(found) + 300 - found[0] // 3
    assert [ranges[at] for at, one in enumerate(worth) if one == 1.0] == [(x, x + 1) for x in found]


def test_time_is_linear() -> None:
    def seconds(size: int) -> float:
        ranges, worth = [(at, at + 2) for at in range(0, 4 * size, 4)], [1.0] * size

        def add() -> None:
            added = Additions(ranges, worth)
            for at in range(2, 4 * size, 4):
                added.add((at, at + 1), cut=at)
            added.put()

        return processor_seconds(add)

    seconds(100)
    assert min(seconds(160_000) / seconds(40_000) for _ in range(4)) < 7
