"""What the benchmarks read and write: the corpus, articles made of it, results."""

import argparse
import json
import os
import platform
import random
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import stanceclf
from stanceclf.compiled import form
from stanceclf.corpus.items import LARGEST, Fields, article_of
from stanceclf.corpus.sources import Meter, find_sources, read_items
from stanceclf.errors import DataError
from training.corpus import corpus_files
from training.gold import read_records

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "dev.jsonl"
DATA = SHARED / "data"

Json = dict[str, Any]


def read_corpus() -> list[Json]:
    """Return the annotated documents of the training corpus."""
    return read_records(corpus_files())


def make_articles(count: int, words: int, *, seed: int = 0) -> list[str]:
    """Return `count` articles of `words` words, drawn from the paragraphs of the corpus."""
    rng = random.Random(seed)
    paragraphs = [part for one in read_corpus() for part in one["text"].split("\n\n")]
    articles = []
    for _ in range(count):
        parts: list[str] = []
        missing = words
        while missing:
            taken = rng.choice(paragraphs).split()[:missing]
            parts.append(" ".join(taken))
            missing -= len(taken)
        articles.append("\n\n".join(parts))
    return articles


def read_texts(inputs: Sequence[str]) -> list[str]:
    """Return the texts of files and folders that `stanceclf corpus` reads."""
    fields, sources = Fields(), find_sources(inputs)
    return [article_of(one, fields).text for one in read_items(sources, fields, LARGEST, Meter())]


def print_rows(measure: Callable[[Path], list[Json]], about: str | None) -> None:
    """Be the command of a module that measures on public data: a JSON line for each row.

    Parameters
    ----------
    measure : callable
        From the folder of the data sets to rows.
    about : str or None
        The module's docstring, whose first line is its help.
    """
    parser = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of public data sets")
    try:
        rows = measure(parser.parse_args().data)
    except (DataError, FileNotFoundError) as error:
        sys.exit(str(error))
    for row in rows:
        print(json.dumps(row))


def markdown(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return the lines of a table.

    >>> markdown(["", "F1"], [["claims", 0.5]])
    ['| | F1 |', '| --- | --- |', '| claims | 0.5 |']
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return ["|" + "".join(f" {cell} |" if cell != "" else " |" for cell in one) for one in lines]


def write_result(name: str, result: Json, *, of: str = "") -> Path:
    """Write a result with the machine, the versions and the date it was measured with.

    The file is called by the benchmark and, where it measures one of several things, by that.
    """
    processor = platform.processor() or platform.machine()
    about = {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": {"processor": processor, "cores": os.cpu_count(), "system": platform.system()},
        "versions": {"python": platform.python_version()}
        | {"stanceclf": stanceclf.__version__}
        | {one: version(one) for one in ("numpy", "scikit-learn")},
        "form": form(),
        "command": f"python -m benchmarks.{name} {' '.join(sys.argv[1:])}".strip(),
    }
    path = RESULTS / f"{name}-{of}.json" if of else RESULTS / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(about | result, indent=1) + "\n", encoding="utf-8")
    return path
