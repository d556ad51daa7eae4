"""Kill a run over a corpus at random moments, again and again: is its output still the same?

usage: python -m benchmarks.crashes [--kills N] [--articles N] [--words N] [--jobs N]

Runs `stanceclf corpus` once undisturbed; then anew, with SIGKILL at moments drawn with a fixed
seed, and the same command after each. Compares all bytes of the two directories and writes
`results/crashes.json`.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.data import Json, make_articles, write_result

COMMAND = (sys.executable, "-m", "stanceclf", "corpus")
_START_UP = 0.7  # seconds
_MARGIN = 30.0  # seconds beyond which a run hangs, per second that it should take


def main() -> None:
    """Measure, print, and keep the result; exit with 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50, help="how many (default: 50)")
    parser.add_argument("--articles", type=int, default=20_000, help="default: 20000")
    parser.add_argument("--words", type=int, default=30, help="of an article (default: 30)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        articles = Path(directory) / "articles.jsonl"
        write_articles(articles, options.articles, options.words)
        result = kill_often(articles, Path(directory), options.kills, jobs=options.jobs)
    result = {"articles": options.articles, "words": options.words, "jobs": options.jobs} | result
    print(json.dumps(result, indent=1))
    print(f"written to {write_result('crashes', result)}")
    if result["differing"]:
        sys.exit(1)


def write_articles(path: Path, count: int, words: int) -> None:
    """Write articles drawn from the corpus as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(make_articles(count, words)):
            file.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")


def kill_often(
    articles: Path,
    directory: Path,
    kills: int,
    *,
    jobs: int = 1,
    command: Sequence[str] = COMMAND,
    seed: int = 0,
) -> Json:
    """Return how a run fared that was killed, beside one that was not.

    Parameters
    ----------
    articles : Path
        The input.
    directory : Path
        Where the two output directories go.
    kills : int
        SIGKILLs, at moments that are spread over the time that the undisturbed run took.
    jobs : int
        Processes of the run that is killed; the undisturbed one has one.
    command : sequence of str
        What runs over a corpus.
    seed : int
        Of the moments.
    """
    # Small shards: some hundred moments at which a file is half written.
    arguments = [*command, str(articles), "--shard-size", str(articles.stat().st_size // 100 + 1)]
    start = time.monotonic()
    subprocess.run([*arguments, "--out", str(directory / "whole")], check=True, capture_output=True)
    seconds = time.monotonic() - start
    rng = random.Random(seed)
    killed = 0
    done = [0]
    again = [*arguments, "--out", str(directory / "killed"), "--jobs", str(jobs)]
    for _ in range(kills):
        # Each kill must leave something to do for the next.
        wait = rng.uniform(0.0, _START_UP + 2.0 * seconds / max(kills, 1))
        with subprocess.Popen(again, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += 1
        done.append(_shards(directory / "killed"))
    subprocess.run(again, check=True, capture_output=True, timeout=_MARGIN + _MARGIN * seconds)
    return {
        "seconds_undisturbed": round(seconds, 1),
        "kills": killed,
        "ended_before_their_kill": kills - killed,
        "kills_behind_new_shards": sum(after > before for before, after in pairwise(done)),
        "shards_before_the_last_run": done[-1],
        "shards": _shards(directory / "whole"),
        "differing": differing(directory / "whole", directory / "killed"),
    }


def differing(one: Path, other: Path) -> list[str]:
    """Return the names of files that are not the same in two directories."""
    names = {
        path.relative_to(root)
        for root in (one, other)
        for path in root.rglob("*")
        if path.is_file() and path.name != ".lock"
    }
    return sorted(str(name) for name in names if _bytes(one / name) != _bytes(other / name))


def _shards(directory: Path) -> int:
    return (_bytes(directory / "shards.jsonl") or b"").count(b"\n")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    main()
