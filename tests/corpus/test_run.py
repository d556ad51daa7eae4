"""A run from its input to its tables: what it writes, what it refuses, where it stops."""

import errno
import json
import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import stanceclf
from stanceclf.corpus.lock import locked
from stanceclf.corpus.work import Job
from stanceclf.errors import DataError, StanceError
from stanceclf.records import Report
from stanceclf.report.encoding import report_record
from tests.corpus.conftest import Run, contents, errors, rows, write_articles
from tests.plain import PlainPipeline


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles.jsonl")


def test_tables_hold_what_analyze_says(articles: Path, run: Run, tmp_path: Path) -> None:
    outcome = run(articles)
    assert outcome.totals == {
        "records": 20,
        "unreadable": 3,
        "words": 17 * 9,
        "statements": 17 * 3,
        "verdicts": 17 * 3,
    }
    assert outcome.shards > 3
    records = [json.loads(one) for one in articles.read_text().splitlines() if one != "rubbish"]
    reports = [report_record(one["id"], PlainPipeline().analyze(one["text"])) for one in records]
    statements = rows(tmp_path / "out", "statements")
    assert [one["id"] for one in statements] == [one["id"] for one in records for _ in range(3)]
    for row, expected in zip(
        statements, (one for report in reports for one in report["statements"]), strict=True
    ):
        assert expected.items() <= row.items()
    assert statements[0]["claim_text"] == "yes once asked"
    assert statements[0]["condition_text"] == "once asked"
    verdicts = rows(tmp_path / "out", "verdicts")
    assert {one["actor_name"]: one["stance"] for one in verdicts if one["id"] == "a0"} == (
        reports[0]["actors"]
    )
    assert errors(tmp_path / "out") == [
        ("articles.jsonl", number, "not valid JSON: Expecting value at column 1")
        for number in (4, 11, 18)
    ]


def test_the_manifest_says_what_was_done(articles: Path, run: Run, tmp_path: Path) -> None:
    outcome = run(articles)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["complete"] is True
    assert manifest["totals"] == {"shards": outcome.shards, **(outcome.totals or {})}
    assert manifest["model"] == {"name": "plain", "sha256": "0"}
    assert manifest["input"]["bytes"] == articles.stat().st_size
    assert set(manifest["versions"]) == {"stanceclf", "python", "numpy"}
    listed = (tmp_path / "out" / "shards.jsonl").read_text().splitlines()
    assert [json.loads(line)["shard"] for line in listed] == list(range(outcome.shards))


class Crash(BaseException):
    """The end of a process, as far as files can tell."""


