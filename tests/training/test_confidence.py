"""Fitting how sure to be of a statement: the weights follow what was right."""

import numpy as np

from stanceclf.loading import load
from stanceclf.report.confidence import COLUMNS
from training.confidence import LEAST, examples, fit_confidence

TEXT = "Kenya will send 1,000 police officers to Haiti. Brazil refused to send any soldiers."


def test_the_columns_of_statements_come_with_whether_they_are_right() -> None:
    pipeline = load()
    found = pipeline.analyze(TEXT).statements
    statements = [
        {
            "claim": [one.claim.start, one.claim.end],
            "actor_name": one.actor.name,
            "actor_type": one.actor.type.value,
            "actor": None,
            "source": None,
            "stance": one.stance.value,
            "condition": None,
        }
        for one in found
    ]
    statements[1]["actor_name"] = "Chile"
    gold = {"a": {"id": "a", "text": TEXT, "statements": statements, "actors": {}}}
    rows, right = examples(pipeline, gold)
    assert rows.shape == (2, len(COLUMNS))
    assert right.tolist() == [True, False]


def test_the_weights_follow_what_was_right() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(500, len(COLUMNS)))
    right = rows[:, COLUMNS.index("label")] + 0.3 * rng.normal(size=500) > 0
    fitted = fit_confidence(rows, right)
    assert max(zip(fitted.weights, COLUMNS, strict=True))[1] == "label"
    assert fitted.least == LEAST
