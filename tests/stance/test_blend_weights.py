"""Weights of members: by what they tell, never below zero, and bounded."""

import numpy as np

from stanceclf.stance.blend_weights import fit_weights

LABELS = np.arange(60) % 3
RIGHT = np.eye(3)[LABELS]


def test_what_tells_nothing_or_the_contrary_counts_nothing():
    chance = np.random.default_rng(0).normal(size=RIGHT.shape)
    good, noise, wrong = fit_weights([RIGHT, chance, -RIGHT], LABELS)
    assert wrong == 0.0
    assert good > 3 * noise


def test_the_size_of_scores_does_not_matter():
    other = RIGHT + np.random.default_rng(0).normal(size=RIGHT.shape)
    one, two = fit_weights([RIGHT, other], LABELS)
    large, same = fit_weights([1000 * RIGHT, other], LABELS)
    np.testing.assert_allclose([1000 * large, same], [one, two], rtol=1e-4)


def test_rare_labels_count_as_much_as_frequent_ones():
    other = RIGHT + np.random.default_rng(0).normal(size=RIGHT.shape)
    often = np.concatenate([np.arange(60), *([np.flatnonzero(LABELS == 0)] * 9)])
    weights = fit_weights([RIGHT[often], other[often]], LABELS[often])
    np.testing.assert_allclose(weights, fit_weights([RIGHT, other], LABELS), rtol=0.1)


def test_scores_without_a_fault_have_a_bounded_weight():
    weight = fit_weights([RIGHT], LABELS)
    assert 0 < weight[0] < 50


def test_scores_that_are_all_the_same_are_no_fault():
    weights = fit_weights([RIGHT, np.zeros_like(RIGHT)], LABELS)
    assert np.isfinite(weights).all()
