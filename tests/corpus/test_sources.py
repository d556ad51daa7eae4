"""Which files an input consists of, and what each kind yields, whole or damaged."""

import gzip
import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from stanceclf.corpus.items import Fields, Item, article_of
from stanceclf.corpus.sources import Meter, check_columns, find_sources, read_items
from stanceclf.errors import DataError, StanceError

pyarrow = pytest.importorskip("pyarrow", reason="pip install 'stanceclf[parquet]'")
parquet = importlib.import_module("pyarrow.parquet")

LINES = b'{"id": "a", "text": "One."}\n\n{"text": "Two.", "title": "T"}\n{"id": 3, "text": null}'


def read(*paths: Path, fields: Fields | None = None, largest: int = 1 << 20) -> list[Any]:
    """Return (id, text, title) of each record, or the reason why there is none."""
    fields = fields or Fields()
    found: list[Any] = []
    for item in read_items(find_sources(list(map(str, paths))), fields, largest, Meter()):
        found.append(read_one(item, fields))
    return found


def read_one(item: Item, fields: Fields) -> tuple[str, str, str] | str:
    try:
        article = article_of(item, fields)
    except DataError as error:
        return f"{item.place}: {error}"
    return article.id, article.text, article.title


def packed(name: str, content: bytes) -> bytes:
    """Return content as a file of that name has it."""
    if name.endswith(".gz"):
        return gzip.compress(content)
    if name.endswith(".zst"):
        zstandard = pytest.importorskip("zstandard", reason="pip install 'stanceclf[zstd]'")
        half = len(content) // 2  # two frames, as `cat a.zst b.zst` gives
        return b"".join(map(zstandard.ZstdCompressor().compress, (content[:half], content[half:])))
    return content


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(packed(name, LINES))
    assert read(tmp_path / name) == [
        ("a", "One.", ""),
        (f"{name}:3", "Two.", "T"),
        f"{name}:4: the record has no `text`",
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz"])
def test_tables_of_text(tmp_path: Path, name: str) -> None:
    rows = 'body,id\r\n"One,\nand more.",7\r\n,8\r\n"x"\r\n\r\nb\udcff,9\r\n'
    if ".tsv" in name:
        rows = rows.replace('"One,\nand more."', '"One,\nand more."').replace(",7", "\t7")
        rows = rows.replace("body,", "body\t").replace(",8", "\t8").replace(",9", "\t9")
    content = rows.encode("utf-8", "surrogateescape")
    (tmp_path / name).write_bytes(packed(name, content))
    assert read(tmp_path / name, fields=Fields(text="body")) == [
        ("7", "One,\nand more.", ""),
        ("8", "", ""),
        f"{name}:5: 1 cells where the header has 2",
        f"{name}:7: not valid UTF-8",
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_stray_quotation_mark_is_told_with_the_lines_it_takes(tmp_path: Path, name: str) -> None:
    comma = "," if name == "a.csv" else "\t"
    lines = [f"{number}{comma}Text." for number in range(2, 100)]
    lines[8] = f'10{comma}"Text.'
    (tmp_path / name).write_text("\n".join([f"id{comma}text", *lines]))
    found = read(tmp_path / name)
    reason = "a quotation mark is not closed; lines 10 to 99 were taken for one row"
    assert found[7:] == [("9", "Text.", ""), f"{name}:10: not valid CSV: {reason}"]
    lines[48] = f'50{comma}"Text."'
    (tmp_path / name).write_text("\n".join([f"id{comma}text", *lines]))
    found = read(tmp_path / name)
    assert f"{name}:10: not valid CSV: " in found[8]
    assert found[8].endswith("; lines 10 to 50 were taken for one row")
    assert found[9:] == [(str(number), "Text.", "") for number in range(51, 100)]


def test_a_header_with_a_stray_quotation_mark_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,"text\n1,Text.\n')
    check_columns(find_sources([str(tmp_path)]), Fields())
    assert read(tmp_path / "a.csv") == ["a.csv:1: not valid CSV: a quotation mark is not closed"]


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    root = tmp_path / "news"
    (root / "b").mkdir(parents=True)
    (root / "b" / "2.txt").write_text("\ufeffTwo.", encoding="utf-8")
    (root / "a.txt").write_text("A.")
    (root / "c.txt").write_bytes(b"\xff")
    (root / "notes.md").write_text("No article.")
    (root / "state.json").write_text("[]")  # no data set, which has such a file too
    (root / "d.jsonl").write_bytes(b'{"text": "D."}\n')
    assert read(root) == [
        ("news/a", "A.", ""),
        "news/c.txt:1: not valid UTF-8: invalid start byte at byte 0",
        ("news/d.jsonl:1", "D.", ""),
        ("news/b/2", "Two.", ""),
    ]


def table(count: int = 1200) -> Any:
    numbers = list(range(count))
    texts = [None if one == 5 else f"Text {one}." for one in numbers]
    return pyarrow.table({"id": numbers, "text": texts, "other": numbers})


def test_parquet(tmp_path: Path) -> None:
    parquet.write_table(table(), tmp_path / "a.parquet", row_group_size=100)
    found = read(tmp_path / "a.parquet")
    assert len(found) == 1200
    assert found[:2] == [("0", "Text 0.", ""), ("1", "Text 1.", "")]
    assert found[5] == "a.parquet:6: the record has no `text`"
    assert found[-1] == ("1199", "Text 1199.", "")


def test_a_saved_data_set(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="pip install 'stanceclf[train]'")
    datasets.disable_progress_bars()
    data = datasets.Dataset(table(700))
    data.save_to_disk(tmp_path / "one", num_shards=2)
    datasets.DatasetDict({"train": data, "test": data.select([9])}).save_to_disk(tmp_path / "two")
    assert len(read(tmp_path / "one")) == 700
    found = read(tmp_path / "two")
    assert found[:2] == [("0", "Text 0.", ""), ("1", "Text 1.", "")]
    assert (len(found), found[-1]) == (701, ("9", "Text 9.", ""))


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "saved"])
def test_a_missing_column_is_named(tmp_path: Path, name: str) -> None:
    if name == "a.parquet":
        parquet.write_table(table(3), tmp_path / name)
    elif name == "a.csv":
        (tmp_path / name).write_text("id,text,other\n")
    else:
        datasets = pytest.importorskip("datasets", reason="pip install 'stanceclf[train]'")
        datasets.disable_progress_bars()
        datasets.Dataset(table(3)).save_to_disk(tmp_path / name)
    with pytest.raises(
        DataError, match=r"no column 'body'; there are 'id', 'text', 'other' \(choose"
    ):
        check_columns(find_sources([str(tmp_path / name)]), Fields(text="body"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.jsonl.gz", "Compressed file ended before the end-of-stream marker was reached"),
        ("a.jsonl.zst", "the file ends in the middle of a zstd frame"),
    ],
)
def test_what_a_truncated_file_still_holds_is_read(tmp_path: Path, name: str, reason: str) -> None:
    lines = [json.dumps({"id": f"a{one}", "text": f"{hash(str(one))}"}) for one in range(9000)]
    whole = packed(name, "\n".join(lines).encode())
    (tmp_path / name).write_bytes(whole[: len(whole) * 2 // 3])
    found = read(tmp_path / name)
    assert 100 < len(found) < 9000
    assert [one[0] for one in found[:-1]] == [f"a{one}" for one in range(len(found) - 1)]
    assert found[-1] == f"{name}:{len(found)}: the file cannot be read from here on: {reason}"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.csv.gz", "a.parquet"])
def test_a_file_of_another_kind_is_an_error_among_the_records(tmp_path: Path, name: str) -> None:
    if name.endswith(".zst"):
        pytest.importorskip("zstandard", reason="pip install 'stanceclf[zstd]'")
    (tmp_path / name).write_bytes(b"no such thing" * 9)
    (tmp_path / "b.jsonl").write_bytes(LINES)
    check_columns(find_sources([str(tmp_path)]), Fields())
    found = read(tmp_path)
    assert "the file cannot be read from here on" in found[0]
    assert len(found) == 4


def test_a_record_of_megabytes_is_left_out(tmp_path: Path) -> None:
    largest = 10_000
    long = "x" * 3_000_000
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{long}"}}\n{{"text": "y"}}\n')
    (tmp_path / "b.csv").write_text(f"text\n{long}\ny\n")
    (tmp_path / "c.txt").write_text(long)
    parquet.write_table(pyarrow.table({"text": [long, "y"]}), tmp_path / "d.parquet")
    found = read(*sorted(tmp_path.iterdir()), largest=largest)
    for name, size in (
        ("a.jsonl:1", 3_000_013),
        ("c.txt:1", 3_000_000),
        ("d.parquet:1", 3_000_000),
    ):
        reason = f"{name}: the record has {size:,} bytes, more than the 10,000 that --max-record"
        assert sum(isinstance(one, str) and one.startswith(reason) for one in found) == 1, name
    assert [one[1] for one in found if isinstance(one, tuple)] == ["y", "y", "y"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"id": 1.5, "text": ""}', "`id` must be a string or a whole number; got 1.5"),
        (b'{"text": 7}', "`text` must be a string; got 7"),
        (b'{"text": "", "title": []}', "`title` must be a string; got []"),
        (b"[]", "not a JSON object but a list"),
        (b"\xff", "not valid UTF-8: invalid start byte at byte 0"),
    ],
)
def test_a_record_that_is_no_article_has_a_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    assert read(tmp_path / "a.jsonl") == [f"a.jsonl:1: {reason}"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.jsonl", "none.jsonl: No such file"),
        ("notes.md", "its name must end in one of .jsonl.gz"),
        ("empty", "no file in it ends in"),
    ],
)
def test_an_input_that_is_none_is_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "notes.md").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=message):
        find_sources([str(tmp_path / name)])


def test_two_inputs_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.jsonl").touch()
    with pytest.raises(DataError, match=r"two inputs are called a.jsonl"):
        find_sources([str(tmp_path / "x" / "a.jsonl"), str(tmp_path / "y" / "a.jsonl")])


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("a.parquet", "pyarrow.parquet", "parquet"),
        ("a.jsonl.zst", "zstandard", "zstd"),
    ],
)
def test_a_missing_extra_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    def missing(name: str) -> None:
        assert name == module
        raise ModuleNotFoundError(name=module)

    (tmp_path / name).write_bytes(b"PAR1")
    monkeypatch.setattr("stanceclf.corpus.extras.import_module", missing)
    with pytest.raises(StanceError, match=rf"pip install 'stanceclf\[{extra}\]'"):
        read(tmp_path / name)
