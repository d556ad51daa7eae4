"""Fit the model of candidate spans: a log-linear classifier over hashed slots, with AdaGrad."""

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.roles import SEGMENT_SIZE, SegmentModel
from stanceclf.attribution.segment_features import N_ROLES, log_odds
from stanceclf.attribution.segments import Segments

BATCH = 3000


def fit_segment_model(
    rows: NDArray[np.int32],
    segments: Segments,
    right: NDArray[np.bool_],
    kept: NDArray[np.bool_] | None = None,
    *,
    l2: float = 0.3,
    rate: float = 0.03,
    epochs: int = 8,
    seed: int = 0,
) -> SegmentModel:
    """Fit on spans that the chain finds likely in text it was not fitted on.

    Parameters
    ----------
    rows : ndarray of int32, shape (n_spans, n_slots)
        What `segment_rows` gives.
    segments : Segments
    right : ndarray of bool
        Which spans are annotated as they stand.
    kept : ndarray of bool, optional
        The features that get a weight; all, if not given.
    """
    random = np.random.default_rng(seed)
    odds = log_odds(segments)
    weights = np.zeros(SEGMENT_SIZE, dtype=np.float32)
    squares = np.full(SEGMENT_SIZE, 1e-2, dtype=np.float32)
    lines = np.tile(np.array([0.0, 1.0]), (N_ROLES, 1))
    line_squares = np.ones_like(lines)
    mean, mean_lines = np.zeros_like(weights), np.zeros_like(lines)
    for epoch in range(epochs):
        order = random.permutation(len(rows))
        for start in range(0, len(rows), BATCH):
            batch = order[start : start + BATCH]
            used, at = np.unique(rows[batch], return_inverse=True)
            at = at.reshape(len(batch), -1)
            local = weights[used]
            role = segments.role[batch]
            score = lines[role, 0] + lines[role, 1] * odds[batch] + local[at].sum(axis=1)
            slope = 1 / (1 + np.exp(-score)) - right[batch]
            each = np.repeat(slope, at.shape[1])
            gradient = np.bincount(at.ravel(), each, len(used)).astype(np.float32)
            gradient += np.float32(l2) * local
            if kept is not None:
                gradient *= kept[used]
            squares[used] += gradient * gradient
            weights[used] = local - rate * gradient / np.sqrt(squares[used])
            for one in range(N_ROLES):
                own = role == one
                line = np.array([slope[own].sum(), (slope[own] * odds[batch][own]).sum()])
                line_squares[one] += line * line
                lines[one] -= rate * line / np.sqrt(line_squares[one])
        if 2 * epoch >= epochs:
            mean += weights
            mean_lines += lines
    taken = epochs - (epochs + 1) // 2
    return SegmentModel((mean / taken).astype(np.float32), (mean_lines / taken).astype(np.float32))
