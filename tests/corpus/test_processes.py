"""Runs as processes of their own: killed, interrupted, two at once, on several processes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.crashes import differing, kill_often
from tests.corpus.conftest import write_articles

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "tests.corpus.command", "corpus")

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts a run over the articles in `tmp_path`."""
    begun: list[subprocess.Popen[str]] = []

    def begin(*options: str, out: str = "out", seconds: float = 0.0) -> "subprocess.Popen[str]":
        command = [*COMMAND, str(tmp_path / "articles.jsonl"), "--out", str(tmp_path / out)]
        begun.append(
            subprocess.Popen(
                [*command, "--shard-size", "8K", *options],
                cwd=ROOT,
                env=os.environ | {"MARKS": str(tmp_path), "SECONDS_EACH": str(seconds)},
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()  # if a test failed on the way
        process.communicate()


def finish(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Return status and standard error."""
    said = process.communicate(timeout=60)[1]
    return process.returncode, said


def wait_for_shards(directory: Path, count: int) -> None:
    """Wait until so many shards are committed."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        path = directory / "shards.jsonl"
        if path.is_file() and path.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"{directory}: no {count} shards within half a minute")


def test_five_kills_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_articles(tmp_path / "articles.jsonl", count=200, rubbish=False)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MARKS", str(tmp_path))
    monkeypatch.setenv("SECONDS_EACH", "0.002")
    result = kill_often(tmp_path / "articles.jsonl", tmp_path, 5, command=COMMAND)
    assert result["kills"] + result["ended_before_their_kill"] == 5
    assert result["differing"] == []


def test_two_processes_give_the_same_bytes_even_if_one_is_lost(
    tmp_path: Path, start: Start
) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", count=299)
    with articles.open("a") as file:
        file.write(json.dumps({"text": "Kenya: yes, die once."}) + "\n")
    status, said = finish(start("--jobs", "2", out="two"))
    assert (tmp_path / "died").exists()
    assert status == 2
    assert "300 records, 769 statements, 769 verdicts" in said
    assert said.endswith(f"43 records could not be read: {tmp_path}/two/errors.jsonl\n")
    finish(start(out="one"))
    assert differing(tmp_path / "one", tmp_path / "two") == []


def test_a_shard_that_ends_every_process_is_named(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "Kenya: yes."}\n{"text": "Kenya: die always."}\n')
    status, said = finish(start("--jobs", "2"))
    assert status == 2
    assert "read articles.jsonl:1 to articles.jsonl:2 was lost 3 times" in said.splitlines()[-1]


def test_ctrl_c_ends_at_a_shard_and_a_second_run_is_refused(tmp_path: Path, start: Start) -> None:
    write_articles(tmp_path / "articles.jsonl", count=600)
    first = start("--jobs", "2", seconds=0.04)
    wait_for_shards(tmp_path / "out", 1)
    status, said = finish(start())
    assert (status, f"another run is at work there (process {first.pid})" in said) == (2, True)
    first.send_signal(signal.SIGINT)
    status, said = finish(first)
    assert status == 130
    assert said.splitlines()[0] == (
        "stanceclf: stopping behind the shards in work; Ctrl-C again drops them"
    )
    assert "the same command continues after them" in said.splitlines()[-1]
    status, said = finish(start())
    assert "going on behind the" in said
    finish(start(out="whole"))
    assert differing(tmp_path / "out", tmp_path / "whole") == []


def test_workers_end_with_a_run_that_is_killed(tmp_path: Path, start: Start) -> None:
    write_articles(tmp_path / "articles.jsonl", count=400)
    process = start("--jobs", "2", seconds=0.01)
    wait_for_shards(tmp_path / "out", 1)
    children = children_of(process.pid)
    assert children
    process.kill()
    process.wait()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def children_of(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    if not path.exists():
        pytest.skip("no /proc here: children cannot be listed")
    return list(map(int, path.read_text().split()))


def test_a_file_size_limit_stops_the_run_with_one_line(tmp_path: Path, start: Start) -> None:
    resource = pytest.importorskip("resource", reason="no limits on this system")
    write_articles(tmp_path / "articles.jsonl", count=100)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, hard))
    try:
        status, said = finish(start())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert status == 2
    assert said.splitlines()[-1].endswith(
        "File too large; whole shards are kept, and the same command continues after them"
    )
    assert finish(start())[0] == 2
    finish(start(out="whole"))
    assert differing(tmp_path / "out", tmp_path / "whole") == []
