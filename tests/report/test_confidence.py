"""How sure a statement is as a whole: what raises it, and what it leaves out of reports."""

import json
import pickle  # noqa: TID251 - as joblib does
from pathlib import Path

import numpy as np
import pytest

from stanceclf.cli import main
from stanceclf.loading import load
from stanceclf.pipeline import Pipeline
from stanceclf.records import Actor, ActorType, Claim, Quotation, Span, Stance
from stanceclf.report.confidence import COLUMNS, Confidence

TEXT = (
    "Norway said it would send two frigates. A teacher in the port was against it. "
    "Denmark will pay for fuel once parliament agrees."
)


def confidence(least: float = 0.0) -> Confidence:
    weights = dict.fromkeys(COLUMNS, 0.0) | {"all three": 1.0, "unnamed": -1.0}
    return Confidence(list(weights.values()), 0.0, least)


def sure(claim: float, holder: float, label: float, name: str = "Kenya") -> float:
    rest = (1 - label) / 3
    found = Claim(Span(0, 9), Span(0, 5), None, Quotation.NONE, claim, holder)
    probabilities = np.array([[label, rest, rest, rest]])
    return confidence().of([found], [Actor(name, ActorType.COUNTRY)], probabilities)[0]


def test_a_statement_is_as_sure_as_its_parts_together() -> None:
    assert sure(0.5, 0.8, 0.9) == pytest.approx(0.36)
    assert sure(0.5, 0.8, 0.9) < sure(0.5, 0.9, 0.9) < sure(0.8, 0.9, 0.9)
    assert sure(0.5, 0.8, 0.9, "teacher") < sure(0.5, 0.8, 0.9)


def test_what_is_certain_stays_a_probability() -> None:
    assert 0.99 < sure(1.0, 1.0, 1.0) < 1.0
    assert 0.0 < sure(0.0, 0.0, 0.25) < 0.01


def test_nothing_is_said_of_no_statements() -> None:
    assert confidence().of([], [], np.zeros((0, 4))) == []


def test_the_state_is_plain_values() -> None:
    config, arrays = confidence(0.3).state()
    again = Confidence.from_state(config, arrays)
    assert (again.weights, again.bias, again.least) == ([0, 0, 0, 1, 0, 0, 0, -1], 0.0, 0.3)
    assert again.with_least(0.5).least == 0.5


def with_confidence(least: float) -> Pipeline:
    pipeline = load()
    pipeline.confidence = confidence(least)
    return pipeline


def test_unlikely_statements_are_left_out_with_their_verdicts() -> None:
    everything = with_confidence(0.0).analyze(TEXT)
    sided = [one for one in everything.statements if one.stance is not Stance.NO_STANCE]
    assert len(sided) >= 2
    assert len({one.confidence for one in sided}) == len(sided)
    middle = float(np.median([one.confidence for one in sided]))
    rest = with_confidence(middle).analyze(TEXT)
    kept = [one for one in rest.statements if one.stance is not Stance.NO_STANCE]
    assert kept == [one for one in sided if one.confidence >= middle]
    assert {one.actor.name for one in rest.verdicts} == {one.actor.name for one in rest.statements}


def test_load_sets_the_bound() -> None:
    pipeline = load(min_confidence=0.99)
    expected = with_confidence(0.99).analyze(TEXT)
    assert pipeline.analyze(TEXT) == expected != load().analyze(TEXT)
    sent = pickle.dumps(pipeline)
    assert len(sent) < 1000
    assert pickle.loads(sent).analyze(TEXT) == expected  # noqa: S301
    with pytest.raises(ValueError, match="The 'min_confidence' parameter must be from 0 to 1"):
        load(min_confidence=40)


def test_without_confidence_all_is_reported() -> None:
    pipeline = load()
    pipeline.confidence = None
    report = pipeline.analyze(TEXT)
    assert {one.confidence for one in report.statements} == {1.0}
    assert len(report.statements) == len(with_confidence(0.0).analyze(TEXT).statements)


def test_the_command_line_sets_the_bound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    counts = []
    for least in ("0", "1"):
        arguments = ["analyze", str(path), "--format", "jsonl", "--min-confidence", least]
        assert main(arguments) == 0
        statements = json.loads(capsys.readouterr().out)["statements"]
        counts.append(sum(one["stance"] != "no_stance" for one in statements))
    assert counts[0] > counts[1] == 0
