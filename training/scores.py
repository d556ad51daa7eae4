"""Figures of a four-label classifier: macro-F1, F1 by label, calibration."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from stanceclf.records import LABELS
from stanceclf.stance.calibration import confidence_scores, log_loss


def stance_scores(
    probabilities: NDArray[np.floating], labels: NDArray[np.integer]
) -> dict[str, Any]:
    """Return macro-F1, F1 by label, log loss, calibration error, and error at 80 % coverage."""
    chosen = probabilities.argmax(axis=1)
    places = list(range(len(LABELS)))
    each = f1_score(labels, chosen, labels=places, average=None, zero_division=0.0)
    return {
        "macro_f1": round(float(each.mean()), 4),
        "f1": {
            str(label): round(float(value), 4) for label, value in zip(LABELS, each, strict=True)
        },
        "log_loss": round(log_loss(probabilities, labels), 4),
        **confidence_scores(probabilities, labels),
        "claims": len(labels),
    }
