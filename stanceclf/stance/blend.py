"""A stance classifier for labels and targets of one's own, from a few thousand labelled claims."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.biases import Metric, fit_biases, macro_f1
from stanceclf.stance.calibration import fit_temperature
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.featurizer import ClaimFeaturizer
from stanceclf.stance.members import Member, by_target, may_part
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
_MOVED = ", biases moved"


class _Known(NamedTuple):
    claims: Sequence[GivenClaim]
    right: NDArray[np.integer]
    groups: NDArray[Any] | None
    worth: NDArray[np.float64] | None


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
    scaling : str
        That of the members.
    max_features : int
        Columns of each member.

    Attributes
    ----------
    classes_ : array of shape (n_labels,)
    members_ : list of Member
        Those that answer.
    chosen_ : str
        What they are called.
    tried_ : dict of (str, float)
        The metric of each choice in cross-validation; the best of some is a little too high.

    Examples
    --------
    >>> from stanceclf.text.document import Document
    >>> from stanceclf.records import Span
    >>> texts = [f"We {verb} it, said {n}." for n in range(9) for verb in ("like", "hate")]
    >>> claims = [GivenClaim(Document.from_text(one), Span(0, len(one))) for one in texts]
    >>> blend = StanceBlend().fit(claims, ["for", "against"] * 9)
    >>> blend.predict(claims[:2]).tolist()
    ['for', 'against']
    """

    def __init__(
        self,
        *,
        feature_sets: dict[str, tuple[str, ...]] = FEATURE_SETS,
        strengths: tuple[float, ...] = (0.01, 0.05),
        metric: Metric | None = None,
        scaling: str = "bayes",
        max_features: int = 100_000,
    ) -> None:
        self.feature_sets = feature_sets
        self.strengths = strengths
        self.metric = metric
        self.scaling = scaling
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
        metric: Metric = self.metric or macro_f1
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
        together = {member.name: [member] for member in members}
        if len(members) > 1:
            together["mean"] = members
        held_out = {
            name: _mean([member.held_out for member in some]) for name, some in together.items()
        }
        self.tried_ = {
            f"{name}{_MOVED if moved else ''}": self._reached(scores, right, metric, moved)
            for name, scores in held_out.items()
            for moved in (False, True)
        }
        self.chosen_ = max(self.tried_, key=self.tried_.__getitem__)
        name = self.chosen_.removesuffix(_MOVED)
        self.members_ = together[name]
        self.biases_ = np.zeros(len(self.classes_))
        if name != self.chosen_:
            self.biases_ = fit_biases(held_out[name], right, self.classes_, metric)
        self.temperature_ = fit_temperature(held_out[name] + self.biases_, right)
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
        self, name: str, rows: list[dict[str, list[str]]], known: _Known, metric: Metric
    ) -> Iterator[Member]:
        """Yield what answers for all targets, and for each where that can be judged."""
        right = known.right
        featurizer = ClaimFeaturizer(
            families=tuple(self.feature_sets[name]), max_features=self.max_features
        ).fit_names(rows)
        matrix = featurizer.matrix(featurizer.encode_names(rows))
        for apart in (False, True)[: 1 + may_part(known.claims, right, FOLDS)]:
            held_out = np.zeros((len(right), len(self.classes_)))
            classifiers: dict[str, StanceClassifier] = {}
            for target, places in by_target(known.claims, apart=apart):
                one = StanceClassifier(
                    C=self.strengths,
                    calibration_folds=FOLDS,
                    loss="squared_hinge",
                    class_weight="balanced",
                    scaling=self.scaling,
                    metric=metric,
                ).fit(
                    matrix[places],
                    self.classes_[right[places]],
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
                classifiers[target], held_out[places] = one, one.held_out_
            yield Member(
                f"{name}, targets apart" if apart else name, featurizer, classifiers, held_out
            )

    def _reached(
        self, scores: Floats, right: NDArray[np.integer], metric: Metric, moved: bool
    ) -> float:
        """Return what held-out scores reach; biases come from claims that do not judge them."""
        if moved:
            fold = np.random.default_rng(0).permutation(len(right)) % FOLDS
            biases = [
                fit_biases(scores[fold != one], right[fold != one], self.classes_, metric)
                for one in range(FOLDS)
            ]
            scores = scores + np.array(biases)[fold]
        answers = self.classes_[scores.argmax(axis=1)].tolist()
        return metric(self.classes_[right].tolist(), answers)


def _array(values: Sequence[Any] | None) -> NDArray[Any] | None:
    return None if values is None else np.asarray(values)


def _mean(scores: Sequence[Floats]) -> Floats:
    found: Floats = np.mean(scores, axis=0)
    return found
