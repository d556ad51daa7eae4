"""Pipelines and reports in other processes."""

import copy
import pickle  # noqa: TID251 - as joblib, Dask and Spark do
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import joblib
import pytest

import stanceclf
from stanceclf import parallel
from stanceclf.artifact import list_models
from stanceclf.errors import ModelError
from stanceclf.loading import restored
from stanceclf.shipping import Origin, pack, unpack

ARTICLE = (Path(__file__).parent / "data" / "article.txt").read_text(encoding="utf-8")


def shipped(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301


def test_a_loaded_pipeline_travels_as_the_name_of_its_model() -> None:
    pipeline = stanceclf.load()
    assert len(pickle.dumps(pipeline)) < 1000
    assert shipped(pipeline).analyze(ARTICLE) == pipeline.analyze(ARTICLE)
    assert shipped(shipped(pipeline)).analyze(ARTICLE) == pipeline.analyze(ARTICLE)


def test_names_of_its_own_travel_too(tmp_path: Path) -> None:
    names = tmp_path / "names.tsv"
    names.write_text("Zorbo\tKaro Delm\tperson\n", encoding="utf-8")
    pipeline = stanceclf.load(aliases=names)
    names.unlink()
    report = shipped(pipeline).analyze("Zorbo will send troops to Haiti.")
    assert report == pipeline.analyze("Zorbo will send troops to Haiti.")
    assert report.statements[0].actor.name == "Karo Delm"


def test_a_stage_that_was_replaced_travels_itself() -> None:
    pipeline = stanceclf.load()
    pipeline.claims = copy.copy(pipeline.claims)
    pipeline.claims.segmenter = None  # another answer, which a pipeline by name would not give
    assert pipeline.analyze(ARTICLE) != stanceclf.load().analyze(ARTICLE)
    assert shipped(pipeline).analyze(ARTICLE) == pipeline.analyze(ARTICLE)


def test_a_copy_shares_no_choice_of_stages() -> None:
    pipeline = stanceclf.load()
    other = copy.copy(pipeline)
    other.claims = copy.copy(other.claims)
    assert copy.copy(pipeline).claims is not other.claims


def test_another_model_of_the_same_name_is_refused() -> None:
    name = next(model.name for model in list_models() if model.default)
    with pytest.raises(ModelError, match=r"sha256 \w{12} here, 000000000000 where the work"):
        restored(Origin(name, "0" * 64))


def test_reports_come_back_as_they_were(pipeline: stanceclf.Pipeline) -> None:
    reports = [pipeline.analyze(text) for text in (ARTICLE, "")]
    packed = shipped(pack(reports))
    assert unpack([ARTICLE, ""], packed) == reports
    assert len(pickle.dumps(packed)) < len(pickle.dumps(reports)) - len(ARTICLE.encode())


@pytest.mark.parametrize("backend", ["loky", "multiprocessing", "threading", "sequential"])
def test_every_backend_gives_the_same_reports_in_order(
    pipeline: stanceclf.Pipeline, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "TASK_BATCHES", 2)
    texts = [f"Kenya will send {number},000 police." for number in range(2, 24)] + [""]
    alone = list(pipeline.analyze_many(texts))

    def lazily() -> Iterator[str]:
        yield from texts

    with joblib.parallel_config(backend=backend):
        assert list(pipeline.analyze_many(lazily(), batch_size=2, n_jobs=2)) == alone


def test_tasks_hold_many_batches_and_begin_small() -> None:
    sizes = [len(task) for task in parallel._tasks([[("", "", "")]] * 30)]
    assert sizes == [1, 1, 1, 1, 8, 8, 8, 2]
