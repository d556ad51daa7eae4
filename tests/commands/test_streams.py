"""Whole records, whatever interrupts: Ctrl-C, a reader that goes away."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stanceclf.commands import streams

ROOT = Path(__file__).parent.parent.parent
TEXT = "Kenya: yes once asked. Haiti: no. Ghana: maybe."

pytestmark = pytest.mark.usefixtures("plain")


def test_ctrl_c_waits_for_the_record_in_hand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys.stdout, "flush", lambda: signal.raise_signal(signal.SIGINT))
        with pytest.raises(KeyboardInterrupt):
            streams.write("a whole record")
    assert capsys.readouterr().out == "a whole record\n"


def test_progress_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with streams.Progress() as progress:
        progress.add(3)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with streams.Progress() as progress:
        progress.add(3)
    assert capsys.readouterr().err.startswith("\r3 documents, ")


PROGRAM = """
import sys
import stanceclf
from stanceclf.cli import main
from tests.plain import PlainPipeline
stanceclf.load = lambda name=None, **options: PlainPipeline()
sys.exit(main(["analyze", "-", "--input", "jsonl", "--format", "jsonl"]))
"""


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """Run the command line as a process of its own, between pipes."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe
    ) as running:
        yield running
        running.kill()


def record_lines(count: int) -> bytes:
    return b"".join(
        json.dumps({"id": str(number), "text": TEXT * 20}).encode() + b"\n"
        for number in range(count)
    )


def test_ctrl_c_leaves_whole_records(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(record_lines(2 * streams.CHUNK))
    process.stdin.flush()
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    lines = [first, *process.stdout]
    assert process.wait(timeout=30) == 130
    assert process.stderr.read() == b"stanceclf: interrupted\n"
    assert all(line.endswith(b"\n") for line in lines)
    assert [json.loads(line)["id"] for line in lines] == [str(n) for n in range(len(lines))]


def test_a_closed_pipe_ends_quietly(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write(record_lines(streams.CHUNK))
    process.stdin.close()
    assert process.wait(timeout=30) == 141
    assert process.stderr.read() == b""
