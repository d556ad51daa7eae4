import numpy as np

from stanceclf.records import LABELS, Stance
from stanceclf.stance.label_columns import HANGS, HUNG, SIDES, swapped, without_hinge


def test_label_columns():
    assert [LABELS[side] for side in SIDES] == [Stance.SUPPORTS, Stance.OPPOSES]
    given = np.array([[0.1, 0.7, 0.0, 0.2], [0.6, 0.1, 0.2, 0.1]], np.float32)
    np.testing.assert_array_equal(swapped(given, [0]), [given[0][[1, 0, 2, 3]], given[1]])
    np.testing.assert_array_equal(swapped(given, []), given)
    np.testing.assert_array_equal(swapped(given, [1], HUNG), [given[0], given[1][[2, 1, 0, 3]]])


def test_without_hinge():
    given = np.array([[0.1, 0.3, 0.6, 0.0], [0.1, 0.3, 0.6, 0.0], [0, 0, 1, 0]], np.float32)
    answer = without_hinge(given, [0, 2])
    np.testing.assert_allclose(answer[0], [0.25, 0.75, 0, 0], atol=1e-6)
    np.testing.assert_array_equal(answer[1], given[1])
    np.testing.assert_allclose(answer[2], [1 / 3, 1 / 3, 0, 1 / 3], atol=1e-6)
    assert LABELS[HANGS] == Stance.CONDITIONAL
    np.testing.assert_array_equal(without_hinge(given, []), given)
