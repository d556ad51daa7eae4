"""Has the library become slower? Its speed as a share of the plain pipeline's, against the record.

usage: OMP_NUM_THREADS=1 python -m benchmarks.guard [--write]

A ratio of two programs in one run hangs little on the machine. The one in `results/guard.json`, of
the library compiled or as plain Python, whichever is measured, may not fall by more than a fifth;
after a change that is worth its time, `--write` keeps the new one. Exits with 1 where it fell.
"""

import argparse
import json
import sys

from benchmarks.data import RESULTS, make_articles, read_corpus
from benchmarks.peers import PLAIN, plain_reader
from benchmarks.throughput import OWN, own_reader, rates_of
from stanceclf.compiled import form

_KEPT = 0.8
_TRIES = 3  # one that another program disturbed counts for nothing


def main() -> None:
    """Measure, print, and exit with what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="keep what is measured as the record")
    write = parser.parse_args().write
    path = RESULTS / "guard.json"
    record: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    own = form()
    enough = float("inf") if write else _KEPT * record[own]
    best = best_of(_TRIES, enough)
    print(f"{own}: {best:.4f} of the plain pipeline's speed; on record {record[own]:.4f}")
    if write:
        path.write_text(json.dumps(record | {own: round(best, 4)}, indent=1) + "\n")
    elif best < enough:
        sys.exit(f"slower by more than a fifth: {best / record[own]:.2f} of what is on record")


def best_of(tries: int, enough: float) -> float:
    """Return the speed beside the plain pipeline's: the first that is enough, or the best."""
    articles = make_articles(150, 300)
    measured = {OWN: own_reader(), PLAIN: plain_reader(read_corpus())}
    best = 0.0
    for _ in range(tries):
        best = max(best, rates_of(measured, articles)[1][PLAIN])
        if best >= enough:
            break
    return best


if __name__ == "__main__":
    main()
