import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from stanceclf.errors import DataError
from stanceclf.evaluation import evaluate
from stanceclf.matching import same_actor
from stanceclf.records import LABELS

Documents = dict[str, dict[str, Any]]

TEXT = "Kenya will send police once asked. Haiti said no to troops."
GOLD: Documents = {
    "a": {
        "id": "a",
        "text": TEXT,
        "statements": [
            {
                "claim": [0, 33],
                "actor_name": "Kenya",
                "actor_type": "country",
                "stance": "conditional",
                "condition": [23, 33],
            },
            {
                "claim": [35, 58],
                "actor_name": "Haiti",
                "actor_type": "country",
                "stance": "opposes",
                "condition": None,
            },
        ],
        "actors": {"Kenya": "conditional", "Haiti": "opposes"},
    }
}


def answers(gold: Documents) -> tuple[Documents, Documents]:
    given = {
        key: {
            "stances": [one["stance"] for one in document["statements"]],
            "conditions": [one["condition"] for one in document["statements"]],
        }
        for key, document in gold.items()
    }
    return gold, given


def test_the_annotation_itself_is_perfect() -> None:
    scores = evaluate(GOLD, *answers(GOLD))
    assert scores["claims"] == scores["end_to_end"] == {"precision": 1, "recall": 1, "f1": 1}
    assert scores["attribution"] == scores["condition_token_f1"] == 1.0
    # Two of the four labels occur.
    assert scores["stance_macro_f1"] == 0.5


def test_probabilities_are_judged_where_all_answers_have_them() -> None:
    sure = {str(label): 0.0 for label in LABELS} | {"conditional": 1.0}
    _, given = answers(GOLD)
    assert "stance_confidence" not in evaluate(GOLD, GOLD, given)
    # The second statement is `opposes`: one of two is wrong, and both are thought certain.
    given["a"]["probabilities"] = [sure, sure]
    assert evaluate(GOLD, GOLD, given)["stance_confidence"] == {
        "error": 0.5,
        "error_at_80": 0.0,
        "calibration_error": 0.5,
    }


def test_a_missing_document_counts_as_nothing_found() -> None:
    scores = evaluate(GOLD, {})
    assert scores["claims"]["recall"] == 0.0
    assert scores["gold_claims"] == 2
    assert "stance_macro_f1" not in scores


def test_an_overlap_below_half_is_no_match() -> None:
    part = {"claim": [0, 15], "actor_name": "Kenya", "stance": "conditional"}
    predicted = {"a": {"statements": [part], "actors": {}}}
    assert evaluate(GOLD, predicted)["claims"]["f1"] > 0
    part["claim"] = [0, 10]
    assert evaluate(GOLD, predicted)["claims"]["f1"] == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "document 'a': no answer"),
        ({"a": {"stances": ["opposes"]}}, "1 stances and 1 conditions for 2 statements"),
        ({"a": {"stances": ["opposes"] * 2, "conditions": [None]}}, "2 stances and 1 conditions"),
        ({"a": {}}, "document 'a': `stances` must hold labels"),
        ({"a": {"stances": ["pro"] * 2}}, "document 'a': `stances` must hold labels"),
        (
            {"a": {"stances": ["opposes"] * 2, "probabilities": [dict.fromkeys(LABELS, 0.25)]}},
            "document 'a': 1 probabilities for 2 statements",
        ),
        *(
            (
                {"a": {"stances": ["opposes"] * 2, "probabilities": [dict.fromkeys(LABELS, one)]}},
                "document 'a': `probabilities` must hold a number for each of .* sum to 1",
            )
            for one in (float("nan"), 0.5, 0.0, "0.25")
        ),
    ],
)
def test_given_answers_must_fit(given: Documents, message: str) -> None:
    with pytest.raises(DataError, match=message):
        evaluate(GOLD, {}, given)


@pytest.mark.parametrize("field", ["stance", "claim", "actor_type"])
def test_a_fault_in_an_annotation_is_named(field: str) -> None:
    first, second = GOLD["a"]["statements"]
    gold = {"a": GOLD["a"] | {"statements": [first, second | {field: "pro" * (field != "claim")}]}}
    if field == "actor_type":
        del gold["a"]["statements"][1][field]
    with pytest.raises(DataError, match=f"document 'a': .*{field}"):
        evaluate(gold, {})


def test_predictions_of_other_documents_are_an_error() -> None:
    with pytest.raises(DataError, match="no prediction has the id of a document: 'b' and the like"):
        evaluate(GOLD, {"b": GOLD["a"]})


@pytest.mark.parametrize(
    ("gold", "predicted", "kind", "same"),
    [
        ("Zoë Müller", "zoe muller", "person", True),
        ("the African Union", "African Union", "organisation", True),
        ("Kenya", "Kenyan police", "country", False),
        ("aid workers", "local aid workers", "group", True),
        ("aid workers", "retired officers", "group", False),
        ("aid workers", "", "group", False),
        (None, "", "country", True),
    ],
)
def test_same_actor(gold: str | None, predicted: str, kind: str, same: bool) -> None:
    assert same_actor(gold, predicted, kind) is same


def test_scores_equal_the_reference_on_the_development_set(shared: Path) -> None:
    scorer = reference(shared)
    gold = scorer.read(shared / "gold" / "dev.jsonl")
    assert_equal(scorer, gold, *answers(gold))


@pytest.mark.parametrize("seed", range(20))
def test_scores_equal_the_reference_on_random_answers(shared: Path, seed: int) -> None:
    scorer = reference(shared)
    gold = scorer.read(shared / "gold" / "dev.jsonl")
    rng = random.Random(seed)
    predicted = {key: noisy(document, rng) for key, document in gold.items() if rng.random() < 0.9}
    given = {
        key: {
            "stances": [rng.choice(LABELS) for _ in document["statements"]],
            "conditions": [
                span_near(one["condition"], document["text"], rng) for one in document["statements"]
            ],
        }
        for key, document in gold.items()
    }
    assert_equal(scorer, gold, predicted, given)


def assert_equal(
    scorer: ModuleType, gold: Documents, predicted: Documents, given: Documents
) -> None:
    expected = scorer.score_text(gold, predicted, False)
    expected |= scorer.score_given(gold, given)
    assert json.dumps(evaluate(gold, predicted, given)) == json.dumps(expected)


def reference(shared: Path) -> ModuleType:
    """Return the reference scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_gold", shared / "gold" / "score_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def noisy(document: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return the annotation with claims moved, lost, doubled, renamed and relabelled."""
    statements = []
    for one in rng.choices(document["statements"], k=len(document["statements"])):
        changed = dict(one, claim=span_near(one["claim"], document["text"], rng) or one["claim"])
        if rng.random() < 0.3:
            changed["stance"] = rng.choice(LABELS)
        if rng.random() < 0.3:
            changed["actor_name"] = rng.choice(["Nobody", "", one["actor_name"].upper()])
        statements.append(changed)
    actors = {
        rng.choice([name, f"the {name}", f"{name} men"]): rng.choice([label, "opposes"])
        for name, label in document["actors"].items()
        if rng.random() < 0.9
    }
    return {"statements": statements, "actors": actors}


def span_near(span: list[int] | None, text: str, rng: random.Random) -> list[int] | None:
    if span is None or rng.random() < 0.1:
        return rng.choice([None, [0, min(30, len(text))]])
    start = max(0, span[0] + rng.randint(-20, 20))
    return [start, min(len(text), max(start + 1, span[1] + rng.randint(-30, 30)))]
