"""Fit the antecedent ranker: which entity a pronoun or a role noun takes up.

The corpus names the canonical actor of each annotated pronoun and role noun. Every candidate that
the library would weigh is a row: its features, and whether it bears the annotated name. One
logistic regression a task, softmax over the candidates of a phrase.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from stanceclf.actors.antecedents import (
    Active,
    Feature,
    Ranker,
    Task,
    features_of,
    weights_by_hand,
)
from stanceclf.actors.discourse import Discourse
from stanceclf.actors.entities import Entity
from stanceclf.actors.mentions import find_mentions
from stanceclf.matching import same_actor
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.corpus import AnnotatedDocument

# How strongly weights are drawn to those found by hand. Of 2,205 pronouns of the corpus, held out
# by fold, 2,038 are right with 1 and 2,030 with 3; of 743 of GUM, which this fit has not seen, 565
# and 561. Of 349 role nouns 221 are right with 0.1, 217 with 0.3, 204 with 1, 202 with 3.
PENALTY = {Task.PERSON: 1.0, Task.ROLE: 0.2, Task.THING: 1.0, Task.MANY: 1.0}

Array = NDArray[np.float64]
# Features (n_candidates, n_features), and which candidate is right (n_candidates,).
Question = tuple[Array, NDArray[np.bool_]]


class Recorder(Ranker):
    """A ranker that remembers what it was asked."""

    def __init__(self, table: dict[Task, list[float]] | None = None) -> None:
        super().__init__(table)
        self.asked: list[tuple[Task, list[tuple[Entity, Active]]]] = []

    def choose(
        self,
        task: Task,
        entities: list[Entity],
        features: list[Active],
        floor: float | None = None,
    ) -> Entity | None:
        """Remember the question, then answer it."""
        pairs = zip(entities, features, strict=True)
        self.asked.append((task, [(entity, held) for entity, held in pairs if held >= 0]))
        return super().choose(task, entities, features, floor)


def gold_mentions(annotated: AnnotatedDocument) -> Iterator[tuple[Span, str, str]]:
    """Yield each annotated mention of a document once: its span, canonical name and type."""
    types = {one.actor_name: one.actor_type.value for one in annotated.statements}
    seen = set()
    for one in annotated.statements:
        for span, name in ((one.actor, one.actor_name), (one.source, one.source_name)):
            if span is not None and name is not None and (span, name) not in seen:
                seen.add((span, name))
                yield span, name, types.get(name, "source only")


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
                found.append((task, (rows_of(candidates), right)))
    return found


def rows_of(candidates: list[tuple[Entity, Active]]) -> Array:
    """Return the features of candidates, of shape (n_candidates, n_features)."""
    table = np.zeros((len(candidates), len(Feature)))
    for row, (_, active) in zip(table, candidates, strict=True):
        np.add.at(row, features_of(active), 1.0)
    return table


def fit_ranker(
    annotated: Iterable[AnnotatedDocument], more: Iterable[tuple[Task, Question]] = ()
) -> Ranker:
    """Return the ranker fitted on annotated documents, and on `more` questions."""
    asked: dict[Task, list[Question]] = defaultdict(list)
    for document in annotated:
        for task, question in questions(document):
            asked[task].append(question)
    for task, question in more:
        asked[task].append(question)
    return Ranker({task: fit(asked[task], task).round(4).tolist() for task in Task})


def fit(asked: list[Question], task: Task) -> Array:
    """Return the weights that give the right candidates the most probability.

    Weights are drawn towards those found by hand: where the corpus says little, they stand.
    For a role "nobody" is a candidate of score 0, and the right one where no candidate is.
    """
    prior = np.array(weights_by_hand()[task])
    if not asked:
        return prior
    if task is Task.ROLE:
        nobody = np.zeros((1, len(prior)))
        asked = [(np.vstack([rows, nobody]), np.append(hit, not hit.any())) for rows, hit in asked]
    table = np.vstack([rows for rows, _ in asked])
    right = np.concatenate([hit for _, hit in asked]).astype(float)
    penalty = PENALTY[task]
    sizes = [len(hit) for _, hit in asked]
    question = np.repeat(np.arange(len(asked)), sizes)
    starts = np.cumsum([0, *sizes[:-1]])

    def loss(weights: Array) -> tuple[float, Array]:
        shift = weights - prior
        scores = table @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[question])
        wanted = odds * right
        total, hit = np.add.reduceat(odds, starts), np.add.reduceat(wanted, starts)
        value = penalty * shift @ shift - float(np.log(hit / total).sum())
        slope = table.T @ (wanted / hit[question] - odds / total[question])
        return float(value), 2 * penalty * shift - slope

    best = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(best.x, dtype=np.float64)
