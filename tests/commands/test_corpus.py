"""`stanceclf corpus` as a user meets it: options, messages, both formats."""

import importlib
import json
from pathlib import Path

import pytest

from stanceclf.cli import main
from stanceclf.corpus.rows import COLUMNS
from tests.corpus.conftest import rows

pytestmark = pytest.mark.usefixtures("plain")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    records = [
        {"id": "a", "body": "Kenya: yes once asked. Haiti: no."},
        {"id": "\ud800", "body": "Peru: yes \ud801."},
        {"body": ""},
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in records))
    return path


def corpus(articles: Path, out: Path, *options: str) -> int:
    return main(["corpus", str(articles), "--out", str(out), "--text-field", "body", *options])


def test_both_formats_hold_the_same_rows(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pip install 'stanceclf[parquet]'")
    out = tmp_path / "out"
    assert corpus(articles, out, "--format", "both") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"stanceclf: {out}: 3 records, 3 statements, 3 verdicts; 3 articles")
    for table, columns in COLUMNS.items():
        found = parquet.read_table(out / table / "00000000.parquet").to_pylist()
        lines = rows(out, table)
        # Parquet has no lone surrogates: they stand there as in the JSON that holds them.
        assert [one["id"] for one in found] == ["a", "a", "\\ud800"]
        assert [one["id"] for one in lines] == ["a", "a", "\ud800"]
        assert found[:2] == lines[:2]
        assert list(found[0]) == list(columns)


def test_a_run_that_is_complete_says_so(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus(articles, tmp_path / "out")
    assert corpus(articles, tmp_path / "out") == 0
    assert capsys.readouterr().err.endswith("complete already\n")
    assert corpus(articles, tmp_path / "out", "--no-resume") == 2


def test_what_cannot_be_read_is_counted(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert corpus(articles, tmp_path / "out", "--max-record", "50") == 2
    out = tmp_path / "out"
    assert capsys.readouterr().err.endswith(f"1 records could not be read: {out}/errors.jsonl\n")
    assert "more than the 50 that --max-record allows" in (out / "errors.jsonl").read_text()


def test_an_output_that_is_a_file_is_one_line(
    articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert corpus(articles, articles) == 2
    reason = f"{articles}: a file; --out names a directory, which is made if need be"
    assert capsys.readouterr() == ("", f"stanceclf: {reason}\n")


def test_names_of_the_user_are_part_of_the_run(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "names.tsv"
    names.write_text("Zorbo\tKaro Delm\tperson\n")
    corpus(articles, tmp_path / "out")
    assert corpus(articles, tmp_path / "out", "--aliases", str(names)) == 2
    assert "model aliases is not set there and" in capsys.readouterr().err


def test_the_bound_on_what_is_reported_is_part_of_the_run(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus(articles, tmp_path / "out", "--min-confidence", "0.5")
    capsys.readouterr()
    assert corpus(articles, tmp_path / "out") == 2
    assert "model min_confidence is" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--shard-size", "4X", "must be a size such as 64K or 16M, got 4X"),
        ("--shard-size", "0", "must be a size such as 64K or 16M, got 0"),
        ("--jobs", "0", "must be at least 1, got 0"),
        ("--jobs", "x", "must be at least 1, got x"),
        ("--format", "csv", "invalid choice: 'csv'"),
    ],
)
def test_bad_usage_is_status_2(
    option: str, value: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["corpus", "a.jsonl", "--out", "b", option, value])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("module", "options", "extra"),
    [
        ("pyarrow.parquet", ("--format", "parquet"), "parquet"),
        ("distributed", ("--scheduler", "tcp://127.0.0.1:9"), "dask"),
    ],
)
def test_a_missing_extra_is_one_line(
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    module: str,
    options: tuple[str, ...],
    extra: str,
) -> None:
    real = importlib.import_module

    def missing(name: str) -> object:
        if name == module:
            raise ModuleNotFoundError(name=module)
        return real(name)

    monkeypatch.setattr("stanceclf.corpus.extras.import_module", missing)
    assert corpus(articles, tmp_path / "out", *options) == 2
    assert f"run `pip install 'stanceclf[{extra}]'`" in capsys.readouterr().err
