"""`stanceclf evaluate`: scores of the model and of files, and faults of the gold file."""

import json
from pathlib import Path

import pytest

from stanceclf.cli import main

TEXT = "Kenya: yes once asked. Haiti: no. Ghana: maybe."

pytestmark = pytest.mark.usefixtures("plain")


GOLD = {
    "id": "a",
    "text": TEXT,
    "statements": [
        {
            "claim": [7, 21],
            "actor": [0, 5],
            "actor_name": "Kenya",
            "actor_type": "country",
            "stance": "conditional",
            "condition": [11, 21],
        },
        {
            "claim": [30, 32],
            "actor": [23, 28],
            "actor_name": "Haiti",
            "actor_type": "country",
            "stance": "supports",
            "condition": None,
        },
    ],
    "actors": {"Kenya": "conditional", "Haiti": "supports"},
}


def test_evaluate_runs_the_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD))
    assert main(["evaluate", str(path), "--format", "json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["claims"]["f1"] == 1.0
    assert scores["end_to_end"]["f1"] == 0.5
    assert scores["stance_confusion"]["supports"]["opposes"] == 1
    assert main(["evaluate", str(path), "--per-document"]) == 0
    out = capsys.readouterr().out
    assert "condition, token F1     1.0000" in out
    assert "wrong, given claims     0.5000" in out
    assert "\na              2       2     2         1       2     2\n" in out


def test_evaluate_scores_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / name for name in ("gold.jsonl", "predicted.jsonl", "given.jsonl")]
    paths[0].write_text(json.dumps(GOLD))
    for command, path in zip(("analyze", "classify"), paths[1:], strict=True):
        assert main([command, str(paths[0]), "--format", "jsonl"]) == 0
        path.write_text(capsys.readouterr().out)
    gold, predicted, given = map(str, paths)
    assert main(["evaluate", gold, "--format", "json"]) == 0
    expected = capsys.readouterr().out
    files = ["--predicted", predicted, "--given", given]
    assert main(["evaluate", gold, *files, "--format", "json"]) == 0
    assert capsys.readouterr().out == expected
    assert main(["evaluate", gold, "--predicted", predicted]) == 0
    assert "condition" not in capsys.readouterr().out
    assert main(["evaluate", gold, "--given", given]) == 2
    assert "--given needs --predicted" in capsys.readouterr().err


def test_the_counts_of_each_document_are_in_json_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD))
    assert main(["evaluate", str(path), "--per-document", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["per_document"] == {
        "a": {
            "claims": 2,
            "claims_made": 2,
            "claims_gold": 2,
            "named": 2,
            "labelled": 1,
            "triples": 1,
            "triples_made": 2,
            "triples_gold": 2,
        }
    }


def test_documents_without_prediction_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    lines = [json.dumps(GOLD | {"id": key}) + "\n" for key in "abc"]
    gold.write_text("".join(lines))
    predicted.write_text(lines[0])
    assert main(["evaluate", str(gold), "--predicted", str(predicted)]) == 0
    assert "stanceclf: 2 of 3 documents have no prediction" in capsys.readouterr().err
    predicted.write_text(json.dumps(GOLD | {"id": "z"}))
    assert main(["evaluate", str(gold), "--predicted", str(predicted)]) == 2
    assert "no prediction has the id of a document" in capsys.readouterr().err
    predicted.write_text("\n")
    assert main(["evaluate", str(gold), "--predicted", str(predicted)]) == 2
    assert capsys.readouterr() == (
        "",
        f"stanceclf: {predicted}: holds no record; there is nothing to score\n",
    )


def test_an_empty_gold_file_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.jsonl"
    path.touch()
    assert main(["evaluate", str(path)]) == 2
    assert capsys.readouterr() == (
        "",
        f"stanceclf: {path}: holds no record; there is nothing to score\n",
    )


@pytest.mark.parametrize(
    "options", [["--accurate", "tier"], ["--model", "none"], ["--share", "0.5"]]
)
def test_options_that_would_do_nothing_are_refused(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD))
    assert main(["evaluate", str(path), "--predicted", str(path), *options]) == 2
    message = f"stanceclf: {options[0]} is of no use with --predicted, whose answers are scored\n"
    assert capsys.readouterr() == ("", message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": None}, "the record has no `text`"),
        ({"statements": None}, "`statements` must be a list of objects"),
        ({"statements": [{"claim": [1]}]}, "a statement has no `claim`"),
        ({"statements": [{"claim": [0, 1], "stance": "pro"}]}, "`stance` must hold labels"),
        ({"actors": ["Kenya"]}, "`actors` must hold labels"),
        ({"actors": {"Kenya": []}}, "`actors` must hold labels"),
    ],
)
def test_a_fault_in_the_gold_file_ends_the_evaluation(
    change: dict[str, object],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD | change))
    assert main(["evaluate", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"stanceclf: {path}:1: {message}")


def test_a_fault_in_given_probabilities_ends_the_evaluation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, predicted, given = (tmp_path / name for name in ("gold", "predicted", "given"))
    gold.write_text(json.dumps(GOLD))
    predicted.write_text(json.dumps(GOLD))
    stances = {"id": "a", "stances": ["conditional", "opposes"]}
    given.write_text(json.dumps(stances | {"probabilities": [{"opposes": 1.0}, None]}))
    files = ["--predicted", str(predicted), "--given", str(given)]
    assert main(["evaluate", str(gold), *files]) == 2
    assert f"{given}:1: `probabilities` must hold a number for each" in capsys.readouterr().err
