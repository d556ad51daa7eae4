from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stanceclf.attribution import lattice
from stanceclf.attribution.lattice import candidates, marginals
from stanceclf.attribution.tagger import INSIDE, OUTSIDE, runs
from tests.attribution.test_tagger import path_score

LENGTHS = st.lists(st.integers(1, 6), min_size=1, max_size=4)


def chain(seed, lengths):
    """Return random scores of sequences that follow one another, as the tagger lays them out."""
    random = np.random.default_rng(seed)
    scores = random.normal(scale=2.0, size=(sum(lengths), 3)).astype(np.float32)
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    transitions[OUTSIDE, INSIDE] = -1e4
    starts = np.cumsum([0, *lengths[:-1]])
    return scores, np.stack([starts, lengths], axis=1), transitions


def spans_by_enumeration(scores, sequences, transitions):
    """Return the probability of each span of rows, from all labellings of its sequence."""
    # Single-precision sums over the 600 labellings of six rows are off by 1e-6, the code by 7e-8.
    scores, transitions = scores.astype(np.float64), transitions.astype(np.float64)
    found: dict[tuple[int, int], float] = {}
    for start, length in sequences:
        odds = {}
        for labels in product(range(3), repeat=length):
            if labels[0] != INSIDE and (OUTSIDE, INSIDE) not in pairwise(labels):
                odds[labels] = np.exp(path_score(labels, start, scores, transitions))
        total = sum(odds.values())
        for labels, weight in odds.items():
            for span in runs(labels, start):
                found[span] = found.get(span, 0.0) + weight / total
    return found


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), LENGTHS)
@example(seed=3, lengths=[6, 1, 1, 6])
def test_marginals_equal_those_of_all_labellings(seed, lengths):
    scores, sequences, transitions = chain(seed, lengths)
    expected = spans_by_enumeration(scores, sequences, transitions)
    found = marginals(scores, sequences, transitions)
    for row in range(len(scores)):
        begins = sum(p for span, p in expected.items() if span[0] == row)
        ends = sum(p for span, p in expected.items() if span[1] == row + 1)
        assert found.begins[row] == pytest.approx(begins, abs=1e-6)
        assert found.ends[row] == pytest.approx(ends, abs=1e-6)
    for (first, last), probability in expected.items():
        if last - first > 1:  # of a single token the end is an approximation
            log = found.opening[first] + found.inside[last - 1] - found.inside[first]
            assert np.exp(log + found.closing[last - 1]) == pytest.approx(probability, rel=1e-4)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), LENGTHS)
def test_the_likely_spans_are_candidates_and_all_lie_in_one_sequence(seed, lengths):
    scores, sequences, transitions = chain(seed, lengths)
    expected = spans_by_enumeration(scores, sequences, transitions)
    found = candidates(marginals(scores, sequences, transitions), sequences)
    spans = list(zip(found.first.tolist(), found.last.tolist(), strict=True))
    assert spans == sorted(set(spans))
    for span, probability in expected.items():
        if probability > 0.02 and span[1] - span[0] > 1:
            assert span in spans
    for first, last in spans:
        assert any(start <= first < last <= start + n for start, n in sequences)


def test_sequences_in_chunks_give_what_they_give_together(monkeypatch):
    whole = marginals(*chain(1, [3, 5, 1, 4]))
    monkeypatch.setattr(lattice, "CHUNK", 2)
    parts = marginals(*chain(1, [3, 5, 1, 4]))
    np.testing.assert_allclose(whole.begins, parts.begins)
    np.testing.assert_allclose(whole.inside, parts.inside)


def test_a_sequence_has_a_bounded_number_of_candidates(monkeypatch):
    monkeypatch.setattr(lattice, "MOST", 5)
    scores, sequences, transitions = (
        np.zeros((40, 3)),
        np.array([(0, 20), (20, 20)]),
        np.zeros((3, 3)),
    )
    scores[5, 1] = scores[25, 1] = 9.0
    found = candidates(marginals(scores, sequences, transitions), sequences)
    assert len(found.first) == 10
    assert (found.first == 5).any()
    assert (found.first == 25).any()


def test_extreme_scores_stay_finite():
    scores = np.array([[900.0, -900.0, 0.0], [-900.0, -900.0, 900.0], [0.0, 900.0, 0.0]])
    found = marginals(scores, np.array([(0, 3)]), np.array([[0, 0, -1e4], [0, 0, 0], [0, 0, 0.0]]))
    for values in (found.begins, found.ends, found.opening, found.inside, found.closing):
        assert np.isfinite(values).all()
