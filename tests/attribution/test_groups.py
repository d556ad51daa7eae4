from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stanceclf.attribution.groups import Groups, matching

SPANS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 5)), min_size=1, max_size=7, unique=True
).map(lambda pairs: sorted((first, first + length) for first, length in pairs))


def choices(spans):
    """Return all sets of spans, as indices, of which no two overlap."""
    every = chain.from_iterable(combinations(range(len(spans)), n) for n in range(len(spans) + 1))
    return [
        one
        for one in every
        if all(
            spans[a][1] <= spans[b][0] or spans[b][1] <= spans[a][0]
            for a, b in combinations(one, 2)
        )
    ]


def groups_of(spans):
    first, last = np.array(spans).T
    return Groups(first, last)


@settings(deadline=None)
@given(SPANS, st.integers(0, 2**32 - 1))
def test_posteriors_equal_those_of_all_choices(spans, seed):
    scores = np.random.default_rng(seed).normal(scale=2.0, size=len(spans))
    odds = {one: np.exp(scores[list(one)].sum()) for one in choices(spans)}
    total = sum(odds.values())
    found, totals = groups_of(spans).posteriors(scores)
    assert totals.sum() == pytest.approx(np.log(total))
    for at in range(len(spans)):
        assert found[at] == pytest.approx(sum(w for one, w in odds.items() if at in one) / total)


@settings(deadline=None)
@given(SPANS, st.integers(0, 2**32 - 1))
def test_best_gains_as_much_as_any_choice_and_overlaps_nowhere(spans, seed):
    gains = np.random.default_rng(seed).normal(size=len(spans))
    found = tuple(groups_of(spans).best(gains).tolist())
    allowed = choices(spans)
    assert found in allowed
    assert gains[list(found)].sum() == pytest.approx(max(gains[list(one)].sum() for one in allowed))


def test_groups_are_what_overlaps_directly_or_through_others():
    groups = groups_of([(0, 3), (2, 6), (5, 7), (7, 9), (12, 13)])
    assert groups.group.tolist() == [0, 0, 0, 1, 2]


@given(SPANS)
def test_spans_match_that_share_half_of_what_both_cover(spans):
    found = matching(*np.array(spans).T)
    covered = [set(range(first, last)) for first, last in spans]
    assert list(zip(*map(np.ndarray.tolist, found), strict=True)) == [
        (one, other)
        for one, other in combinations(range(len(spans)), 2)
        if 2 * len(covered[one] & covered[other]) >= len(covered[one] | covered[other])
    ]


def test_no_candidates_at_all():
    groups = Groups(np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert len(groups.best(np.zeros(0))) == 0
    assert len(groups.posteriors(np.zeros(0))[0]) == 0
    assert [len(part) for part in matching(np.zeros(0, np.int64), np.zeros(0, np.int64))] == [0, 0]
