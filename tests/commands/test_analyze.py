"""`stanceclf analyze`: formats, inputs, colour, and lines that cannot be read."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from stanceclf.cli import main

TEXT = "Kenya: yes once asked. Haiti: no. Ghana: maybe."
RECORDS = [
    {"id": "a", "title": "First", "text": TEXT},
    {"id": "b", "text": ""},
    {"id": "c", "text": "Chad: yes."},
]

pytestmark = pytest.mark.usefixtures("plain")


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def records(tmp_path: Path) -> str:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in RECORDS), encoding="utf-8")
    return str(path)


def test_the_default_is_a_table(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", article]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("article\n3 actors in 3 statements: 1 is conditional, 1 opposes, ")
    assert "\x1b" not in out
    assert err == ""


def test_table_of_records_parts_them(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", records]) == 0
    out = capsys.readouterr().out
    assert "\n\nb\nNo statement of stance found.\n\nc\n" in out


@pytest.mark.parametrize(("choice", "painted"), [("always", True), ("never", False)])
def test_color(
    article: str, capsys: pytest.CaptureFixture[str], choice: str, painted: bool
) -> None:
    assert main(["analyze", article, "--color", choice]) == 0
    assert ("\x1b[" in capsys.readouterr().out) is painted


@pytest.mark.parametrize(
    ("environment", "painted"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_color_on_a_terminal(
    article: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    painted: bool,
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["analyze", article]) == 0
    assert ("\x1b[" in capsys.readouterr().out) is painted


def test_width(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["analyze", article]) == 0
    wide = capsys.readouterr().out
    assert main(["analyze", article, "--width", "80"]) == 0
    assert capsys.readouterr().out != wide


def test_json_of_an_article_is_one_object(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", article, "--format", "json", "--title", "T"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["id"], record["title"], record["text"]) == ("article", "T", TEXT)


def test_json_of_records_is_a_list(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", records, "--format", "json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["a", "b", "c"]


def test_jsonl_has_a_line_for_each_record(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", records, "--format", "jsonl"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in answers] == ["a", "b", "c"]
    assert answers[0]["actors"] == {
        "Kenya": "conditional",
        "Haiti": "opposes",
        "Ghana": "no_stance",
    }
    assert answers[1]["statements"] == []


def test_min_probability(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", article, "--format", "jsonl", "--min-probability", "0.85"]) == 0
    assert json.loads(capsys.readouterr().out)["actors"] == {"Haiti": "opposes"}


def test_standard_input_is_an_article_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, TEXT.encode())
    assert main(["analyze", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "stdin"
    feed(monkeypatch, json.dumps(RECORDS[2]).encode())
    assert main(["analyze", "-", "--input", "jsonl", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["actors"] == {"Chad": "supports"}


@pytest.mark.parametrize("format_", ["table", "json", "jsonl"])
def test_bad_bytes_of_an_article_are_replaced(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    feed(monkeypatch, b"Chad\xff\x00: yes.")
    assert main(["analyze", "--format", format_]) == 0
    out, err = capsys.readouterr()
    assert "\x00" not in out
    assert err == ("stanceclf: standard input: not valid UTF-8, replaced by \ufffd: 1\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    feed(monkeypatch, TEXT.encode(encoding))
    assert main(["analyze", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out)["text"], err) == (TEXT, "")


RECORD = json.dumps(RECORDS[0]).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\n" + RECORD + b"\n" + RECORD, "holds JSON records, not an article; give --input jsonl"),
        (gzip.compress(RECORD), "a gzip file, not plain text; give the text that is in it"),
        (b"%PDF-1.7 ...", "a PDF file, not plain text; give the text that is in it"),
        (
            TEXT.encode("utf-16-le"),
            "full of NUL bytes, as no text in UTF-8 is; convert it to UTF-8",
        ),
    ],
)
@pytest.mark.parametrize("command", ["analyze", "attribute"])
def test_what_is_no_article_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    data: bytes,
    message: str,
) -> None:
    feed(monkeypatch, data)
    assert main([command, "-"]) == 2
    assert capsys.readouterr() == ("", f"stanceclf: standard input: {message}\n")


@pytest.mark.parametrize("data", [b'{"title": "no text"}', b'{"text": ', b"{Reuters} Kenya: yes."])
def test_braces_make_no_record(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    feed(monkeypatch, data)
    assert main(["analyze", "-"]) == 0
    feed(monkeypatch, RECORD)
    assert main(["analyze", "-", "--input", "text"]) == 0
    assert capsys.readouterr().err == ""


def test_a_lone_surrogate_is_written_as_an_escape(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    feed(monkeypatch, b'{"id": "a", "text": "Ch\\ud800ad: yes."}')
    assert main(["analyze", "--input", "jsonl", "--format", "jsonl"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["actors"] == {"Ch\ud800ad": "supports"}


def test_bad_lines_are_named_and_the_others_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": "a", "text": "x"}\n{"id": \n{"id": "b"}\n{"id": "c", "text": ""}')
    assert main(["analyze", str(path), "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "c"]
    first, second = err.splitlines()
    assert first == f"stanceclf: {path}:2: not valid JSON: Expecting value at column 8"
    assert second == f"stanceclf: {path}:3: the record has no `text`"


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_why_shows_the_words_behind_each_label(
    article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", article, "--why"]) == 0
    assert "without: \u201cye\u201d -25%" in capsys.readouterr().out
    assert main(["analyze", article, "--why", "--format", "jsonl"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["statements"][0]["reasons"] == [{"words": [7, 9], "loss": 0.25}]
