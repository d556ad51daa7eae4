"""Products by rows: those of BLAS, and the same wherever a row stands."""

import numpy as np
import pytest

from stanceclf.rowwise import product


@pytest.fixture
def random():
    return np.random.default_rng(0)


@pytest.mark.parametrize("n", [0, 1, 15, 16, 17, 300])
@pytest.mark.parametrize(("width", "columns"), [(81, 144), (144, 12), (288, 4), (24, 2)])
def test_it_is_the_product(random, n, width, columns):
    rows, matrix = random.random((n, width)), random.random((width, columns))
    np.testing.assert_allclose(product(rows, matrix), rows @ matrix, rtol=1e-12)


@pytest.mark.parametrize(("width", "columns"), [(81, 144), (144, 12), (288, 4), (24, 2)])
def test_a_row_does_not_depend_on_others(random, width, columns):
    rows = random.standard_normal((333, width)).astype(np.float32)
    matrix = random.standard_normal((width, columns)).astype(np.float32)
    whole = product(rows, matrix)
    for at in range(0, len(rows), 7):
        np.testing.assert_array_equal(product(rows[at : at + 1], matrix)[0], whole[at])
    order = random.permutation(len(rows))
    np.testing.assert_array_equal(product(rows[order], matrix), whole[order])
