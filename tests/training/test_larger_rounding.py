"""Coarse steps: how fine embeddings are kept, and that no row is far from what it was."""

import numpy as np

from stanceclf.byte_rows import ByteRows
from training.larger.rounding import coarse, coarse_embeddings, steps_of


def words(n: int = 6, width: int = 200) -> np.ndarray:
    return np.random.default_rng(0).normal(0.1, 1.0, (n, width)).astype(np.float32)


def error(matrix: np.ndarray, rows: ByteRows) -> np.ndarray:
    """Return the share of each row's squares that rounding takes away."""
    off = matrix - rows.numbers * rows.scales
    return np.asarray(np.square(off).sum(axis=1) / np.square(matrix).sum(axis=1))


def test_scales_fit_better_than_the_steps():
    matrix = words()
    steps = steps_of(matrix, 2.0)
    rows = coarse(matrix, steps)
    assert (error(matrix, rows) <= error(matrix, rows._replace(scales=steps)) + 1e-7).all()


def test_half_a_step_is_the_greatest_error_of_fine_steps():
    matrix = words()
    rows = coarse(matrix, steps_of(matrix, 0.1))
    assert (error(matrix, rows) < 0.1**2 / 12 * 1.5).all()


def test_frequent_words_are_kept_finer():
    matrix = words()
    centred = matrix - matrix.mean(axis=1, keepdims=True)
    errors = error(centred, coarse_embeddings(matrix, np.array([0, 1, 10, 100, 10_000, 10**9])))
    assert (np.diff(errors) < 0).all()
    assert errors[0] < 0.6
    assert errors[-1] > 0  # a row is never finer than a byte can tell


def test_a_row_of_nothing_stays_one():
    rows = coarse_embeddings(np.zeros((2, 5), np.float32), np.array([0, 3]))
    assert not rows.numbers.any()
    assert np.isfinite(rows.scales).all()
