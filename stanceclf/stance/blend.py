"""A stance classifier for labels and targets of one's own, from a few thousand labelled claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from stanceclf.stance.biases import Metric, fit_biases
from stanceclf.stance.calibration import fit_temperature
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.featurizer import ClaimFeaturizer
from stanceclf.stance.scorer import softmax

Floats = NDArray[np.float64]

FEATURE_SETS = {
    # Words as they stand and runs of letters, each alone and for each target: short, noisy texts.
    "letters": ("surface", "letters", "targets", "target letters", "beside", "beside letters"),
    # What stands before, between and after holder and target; a target for each claim is noise.
    "sides": ("surface", "letters", "beside", "words", "sides"),
    # What the library's own model reads: news, where holders act and speak.
    "cues": ("words", "pieces", "cues", "polarity", "context", "sides", "holder"),
}
FOLDS = 5
_MOST_APART = 10  # targets; with more there are too few claims of each


class _Known(NamedTuple):
    claims: Sequence[GivenClaim]
    right: NDArray[np.integer]
    groups: NDArray[Any] | None
    worth: NDArray[np.float64] | None


class _Chosen(NamedTuple):
    parts: tuple[int, ...]
    moved: bool
    reached: float


@dataclass(frozen=True, slots=True)
class Member:
    """The classifiers on one set of features: one for all targets, or one for each."""

    name: str
    featurizer: ClaimFeaturizer
    by_target: dict[str, StanceClassifier]
    held_out: Floats

    def scores(self, claims: Sequence[GivenClaim]) -> Floats:
        """Return the scores `(n_claims, n_labels)`; all classifiers answer for new targets."""
        rows = self.featurizer.transform(claims)
        found = np.zeros((len(claims), self.held_out.shape[1]))
        for target, places in _by_target(claims, apart=len(self.by_target) > 1):
            known = self.by_target.get(target)
            asked = [known] if known else list(self.by_target.values())
            for one in asked:
                found[places] += (rows[places] @ one.coef_.T + one.intercept_) / len(asked)
        return found


class StanceBlend:
    """The best of some classifiers on sets of features, or their mean, with biases for a metric.

    Each member is a `StanceClassifier` on the rows of a `ClaimFeaturizer`, also one for each target
    where there are a few targets with enough claims. All choices, which members, how strong the
    penalty, whether biases are moved, are made by cross-validation of the claims given to `fit`.

    Parameters
    ----------
    feature_sets : dict of (str, tuple of str)
        Families of features of each member.
    strengths : tuple of float
        What `C` of the members is chosen from.
    metric : callable or None
        Takes right labels and answers, more is better; None is macro F1.
    max_features : int
        Columns of each member.

    Attributes
    ----------
    classes_ : array of shape (n_labels,)
    members_ : list of Member
        Those that answer.
    chosen_ : str
        What they are called.
    held_out_score_ : float
        The metric in cross-validation; the best of some, so a little too high.
    """

    def __init__(
        self,
        *,
        feature_sets: dict[str, tuple[str, ...]] = FEATURE_SETS,
        strengths: tuple[float, ...] = (0.01, 0.05),
        metric: Metric | None = None,
        max_features: int = 100_000,
    ) -> None:
        self.feature_sets = feature_sets
        self.strengths = strengths
        self.metric = metric
        self.max_features = max_features

    def fit(
        self,
        claims: Sequence[GivenClaim],
        labels: Sequence[Any],
        groups: Sequence[Any] | None = None,
        sample_weight: Sequence[float] | None = None,
    ) -> Self:
        """Fit and choose; claims of one group stay in one fold, surer labels may weigh more.

        Raises
        ------
        ValueError
            Where a label has fewer than two claims, or all are of one group or one label.
        """
        self.classes_, right = np.unique(np.asarray(labels), return_inverse=True)
        metric: Metric = self.metric or partial(f1_score, average="macro")
        families = tuple(dict.fromkeys(name for one in self.feature_sets.values() for name in one))
        names = ClaimFeaturizer(families=families).names(claims)
        members = [
            member
            for name, known in self.feature_sets.items()
            for member in self._members(
                name,
                [{family: row[family] for family in known} for row in names],
                _Known(claims, right, _array(groups), _array(sample_weight)),
                metric,
            )
        ]
        choices: list[tuple[int, ...]] = [(place,) for place in range(len(members))]
        if len(members) > 1:
            choices.append(tuple(range(len(members))))
        best = max(
            (self._tried(members, parts, right, metric, moved) for parts in choices
             for moved in (False, True)),
            key=lambda one: one.reached,
        )  # fmt: skip
        self.members_ = [members[place] for place in best.parts]
        scores = _mean([member.held_out for member in self.members_])
        self.biases_ = np.zeros(len(self.classes_))
        if best.moved:
            self.biases_ = fit_biases(scores, right, self.classes_, metric)
        self.temperature_ = fit_temperature(scores + self.biases_, right)
        self.held_out_score_ = best.reached
        mean = "mean" if len(self.members_) > 1 else self.members_[0].name
        self.chosen_ = f"{mean}, biases moved" if best.moved else mean
        return self

    def scores(self, claims: Sequence[GivenClaim]) -> Floats:
        """Return the scores `(n_claims, n_labels)`, biases included."""
        return _mean([member.scores(claims) for member in self.members_]) + self.biases_

    def predict(self, claims: Sequence[GivenClaim]) -> NDArray[Any]:
        """Return the label of each claim."""
        chosen: NDArray[Any] = self.classes_[self.scores(claims).argmax(axis=1)]
        return chosen

    def predict_proba(self, claims: Sequence[GivenClaim]) -> Floats:
        """Return calibrated probabilities `(n_claims, n_labels)`."""
        return softmax(self.scores(claims) / self.temperature_)

    def _members(
        self,
        name: str,
        rows: list[dict[str, list[str]]],
        known: _Known,
        metric: Metric,
    ) -> Iterator[Member]:
        """Yield what answers for all targets, and what answers for each."""
        right = known.right
        featurizer = ClaimFeaturizer(
            families=tuple(self.feature_sets[name]), max_features=self.max_features
        ).fit_names(rows)
        matrix = featurizer.matrix(featurizer.encode_names(rows))
        for apart in (False, True)[: 1 + _may_part(known.claims, right)]:
            held_out = np.zeros((len(right), len(self.classes_)))
            by_target: dict[str, StanceClassifier] = {}
            for target, places in _by_target(known.claims, apart=apart):
                one = StanceClassifier(
                    C=self.strengths,
                    calibration_folds=FOLDS,
                    loss="squared_hinge",
                    class_weight="balanced",
                    scaling="bayes",
                    metric=metric,
                ).fit(
                    matrix[places],
                    self.classes_[right[places]],
                    groups=None if known.groups is None else known.groups[places],
                    sample_weight=None if known.worth is None else known.worth[places],
                )
                if one.held_out_ is None:
                    raise ValueError(
                        "The 'labels' parameter of StanceBlend.fit must hold each label at least "
                        "twice, in several groups. Got too few to cross-validate."
                    )
                by_target[target], held_out[places] = one, one.held_out_
            yield Member(
                f"{name}, targets apart" if apart else name, featurizer, by_target, held_out
            )

    def _tried(
        self,
        members: list[Member],
        parts: tuple[int, ...],
        right: NDArray[np.integer],
        metric: Metric,
        moved: bool,
    ) -> _Chosen:
        """Return what members reach together; biases come from claims that do not judge them."""
        scores = _mean([members[place].held_out for place in parts])
        if moved:
            fold = np.random.default_rng(0).permutation(len(right)) % FOLDS
            scores = scores + np.array([
                fit_biases(scores[fold != one], right[fold != one], self.classes_, metric)
                for one in range(FOLDS)
            ])[fold]  # fmt: skip
        answers = self.classes_[scores.argmax(axis=1)].tolist()
        return _Chosen(parts, moved, metric(self.classes_[right].tolist(), answers))


def _array(values: Sequence[Any] | None) -> NDArray[Any] | None:
    return None if values is None else np.asarray(values)


def _mean(scores: Sequence[Floats]) -> Floats:
    found: Floats = np.mean(scores, axis=0)
    return found


def _by_target(
    claims: Sequence[GivenClaim], *, apart: bool
) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yield which claims answer together."""
    if not apart:
        yield "", np.arange(len(claims))
        return
    targets = np.array([claim.target for claim in claims])
    for target in np.unique(targets).tolist():
        yield target, np.flatnonzero(targets == target)


def _may_part(claims: Sequence[GivenClaim], right: NDArray[np.integer]) -> bool:
    """Tell whether there are a few targets, each with claims of each label for all folds."""
    targets, place = np.unique([claim.target for claim in claims], return_inverse=True)
    if not 1 < len(targets) <= _MOST_APART:
        return False
    counts = np.zeros((len(targets), int(right.max()) + 1), int)
    np.add.at(counts, (place, right), 1)
    return int(counts.min()) >= FOLDS
