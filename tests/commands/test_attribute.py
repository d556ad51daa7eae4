"""`stanceclf attribute`: formats, and lines that cannot be read."""

import json
from pathlib import Path

import pytest

from stanceclf.cli import main

TEXT = "The mayor of Lyon, Ada Moreau, said that the bridge would reopen in May."


def test_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["attribute", str(path), "--title", "Bridge"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "Bridge"
    assert out[2].startswith("Ada Moreau")
    assert "[said]" in out[2]
    assert out[3] == "  the bridge would reopen in May"


def test_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": "a", "text": TEXT}), "{", json.dumps({"id": "b", "text": ""})]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["attribute", str(path), "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    first, second = map(json.loads, out.splitlines())
    assert second == {"id": "b", "attributions": []}
    [one] = first["attributions"]
    assert one["source_name"] == "Ada Moreau"
    assert [TEXT[s:e] for s, e in one["contents"]] == one["content_texts"]
    assert TEXT[slice(*one["cue"])] == one["cue_text"] == "said"
    assert one["quotation"] == "indirect"
    assert "in.jsonl:2:" in err


def test_least_probability(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["attribute", str(path), "--min-probability", "1"]) == 0
    assert "Nobody is reported" in capsys.readouterr().out
