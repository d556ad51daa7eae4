"""The command that fits the larger tier: what it asks for, writes, and leaves as it is."""

from types import SimpleNamespace

import pytest

from training.larger import __main__ as command


def test_what_is_needed_is_said(capsys):
    with pytest.raises(SystemExit):
        command.main([])
    assert "--wheels, --network" in capsys.readouterr().err


def test_a_tier_is_written_and_then_joined_to_the_fast_model(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        command,
        "read_task",
        lambda fold, fast: SimpleNamespace(documents=[], gold=[], fold=fold),
    )

    def write(directory, *_):
        directory.mkdir()
        asked.append("fit")

    def blended(directory, task, sha256):
        asked.append("blend")
        corpus = {"documents": 2, "left_out": "fold 0", "statements": 3, "constructions": 0}
        return {
            **command._ALONE,
            **{"layers": 2, "trained_from": 1, "kept": (0, 2), "files": {}},
            "corpus": {**corpus, "variants": 6},
        }

    monkeypatch.setattr(command, "write_pupil", write)
    monkeypatch.setattr(command, "blended_anew", blended)
    place = ["--out", str(tmp_path), "--name", "tier"]
    assert command.main(["--wheels", "w", "--network", "n", *place]) == 0
    assert command.main(["--keep-tier", *place]) == 0
    with pytest.raises(SystemExit):  # released tiers stay as they are
        command.main(["--wheels", "w", "--network", "n", *place])
    assert asked == ["fit", "blend", "blend"]
    papers = {"MODEL_CARD.md", "NOTICE", "LICENSE", "manifest.json"}
    assert {path.name for path in (tmp_path / "tier").iterdir()} == papers
    text = (tmp_path / "tier" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "Of its layers 0, 2 are kept" in text
    assert "{" not in text
    assert "five of twelve layers" in (tmp_path / "tier" / "NOTICE").read_text(encoding="utf-8")
