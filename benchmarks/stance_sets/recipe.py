"""One recipe for all benchmarks: some sets of features, a classifier on each, and their mean.

Which of them answers, one set or the mean of all, is chosen by cross-validation within the
training claims; the test claims are scored once, by what was chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from benchmarks.stance_sets.records import LabelledClaim, StanceSet
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.classifier import StanceClassifier
from stanceclf.stance.featurizer import ClaimFeaturizer

Floats = NDArray[np.float64]
Part = tuple[str, bool]  # the features; whether each target has a classifier of its own

_LETTERS = (
    "surface",
    "letters",
    "targets",
    "target letters",
    "beside",
    "beside letters",
)
FEATURES = {
    "letters": _LETTERS,
    # Where each claim has a target of its own, letters beside it are noise: PLV .721, without .747
    # by cross-validation.
    "stems and sides": ("surface", "letters", "targets", "words", "pieces", "sides"),
    "all": (*_LETTERS, "words", "pieces", "sides", "holder", "cues", "polarity", "context"),
}
MEAN = "mean"
FOLDS = 4
# By cross-validation of SemEval and GWSD weighing by rarity gains nothing.
_LOSS, _C = "squared_hinge", 0.2
_MOST_APART = 10  # targets; with more there are too few claims of each
_UNSEEN = -3.0  # the score of a label that no training claim of the target has
_MAX_FEATURES = 400_000
_MAX_ITER = 300


def measure(benchmark: StanceSet) -> dict[str, Any]:
    """Choose, fit, and return what the test claims say, JSON-able."""
    names = ClaimFeaturizer(families=FEATURES["all"]).names([one.given for one in benchmark.train])
    encoded = {features: _encoded(features, names) for features in FEATURES}
    chosen, parts, held_out = choose(benchmark, {key: rows for key, (_, rows) in encoded.items()})
    labels = np.array([claim.label for claim in benchmark.train])
    everything = np.arange(len(labels))
    given = [claim.given for claim in benchmark.test]
    scores = np.zeros((len(given), len(np.unique(labels))))
    for features, apart in parts:
        featurizer, matrix = encoded[features]
        rows = featurizer.transform(given)
        scores += _scores(benchmark, matrix, everything, (rows, given), apart=apart)
    answers = np.unique(labels)[scores.argmax(axis=1)].tolist()
    right = [claim.label for claim in benchmark.test]
    return {
        "name": benchmark.name,
        "train": len(labels),
        "test": len(right),
        "metric": benchmark.metric_name,
        "score": round(benchmark.metric(right, answers), 4),
        "accuracy": round(sum(a == b for a, b in zip(right, answers, strict=True)) / len(right), 4),
        "cross_validation": round(held_out, 4),
        "chosen": chosen,
        "published": dict(benchmark.published),
    }


def choose(benchmark: StanceSet, matrices: Mapping[str, Any]) -> tuple[str, list[Part], float]:
    """Return what is best by cross-validation of the training claims: name, parts, score.

    The columns are those of all training claims: counting features needs no label, and doing it
    once and not for each fold takes a tenth of the time.
    """
    labels = [claim.label for claim in benchmark.train]
    kinds = np.unique(labels)
    given = [claim.given for claim in benchmark.train]
    held_out: dict[Part, Floats] = {}
    for features, apart in _parts(given):
        matrix, scores = matrices[features], np.zeros((len(labels), len(kinds)))
        for train, test in _folds(benchmark.train):
            asked = (matrix[test], [given[place] for place in test.tolist()])
            scores[test] = _scores(benchmark, matrix, train, asked, apart=apart)
        held_out[features, apart] = scores
    named = {f"{one}{', each target apart' if apart else ''}": [(one, apart)]
             for one, apart in held_out}  # fmt: skip
    named[MEAN] = list(held_out)
    reached = {
        name: benchmark.metric(
            labels, kinds[np.sum([held_out[one] for one in parts], axis=0).argmax(axis=1)].tolist()
        )
        for name, parts in named.items()
    }
    best = max(reached, key=reached.__getitem__)
    return best, named[best], reached[best]


def _parts(given: Sequence[GivenClaim]) -> list[Part]:
    few = 1 < len({claim.target for claim in given}) <= _MOST_APART
    return [(features, apart) for features in FEATURES for apart in ((False, True)[: 1 + few])]


def _encoded(
    features: str, names: Sequence[Mapping[str, list[str]]]
) -> tuple[ClaimFeaturizer, Any]:
    """Return the featuriser fitted on the training claims, and their rows."""
    families = FEATURES[features]
    known = [{name: row[name] for name in families} for row in names]
    featurizer = ClaimFeaturizer(families=families, max_features=_MAX_FEATURES).fit_names(known)
    return featurizer, featurizer.matrix(featurizer.encode_names(known))


def _scores(
    benchmark: StanceSet,
    matrix: Any,
    train: NDArray[np.int64],
    asked: tuple[Any, Sequence[GivenClaim]],
    *,
    apart: bool,
) -> Floats:
    """Return the scores of the claims asked for, fitted on the training claims at `train`."""
    labels = np.array([claim.label for claim in benchmark.train])
    kinds = np.unique(labels)
    rows, given = asked
    scores = np.full((len(given), len(kinds)), _UNSEEN)
    for known, wanted in _groups([claim.given for claim in benchmark.train], given, apart=apart):
        seen = train[known[train]]
        fitted = StanceClassifier(
            C=_C,
            loss=_LOSS,
            class_weight="balanced",
            calibration_folds=0,
            max_iter=_MAX_ITER,
        ).fit(matrix[seen], labels[seen])
        columns = np.searchsorted(kinds, fitted.classes_)
        answers = fitted.decision_function(rows[wanted])
        if answers.ndim == 1:
            answers = np.stack([-answers, answers], axis=1)
        scores[np.ix_(wanted, columns)] = answers
    return scores


def _groups(
    known: Sequence[GivenClaim], asked: Sequence[GivenClaim], *, apart: bool
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.int64]]]:
    """Yield which claims answer together: a mark for each known one, and places of the asked."""
    targets = [np.array([claim.target for claim in some]) for some in (known, asked)]
    if not apart:
        yield np.ones(len(known), bool), np.arange(len(asked))
        return
    for target in sorted(set(targets[1].tolist())):
        yield targets[0] == target, np.flatnonzero(targets[1] == target)


def _folds(
    claims: Sequence[LabelledClaim],
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return training and test places; claims of one group stay together where there are groups."""
    groups = [claim.group for claim in claims]
    grouped = len(set(groups)) > 1
    made = StratifiedGroupKFold if grouped else StratifiedKFold
    splitter = made(FOLDS, shuffle=True, random_state=0)
    labels = [claim.label for claim in claims]
    return list(splitter.split(np.zeros(len(claims)), labels, groups if grouped else None))
