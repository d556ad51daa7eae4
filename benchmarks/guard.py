"""Has the library become slower? Its speed as a share of the plain pipeline's, against the record.

usage: OMP_NUM_THREADS=1 python -m benchmarks.guard [--write]

A ratio of two programs in one run hangs little on the machine. The one in `results/guard.json`, of
the library compiled or as plain Python, whichever is measured, may not fall by more than a fifth;
after a change that is worth its time, `--write` keeps the new one, the median of a few. Exits with
1 where it fell.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.data import RESULTS, make_articles, read_corpus
from benchmarks.peers import PLAIN, plain_reader
from benchmarks.throughput import OWN, own_reader, rates_of
from stanceclf.compiled import form

_KEPT = 0.8
_TRIES = 5  # one that another program disturbed counts for nothing


def main() -> None:
    """Measure, print, and exit with what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="keep what is measured as the record")
    write = parser.parse_args().write
    path = RESULTS / "guard.json"
    record: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    own = form()
    if write:
        kept = median(speeds())
        path.write_text(json.dumps(record | {own: round(kept, 4)}, indent=1) + "\n")
        print(f"{own}: {kept:.4f} of the plain pipeline's speed, on record from now on")
        return
    best = 0.0
    for speed in speeds():
        best = max(best, speed)
        if best >= _KEPT * record[own]:
            break
    print(f"{own}: {best:.4f} of the plain pipeline's speed; on record {record[own]:.4f}")
    if best < _KEPT * record[own]:
        sys.exit(f"slower by more than a fifth: {best / record[own]:.2f} of what is on record")


def speeds() -> Iterator[float]:
    """Yield the speed beside the plain pipeline's, a few times over."""
    articles = make_articles(150, 300)
    measured = {OWN: own_reader(), PLAIN: plain_reader(read_corpus())}
    for _ in range(_TRIES):
        yield rates_of(measured, articles)[1][PLAIN]


if __name__ == "__main__":
    main()
