"""Fits the cue tagger: multinomial logistic regression over the words of all claims."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from stanceclf.stance.cue_tagger import CueTagger
from stanceclf.stance.cue_tokens import token_features
from stanceclf.stance.view import ClaimView
from training.gold import GoldClaim
from training.named_rows import NamedRows

_C = 0.1
_MIN_COUNT = 2
_MAX_NAMES = 30_000
_MAX_STEPS = 100


class TaggerTrainer:
    """All words of all claims, described once; `fit` takes those of some claims."""

    def __init__(self, gold: Sequence[GoldClaim], read: Sequence[ClaimView]) -> None:
        described = [token_features(view) for view in read]
        self.rows = NamedRows(rows for _, rows in described)
        labels: list[int] = []
        for claim, (places, _) in zip(gold, described, strict=True):
            cue = claim.given.document.tokens_in(claim.cue) if claim.cue else range(0)
            labels += [claim.label + 1 if at in cue else 0 for at in places]
        self.labels = np.array(labels)

    def fit(self, claims: NDArray[np.int64]) -> CueTagger:
        """Fit on the words of some claims."""
        rows = np.isin(self.rows.owners, claims)
        X, names = self.rows.cut(rows, _MIN_COUNT, _MAX_NAMES)
        model = LogisticRegression(C=_C, max_iter=_MAX_STEPS, tol=1e-3).fit(X, self.labels[rows])
        return CueTagger(
            names, model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
        )
