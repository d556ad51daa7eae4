"""What a corpus beyond this machine takes: a simulation that replays measured costs.

usage: OMP_NUM_THREADS=1 python -m benchmarks.scale [--articles N]

Measures what articles of the lengths of news cost, one by one; what the first process does for a
shard; and the bytes that come out. Then lets simulated workers of unlike speed work on shards that
are cut as `stanceclf corpus` cuts them, and loses some of them on the way. Writes
`results/scale.json`, and the table of SCALE.md anew.
"""

import argparse
import heapq
import json
import pickle  # noqa: TID251 - measured: what a process pool does with a shard
import re
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import stanceclf
from benchmarks.data import Json, make_articles, write_result
from stanceclf.corpus.items import Fields, Item
from stanceclf.corpus.lines import read_jsonl
from stanceclf.corpus.sources import Meter
from stanceclf.corpus.store import Store
from stanceclf.corpus.work import Job, cut, work

PLAN = Path(__file__).parent / "SCALE.md"

# Lengths of news articles: half have fewer than 400 words, one in a hundred more than 2,500.
_MEDIAN, _SPREAD = 400, 0.8
_LONGEST = 20_000
_RECORD = 256  # what a record counts beside its bytes, as in `stanceclf.corpus.work`
_ROUNDS = 10  # of which the best counts: the machine may be busy with other things

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Costs:
    """What was measured.

    Attributes
    ----------
    seconds, sizes : ndarray of shape (n_articles,)
        Processor time and bytes of each article, to be drawn from.
    read, commit : float
        Seconds of the first process for a shard: reading, hashing and sending it; receiving,
        writing and syncing its outcome.
    output : dict of str to float
        Bytes for each byte of input, by format.
    """

    seconds: Floats
    sizes: Floats
    read: float
    commit: float
    output: dict[str, float]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers of one core each.

    Attributes
    ----------
    workers : int
    hours_between_losses : float
        Of one worker, on average; infinite where none is lost.
    back_after : float
        Seconds until a lost worker is replaced.
    unlike : float
        Standard deviation of the logarithm of the workers' speeds.
    """

    workers: int
    hours_between_losses: float = float("inf")
    back_after: float = 120.0
    unlike: float = 0.1


def main() -> None:
    """Measure, simulate, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="measured (default: 1000)")
    options = parser.parse_args()
    costs = measure(options.articles)
    rows = [
        simulate(costs, articles, cluster)
        for articles, cluster in (
            (10**6, Cluster(1)),
            (10**6, Cluster(2)),
            (10**6, Cluster(16)),
            (10**6, Cluster(64)),
            (10**8, Cluster(64)),
            (10**8, Cluster(256)),
            (10**8, Cluster(256, hours_between_losses=24)),
            (10**8, Cluster(256, hours_between_losses=1)),
            (10**8, Cluster(1024)),
            (10**8, Cluster(1024, hours_between_losses=24)),
        )
    ]
    result = {"measured": summary(costs), "simulated": rows}
    table = as_table(result)
    print(table)
    plan = PLAN.read_text(encoding="utf-8")
    marks = r"(?<=<!-- table -->\n).*?(?=<!-- end -->)"
    PLAN.write_text(re.sub(marks, lambda _: table, plan, flags=re.DOTALL), encoding="utf-8")
    print(f"written to {PLAN} and {write_result('scale', result)}")


def measure(count: int) -> Costs:
    """Return the costs of `count` articles, drawn from the corpus in the lengths of news."""
    rng = np.random.default_rng(0)
    lengths = np.minimum(rng.lognormal(np.log(_MEDIAN), _SPREAD, count), _LONGEST).astype(int)
    longest = make_articles(1, int(lengths.sum()), seed=2)[0].split(" ")
    ends = np.cumsum(lengths)
    texts = [
        " ".join(longest[end - length : end]) for end, length in zip(ends, lengths, strict=True)
    ]
    pipeline = stanceclf.load()
    list(pipeline.analyze_many(texts[:20]))
    one_by_one = np.array([_seconds(pipeline, [text]) for text in texts])
    # Batches are faster than one by one: each article keeps its share.
    seconds = one_by_one * (_seconds(pipeline, texts) / one_by_one.sum())
    lines = [
        json.dumps({"id": f"a{at}", "text": text}).encode() + b"\n" for at, text in enumerate(texts)
    ]
    sizes = np.array([len(line) for line in lines], float)
    read, commit, output = _first_process(pipeline, lines)
    return Costs(seconds, sizes, read, commit, output)


