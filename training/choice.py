"""Fit a choice between candidates: a conditional logit by L-BFGS."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from stanceclf.attribution.choice import Choice


def fit_choice(
    questions: Sequence[Sequence[Sequence[str]]],
    answers: Sequence[Sequence[int]],
    *,
    l2: float = 1.0,
    least: int = 2,
    max_iter: int = 100,
) -> Choice:
    """Fit on questions (a list of features for each candidate) with their right answers.

    A question may have several right answers; their probabilities are added.
    """
    counts = Counter(chain.from_iterable(chain.from_iterable(questions)))
    index = {n: at for at, n in enumerate(sorted(n for n, c in counts.items() if c >= least))}
    sizes = np.array([len(question) for question in questions])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    ids = [[index[n] for n in names if n in index] for names in chain.from_iterable(questions)]
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in ids])])
    flat = np.fromiter(chain.from_iterable(ids), dtype=np.int32)
    x = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(ids), len(index)))
    right = np.zeros(len(ids))
    for start, good in zip(starts, answers, strict=True):
        right[[start + at for at in good]] = 1.0
    xt = x.T.tocsr()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = x @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        odds = np.exp(scores)
        total = np.add.reduceat(odds, starts)
        hit = np.add.reduceat(odds * right, starts)
        free = odds / np.repeat(total, sizes)
        bound = odds * right / np.repeat(hit, sizes)
        value = np.log(total / hit).sum() + 0.5 * l2 * (weights**2).sum()
        return float(value), xt @ (free - bound) + l2 * weights

    found = minimize(
        loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": max_iter}
    )
    return Choice(
        {n: round(float(found.x[at]), 4) for n, at in index.items() if abs(found.x[at]) > 0.01}
    )
