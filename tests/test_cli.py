"""The command line as a whole: usage, faults, the small commands."""

import errno
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from stanceclf.cli import build_parser, main
from stanceclf.errors import ModelError

TEXT = "Kenya: yes once asked. Haiti: no. Ghana: maybe."

pytestmark = pytest.mark.usefixtures("plain")


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text("Kenya: yes.", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", ["analyze", "classify", "evaluate"])
def test_a_missing_file_is_one_line(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "none.jsonl")
    assert main([command, missing]) == 2
    assert capsys.readouterr() == ("", f"stanceclf: {missing}: No such file or directory\n")


def test_a_directory_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"stanceclf: {tmp_path}: Is a directory\n"


def test_a_bad_model_is_one_line(
    article: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(name: str | None = None, **options: object) -> None:
        raise ModelError("no model\nof that name")

    monkeypatch.setattr("stanceclf.load", load)
    assert main(["analyze", article, "--model", "none"]) == 2
    assert capsys.readouterr().err == "stanceclf: no model of that name\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyze", "--min-probability", "2"], "must be between 0 and 1, got 2"),
        (["analyze", "--min-probability", "nan"], "must be between 0 and 1, got nan"),
        (["analyze", "--min-probability", "x"], "must be between 0 and 1, got x"),
        (["analyze", "--width", "9"], "must be at least 40, got 9"),
        (["analyze", "--width", "x"], "must be at least 40, got x"),
        (["analyze", "--model", ""], "must be a name or a directory, got nothing"),
        (["analyze", "--accurate", ""], "must be a name or a directory, got nothing"),
        (["analyze", "--format", "xml"], "invalid choice: 'xml'"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_bad_usage_is_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_classify_answers_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "given.jsonl"
    statements = [{"claim": [30, 32]}, {"claim": [7, 21], "actor": [0, 5], "actor_name": "Kenya"}]
    path.write_text(json.dumps({"id": "a", "text": TEXT, "statements": statements}) + "\nno\n")
    assert main(["classify", str(path), "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    record = json.loads(out)
    assert list(record) == ["id", "stances", "conditions", "probabilities"]
    assert record["stances"] == ["opposes", "conditional"]
    assert record["conditions"] == [None, [11, 21]]
    assert err.startswith(f"stanceclf: {path}:2: not valid JSON")


def test_models(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    model = SimpleNamespace(
        name="fast",
        version="1",
        description="A model.",
        sha256="0" * 64,
        path=tmp_path,
        default=True,
    )
    monkeypatch.setattr("stanceclf.commands.models.list_models", lambda: [model])
    assert main(["models"]) == 0
    assert capsys.readouterr().out.startswith("fast (default)  version 1  sha256 000000000000\n")
    assert main(["models", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["path"] == str(tmp_path)


def test_train_hands_over(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def fit(arguments: list[str]) -> int:
        seen.append(arguments)
        return 0

    monkeypatch.setitem(sys.modules, "training.train", SimpleNamespace(main=fit))
    assert main(["train", "--", "--out", "x"]) == 0
    assert seen == [["--out", "x"]]


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("training", "training needs a checkout of the project"),
        ("datasets", "pip install 'stanceclf[train]'"),
    ],
)
def test_train_says_what_is_missing(
    missing: str,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(name: str) -> None:
        raise ModuleNotFoundError(name=missing)

    monkeypatch.setattr("stanceclf.commands.train.import_module", fail)
    assert main(["train"]) == 2
    assert message in capsys.readouterr().err


def test_every_command_teaches_by_example() -> None:
    (action,) = (one for one in build_parser()._actions if one.dest == "command" or one.choices)
    assert action.choices is not None
    commands = dict(action.choices)
    expected = ["analyze", "attribute", "corpus", "classify", "evaluate", "train", "models"]
    assert list(commands) == expected
    for name, parser in commands.items():
        assert f"examples:\n  stanceclf {name}" in parser.format_help()


@pytest.mark.parametrize("command", ["analyze", "classify", "evaluate"])
def test_a_share_of_no_tier_is_refused(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "statements": [], "actors": {}}))
    assert main([command, str(path), "--share", "0.5"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.startswith("stanceclf: --share needs --accurate: ")) == ("", True)


@pytest.mark.parametrize("option", ["--model", "--accurate"])
def test_a_directory_that_is_no_model_is_one_line(
    option: str, article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", article, option, str(tmp_path)]) == 2
    reason = f"{tmp_path}: no directory of a model, which has a manifest.json"
    assert capsys.readouterr() == ("", f"stanceclf: {reason}\n")


@pytest.mark.parametrize("command", ["analyze", "models"])
def test_closed_output_is_one_line(
    command: str,
    article: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main([command, article][: 1 + (command == "analyze")]) == 2
    assert capsys.readouterr().err.startswith("stanceclf: standard output is closed; ")


def test_closed_input_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["analyze", "-"]) == 2
    assert capsys.readouterr().err.startswith("stanceclf: standard input is closed; ")


def test_closed_messages_are_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["analyze", str(tmp_path / "none.txt")]) == 2
    sys.stderr.close()


def test_a_full_disk_names_the_output(
    article: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(text: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(sys.stdout, "write", fail)
        assert main(["analyze", article]) == 2
    assert capsys.readouterr().err == "stanceclf: standard output: No space left on device\n"


def test_ctrl_c_is_one_line(
    article: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(name: str | None = None, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("stanceclf.load", load)
    assert main(["analyze", article]) == 130
    assert capsys.readouterr() == ("", "stanceclf: interrupted\n")
