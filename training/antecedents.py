"""Fit the weights of the antecedent ranker and write stanceclf/resources/antecedents.tsv.

    python -m training.antecedents training/corpus/*.jsonl [--write]

The corpus names the canonical actor of each annotated pronoun and role noun. Every candidate that
the library would weigh is a row: its features, and whether it bears the annotated name. One
logistic regression a task, softmax over the candidates of a phrase. Prints accuracy by
cross-validation over documents.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from stanceclf.actors.antecedents import Feature, Ranker, Task
from stanceclf.actors.discourse import Discourse
from stanceclf.actors.entities import Entity
from stanceclf.actors.mentions import find_mentions
from stanceclf.evaluation import same_actor
from stanceclf.text.document import Document
from training.measure_actors import gold_mentions

TABLE = Path(__file__).parent.parent / "stanceclf" / "resources" / "antecedents.tsv"
FOLDS = 5
PENALTY = 1.0
HEAD = """\
# Weights of the antecedent ranker (stanceclf/actors/antecedents.py).
# Columns: feature, then its weight for he and she, for role nouns, for it, for they.
# Fitted by training/antecedents.py on the project's corpus (CC BY 4.0): do not edit by hand.
"""

# Weights are drawn towards these, found by hand: where the corpus says little, they stand.
_NEARNESS = {
    Feature.SENTENCE_BEFORE: -1.0,
    Feature.TWO_BEFORE: -2.0,
    Feature.FURTHER: -3.0,
    Feature.SAME_PARAGRAPH: 0.5,
    Feature.SUBJECT: 1.6,
    Feature.SPEAKS: 0.3,
    Feature.PRONOUN: 0.3,
    Feature.SECOND: -0.3,
    Feature.THIRD: -0.7,
    Feature.LATER: -1.2,
    Feature.MENTIONED_TWICE: 0.2,
    Feature.MENTIONED_OFTEN: 0.4,
    Feature.QUOTED_OTHERWISE: -1.0,
}
PRIOR = {
    Task.PERSON: _NEARNESS
    | {
        Feature.SEX_KNOWN: 0.6,
        Feature.SEX_UNLIKELY: -3.0,
        Feature.CERTAIN: 0.5,
        Feature.UNNAMED: -0.5,
    },
    Task.ROLE: _NEARNESS
    | {
        Feature.CERTAIN: 0.5,
        Feature.UNNAMED: -1.0,
        Feature.BEARS_ROLE: 3.0,
        Feature.BEARS_ROLE_OF_BARE_NOUN: 1.0,
        Feature.BEARS_KIN: 1.0,
        Feature.OTHER_OFFICE: -3.0,
        Feature.SAME_COUNTRY: 1.0,
        Feature.WITH_COMPLEMENT: -1.0,
    },
    Task.THING: _NEARNESS | {Feature.COUNTRY: 0.3, Feature.UNNAMED: -0.3},
    Task.MANY: _NEARNESS | {Feature.COUNTRY: -0.3, Feature.PLURAL: 1.5},
}

Array = NDArray[np.float64]
# Features (n_candidates, n_features), and which candidate is right (n_candidates,).
Question = tuple[Array, NDArray[np.bool_]]


class Recorder(Ranker):
    """A ranker that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[int, tuple[Task, list[tuple[Entity, list[Feature]]]]] = {}

    def choose(
        self, task: Task, candidates: list[tuple[Entity, list[Feature]]], floor: float | None = None
    ) -> Entity | None:
        """Remember the question under its number, then answer it."""
        self.asked[len(self.asked)] = (task, candidates)
        return super().choose(task, candidates, floor)


def questions(record: dict[str, Any]) -> list[tuple[Task, Question]]:
    """Return what the ranker is asked about the annotated mentions of a document."""
    document = Document.from_text(record["text"])
    recorder = Recorder()
    discourse = Discourse(document, find_mentions(document), recorder)
    discourse.forget()
    found = []
    for span, name, kind in gold_mentions(record):
        tokens = document.tokens_in(span)
        before = len(recorder.asked)
        discourse.entity(tokens.start, tokens.stop)
        for number in range(before, len(recorder.asked)):
            task, candidates = recorder.asked[number]
            right = np.array([same_actor(name, entity.name, kind) for entity, _ in candidates])
            if task is Task.ROLE or (right.any() and len(candidates) > 1):
                table = np.zeros((len(candidates), len(Feature)))
                for row, (_, active) in zip(table, candidates, strict=True):
                    np.add.at(row, active, 1.0)
                found.append((task, (table, right)))
            break
    return found


def fit(asked: list[Question], task: Task) -> Array:
    """Return the weights that give the right candidates the most probability.

    For a role "nobody" is a candidate of score 0, and the right one where no candidate is.
    """
    floor = task is Task.ROLE
    prior = np.zeros(len(Feature))
    for feature, weight in PRIOR[task].items():
        prior[feature] = weight

    def loss(weights: Array) -> tuple[float, Array]:
        shift = weights - prior
        total, slope = float(PENALTY * shift @ shift), 2 * PENALTY * shift
        for table, right in asked:
            scores, hits = table @ weights, right.astype(float)
            if floor:
                table = np.vstack([table, np.zeros(table.shape[1])])
                scores, hits = np.append(scores, 0.0), np.append(hits, float(not right.any()))
            odds = np.exp(scores - scores.max())
            wanted = odds * hits
            total -= float(np.log(wanted.sum() / odds.sum()))
            slope -= table.T @ (wanted / wanted.sum() - odds / odds.sum())
        return total, slope

    best = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(best.x, dtype=np.float64)


def answer(table: Array, right: NDArray[np.bool_], weights: Array, *, floor: bool) -> bool:
    """Tell whether the weights answer a question as annotated."""
    if not len(right):
        return True
    scores = table @ weights
    best = int(scores.argmax())
    if floor and scores[best] <= 0:
        return not right.any()
    return bool(right[best])


def main() -> None:
    """Fit, print, and write on request."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table of weights")
    options = parser.parse_args()
    asked: dict[Task, list[tuple[int, Question]]] = defaultdict(list)
    lines = [line for path in options.files for line in path.open(encoding="utf-8")]
    for number, line in enumerate(lines):
        for task, question in questions(json.loads(line)):
            asked[task].append((number % FOLDS, question))
    columns = []
    for task in Task:
        floor = task is Task.ROLE
        hits = 0
        for fold in range(FOLDS):
            learned = fit([q for other, q in asked[task] if other != fold], task)
            hits += sum(
                answer(*q, learned, floor=floor) for other, q in asked[task] if other == fold
            )
        columns.append(fit([q for _, q in asked[task]], task))
        count = len(asked[task])
        print(f"{task.value:8} {hits:4} / {count:4} = {hits / max(1, count):.3f} cross-validated")
    if options.write:
        rows = [
            "\t".join([feature.name, *(f"{column[feature]:.2f}" for column in columns)])
            for feature in Feature
        ]
        TABLE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
