"""From a bare interpreter to a first answer: time and memory.

usage: OMP_NUM_THREADS=1 python -m benchmarks.start [--accurate DIR]

Prints them for `tests/data/article.txt`, with an accurate tier that is asked about all claims, or
without one; `benchmarks.throughput` keeps those of the package as it is installed.

Modules are compiled beforehand, as an installed package has them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from statistics import median

from benchmarks.data import ROOT, Json

# A process of its own: import, model, first answer, and the most memory it held. Linux counts the
# memory of the process that started this one into ru_maxrss, but not into VmHWM.
_FIRST_ANSWER = """
import time; start = time.perf_counter()
import pathlib, re, resource, sys
status = pathlib.Path("/proc/self/status")

def memory(name):
    if status.exists():
        return int(re.search(name + r":\\s+(\\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

before = memory("VmRSS")
import stanceclf
accurate = sys.argv[1] if len(sys.argv) > 1 else None
stanceclf.load(accurate=accurate, share=1.0).analyze(sys.stdin.read())
seconds = time.perf_counter() - start
peak = memory("VmHWM")
print(seconds, peak / 1024, (peak - before) / 1024)
"""
_RUNS = 5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--accurate", help="name or directory of an accurate tier")
    article = (ROOT / "tests" / "data" / "article.txt").read_text(encoding="utf-8")
    for name, figure in first_answer(article, parser.parse_args().accurate).items():
        print(f"{name:21} {figure}")


def first_answer(article: str, accurate: str | None = None) -> Json:
    """Return seconds to an answer, the peak memory, and what of it is not the interpreter's, MB.

    Parameters
    ----------
    article : str
    accurate : str, optional
        An accurate tier, which is asked about all claims.
    """
    runs = []
    with tempfile.TemporaryDirectory() as compiled:
        settings = os.environ | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(1 + _RUNS):
            done = subprocess.run(
                [sys.executable, "-c", _FIRST_ANSWER, *([accurate] if accurate else [])],
                input=article,
                capture_output=True,
                text=True,
                check=True,
                env=settings,
            )
            runs.append([float(figure) for figure in done.stdout.split()])
    del runs[0]  # it compiled
    seconds, peaks, added = zip(*runs, strict=True)
    return {
        "first_answer_seconds": round(median(seconds), 3),
        "peak_memory_mb": round(max(peaks), 1),
        "added_memory_mb": round(max(added), 1),
    }


if __name__ == "__main__":
    main()
