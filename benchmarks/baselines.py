"""Baselines of the stance stage on the folds of its own cross-validation, and on a test file.

usage: python -m benchmarks.baselines [--test GOLD.jsonl]

Prints a JSON line each and writes `results/baselines.json`.

The plain baseline is logistic regression on TF-IDF of words and pairs of words of the claim's
sentences; the other one answers the share of each label in the training claims.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from benchmarks.data import write_result
from stanceclf.records import LABELS
from training.corpus import corpus_files
from training.gold import GoldClaim, read_claims
from training.scores import stance_scores
from training.stance import topic_folds

Baseline = Callable[[Sequence[GoldClaim], Sequence[GoldClaim]], NDArray[np.floating]]


def plain_probabilities(
    train: Sequence[GoldClaim], test: Sequence[GoldClaim]
) -> NDArray[np.floating]:
    """Return probabilities `(n_test, 4)` of TF-IDF and logistic regression."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = make_pipeline(vectorizer, LogisticRegression(C=10.0, max_iter=500))
    model.fit(list(map(_sentences, train)), [claim.label for claim in train])
    probabilities: NDArray[np.floating] = model.predict_proba(list(map(_sentences, test)))
    return probabilities


def majority_probabilities(
    train: Sequence[GoldClaim], test: Sequence[GoldClaim]
) -> NDArray[np.floating]:
    """Return the share of each label in `train`, once for each claim of `test`."""
    shares = np.bincount([claim.label for claim in train], minlength=len(LABELS)) / len(train)
    return np.tile(shares, (len(test), 1))


BASELINES: dict[str, Baseline] = {"plain": plain_probabilities, "majority": majority_probabilities}


def baseline_scores(
    gold: Sequence[GoldClaim], test: Sequence[GoldClaim], seed: int
) -> list[dict[str, Any]]:
    """Return the figures of each baseline on the folds of `gold`, and on `test` unless empty."""
    topics = np.array([claim.topic for claim in gold])
    rows: list[dict[str, Any]] = []
    for name, baseline in BASELINES.items():
        held_out = np.zeros((len(gold), len(LABELS)))
        for train, rest in topic_folds(topics, seed):
            held_out[rest] = baseline([gold[at] for at in train], [gold[at] for at in rest])
        rows.append({"on": f"cross-validation, {name}", **stance_scores(held_out, _labels(gold))})
        if test:
            answers = baseline(gold, test)
            rows.append({"on": f"test, {name}", **stance_scores(answers, _labels(test))})
    return rows


def _labels(gold: Sequence[GoldClaim]) -> NDArray[np.int64]:
    return np.array([claim.label for claim in gold])


def _sentences(claim: GoldClaim) -> str:
    """Return the text of the sentences that the claim touches."""
    document = claim.given.document
    tokens = document.tokens_in(claim.given.claim)
    if not tokens:
        return ""
    first = document.sentences[document.sentence_of[tokens.start]]
    last = document.sentences[document.sentence_of[tokens.stop - 1]]
    return document.text[first.span.start : last.span.end]


def main() -> None:
    """Print a JSON line for each baseline and each set of claims."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--test", type=Path, help="annotated documents beside the corpus")
    options = parser.parse_args()
    gold = read_claims(corpus_files())
    test = read_claims([options.test]) if options.test else []
    rows = baseline_scores(gold, test, seed=1)
    for row in rows:
        print(json.dumps(row))
    write_result("baselines", {"rows": rows})


if __name__ == "__main__":
    main()
