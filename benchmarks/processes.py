"""One process against two: wall time and processor time of `stanceclf corpus`.

usage: OMP_NUM_THREADS=1 python -m benchmarks.processes [--articles N] [--words N]

Start-up, reading and writing are in the times. Two idle cores are needed for a figure that means
anything. Writes `results/processes.json`.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crashes import COMMAND, differing, write_articles
from benchmarks.data import Json, write_result


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20_000, help="default: 20000")
    parser.add_argument("--words", type=int, default=300, help="of an article (default: 300)")
    options = parser.parse_args()
    result = one_and_two(options.articles, options.words)
    print(json.dumps(result, indent=1))
    print(f"written to {write_result('processes', result)}")
    if result["differing"]:
        sys.exit(1)


def one_and_two(articles: int, words: int) -> Json:
    """Return the times of one process and of two, and what differs in their output."""
    result: Json = {"articles": articles, "words": words, "load": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "articles.jsonl"
        write_articles(path, articles, words)
        # At least eight shards, so that neither process waits for the other at the end.
        size = min(4 << 20, path.stat().st_size // 8)
        for jobs in (1, 2):
            out = Path(directory) / str(jobs)
            command = [*COMMAND, str(path), "--out", str(out), "--jobs", str(jobs)]
            before, start = _children(), time.monotonic()
            subprocess.run(
                [*command, "--shard-size", str(size)], check=True, stderr=subprocess.DEVNULL
            )
            result[f"wall_{jobs}"] = round(time.monotonic() - start, 2)
            result[f"processor_{jobs}"] = round(_children() - before, 2)
        result["differing"] = differing(Path(directory) / "1", Path(directory) / "2")
    result["wall_ratio"] = round(result["wall_1"] / result["wall_2"], 2)
    result["processor_ratio"] = round(result["processor_2"] / result["processor_1"], 2)
    return result


def _children() -> float:
    """Return the processor time of the processes that this one started and that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