def simulate(costs: Costs, articles: int, cluster: Cluster, *, seed: int = 0) -> Json:
    """Return how long a corpus takes a cluster, and what is lost on the way.

    The first process reads and commits shards one after another; each worker takes the next shard
    when it is free; a lost worker's shard is worked on again, from its beginning.
    """
    rng = np.random.default_rng(seed)
    work_of, bytes_read = _shards(costs, articles, rng)
    speeds = np.exp(rng.normal(0.0, cluster.unlike, cluster.workers))
    speeds *= (1.0 / speeds).mean()  # an hour of a core is on average an hour of the measured one
    rate = 1.0 / (3600.0 * cluster.hours_between_losses)
    free = [(0.0, worker) for worker in range(cluster.workers)]
    heapq.heapify(free)
    waiting = list(range(len(work_of)))[::-1]
    first_free = wasted = busy = finished = 0.0
    losses = 0
    while waiting:
        shard = waiting.pop()
        at, worker = heapq.heappop(free)
        # The first process hands the shard out, when it is not busy itself.
        first_free = max(first_free, at) + costs.read + costs.commit
        begin = max(at, first_free)
        needed = work_of[shard] / speeds[worker]
        lost_after = rng.exponential(1.0 / rate) if rate else np.inf
        if lost_after < needed:
            losses += 1
            wasted += lost_after
            waiting.append(shard)
            heapq.heappush(free, (begin + lost_after + cluster.back_after, worker))
        else:
            busy += needed
            finished = max(finished, begin + needed)
            heapq.heappush(free, (begin + needed, worker))
    return {
        "articles": articles,
        "cores": cluster.workers,
        "hours_between_losses": None
        if cluster.hours_between_losses == float("inf")
        else cluster.hours_between_losses,
        "hours": round(finished / 3600, 3),
        "core_hours": round((busy + wasted) / 3600, 1),
        "losses": losses,
        "wasted": round(wasted / (busy + wasted), 4),
        "efficiency": round(busy / (finished * cluster.workers), 3),
        "first_process_busy": round(len(work_of) * (costs.read + costs.commit) / finished, 3),
        "shards": len(work_of),
        "input_gb": round(bytes_read / 1e9, 1),
        **{
            f"{form}_gb": round(share * bytes_read / 1e9, 1) for form, share in costs.output.items()
        },
    }


def summary(costs: Costs) -> Json:
    """Return what was measured in figures that can be read."""
    per_byte = costs.seconds / costs.sizes
    return {
        "articles": len(costs.seconds),
        "core_seconds_per_million": round(1e6 * float(costs.seconds.mean())),
        "bytes_an_article": round(float(costs.sizes.mean())),
        "dearest_over_mean": round(float(costs.seconds.max() / costs.seconds.mean()), 1),
        "cost_a_byte_p99_over_median": round(
            float(np.quantile(per_byte, 0.99) / np.median(per_byte)), 2
        ),
        "first_process_seconds_a_shard": round(costs.read + costs.commit, 4),
        "output_bytes_per_input_byte": {k: round(v, 3) for k, v in costs.output.items()},
    }


