"""A stance classifier for labels and targets of one's own, from a few thousand labelled claims."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from stanceclf.artifact import read_model, write_model
from stanceclf.errors import ModelError
from stanceclf.stance.biases import Metric, checked_metric, fit_biases, macro_f1
from stanceclf.stance.blend_weights import fit_weights
from stanceclf.stance.calibration import fit_temperature
from stanceclf.stance.claims import GivenClaim, checked_claims
from stanceclf.stance.classifier import checked_strengths
from stanceclf.stance.fitted_members import (
    FOLDS,
    Known,
    check_feature_sets,
    featurizer_sources,
    fitted_members,
    vector_source,
)
from stanceclf.stance.nearest_claims import ClaimEncoder, check_encoder
from stanceclf.stance.saved_members import members_from, members_state
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
WEIGHTED, MOVED = "weighted", "weighted, biases moved"


class StanceBlend(ClassifierMixin, BaseEstimator):
    """A weighted sum of classifiers on several kinds of rows, with biases for a metric.

    Each member is a `StanceClassifier` on the rows of a `ClaimFeaturizer`, or on how near a claim's
    vector is to those of known claims, if there is an encoder. Where there are a few targets with
    enough claims, there are also members with a classifier for each target. How much each member
    counts, how strong the penalty is, and whether biases are moved is all chosen by
    cross-validation of the claims given to `fit`.

    Parameters
    ----------
    feature_sets : dict of (str, tuple of str)
        For each member on features, their families.
    strengths : tuple of float
        The values from which the `C` of these members is chosen.
    metric : callable or None
        Takes right labels and answers and returns a number, of which more is better; None is macro
        F1.
    scaling : str
        The `scaling` of these members, as `StanceClassifier` has it.
    max_features : int
        The most columns that each of them has.
    encoder : callable or None
        Takes claims and returns vectors `(n_claims, n_dimensions)` of what they mean, as
        `ClaimVectors` does: some points of macro F1, for more time. None does without.

    Attributes
    ----------
    classes_ : array of shape (n_labels,)
    members_ : list of Member
        Those with a weight above 0, which answer.
    weights_ : dict of (str, float)
        How much the scores of each of them count, by name.
    chosen_ : str
        "weighted", or "weighted, biases moved".
    tried_ : dict of (str, float)
        The metric of each member, and of both choices, in cross-validation. Weights and biases are
        judged by claims that did not set them.

    Examples
    --------
    >>> from stanceclf import GivenClaim, GivenStatement, Span, StanceBlend
    >>> claims = []
    >>> for n in range(9):
    ...     for verb in ("like", "hate"):
    ...         text = f"We {verb} it, said {n}."
    ...         claims += GivenClaim.in_text(text, [GivenStatement(Span(0, 10))])
    >>> blend = StanceBlend().fit(claims, ["for", "against"] * 9)
    >>> blend.predict(claims[:2]).tolist()
    ['for', 'against']
    """

    def __init__(
        self,
        *,
        feature_sets: Mapping[str, tuple[str, ...]] = FEATURE_SETS,
        strengths: tuple[float, ...] = (0.01, 0.05),
        metric: Metric | None = None,
        scaling: str = "bayes",
        max_features: int = 100_000,
        encoder: ClaimEncoder | None = None,
    ) -> None:
        self.feature_sets = feature_sets
        self.strengths = strengths
        self.metric = metric
        self.scaling = scaling
        self.max_features = max_features
        self.encoder = encoder

    def fit(
        self,
        claims: Iterable[GivenClaim],
        labels: Iterable[Any],
        groups: Iterable[Any] | None = None,
        sample_weight: Sequence[float] | None = None,
    ) -> Self:
        """Fit and choose.

        Parameters
        ----------
        claims : iterable of GivenClaim
            As `GivenClaim.in_text` makes them.
        labels : iterable of shape (n_claims,)
            The label of each: strings or whole numbers.
        groups : iterable of shape (n_claims,) or None
            Claims of one group, as those of one document, stay in one fold of cross-validation.
        sample_weight : sequence of shape (n_claims,) or None
            How much each claim counts, for example by how sure its label is.

        Raises
        ------
        TypeError
            Where what was given is no claim, or a parameter is of a wrong type.
        ValueError
            Where a claim is not in its text, a label has fewer than two claims, or all claims are
            of one group or one label.
        """
        check_encoder(self.encoder)
        check_feature_sets(self.feature_sets, needed=self.encoder is None)
        strengths = checked_strengths(self.strengths, "'strengths' parameter of StanceBlend")
        metric = macro_f1 if self.metric is None else checked_metric(self.metric, "StanceBlend")
        known = Known.checked(claims, labels, groups, sample_weight)
        self.classes_, right = known.classes, known.right
        sources = featurizer_sources(
            known.claims, self.feature_sets, self.max_features, self.scaling, tuple(strengths)
        )
        if self.encoder is not None:
            sources = chain(sources, [vector_source(known.claims, self.encoder)])
        found = [pair for source in sources for pair in fitted_members(source, known, metric)]
        members, held_out = [member for member, _ in found], [scores for _, scores in found]
        self.tried_ = {
            member.name: self._reached(scores, right, metric) for member, scores in found
        }
        fold = np.random.default_rng(0).permutation(len(right)) % FOLDS
        weighted, moved = (np.zeros_like(held_out[0]) for _ in range(2))
        for one in range(FOLDS):
            inside, outside = fold == one, fold != one
            weights = fit_weights([scores[outside] for scores in held_out], right[outside])
            both = _weighted(weights, held_out)
            weighted[inside] = both[inside]
            biases = fit_biases(both[outside], right[outside], self.classes_, metric)
            moved[inside] = both[inside] + biases
        self.tried_[WEIGHTED] = self._reached(weighted, right, metric)
        self.tried_[MOVED] = self._reached(moved, right, metric)
        self.chosen_ = max((WEIGHTED, MOVED), key=self.tried_.__getitem__)
        weights = fit_weights(held_out, right)
        both = _weighted(weights, held_out)
        self.biases_ = np.zeros(len(self.classes_))
        if self.chosen_ == MOVED:
            self.biases_ = fit_biases(both, right, self.classes_, metric)
        self.temperature_ = fit_temperature(both + self.biases_, right)
        by_name = zip(members, weights.tolist(), strict=True)
        self.weights_ = {member.name: weight for member, weight in by_name if weight > 0}
        self.members_ = [member for member in members if member.name in self.weights_]
        return self

    def scores(self, claims: Iterable[GivenClaim]) -> Floats:
        """Return the scores of claims, biases included.

        Parameters
        ----------
        claims : iterable of GivenClaim

        Returns
        -------
        array of shape (n_claims, n_labels)
        """
        check_is_fitted(self, "members_")
        claims = checked_claims(claims, "StanceBlend")
        scores = np.tile(self.biases_, (len(claims), 1))
        rows: dict[int, Any] = {}  # a kind of rows is read once for all its members
        for member in self.members_:
            key = id(member.reader)
            if key not in rows:
                rows[key] = member.reader.transform(claims)
            scores += self.weights_[member.name] * member.scores(claims, rows[key])
        return scores

    def predict(self, claims: Iterable[GivenClaim]) -> NDArray[Any]:
        """Return the label of each claim.

        Parameters
        ----------
        claims : iterable of GivenClaim

        Returns
        -------
        array of shape (n_claims,)
        """
        places = self.scores(claims).argmax(axis=1)
        chosen: NDArray[Any] = self.classes_[places]
        return chosen

    def predict_proba(self, claims: Iterable[GivenClaim]) -> Floats:
        """Return calibrated probabilities.

        Parameters
        ----------
        claims : iterable of GivenClaim

        Returns
        -------
        array of shape (n_claims, n_labels)
            Labels in the order of `classes_`.
        """
        scores = self.scores(claims)
        return softmax(scores / self.temperature_)

    def save(self, directory: str | PathLike[str]) -> None:
        """Write the fitted blend to a directory, as other models are: no pickle.

        Parameters
        ----------
        directory : str or path
            Created if need be. The callables, `encoder` and `metric`, are not written.
        """
        check_is_fitted(self, "members_")
        parameters = {
            # In pairs: the order of the sets is theirs.
            "feature_sets": [[name, list(some)] for name, some in self.feature_sets.items()],
            "strengths": checked_strengths(self.strengths, "'strengths' parameter of StanceBlend"),
            "scaling": self.scaling,
            "max_features": self.max_features,
        }
        config = {
            "parameters": parameters,
            "classes": self.classes_.tolist(),
            "weights": self.weights_,
            "temperature": self.temperature_,
            "chosen": self.chosen_,
            "tried": self.tried_,
        }
        stages = {"blend": (config, {"biases": self.biases_}), **members_state(self.members_)}
        write_model(
            Path(directory), stages, about={"kind": "blend", "version": version("stanceclf")}
        )

    @classmethod
    def load(cls, directory: str | PathLike[str], *, encoder: ClaimEncoder | None = None) -> Self:
        """Return a blend that `save` wrote.

        Parameters
        ----------
        directory : str or path
        encoder : callable or None
            The one that it was fitted with, which is not in the directory.

        Raises
        ------
        ModelError
            If it is none, a file was changed, or a member needs an encoder and none was given.
        """
        check_encoder(encoder)
        stages = dict(read_model(Path(directory).resolve()).stages)
        try:
            config, arrays = stages.pop("blend")
            blend = cls(encoder=encoder, **_parameters(config["parameters"]))
            blend.classes_, blend.biases_ = np.array(config["classes"]), arrays["biases"]
            blend.weights_, blend.temperature_ = config["weights"], config["temperature"]
            blend.chosen_, blend.tried_ = config["chosen"], config["tried"]
            blend.members_ = members_from(stages, encoder)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(f"{directory}: not a saved StanceBlend ({error!r})") from error
        return blend

    def _reached(self, scores: Floats, right: NDArray[np.integer], metric: Metric) -> float:
        """Return what held-out scores reach."""
        answers = self.classes_[scores.argmax(axis=1)].tolist()
        return metric(self.classes_[right].tolist(), answers)


def _parameters(saved: Mapping[str, Any]) -> dict[str, Any]:
    """Return the constructor's parameters as they were before they were saved."""
    return {
        "feature_sets": {name: tuple(some) for name, some in saved["feature_sets"]},
        "strengths": tuple(saved["strengths"]),
        "scaling": saved["scaling"],
        "max_features": saved["max_features"],
    }


def _weighted(weights: Floats, scores: Sequence[Floats]) -> Floats:
    return np.tensordot(weights, np.stack(scores), 1)
