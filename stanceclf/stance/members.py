"""What a blend is made of: classifiers on rows of one kind, for all targets or for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.claims import GivenClaim

Floats = NDArray[np.float64]

_MOST_APART = 10  # targets; with more there are too few claims of each


class Reader(Protocol):
    """What makes rows of claims: a `ClaimFeaturizer` or a `Nearness`."""

    def transform(self, claims: Sequence[GivenClaim], /) -> Any:
        """Return an array or a sparse matrix `(n_claims, n_columns)`."""


class Linear(NamedTuple):
    """What a fitted classifier scores with."""

    coef: Floats  # (n_labels, n_columns)
    intercept: Floats  # (n_labels,)


@dataclass(frozen=True, slots=True)
class Member:
    """The classifiers on rows of one kind: one for all targets, or one for each."""

    name: str
    reader: Reader
    classifiers: dict[str, Linear]

    def scores(self, claims: Sequence[GivenClaim], rows: Any) -> Floats:
        """Return the scores `(n_claims, n_labels)`; all classifiers answer for new targets.

        Parameters
        ----------
        claims : sequence of GivenClaim
        rows : array or sparse matrix of shape (n_claims, n_columns)
            What `reader` makes of them.
        """
        n_labels = len(next(iter(self.classifiers.values())).intercept)
        found = np.zeros((len(claims), n_labels))
        for target, places in by_target(claims, apart=len(self.classifiers) > 1):
            known = self.classifiers.get(target)
            asked = [known] if known else list(self.classifiers.values())
            for one in asked:
                found[places] += (rows[places] @ one.coef.T + one.intercept) / len(asked)
        return found


def by_target(
    claims: Sequence[GivenClaim], *, apart: bool
) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yield which claims answer together."""
    if not apart:
        yield "", np.arange(len(claims))
        return
    targets = np.array([claim.target for claim in claims])
    for target in np.unique(targets).tolist():
        yield target, np.flatnonzero(targets == target)


def may_part(claims: Sequence[GivenClaim], right: NDArray[np.integer], least: int) -> bool:
    """Tell whether there are a few targets, each with `least` claims of each label."""
    targets, place = np.unique([claim.target for claim in claims], return_inverse=True)
    if not 1 < len(targets) <= _MOST_APART:
        return False
    counts = np.zeros((len(targets), int(right.max()) + 1), int)
    np.add.at(counts, (place, right), 1)
    return int(counts.min()) >= least
