"""`stanceclf analyze --aliases`: a user's names reach the output, a bad file is one line."""

import json
from pathlib import Path

import pytest

from stanceclf.cli import main


def test_names_of_a_file_reach_the_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, names = tmp_path / "article.txt", tmp_path / "names.tsv"
    article.write_text("The Hill Pact will send troops, Colonel Zorbo said.", encoding="utf-8")
    names.write_text(
        "the Hill Pact\tHill States\torganisation\t\thill\nZorbo\tKaro Delm\tperson\n", "utf-8"
    )
    assert main(["analyze", str(article), "--aliases", str(names), "--format", "jsonl"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["actors"] == {"Hill States": "supports"}
    assert record["actor_ids"] == {"Hill States": "hill"}
    (statement,) = record["statements"]
    assert (statement["actor_id"], statement["source_id"]) == ("hill", "karo-delm")


def test_a_bad_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.tsv"
    names.write_text("# names\nZorbo\tKaro Delm\tpersons\n", "utf-8")
    assert main(["analyze", "-", "--aliases", str(names)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert f"{names}:2: `type` must be one of person, country, organisation, group" in err
