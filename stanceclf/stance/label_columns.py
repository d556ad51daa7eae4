"""Labels as columns of probabilities `(n_claims, n_labels)`, and how these change for a claim."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import LABELS, Stance

HANGS: Final = LABELS.index(Stance.CONDITIONAL)
SIDES: Final = (LABELS.index(Stance.SUPPORTS), LABELS.index(Stance.OPPOSES))
HUNG: Final = (SIDES[0], HANGS)

Numbers = Sequence[int] | NDArray[np.int64]


def swapped(
    probabilities: NDArray[np.float32], claims: Numbers, labels: tuple[int, int] = SIDES
) -> NDArray[np.float32]:
    """Return probabilities in which two labels of some claims change places, most often the sides.

    With `HUNG` those claims hang on something that would support.
    """
    answer = probabilities.copy()
    rows = np.array(claims, np.int64)[:, None]
    answer[rows, labels] = probabilities[rows, labels[::-1]]
    return answer


def without_hinge(probabilities: NDArray[np.float32], claims: Numbers) -> NDArray[np.float32]:
    """Return probabilities in which some claims are not conditional."""
    answer = probabilities.copy()
    answer[claims, HANGS] = 0.0
    left = answer[claims]
    # Where nothing else had a share, none is likelier than another.
    left[left.sum(axis=1) <= 0.0] = [label != HANGS for label in range(len(LABELS))]
    answer[claims] = left / left.sum(axis=1, keepdims=True)
    return answer
