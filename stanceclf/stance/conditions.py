"""Condition spans: candidates from markers and clause edges, chosen by a trained linear model.

The model scores words and shape of each candidate; the best one is the condition, and its score
tells how likely there is one.
"""

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import Condition
from stanceclf.stance.condition_features import Candidate, candidates, marker_kinds
from stanceclf.stance.condition_tables import ConditionTables
from stanceclf.stance.short_conditions import kind_of, short_form
from stanceclf.stance.view import ClaimView

Choice = tuple[Candidate | None, float]


class ConditionChooser:
    """Scores candidates by the sum of their features' weights.

    Parameters
    ----------
    weights : mapping of str to float
        Log-odds of each feature of `describe`.
    bias : float
        Log-odds of a candidate without any of them.
    """

    def __init__(self, weights: Mapping[str, float], bias: float) -> None:
        self.weights = dict(weights)
        self.bias = bias
        self._tables = ConditionTables(self.weights, marker_kinds())

    def choose(self, views: Sequence[ClaimView]) -> list[Choice]:
        """Return for each claim its best candidate and the candidate's log-odds.

        None and minus infinity stand where a claim has no candidate.
        """
        found = [candidates(view) for view in views]
        scores = (self._tables.scores(views, found) + self.bias).tolist()
        choices: list[Choice] = []
        at = 0
        for of_claim in found:
            own = scores[at : at + len(of_claim)]
            at += len(of_claim)
            best = max(own, default=-inf)
            choices.append((of_claim[own.index(best)] if own else None, best))
        return choices

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[np.float32]]]:
        """Return what `from_state` needs: a JSON-able part and arrays."""
        names = sorted(self.weights)
        weights = np.array([self.weights[name] for name in names], dtype=np.float32)
        return {"names": names, "bias": self.bias}, {"weights": weights}

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[np.float32]]
    ) -> "ConditionChooser":
        """Rebuild a chooser from its state."""
        pairs = zip(config["names"], arrays["weights"].tolist(), strict=True)
        return cls(dict(pairs), float(config["bias"]))


def condition_of(view: ClaimView, candidate: Candidate) -> Condition:
    """Return the record of a candidate of `view`."""
    document = view.document.document
    first, last, marked = candidate.first, candidate.last, candidate.marked
    return Condition(
        document.span_of(first, last),
        document.span_of(first, min(max(marked, first + 1), last)),
        kind_of(candidate),
        short_form(document, candidate),
    )
