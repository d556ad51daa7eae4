"""Small corpora, and runs over them with answers that a reader of a test can foretell."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stanceclf.corpus.run import Outcome, run_corpus
from stanceclf.corpus.work import Job
from tests.plain import PlainPipeline

Run = Callable[..., Outcome]
MODEL = {"name": "plain", "sha256": "0"}


def write_articles(path: Path, count: int = 20, *, rubbish: bool = True) -> Path:
    """Write articles of a few statements each, one line of seven unreadable."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = f"Kenya {number}: yes once asked. Haiti: no. Ghana: maybe."
            record = {"id": f"a{number}", "text": text}
            file.write("rubbish\n" if rubbish and number % 7 == 3 else json.dumps(record) + "\n")
    return path


def contents(directory: Path) -> dict[str, bytes]:
    """Return the files below a directory by name, the lock left out."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def rows(directory: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table in JSON Lines."""
    files = sorted((directory / table).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_bytes().splitlines()]


def errors(directory: Path) -> list[tuple[str, int, str]]:
    """Return what could not be read."""
    found = map(json.loads, (directory / "errors.jsonl").read_bytes().splitlines())
    return [(one["file"], one["record"], one["reason"]) for one in found]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs over inputs with a plain pipeline, by default into `out`."""

    def go(*inputs: Path, out: Path = tmp_path / "out", **options: Any) -> Outcome:
        job = options.pop("job", None) or Job(shard_size=1500)
        pipeline = options.pop("pipeline", None) or PlainPipeline()
        settings = {"model": MODEL} | options
        return run_corpus(lambda: pipeline, list(map(str, inputs)), out, job, **settings)

    return go
