"""Fit how sure to be of a statement as a whole, on what pipelines say of held-out documents."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from stanceclf.evaluation import analyzed, right_statements
from stanceclf.pipeline import Pipeline
from stanceclf.records import Actor, Claim, Classified, Stance
from stanceclf.report.confidence import COLUMNS, Confidence, columns

Json = dict[str, Any]

# End to end on two held-out folds, each with the other's weights: .609 where nothing is left out,
# .618 with .15, .622 with .20, .625 with .225, .628 with .25, .626 with .30; F1 of claims .807,
# .806, .803, .799, .796, .781.
LEAST = 0.225


class Recorder(Confidence):
    """Keeps what the stages say of each statement, and is sure of all of them."""

    def __init__(self) -> None:
        super().__init__([0.0] * len(COLUMNS), 0.0)
        self.rows: list[NDArray[np.float64]] = []

    def of(
        self, claims: Sequence[Claim], actors: Sequence[Actor], answers: Sequence[Classified]
    ) -> list[float]:
        """Keep the columns."""
        self.rows.append(np.array(columns(claims, actors, answers)).T)
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
