"""How sure to be of a statement as a whole: that its claim, its holder and its label are all right.

Each stage says how sure it is of its own part. A logistic regression, fitted on held-out documents,
makes one probability of that (the combination of Platt 1999, over several scores); what is too
unlikely to be right is left out of the report. For F1 the best threshold is half of the F1 that is
reached (Lipton, Elkan and Naryanaswamy 2014).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.found import Found
from stanceclf.records import Actor, ActorType, Claim

Floats = NDArray[np.float64]

COLUMNS = (
    "claim",
    "holder",
    "label",
    "all three",
    "person",
    "country",
    "group",
    "unnamed",
)
# The kinds of holders that have a column, in the order of theirs.
_KINDS = {ActorType.PERSON: 1, ActorType.COUNTRY: 2, ActorType.GROUP: 3}
_CERTAIN = 1e-3  # no stage is surer than that


class Confidence:
    """Weigh what the stages say of a statement.

    Parameters
    ----------
    weights : sequence of float
        Of each of `COLUMNS`.
    bias : float
    least : float
        Statements with a stance that are less likely to be right are left out of reports.

    Examples
    --------
    >>> from stanceclf.records import Quotation, Span
    >>> claim = Claim(Span(0, 9), Span(0, 5), None, Quotation.NONE, 0.5, 0.5)
    >>> holder, probabilities = Actor("Kenya", ActorType.COUNTRY), np.array([[0.5, 0.2, 0.2, 0.1]])
    >>> Confidence([0.0] * 8, 0.0).of([claim], [holder], probabilities)
    [0.5]
    """

    def __init__(self, weights: Sequence[float], bias: float, least: float = 0.0):
        self.weights = weights
        self.bias = bias
        self.least = least

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs: plain values, and no arrays."""
        weights = dict(zip(COLUMNS, self.weights, strict=True))
        return {"weights": weights, "bias": self.bias, "least": self.least}, {}

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> "Confidence":
        """Build what `state` was taken from."""
        weights = [float(config["weights"][name]) for name in COLUMNS]
        return cls(weights, float(config["bias"]), float(config["least"]))

    def with_least(self, least: float) -> "Confidence":
        """Return the same weights with another bound on what is reported."""
        return Confidence(self.weights, self.bias, least)

    def of(
        self,
        claims: Sequence[Claim | Found],
        actors: Sequence[Actor],
        probabilities: NDArray[np.floating],
    ) -> list[float]:
        """Return the probability that each statement is right.

        Parameters
        ----------
        claims : sequence of Claim or Found
        actors : sequence of Actor
            The holder of each claim.
        probabilities : array of shape (n_claims, n_labels)
            What the classifier says of each claim.
        """
        scores = np.full(len(claims), self.bias)
        # Not `@`: BLAS sums in another order for another number of rows, and a statement must not
        # depend on what else is in the batch.
        for weight, column in zip(
            self.weights, columns(claims, actors, probabilities), strict=True
        ):
            scores += weight * column
        confidence: list[float] = (1 / (1 + np.exp(-scores))).tolist()
        return confidence


def columns(
    claims: Sequence[Claim | Found],
    actors: Sequence[Actor],
    probabilities: NDArray[np.floating],
) -> list[Floats]:
    """Return what each of `COLUMNS` says of the statements."""
    parts = [
        np.array([claim.worth for claim in claims], np.float64),
        np.array([claim.holder_probability for claim in claims], np.float64),
        probabilities.max(axis=1).astype(np.float64),
    ]
    kinds = np.array([_KINDS.get(actor.type, 0) for actor in actors], np.int8)
    return [
        *map(_log_odds, parts),
        _log_odds(parts[0] * parts[1] * parts[2]),
        *((kinds == number).astype(np.float64) for number in _KINDS.values()),
        np.array([not actor.name[:1].isupper() for actor in actors], np.float64),
    ]


def _log_odds(probabilities: Floats) -> Floats:
    clipped = np.clip(probabilities, _CERTAIN, 1 - _CERTAIN)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds
