"""Fitting the choice among candidate spans: what counts as right, and that weights follow it."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from stanceclf.attribution.groups import Groups
from stanceclf.attribution.lattice import Lattice, Marginals
from training.segmenter import fit_weights, right_candidates


def lattice_of(*spans):
    first, last = np.array(sorted(spans)).T
    nothing = np.zeros(last.max() + 1)
    chain = Marginals(nothing, nothing, nothing, nothing, nothing)
    return Lattice(first, last, np.zeros(len(first)), chain)


@pytest.mark.parametrize(
    ("spans", "gold", "right"),
    [
        ([(0, 4), (0, 6), (8, 9)], [(0, 6)], [False, True, False]),
        # Not proposed: the nearest one that shares half of the rows stands for it.
        ([(0, 4), (0, 7), (8, 9)], [(0, 6)], [False, True, False]),
        ([(0, 2), (3, 20), (30, 31)], [(0, 6)], [False, False, False]),
        # Two claims in one proposed span: both halves are right, the whole is not.
        ([(0, 4), (0, 9), (5, 9)], [(0, 4), (5, 9)], [True, False, True]),
        ([(0, 4), (5, 9)], [], [False, False]),
    ],
)
def test_right_candidates(spans, gold, right):
    assert right_candidates(lattice_of(*spans), gold).tolist() == right


def test_weights_prefer_what_the_right_candidates_have_and_only_that():
    first = np.repeat(np.arange(0, 200, 10), 2)
    last = first + np.tile([4, 6], 20)
    right = np.tile([False, True], 20)
    # Column 0 marks the right ones, column 1 says nothing, column 2 is never seen.
    x = csr_matrix(np.stack([right, np.ones(40), np.zeros(40)], axis=1).astype(np.float32))
    weights = fit_weights(x, Groups(first, last), right, l2=0.1)
    assert weights[0] > 2
    assert weights[0] > 2 * abs(weights[1])
    assert weights[2] == 0
    posteriors, _ = Groups(first, last).posteriors(x @ weights)
    assert posteriors[right].min() > 0.8
    assert posteriors[~right].max() < 0.1


def test_a_stronger_penalty_gives_smaller_weights():
    right = np.array([True, False, True] * 3)
    x = csr_matrix(np.stack([right, ~right], axis=1).astype(np.float32))
    starts = np.repeat([0, 20, 40], 3)
    groups = Groups(starts + np.tile([0, 0, 9], 3), starts + np.tile([4, 6, 12], 3))
    loose, strict = (fit_weights(x, groups, right, l2=l2) for l2 in (0.1, 10.0))
    assert np.abs(strict).sum() < np.abs(loose).sum()
