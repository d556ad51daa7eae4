"""Fit how sure to be of a statement as a whole, on what pipelines say of held-out documents."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from stanceclf.attribution.found import Found
from stanceclf.evaluation import analyzed, right_statements
from stanceclf.pipeline import Pipeline
from stanceclf.records import Actor, Claim, Stance
from stanceclf.report.confidence import COLUMNS, Confidence, columns

Json = dict[str, Any]

# What is left out, on a fold that no stage has seen, with the weights of other topics:
#
#     bound       .25   .3    .325  .35   .4
#     end to end  .634  .632  .630  .627  .621
#     claims, F1  .783  .772  .763  .756  .732
#     attribution .857  .861  .867  .872  .881
#
# A stance hung on the wrong actor is worse than none.
LEAST = 0.325


class Recorder(Confidence):
    """Keeps what the stages say of each statement, and is sure of all of them."""

    def __init__(self) -> None:
        super().__init__([0.0] * len(COLUMNS), 0.0)
        self.rows: list[NDArray[np.float64]] = []

    def of(
        self,
        claims: Sequence[Claim | Found],
        actors: Sequence[Actor],
        probabilities: NDArray[np.floating],
    ) -> list[float]:
        """Keep the columns."""
        self.rows.append(np.array(columns(claims, actors, probabilities)).T)
        return [1.0] * len(claims)


def examples(
    pipeline: Pipeline, gold: Mapping[str, Json]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the columns of each statement with a stance, and whether it is right.

    Parameters
    ----------
    pipeline : Pipeline
        Fitted on other documents. Its confidence is replaced.
    gold : mapping of str to dict
        Annotated documents.
    """
    pipeline.confidence = recorder = Recorder()
    predicted = analyzed(pipeline, gold)
    statements = [one for answer in predicted.values() for one in answer["statements"]]
    sided = np.array([one["stance"] != Stance.NO_STANCE for one in statements], bool)
    right = [one for key in gold for one in right_statements(gold[key], predicted[key])]
    return np.vstack(recorder.rows)[sided], np.array(right, bool)


def fit_confidence(rows: NDArray[np.float64], right: NDArray[np.bool_]) -> Confidence:
    """Return the weights of what `examples` gives.

    The columns are left as they are: log odds of stages and marks are of one size.
    """
    fitted = LogisticRegression(max_iter=1000).fit(rows, right)
    return Confidence(fitted.coef_[0].tolist(), float(fitted.intercept_[0]), LEAST)
