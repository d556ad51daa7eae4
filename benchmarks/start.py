"""From a bare interpreter to a first answer: time and memory.

Modules are compiled beforehand, as an installed package has them.
"""

import os
import subprocess
import sys
import tempfile
from statistics import median

from benchmarks.data import Json

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
stanceclf.load().analyze(sys.stdin.read())
seconds = time.perf_counter() - start
peak = memory("VmHWM")
print(seconds, peak / 1024, (peak - before) / 1024)
"""
_RUNS = 5


def first_answer(article: str) -> Json:
    """Return seconds to an answer, the peak memory, and what of it is not the interpreter's, MB."""
    runs = []
    with tempfile.TemporaryDirectory() as compiled:
        settings = os.environ | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(1 + _RUNS):
            done = subprocess.run(
                [sys.executable, "-c", _FIRST_ANSWER],
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
