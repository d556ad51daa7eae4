"""Learners of the second reading, ways to calibrate it, and what more data would bring.

usage: python -m benchmarks.learners [--skip-curve]

Everything is measured on claims of topics that no part was fitted on (five folds), and written to
`results/learners.json`.

- learners: logistic regression, gradient-boosted trees, the released networks, and the mean of
  trees and networks, on the same dense inputs;
- calibrations of the released model: one temperature (what is released), one line for each label
  (Platt 1999, for several labels by softmax), isotonic regression for each label, scaled to sum
  to 1; expected calibration error in ten bins, log loss;
- the coverage-risk curve: the error among the surest share of the claims;
- the learning curve: macro-F1 when a share of the training documents is left out.
"""

import argparse
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.data import Json, write_result
from stanceclf.records import LABELS
from training.corpus import corpus_files
from training.gold import read_claims
from training.scores import stance_scores
from training.stance import StanceTrainer, topic_folds

Floats = NDArray[np.floating]
Fit = Callable[[Floats, NDArray[np.integer]], Any]

SEED = 0
COVERAGES = tuple(share / 10 for share in range(1, 11))
SHARES = (0.125, 0.25, 0.5, 1.0)


def _linear(x: Floats, y: NDArray[np.integer]) -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(x, y)


def _trees(x: Floats, y: NDArray[np.integer]) -> Any:
    model = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.06, max_leaf_nodes=15, l2_regularization=1.0,
        random_state=SEED,
    )  # fmt: skip
    return model.fit(x, y)


LEARNERS: dict[str, Fit] = {"logistic regression": _linear, "gradient-boosted trees": _trees}


def platt(log_odds: Floats, labels: NDArray[np.integer]) -> Callable[[Floats], Floats]:
    """Return softmax regression on the log probabilities."""
    model = LogisticRegression(C=1.0, max_iter=1000).fit(log_odds, labels)
    answer: Callable[[Floats], Floats] = model.predict_proba
    return answer


def isotonic(log_odds: Floats, labels: NDArray[np.integer]) -> Callable[[Floats], Floats]:
    """Return a monotone map for each label, scaled to sum to 1."""
    maps = [
        IsotonicRegression(y_min=1e-3, y_max=1.0, out_of_bounds="clip").fit(
            np.exp(log_odds[:, place]), labels == place
        )
        for place in range(len(LABELS))
    ]

    def apply(rows: Floats) -> Floats:
        raw = np.stack([one.predict(np.exp(rows[:, at])) for at, one in enumerate(maps)], axis=1)
        scaled: Floats = raw / raw.sum(axis=1, keepdims=True)
        return scaled

    return apply


CALIBRATIONS = {"Platt": platt, "isotonic": isotonic}


def held_out(trainer: StanceTrainer) -> dict[str, Floats]:
    """Return each learner's probabilities of all claims, each held out by topic."""
    found: dict[str, Floats] = {
        name: np.zeros((len(trainer.gold), len(LABELS)))
        for name in (*LEARNERS, "networks (released)", "trees and networks")
    }
    for train, test in topic_folds(trainer.topics, SEED + 1):
        inputs = trainer.inputs(train)
        model = trainer.fit_on(train, inputs)
        unseen = model.read([trainer.claims[place] for place in test]).inputs
        for name, fit in LEARNERS.items():
            learner = fit(inputs.second, trainer.labels[train])
            found[name][test] = learner.predict_proba(unseen)
        found["networks (released)"][test] = model.reviser_of(found=False).probabilities(unseen)
    parts = (found["gradient-boosted trees"], found["networks (released)"])
    found["trees and networks"] = (parts[0] + parts[1]) / 2
    return found


def calibrated(probabilities: Floats, trainer: StanceTrainer, name: str) -> Floats:
    """Return probabilities calibrated on the other topics' held-out ones."""
    logs = np.log(probabilities + 1e-6)
    answers = np.zeros_like(probabilities)
    for train, test in topic_folds(trainer.topics, SEED + 2):
        answers[test] = CALIBRATIONS[name](logs[train], trainer.labels[train])(logs[test])
    return answers


def coverage_risk(probabilities: Floats, labels: NDArray[np.integer]) -> dict[str, float]:
    """Return the error among the surest claims, by their share of all."""
    wrong = probabilities.argmax(axis=1) != labels
    order = np.argsort(-probabilities.max(axis=1), kind="stable")
    return {
        f"{share:.1f}": round(float(wrong[order[: int(share * len(labels))]].mean()), 4)
        for share in COVERAGES
    }


def learning_curve(trainer: StanceTrainer) -> list[Json]:
    """Return macro-F1 on held-out topics by the share of training documents."""
    documents = np.unique([id(claim.document) for claim in trainer.claims], return_inverse=True)[1]
    rows = []
    for share in SHARES:
        kept = np.random.default_rng(SEED).random(documents.max() + 1) < share
        probabilities = np.zeros((len(trainer.gold), len(LABELS)))
        sizes = []
        for train, test in topic_folds(trainer.topics, SEED + 1):
            part = train[kept[documents[train]]]
            sizes.append(len(part))
            model = trainer.fit(part)
            probabilities[test] = model.probabilities([trainer.claims[at] for at in test])
        scores = stance_scores(probabilities, trainer.labels)
        rows.append({"claims": round(float(np.mean(sizes))), "macro_f1": scores["macro_f1"]})
        print(f"  {rows[-1]['claims']:>6} claims  macro-F1 {rows[-1]['macro_f1']:.4f}", flush=True)
    return rows


def main() -> None:
    """Measure, print, and keep the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--skip-curve", action="store_true", help="leave the learning curve out")
    options = parser.parse_args()
    trainer = StanceTrainer(read_claims(corpus_files()), SEED)
    answers = held_out(trainer)
    released = answers["networks (released)"]
    result: Json = {
        "learners": {name: stance_scores(one, trainer.labels) for name, one in answers.items()},
        "calibrations": {"temperature (released)": stance_scores(released, trainer.labels)}
        | {
            name: stance_scores(calibrated(released, trainer, name), trainer.labels)
            for name in CALIBRATIONS
        },
        "coverage_risk": coverage_risk(released, trainer.labels),
    }
    for part in ("learners", "calibrations"):
        for name, scores in result[part].items():
            figures = ("macro_f1", "log_loss", "calibration_error", "error", "error_at_80")
            print(f"{name:<26}" + "  ".join(f"{one} {scores[one]:.4f}" for one in figures))
    print("error by coverage:", result["coverage_risk"])
    if not options.skip_curve:
        result["learning_curve"] = learning_curve(trainer)
    print(f"written to {write_result('learners', result)}")


if __name__ == "__main__":
    main()
