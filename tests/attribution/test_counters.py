import numpy as np

from stanceclf.attribution.counters import COUNTERS, MASK, packed
from stanceclf.attribution.span_context import counts


def test_packed_counts_are_those_of_each_flag():
    flags = np.random.default_rng(0).random((5, 300)) < 0.7
    for number, sums in enumerate(map(counts, packed(list(flags)))):
        for place, flag in enumerate(flags[3 * number : 3 * number + 3]):
            for low, high in ((0, 300), (17, 250), (40, 40)):
                count = (sums[high] - sums[low]) >> (21 * place) & MASK
                assert count == flag[low:high].sum()


def test_each_name_has_a_place_of_its_own():
    assert len(set(COUNTERS.values())) == len(COUNTERS)
