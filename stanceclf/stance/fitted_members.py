"""Members of a blend, fitted: rows of each kind, and classifiers with their held-out scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.biases import Metric
from stanceclf.stance.claims import GivenClaim, checked_claims
from stanceclf.stance.classifier import StanceClassifier, checked_weights
from stanceclf.stance.featurizer import ALL_FAMILIES, ClaimFeaturizer
from stanceclf.stance.members import Linear, Member, Reader, by_target, may_part
from stanceclf.stance.nearest_claims import ClaimEncoder, Nearness

Floats = NDArray[np.float64]

FOLDS = 5
_VECTORS = "vectors"
_NEAR_STRENGTHS = (0.3, 1.0)  # what `C` is chosen from where rows are those of `Nearness`


class Known(NamedTuple):
    """Claims with their labels, as places among `classes`."""

    claims: list[GivenClaim]
    right: NDArray[np.integer]
    classes: NDArray[Any]
    groups: NDArray[Any] | None
    worth: NDArray[np.float64] | None

    @classmethod
    def checked(
        cls,
        claims: Iterable[GivenClaim],
        labels: Iterable[Any],
        groups: Iterable[Any] | None,
        sample_weight: Sequence[float] | None,
    ) -> Self:
        """Return what `StanceBlend.fit` was given; raise where it cannot be learned from."""
        given = checked_claims(claims, "StanceBlend.fit")
        count = len(given)
        if not given:
            raise ValueError(
                "The 'claims' parameter of StanceBlend.fit must hold claims of each label. "
                "Got none instead."
            )
        classes, right = np.unique(_beside("labels", labels, count), return_inverse=True)
        if len(classes) < 2:
            raise ValueError(
                "The 'labels' parameter of StanceBlend.fit must hold at least two labels. "
                f"Got {classes.tolist()[0]!r} alone instead."
            )
        apart = None if groups is None else _beside("groups", groups, count)
        worth = checked_weights(sample_weight, count, "StanceBlend.fit")
        return cls(given, right, classes, apart, worth)


class Source(NamedTuple):
    """Rows of one kind, and how a classifier is fitted to them."""

    name: str
    reader: Reader
    rows: Any
    scaling: str
    strengths: tuple[float, ...]


def _beside(name: str, values: Iterable[Any], count: int) -> NDArray[Any]:
    """Return what goes beside the claims, one for each, as an array."""
    must = f"The {name!r} parameter of StanceBlend.fit must hold one for each of {count} claims"
    if not isinstance(values, Iterable):
        raise TypeError(f"{must}. Got {type(values).__name__} instead.")
    kept = list(values)
    if len(kept) != count:
        raise ValueError(f"{must}. Got {len(kept)} instead.")
    for place, one in enumerate(kept):
        if one is None or (isinstance(one, float) and np.isnan(one)):
            raise ValueError(f"{must}. Got {one} for claims[{place}] instead.")
    return np.asarray(kept)


def check_feature_sets(feature_sets: object, *, needed: bool) -> None:
    """Raise unless each set of features has families that there are; `needed` is one set."""
    must = "The 'feature_sets' parameter of StanceBlend must be a dict of tuples of families, of"
    must = f"{must} {', '.join(ALL_FAMILIES)}."
    if not isinstance(feature_sets, Mapping):
        raise TypeError(f"{must} Got {type(feature_sets).__name__} instead.")
    if needed and not feature_sets:
        raise ValueError(f"{must} Got none, and no encoder, instead.")
    for name, families in feature_sets.items():
        if isinstance(families, str) or not isinstance(families, Iterable):
            raise TypeError(f"{must} Got {families!r} as {name!r} instead.")
        unknown = [family for family in families if family not in ALL_FAMILIES]
        if unknown or not families:
            raise ValueError(f"{must} Got {unknown or families} as {name!r} instead.")


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
