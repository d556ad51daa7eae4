"""The released tagger of attributions: its scores, and its state in the tree."""

import numpy as np

from stanceclf.attribution.roles import RoleTagger
from training.roles import FITTED, fitted_roles, role_scores
from training.weightiest import weightiest

CONTENT = 2


def test_scores_count_edges_and_halves():
    gold, found = [(0, 4, CONTENT), (10, 12, CONTENT)], [(0, 3, CONTENT), (10, 12, CONTENT)]
    assert role_scores([(gold, found)])["content"] == {"exact": 0.5, "half": 1.0, "annotated": 2}


def test_exactly_half_is_no_match():
    assert role_scores([([(0, 4, CONTENT)], [(0, 2, CONTENT), (2, 4, CONTENT)])])["content"] == {
        "exact": 0.0, "half": 0.0, "annotated": 1,
    }  # fmt: skip


def test_what_was_fitted_last_can_be_built_and_is_small():
    tagger = RoleTagger.from_state(*fitted_roles())
    assert tagger.tag([], [], []) == []
    assert sum(path.stat().st_size for path in FITTED.iterdir()) < 900_000


def test_the_weightiest_are_those_of_great_weight_that_are_often_seen():
    weights = np.array([[0.1, -0.2], [3.0, 0.0], [1.0, 1.0], [0.0, 0.0]])
    rows = np.array([[0, 2], [2, 2], [2, 1]])
    assert weightiest(weights, rows, most=2).tolist() == [False, True, True, False]