def test_a_crash_before_any_sync_leaves_what_the_next_run_mends(
    articles: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(articles, out=tmp_path / "whole")
    whole = contents(tmp_path / "whole")
    real = os.fsync
    crashes = 0
    for calls in range(1000):
        left = calls

        def crash(descriptor: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Crash
            real(descriptor)

        out = tmp_path / f"out-{calls}"
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", crash)
            try:
                run(articles, out=out)
            except Crash:
                crashes += 1
            else:
                break
        run(articles, out=out)
        assert contents(out) == whole, calls
    assert crashes > 20  # each shard syncs two files, two directories, errors and its line


def test_half_a_line_is_cut_off(articles: Path, run: Run, tmp_path: Path) -> None:
    run(articles)
    out = tmp_path / "out"
    whole = contents(out)
    first = (out / "shards.jsonl").read_bytes().splitlines(keepends=True)[0]
    (out / "shards.jsonl").write_bytes(first + b'{"shard": 1, "rec')
    (out / "errors.jsonl").write_bytes((out / "errors.jsonl").read_bytes() + b'{"fi')
    (out / "verdicts" / "00000007.jsonl.part").touch()
    manifest = json.loads((out / "manifest.json").read_text()) | {"complete": False, "totals": {}}
    (out / "manifest.json").write_text(json.dumps(manifest))
    run(articles)
    assert contents(out) == whole


def test_a_run_that_is_complete_has_nothing_to_do(articles: Path, run: Run, tmp_path: Path) -> None:
    first = run(articles)
    whole = contents(tmp_path / "out")
    again = run(articles, pipeline=object())
    assert (again.totals, again.shards, again.rate) == (first.totals, first.shards, "")
    assert contents(tmp_path / "out") == whole


class Stopping(PlainPipeline):
    """Calls something in its second shard."""

    def __init__(self, call: Any) -> None:
        self.call, self.shards = call, 0

    def analyze_many(self, texts: Iterable[str], **beside: Any) -> Iterator[Report]:
        self.shards += 1
        if self.shards == 2:
            self.call()
        return super().analyze_many(texts, **beside)


def test_ctrl_c_ends_at_a_shard(articles: Path, run: Run, tmp_path: Path) -> None:
    said: list[str] = []
    stopping = Stopping(lambda: signal.raise_signal(signal.SIGINT))
    outcome = run(articles, pipeline=stopping, say=said.append)
    assert (outcome.totals, outcome.shards) == (None, 2)
    assert said == ["stopping behind the shards in work; Ctrl-C again drops them"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    run(articles, out=tmp_path / "whole")
    run(articles)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_ctrl_c_again_drops_the_shard(articles: Path, run: Run, tmp_path: Path) -> None:
    def twice() -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run(articles, pipeline=Stopping(twice))
    assert len((tmp_path / "out" / "shards.jsonl").read_bytes().splitlines()) == 1


def test_a_full_disk_is_one_sentence_and_loses_nothing(
    articles: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(articles, out=tmp_path / "whole")
    real, left = os.fsync, 9  # in the second shard

    def full(descriptor: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StanceError, match="No space left on device; whole shards are kept"):
            run(articles)
    assert not list((tmp_path / "out").rglob("*.part"))
    assert not (tmp_path / "out" / "verdicts" / "00000001.jsonl").exists()
    run(articles)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_second_run_is_refused(articles: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    message = rf"another run is at work there \(process {os.getpid()}\)"
    with locked(tmp_path / "out"), pytest.raises(StanceError, match=message):
        run(articles)
    run(articles)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"model": {"name": "other", "sha256": "1"}}, 'model name is "plain" there and "other"'),
        ({"job": Job(shard_size=9999)}, "options shard_size is 1500 there and 9999 here"),
        ({"resume": False}, "holds the output of a run already"),
    ],
)
def test_another_run_is_refused_with_what_differs(
    articles: Path, run: Run, options: dict[str, Any], message: str
) -> None:
    run(articles)
    with pytest.raises(StanceError, match=message):
        run(articles, **options)


def test_another_input_is_refused(articles: Path, run: Run) -> None:
    run(articles)
    size = articles.stat().st_size
    with articles.open("a") as file:
        file.write("more\n")
    with pytest.raises(StanceError, match=f"input bytes is {size} there and {size + 5} here"):
        run(articles)


def test_an_input_that_was_changed_in_the_middle_is_refused(tmp_path: Path, run: Run) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", count=3000)
    with pytest.raises(KeyboardInterrupt):
        run(articles, pipeline=Stopping(_interrupt), job=Job(shard_size=500_000))
    content = articles.read_bytes()
    at = content.index(b"Haiti", 100_000)
    assert len(content) - at > 1 << 16  # neither end, whose hash is in the manifest
    articles.write_bytes(content[:at] + b"Niger" + content[at + 5 :])
    with pytest.raises(DataError, match=r"changed between articles.jsonl:1 and articles.jsonl:\d+"):
        run(articles, job=Job(shard_size=500_000))


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_a_shard_that_was_lost_is_named(articles: Path, run: Run, tmp_path: Path) -> None:
    run(articles)
    (tmp_path / "out" / "statements" / "00000001.jsonl").unlink()
    with pytest.raises(StanceError, match=r"00000001.jsonl: missing or not of the [\d,]+ bytes"):
        run(articles)


def test_a_directory_of_other_things_is_refused(articles: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").touch()
    with pytest.raises(StanceError, match=r"not empty, .* \(thesis.txt is in it\)"):
        run(articles)


def test_an_output_inside_the_input_is_refused(articles: Path, run: Run, tmp_path: Path) -> None:
    with pytest.raises(StanceError, match="inside the input"):
        run(tmp_path)


def test_empty_records_cost_no_shard_each(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_bytes(b'{"text": ""}\n' * 20_000 + b"\n" * 20_000 + b"{}\n" * 20_000)
    outcome = run(path, job=Job())
    assert outcome.shards < 6
    assert outcome.totals is not None
    assert (outcome.totals["records"], outcome.totals["unreadable"]) == (40_000, 20_000)
    assert errors(tmp_path / "out")[0] == ("empty.jsonl", 40_001, "the record has no `text`")


def test_a_blank_text_has_nothing_that_could_be_left_out(pipeline: stanceclf.Pipeline) -> None:
    blank = "".join(letter for letter in map(chr, range(0x3100)) if letter.isspace())
    for text in ("", blank, *blank):
        assert pipeline.analyze(text) == Report(text, (), ())


def test_an_empty_input_is_complete(tmp_path: Path, run: Run) -> None:
    (tmp_path / "none.jsonl").touch()
    outcome = run(tmp_path / "none.jsonl")
    assert (outcome.totals or {})["records"] == 0
