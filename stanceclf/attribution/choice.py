"""Choosing one of several candidates by a linear score (a conditional logit, McFadden 1974)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Choice:
    """A weight for each named feature; the candidate with the greatest sum of weights is chosen.

    Parameters
    ----------
    weights : dict of str to float
        Features that are not in it weigh nothing.
    """

    def __init__(self, weights: dict[str, float]):
        self.weights = weights

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs: plain values, and arrays."""
        names = sorted(self.weights)
        weights = np.array([self.weights[name] for name in names], dtype=np.float32)
        return {"features": names}, {"weights": weights}

    @classmethod
    def from_state(cls, config: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> "Choice":
        """Build a model from what `state` returned."""
        return cls(dict(zip(config["features"], arrays["weights"].tolist(), strict=True)))