def as_table(result: Json) -> str:
    """Return the figures as Markdown."""
    found = result["measured"]
    written = found["output_bytes_per_input_byte"]
    lines = [
        f"Measured on {found['articles']:,} articles: {found['core_seconds_per_million']:,} core "
        f"seconds and {found['bytes_an_article'] / 1000:.1f} GB per 10^6 articles; for each byte "
        f"read {written['jsonl']} bytes of JSON Lines or {written['parquet']} of Parquet; the "
        f"dearest article {found['dearest_over_mean']} times the mean; the first process "
        f"{1000 * found['first_process_seconds_a_shard']:.0f} ms a shard.",
        "",
        "| articles | cores | a worker is lost every | hours | core hours | work lost | cores busy "
        "| first process busy | GB in | GB out, Parquet |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in result["simulated"]:
        every = row["hours_between_losses"]
        lost = "never" if every is None else f"{every} h"
        lines.append(
            f"| {row['articles']:,} | {row['cores']} | {lost} "
            f"| {row['hours']:.2f} | {row['core_hours']:,.1f} | {row['wasted']:.2%} "
            f"| {row['efficiency']:.0%} | {row['first_process_busy']:.0%} | {row['input_gb']:,} "
            f"| {row['parquet_gb']:,} |"
        )
    return "\n".join(lines) + "\n"


def _shards(costs: Costs, articles: int, rng: np.random.Generator) -> tuple[list[float], float]:
    """Return the seconds of each shard of a corpus that is drawn from the measured articles."""
    found: list[float] = []
    left, total, held_seconds, held_bytes = articles, 0.0, 0.0, 0.0
    size = float(Job().shard_size)
    while left:
        drawn = rng.integers(0, len(costs.sizes), min(left, 1 << 20))
        left -= len(drawn)
        total += float(costs.sizes[drawn].sum())
        filled = np.cumsum(costs.sizes[drawn] + _RECORD) + held_bytes
        spent = np.cumsum(costs.seconds[drawn]) + held_seconds
        done_bytes = done_seconds = 0.0
        while filled[-1] - done_bytes >= size:
            at = int(np.searchsorted(filled, done_bytes + size))
            found.append(float(spent[at]) - done_seconds)
            done_bytes, done_seconds = float(filled[at]), float(spent[at])
        held_bytes, held_seconds = float(filled[-1]) - done_bytes, float(spent[-1]) - done_seconds
    if held_bytes:
        found.append(held_seconds)
    return found, total


def _first_process(
    pipeline: stanceclf.Pipeline, lines: list[bytes]
) -> tuple[float, float, dict[str, float]]:
    """Return what reading and committing a shard costs, and the bytes that come out of a byte."""
    job = Job(Fields(), formats=("jsonl", "parquet"))
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "articles.jsonl"
        path.write_bytes(b"".join(lines))
        times = []
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            with path.open("rb") as file:
                records = read_jsonl(file, path.name, job.largest)
                shards = list(cut(records, Meter(), job.shard_size))
            sent = [pickle.dumps(shard.items) for shard in shards]
            times.append(time.perf_counter() - start)
        read = min(times) * job.shard_size / path.stat().st_size
        first = shards[0]
        items: list[Item] = first.items
        done = work(pipeline, job, items)
        size = sum(len(one.payload) for one in items if isinstance(one.payload, bytes))
        output = {
            form: sum(len(c) for name, c in done.files.items() if name.endswith(form)) / size
            for form in job.formats
        }
        # Where there were too few articles for a whole shard, in proportion.
        share = job.shard_size / size if len(sent) == 1 else 1.0
        out = Path(directory) / "out"
        out.mkdir()
        store = Store.open(out, {})
        kept = {name: made for name, made in done.files.items() if name.endswith("parquet")}
        done, times = replace(done, files=kept), []
        for number in range(_ROUNDS):
            start = time.perf_counter()
            received = pickle.loads(pickle.dumps(done))  # noqa: S301
            store.commit(replace(first, number=number), received)
            times.append(time.perf_counter() - start)
        commit = share * min(times)
    return read, commit, output


def _seconds(pipeline: stanceclf.Pipeline, texts: list[str]) -> float:
    start = time.process_time()
    for _ in pipeline.analyze_many(texts):
        pass
    return time.process_time() - start


if __name__ == "__main__":
    main()
