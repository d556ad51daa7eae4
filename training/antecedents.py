"""Fit the antecedent ranker: which entity a pronoun or a role noun takes up.

The corpus names the canonical actor of each annotated pronoun and role noun. Every candidate that
the library would weigh is a row: its features, and whether it bears the annotated name. One
logistic regression a task, softmax over the candidates of a phrase.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from stanceclf.actors.antecedents import Feature, Ranker, Task, weights_by_hand
from stanceclf.actors.discourse import Discourse
from stanceclf.actors.entities import Entity
from stanceclf.actors.mentions import find_mentions
from stanceclf.evaluation import same_actor
from stanceclf.text.document import Document
from training.corpus import AnnotatedDocument
from training.measure_actors import gold_mentions

PENALTY = 3.0

Array = NDArray[np.float64]
# Features (n_candidates, n_features), and which candidate is right (n_candidates,).
Question = tuple[Array, NDArray[np.bool_]]


class Recorder(Ranker):
    """A ranker that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Task, list[tuple[Entity, list[Feature]]]]] = []

    def choose(
        self, task: Task, candidates: list[tuple[Entity, list[Feature]]], floor: float | None = None
    ) -> Entity | None:
        """Remember the question, then answer it."""
        self.asked.append((task, candidates))
        return super().choose(task, candidates, floor)


def questions(annotated: AnnotatedDocument) -> list[tuple[Task, Question]]:
    """Return what the ranker is asked about the annotated mentions of a document."""
    document = Document.from_text(annotated.text)
    recorder = Recorder()
    discourse = Discourse(document, find_mentions(document), recorder)
    discourse.forget()
    found = []
    for span, name, kind in gold_mentions(annotated):
        tokens = document.tokens_in(span)
        before = len(recorder.asked)
        discourse.entity(tokens.start, tokens.stop)
        # What is asked first is about the mention; the rest is about phrases inside it.
        for task, candidates in recorder.asked[before : before + 1]:
            right = np.array([same_actor(name, entity.name, kind) for entity, _ in candidates])
            if task is Task.ROLE or (right.any() and len(candidates) > 1):
                table = np.zeros((len(candidates), len(Feature)))
                for row, (_, active) in zip(table, candidates, strict=True):
                    np.add.at(row, active, 1.0)
                found.append((task, (table, right)))
    return found


def fit_ranker(annotated: Iterable[AnnotatedDocument]) -> Ranker:
    """Return the ranker fitted on annotated documents."""
    asked: dict[Task, list[Question]] = defaultdict(list)
    for document in annotated:
        for task, question in questions(document):
            asked[task].append(question)
    return Ranker({task: fit(asked[task], task).round(4).tolist() for task in Task})


def fit(
    asked: list[Question], task: Task, prior: Array | None = None, penalty: float = PENALTY
) -> Array:
    """Return the weights that give the right candidates the most probability.

    Weights are drawn towards those found by hand: where the corpus says little, they stand.
    For a role "nobody" is a candidate of score 0, and the right one where no candidate is.
    """
    floor = task is Task.ROLE
    if prior is None:
        prior = np.array(weights_by_hand()[task])

    def loss(weights: Array) -> tuple[float, Array]:
        shift = weights - prior
        total, slope = float(penalty * shift @ shift), 2 * penalty * shift
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
