"""Members of a blend, fitted: rows of each kind, and classifiers with their held-out scores."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.biases import Metric
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.featurizer import ClaimFeaturizer
from stanceclf.stance.members import Linear, Member, Reader, by_target, may_part
from stanceclf.stance.nearness import ClaimEncoder, Nearness

Floats = NDArray[np.float64]

FOLDS = 5
_VECTORS = "vectors"
_NEAR_STRENGTHS = (0.3, 1.0)  # what `C` is chosen from where rows are those of `Nearness`


class Known(NamedTuple):
    """Claims with their labels, as places among `classes`."""

    claims: Sequence[GivenClaim]
    right: NDArray[np.integer]
    classes: NDArray[Any]
    groups: NDArray[Any] | None
    worth: NDArray[np.float64] | None


class Source(NamedTuple):
    """Rows of one kind, and how a classifier is fitted to them."""

    name: str
    reader: Reader
    rows: Any
    scaling: str
    strengths: tuple[float, ...]


def featurizer_sources(
    claims: Sequence[GivenClaim],
    feature_sets: Mapping[str, tuple[str, ...]],
    max_features: int,
    scaling: str,
    strengths: tuple[float, ...],
) -> Iterator[Source]:
    """Yield the rows of each set of features; those that several sets share are found once."""
    families = tuple(dict.fromkeys(name for one in feature_sets.values() for name in one))
    names = ClaimFeaturizer(families=families).names(claims)
    for name, some in feature_sets.items():
        known = [{family: row[family] for family in some} for row in names]
        featurizer = ClaimFeaturizer(families=tuple(some), max_features=max_features)
        featurizer.fit_names(known)
        rows = featurizer.matrix(featurizer.encode_names(known))
        yield Source(name, featurizer, rows, scaling, strengths)


def vector_source(claims: Sequence[GivenClaim], encoder: ClaimEncoder) -> Source:
    """Return the rows of what an encoder says of the claims."""
    near = Nearness(encoder)
    return Source(_VECTORS, near, near.fit_transform(claims), "none", _NEAR_STRENGTHS)


def fitted_members(source: Source, known: Known, metric: Metric) -> Iterator[tuple[Member, Floats]]:
    """Yield what answers for all targets, and for each, with its held-out scores."""
    right = known.right
    for apart in (False, True)[: 1 + may_part(known.claims, right, FOLDS)]:
        held_out = np.zeros((len(right), len(known.classes)))
        classifiers: dict[str, Linear] = {}
        for target, places in by_target(known.claims, apart=apart):
            one = StanceClassifier(
                C=source.strengths,
                calibration_folds=FOLDS,
                loss="squared_hinge",
                class_weight="balanced",
                scaling=source.scaling,
                metric=metric,
            ).fit(
                source.rows[places],
                known.classes[right[places]],
                groups=None if known.groups is None else known.groups[places],
                sample_weight=None if known.worth is None else known.worth[places],
            )
            if one.held_out_ is None:
                if apart:
                    return
                raise ValueError(
                    "The 'labels' parameter of StanceBlend.fit must hold each label at least "
                    "twice, in several groups. Got too few to cross-validate."
                )
            classifiers[target] = Linear(one.coef_, one.intercept_)
            held_out[places] = one.held_out_
        name = f"{source.name}, targets apart" if apart else source.name
        yield Member(name, source.reader, classifiers), held_out
