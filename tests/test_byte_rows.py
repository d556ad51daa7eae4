"""Matrices as whole numbers: rounded, packed, and refused where they are damaged."""

import numpy as np
import pytest

from stanceclf.byte_rows import CODES, SCALE, ByteRows, from_rows, to_rows


def test_rounding_is_within_half_a_step():
    matrix = np.random.default_rng(0).normal(size=(5, 40)).astype(np.float32)
    again = from_rows(to_rows({"a": matrix}))["a"]
    step = np.abs(matrix).max(axis=1, keepdims=True) / 127
    assert (np.abs(again - matrix) <= step / 2 * 1.001).all()
    np.testing.assert_array_equal(from_rows(to_rows({"a": again}))["a"], again)


def test_codes_of_small_numbers_are_short():
    matrix = np.random.default_rng(0).normal(size=(50, 400)).astype(np.float32)
    packed = to_rows({"a": matrix}, {"a": np.full((50, 1), 0.6, np.float32)})
    # The entropy of a normal number in steps of .6 of its spread is 2.79 bits (Gish and Pierce).
    assert 2.7 < 8 * packed["a" + CODES].nbytes / matrix.size < 2.95


@pytest.mark.parametrize("change", ["cut", "other", "more rows"])
def test_damaged_codes_are_refused(change):
    packed = to_rows({"a": np.ones((3, 5), np.float32)}, {"a": np.ones((3, 1), np.float32)})
    if change == "cut":
        packed["a" + CODES] = packed["a" + CODES][:-5]
    elif change == "other":
        packed["a" + CODES] = packed["a" + CODES][::-1]
    else:
        packed["a" + SCALE] = np.ones((4, 1), np.float32)
    with pytest.raises(ValueError, match=r"codes|reshape"):
        from_rows(packed)


def test_some_matrices_are_laid_out_by_column():
    matrix = np.random.default_rng(0).normal(size=(5, 40)).astype(np.float32)
    packed = to_rows({"layer0.a": matrix, "b": matrix})
    found = from_rows(packed, by_column="layer")
    np.testing.assert_array_equal(found["layer0.a"], found["b"])
    assert found["layer0.a"].flags.f_contiguous
    assert found["b"].flags.c_contiguous


def test_what_are_no_numbers_is_refused():
    with pytest.raises(ValueError, match="a: not numbers"):
        from_rows({"a": np.array(["x"])})


def test_more_numbers_than_any_model_has_are_not_decoded():
    matrices = {name: np.ones((3, 5), np.float32) for name in "ab"}
    packed = to_rows(matrices, {name: np.ones((3, 1), np.float32) for name in "ab"})
    with pytest.raises(ValueError, match="b: its codes do not end"):
        from_rows(packed, most=29)
    assert set(from_rows(packed, most=30)) == {"a", "b"}


def packed_halves() -> dict[str, np.ndarray]:
    """Return a matrix of whole numbers, one of codes, and a vector."""
    random = np.random.default_rng(0)
    shapes = {"a": (5, 40), "b": (7, 40), "c": (3,)}
    arrays = {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    return to_rows(arrays, {"b": np.full((7, 1), 0.3, np.float32)})


def test_matrices_that_stay_in_bytes_hold_the_same_numbers():
    packed = packed_halves()
    both = from_rows(packed)
    rows = ByteRows.taken(packed, ["a", "b"])
    assert [*packed] == ["c"]
    assert rows.numbers.dtype == np.int8
    assert rows.shape == (12, 40)
    asked = np.array([11, 0, 4, 4, 5])
    np.testing.assert_array_equal(rows.take(asked), np.vstack([both["a"], both["b"]])[asked])


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("a", np.ones((5, 40), np.int16)),
        ("a", np.ones((5, 40), np.float32)),
        ("a", np.ones((4, 40), np.int8)),
        ("a|scale", np.ones((5, 40), np.float32)),
        ("a|scale", np.ones(5, np.float32)),
        ("a|scale", np.ones((5, 1), np.float64)),
        ("a|scale", np.array([["x"]] * 5)),
    ],
)
def test_what_is_no_matrix_of_bytes_is_refused(name, array):
    with pytest.raises(ValueError, match="a: not whole numbers of a byte"):
        ByteRows.taken({**packed_halves(), name: array}, ["a", "b"])


def test_a_matrix_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="d"):
        ByteRows.taken(packed_halves(), ["a", "d"])
