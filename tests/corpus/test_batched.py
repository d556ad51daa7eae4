"""Batches of articles as rows, for data sets and frames."""

import importlib
import json
import os
import pickle  # noqa: TID251 - as joblib, Dask and Spark do
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import stanceclf
from stanceclf.corpus.batched import Batched
from stanceclf.corpus.items import Fields
from stanceclf.corpus.rows import COLUMNS, statement_rows, verdict_rows
from stanceclf.errors import DataError

ROOT = Path(__file__).parent.parent.parent
TEXTS = [
    "",
    "Kenya will send 1,000 police officers to Haiti once the Council agrees, Ada Holm said.",
    "Norway rejected the plan. Spain will not send ships.",
]


def test_rows_have_the_columns_that_are_declared(pipeline: stanceclf.Pipeline) -> None:
    report = pipeline.analyze(TEXTS[1])
    assert list(statement_rows("a", report)[0]) == list(COLUMNS["statements"])
    assert list(verdict_rows("a", report)[0]) == list(COLUMNS["verdicts"])


def test_a_batch_gives_the_rows_of_its_articles(pipeline: stanceclf.Pipeline) -> None:
    titles: list[object] = ["T", None, float("nan")]  # two ways to say that there is none
    batch: dict[str, list[object]] = {"n": [1, 2, 3], "text": [None, *TEXTS[1:]], "title": titles}
    found = Batched("verdicts", fields=Fields(id="n"))(batch)
    expected = [
        row
        for key, text in zip("23", TEXTS[1:], strict=True)
        for row in verdict_rows(key, pipeline.analyze(text))
    ]
    assert found["actor_name"] == [row["actor_name"] for row in expected]
    assert set(found["id"]) == {"2", "3"}


def test_it_travels_as_the_name_of_its_model() -> None:
    shipped = pickle.dumps(Batched())
    assert len(shipped) < 2000
    batch = {"id": ["a"], "text": TEXTS[2:]}
    assert pickle.loads(shipped)(batch) == Batched()(batch)  # noqa: S301


def test_a_missing_column_is_named() -> None:
    with pytest.raises(DataError, match="no column 'id'; there are 'key', 'text'"):
        Batched()({"key": ["a"], "text": ["b"]})
    with pytest.raises(ValueError, match=r"must be one of statements, verdicts\. Got 'rows'"):
        Batched("rows")  # type: ignore[arg-type]


# On Python 3.13 `datasets` leaves buffers open when it hands a function on.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_data_set_is_mapped_by_two_processes(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="pip install 'stanceclf[train]'")
    datasets.disable_progress_bars()
    # The first batches have no statement, from which no type could be guessed.
    texts = [""] * 8 + TEXTS * 4
    data = datasets.Dataset.from_dict({"id": list(map(str, range(20))), "text": texts})
    data.save_to_disk(tmp_path / "data")  # from files, as it would be: they are what is cached
    data = datasets.load_from_disk(tmp_path / "data")
    rows = Batched()

    def mapped(processes: int | None) -> list[dict[str, object]]:
        made = data.map(
            rows,
            batched=True,
            batch_size=4,
            num_proc=processes,
            remove_columns=data.column_names,
            features=rows.features(),
            load_from_cache_file=False,
        )
        found: list[dict[str, object]] = made.to_list()
        return found

    one = mapped(None)
    assert len(one) >= 12
    assert mapped(2) == one
    streamed = data.to_iterable_dataset().map(
        rows,
        batched=True,
        batch_size=4,
        remove_columns=data.column_names,
        features=rows.features(),
    )
    assert list(streamed) == one


@pytest.mark.skipif(
    not (os.environ.get("STANCECLF_SPARK") and shutil.which("java")),
    reason="takes a minute, pyspark and java: pip install pyspark, and set STANCECLF_SPARK=1",
)
def test_spark_gives_the_same_rows(tmp_path: Path, pipeline: stanceclf.Pipeline) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(
        "".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(TEXTS))
    )
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.spark", str(path), str(tmp_path / "out")],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    parquet = importlib.import_module("pyarrow.parquet")
    expected = [
        row for n, t in enumerate(TEXTS) for row in statement_rows(str(n), pipeline.analyze(t))
    ]
    assert parquet.read_table(tmp_path / "out").to_pylist() == expected
