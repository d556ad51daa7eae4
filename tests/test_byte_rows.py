"""Matrices as whole numbers: rounded, packed, and refused where they are damaged."""

import numpy as np
import pytest

from stanceclf import byte_rows
from stanceclf.byte_rows import CODES, SCALE, from_rows, to_rows


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


def test_more_numbers_than_any_model_has_are_not_decoded(monkeypatch):
    matrices = {name: np.ones((3, 5), np.float32) for name in "ab"}
    packed = to_rows(matrices, {name: np.ones((3, 1), np.float32) for name in "ab"})
    monkeypatch.setattr(byte_rows, "_LARGEST", 29)
    with pytest.raises(ValueError, match="b: its codes do not end"):
        from_rows(packed)
    monkeypatch.setattr(byte_rows, "_LARGEST", 30)
    assert set(from_rows(packed)) == {"a", "b"}
