"""Fits the condition chooser: logistic regression over candidates, weighted by token F1."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack
from sklearn.linear_model import LogisticRegression

from stanceclf.records import Span
from stanceclf.stance.condition_features import candidates, describe
from stanceclf.stance.conditions import ConditionChooser
from stanceclf.stance.label_columns import HANGS
from stanceclf.stance.view import ClaimView
from stanceclf.text.document import Document
from training.gold import GoldClaim
from training.named_rows import NamedRows

# Chosen by token F1 and by average precision of `conditional` in cross-validation. A high power:
# what is half right is wrong beside what is right (F1 .958; .939 with the square).
_C = 0.5
_MIN_COUNT = 3
_MAX_NAMES = 20_000
_SHARPNESS = 8


class ChooserTrainer:
    """All candidates of all claims, described once; `fit` takes those of some claims."""

    def __init__(self, gold: Sequence[GoldClaim], read: Sequence[ClaimView]) -> None:
        found = [candidates(view) for view in read]
        self.rows = NamedRows(
            [describe(view, each) for each in of_claim]
            for view, of_claim in zip(read, found, strict=True)
        )
        self.worth = np.array(
            [
                token_f1(
                    claim.given.document,
                    claim.given.document.span_of(each.first, each.last),
                    claim.condition,
                )
                ** _SHARPNESS
                for claim, of_claim in zip(gold, found, strict=True)
                for each in of_claim
            ]
        )
        self.usable = np.array(
            [claim.condition is not None or claim.label != HANGS for claim in gold]
        )

    def fit(self, claims: NDArray[np.int64]) -> ConditionChooser:
        """Fit on every candidate of some claims; each is right by a power of its token F1."""
        wanted = np.zeros(len(self.usable), dtype=bool)
        wanted[claims] = True
        rows = (wanted & self.usable)[self.rows.owners]
        X, names = self.rows.cut(rows, _MIN_COUNT, _MAX_NAMES)
        worth = self.worth[rows]
        wrong, right = np.flatnonzero(worth < 1), np.flatnonzero(worth > 0)
        model = LogisticRegression(C=_C, max_iter=500).fit(
            vstack([X[wrong], X[right]]),
            np.repeat([0, 1], [len(wrong), len(right)]),
            sample_weight=np.concatenate([1 - worth[wrong], worth[right]]),
        )
        weights = dict(zip(names, model.coef_[0].astype(np.float32).tolist(), strict=True))
        return ConditionChooser(weights, float(np.float32(model.intercept_[0])))


def token_f1(document: Document, one: Span | None, other: Span | None) -> float:
    """Return the F1 of the words that two spans cover."""
    if one is None or other is None:
        return 0.0
    first, second = _words(document, one), _words(document, other)
    both = len(first & second)
    return 2 * both / (len(first) + len(second)) if both else 0.0


def _words(document: Document, span: Span) -> set[int]:
    return {at for at in document.tokens_in(span) if document.words[at][0].isalnum()}
