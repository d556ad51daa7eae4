"""Does memory grow over many articles, and does a process that met many words become slow?

usage: OMP_NUM_THREADS=1 python -m benchmarks.memory [--articles N] [--words N]

Reads articles that differ, one after another, in a process of its own, and notes its resident
memory and processor time twenty times. Writes `results/memory.json`.
"""

import argparse
import json
import subprocess
import sys

from benchmarks.data import Json, write_result

_SAMPLES = 20
# The articles are drawn on the way: 10^5 of them would be memory too.
_READ = """
import random, re, sys, time
from pathlib import Path
import stanceclf
from benchmarks.data import read_corpus

count, words, samples = map(int, sys.argv[1:])
rng = random.Random(0)
vocabulary = sorted({word for one in read_corpus() for word in one["text"].split()})
sentences = [part for one in read_corpus() for part in one["text"].split(". ")]

def texts():
    for number in range(count):
        parts = []
        while len(parts) < words:
            # A word of its own, so that what remembers words meets new ones.
            parts += rng.choice(sentences).split() + [f"{rng.choice(vocabulary)}{number}."]
        yield " ".join(parts[:words])

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

pipeline = stanceclf.load()
for number, report in enumerate(pipeline.analyze_many(texts()), start=1):
    if number % max(1, count // samples) == 0:
        print(number, round(resident(), 1), round(time.process_time(), 2), flush=True)
"""


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000, help="default: 100000")
    parser.add_argument("--words", type=int, default=50, help="of an article (default: 50)")
    options = parser.parse_args()
    result = growth(options.articles, options.words)
    print(json.dumps(result, indent=1))
    print(f"written to {write_result('memory', result)}")


def growth(articles: int, words: int) -> Json:
    """Return the resident memory on the way, in MB, and how much it grew after the first sample.

    `rate_kept` is the rate of the last quarter, in articles a second, as a share of the first's;
    the first sample is left out of it, as a process that begins is slow.
    """
    command = [sys.executable, "-c", _READ, *map(str, (articles, words, _SAMPLES))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split() for line in done.stdout.splitlines()]
    memory = [float(megabytes) for _, megabytes, _ in rows]
    seconds = [float(second) for _, _, second in rows]
    quarter = len(rows) // 4
    first, last = seconds[quarter] - seconds[0], seconds[-1] - seconds[-1 - quarter]
    return {
        "articles": articles,
        "words": words,
        "resident_mb": dict(zip([number for number, _, _ in rows], memory, strict=True)),
        "growth_mb": round(memory[-1] - memory[0], 1),
        "growth_of_second_half_mb": round(memory[-1] - memory[len(memory) // 2], 1),
        "seconds": seconds[-1],
        "rate_kept": round(first / last, 3) if last else 1.0,
    }


if __name__ == "__main__":
    main()
