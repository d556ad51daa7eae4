"""What the released model must reach on the development set, where that stands beside us."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import stanceclf
from stanceclf.evaluation import evaluate, predict
from stanceclf.matching import same_actor
from training.gold import records_by_id

Json = dict[str, Any]


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Json]:
    return records_by_id(shared / "gold" / "dev.jsonl")


@pytest.fixture(scope="module")
def answers(
    gold: dict[str, Json], pipeline: stanceclf.Pipeline
) -> tuple[dict[str, Json], dict[str, Json]]:
    return predict(pipeline, gold)


@pytest.mark.parametrize(
    ("score", "floor"),
    [
        ("claims", 0.78),
        ("attribution", 0.88),
        ("stance_macro_f1", 0.80),
        ("condition_token_f1", 0.80),
        ("end_to_end", 0.64),
    ],
)
def test_floor(
    gold: dict[str, Json],
    answers: tuple[dict[str, Json], dict[str, Json]],
    score: str,
    floor: float,
) -> None:
    value = evaluate(gold, *answers)[score]
    assert (value["f1"] if isinstance(value, dict) else value) >= floor


@pytest.mark.xfail(
    reason="two sentences of this article are cut in the middle of their claims, so that the "
    "Coalition and Russia come out wrong; see the model card",
    strict=True,
)
def test_the_main_actors_of_the_real_article(
    gold: dict[str, Json], answers: tuple[dict[str, Json], dict[str, Json]]
) -> None:
    """Those who oppose, and those who state their position more than once."""
    document, found = gold["seed"], answers[0]["seed"]["actors"]
    stated = Counter(
        one["actor_name"] for one in document["statements"] if one["stance"] != "no_stance"
    )
    main = {
        name: label
        for name, label in document["actors"].items()
        if label == "opposes" or stated[name] > 1
    }
    assert len(main) == 4
    for name, label in main.items():
        assert [found[one] for one in found if same_actor(name, one, "group")] == [label], name


def test_the_advertisement_below_the_real_article_yields_nothing(
    gold: dict[str, Json], answers: tuple[dict[str, Json], dict[str, Json]]
) -> None:
    end = max(one["claim"][1] for one in gold["seed"]["statements"])
    found = answers[0]["seed"]["statements"]
    assert not [one for one in found if one["claim"][0] >= end and one["stance"] != "no_stance"]
