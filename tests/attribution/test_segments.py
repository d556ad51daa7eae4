from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.attribution.segments import (
    Segments,
    candidates,
    choose,
    constrained,
    marginals,
)

LABELS = 5  # outside, and begin and inside of two roles


def chance_of_spans(scores, transitions):
    """Return the probability of each span by trying every labelling."""
    found: dict[tuple[int, int, int], float] = {}
    total = 0.0
    for labels in product(range(LABELS), repeat=len(scores)):
        if labels[0] in (2, 4):
            continue
        weight = np.exp(
            sum(scores[at, label] for at, label in enumerate(labels))
            + sum(transitions[a, b] for a, b in pairwise(labels))
        )
        total += weight
        for span in spans(labels):
            found[span] = found.get(span, 0.0) + weight
    return {span: weight / total for span, weight in found.items()}


def spans(labels):
    out = []
    for at, label in enumerate(labels):
        if label in (1, 3):
            end = at + 1
            while end < len(labels) and labels[end] == label + 1:
                end += 1
            out.append((at, end, label // 2))
    return out


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_probabilities_equal_trying_every_labelling(seed, lengths):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(sum(lengths), LABELS)).astype(np.float32)
    transitions = constrained(random.normal(size=(LABELS, LABELS)).astype(np.float32))
    starts = np.cumsum([0, *lengths[:-1]]).tolist()
    sequences = list(zip(starts, lengths, strict=True))
    found = candidates(marginals(scores, sequences, transitions), transitions, least=0.0)
    got = {
        (int(first), int(last), int(role)): float(chance)
        for first, last, role, chance in zip(*found, strict=True)
    }
    expected: dict[tuple[int, int, int], float] = {}
    for start, length in sequences:
        inside = chance_of_spans(scores[start : start + length].astype(float), transitions)
        expected |= {(a + start, b + start, role): p for (a, b, role), p in inside.items()}
    assert {key: p for key, p in got.items() if p > 1e-6} == pytest.approx(
        {key: p for key, p in expected.items() if p > 1e-6}, abs=1e-4
    )


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(1, 5), st.integers(0, 1), st.floats(0.05, 0.95)),
        max_size=8,
    )
)
def test_the_choice_is_the_best_of_all_that_do_not_overlap(rows):
    segments = Segments(
        np.array([first for first, _, _, _ in rows], dtype=np.int64),
        np.array([first + size for first, size, _, _ in rows], dtype=np.int64),
        np.array([role for _, _, role, _ in rows], dtype=np.int64),
        np.array([chance for _, _, _, chance in rows], dtype=np.float32),
    )
    thresholds = [0.3, 0.5]
    gains = segments.probability - np.array(thresholds)[segments.role]
    chosen = choose(segments, thresholds)
    best = 0.0
    for mask in product([False, True], repeat=len(rows)):
        kept = [at for at, keep in enumerate(mask) if keep]
        if do_not_overlap(segments, kept):
            best = max(best, float(sum(gains[kept])))
    assert do_not_overlap(segments, chosen)
    assert float(gains[chosen].sum()) == pytest.approx(best, abs=1e-5)


def do_not_overlap(segments, kept):
    taken = sorted((segments.first[at], segments.last[at]) for at in kept)
    return all(one[1] <= other[0] for one, other in pairwise(taken))


def test_no_candidates_where_none_is_likely():
    scores = np.zeros((3, LABELS), np.float32)
    scores[:, 0] = 50
    transitions = constrained(np.zeros((LABELS, LABELS), np.float32))
    found = candidates(marginals(scores, [(0, 3)], transitions), transitions)
    assert len(found.first) == 0
    assert choose(found, [0.3, 0.3]).tolist() == []


def test_inside_only_follows_its_own_role():
    allowed = constrained(np.zeros((LABELS, LABELS), np.float32)) > -1000
    assert allowed[:, 2].tolist() == [False, True, True, False, False]
    assert allowed[:, 4].tolist() == [False, False, False, True, True]
    assert allowed[:, [0, 1, 3]].all()
