"""A run on a real Dask cluster of two processes, of which one is killed."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import stanceclf
from stanceclf.corpus.engines import Cluster, in_order
from stanceclf.corpus.work import Job, Shard
from stanceclf.errors import StanceError
from tests.corpus.command import Fragile
from tests.corpus.conftest import Run, contents, write_articles

distributed = pytest.importorskip("distributed", reason="pip install 'stanceclf[dask]'")
joblib = pytest.importorskip("joblib")

# Distributed leaves sockets to the collector where a worker was killed.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as running:
        yield running


def test_joblib_takes_the_pipeline_to_dask(cluster: Any, pipeline: stanceclf.Pipeline) -> None:
    texts = ["Kenya will send police.", "Norway will not send ships.", ""] * 4
    alone = list(pipeline.analyze_many(texts))
    with distributed.Client(cluster), joblib.parallel_config(backend="dask"):
        assert list(pipeline.analyze_many(iter(texts), batch_size=2, n_jobs=2)) == alone


def test_a_worker_that_is_killed_costs_nothing(cluster: Any, tmp_path: Path, run: Run) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", count=300)
    run(articles, out=tmp_path / "whole")
    killed: list[int] = []

    def kill() -> None:
        path = tmp_path / "out" / "shards.jsonl"
        while not (path.is_file() and path.read_bytes().count(b"\n") >= 3):
            time.sleep(0.01)
        killed.append(next(iter(cluster.workers.values())).pid)
        os.kill(killed[0], signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    slow = Fragile(str(tmp_path), 0.01)
    outcome = run(articles, pipeline=slow, scheduler=cluster.scheduler_address)
    assert killed
    assert outcome.shards > 40
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_cluster_without_the_package_is_one_sentence(tmp_path: Path) -> None:
    class Client:
        def nthreads(self) -> dict[str, int]:
            return {"a": 1}

        def submit(self, *arguments: Any, **named: Any) -> Any:
            return SimpleNamespace(result=self.fail)

        def fail(self) -> None:
            raise ModuleNotFoundError("No module named 'stanceclf'")

    engine = Cluster(Client(), Fragile(str(tmp_path), 0.0), Job())
    with pytest.raises(
        StanceError, match=r"scheduler and workers need stanceclf [\d.]+ too: No mod"
    ):
        list(in_order(engine, [Shard(0, [], "", 0)], lambda: False))


def test_no_scheduler_is_one_sentence(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = distributed.Client
    monkeypatch.setattr(distributed, "Client", lambda *a, **k: real(*a, **(k | {"timeout": 0.2})))
    with pytest.raises(StanceError, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9"):
        run(write_articles(tmp_path / "a.jsonl"), scheduler="tcp://127.0.0.1:9")
