"""Merged slots weigh what the slots weigh one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.choice import CROSSED, value_counts
from stanceclf.attribution.holder_features import Standings
from stanceclf.attribution.merged_slots import MergedSlots
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.surroundings import Surroundings
from stanceclf.text.document import Document

NAMES = "abcde"
slots = st.lists(
    st.permutations(NAMES).flatmap(lambda p: st.integers(1, 4).map(lambda k: tuple(p[:k]))),
    min_size=1,
)


@given(
    slots,
    st.lists(st.integers(1, 6), min_size=5, max_size=5),
    st.integers(1, 400),
    st.integers(0, 99),
)
def test_sums_are_those_of_the_slots(slots, counts, most, seed):
    random = np.random.default_rng(seed)
    sizes = dict(zip(NAMES, counts, strict=True))
    weights = [random.normal(size=[sizes[name] for name in slot]) for slot in slots]
    columns = {name: random.integers(0, sizes[name], 20) for name in NAMES}

    def weigh(number, values):
        return weights[number][tuple(values)]

    merged = MergedSlots(slots, sizes, weigh, most)
    assert all(len(table.weights) <= most for table in merged.tables)
    total = np.zeros(20)
    merged.add_to(total, columns)
    expected = sum(
        (
            weigh(number, [columns[name] for name in slot])
            for number, slot in enumerate(slots)
            if number not in merged.left
        ),
        np.zeros(20),
    )
    np.testing.assert_allclose(total, expected, atol=1e-12)


def test_slots_that_share_columns_share_a_table():
    sizes = {"a": 3, "b": 3, "c": 50}
    merged = MergedSlots(
        [("a",), ("b", "a"), ("c",)], sizes, lambda _, values: np.ones(len(values[0])), 60
    )
    assert [table.names for table in merged.tables] == [("c",), ("b", "a")]
    assert not merged.left


TEXTS = [
    'Kenya said it would send police. "We stay," said Ann Poe, the mayor. Togo, too, may go.',
    "Denmark and Norway, according to the ministry, refuse. " * 30,
    "If. The UN said. " * 5,
]


@pytest.mark.parametrize("text", TEXTS)
def test_no_column_of_a_crossing_has_more_values_than_its_table(pipeline, text):
    words = pipeline.claims.holders.choice.words
    document = Document.from_text(text)
    scene = Scene(document, find_mentions(document), quotation_states(document))
    size = len(document.words)
    claims = [(at, min(at + length, size)) for at in range(0, size, 5) for length in (1, 4, 40)]
    standings = Standings.of(Surroundings.of(words, [scene], [claims]))
    counts = value_counts(CROSSED, words)
    for name, column in standings.spread(counts).items():
        assert 0 <= column.min() <= column.max() < counts[name], name
