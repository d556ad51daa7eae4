"""Has the library become slower? Its speed as a share of the plain pipeline's, against the record.

usage: OMP_NUM_THREADS=1 python -m benchmarks.guard

A ratio of two programs in one run hangs little on the machine. The one that is committed in
`results/throughput.json` may not fall by more than a fifth; after a change that is worth its time,
`python -m benchmarks.throughput` writes the new one. Exits with 1 where it fell.
"""

import json
import sys

from benchmarks.data import RESULTS, make_articles, read_corpus
from benchmarks.peers import PLAIN, plain_reader
from benchmarks.throughput import OWN, own_reader, rates_of

_KEPT = 0.8
_TRIES = 3  # one that another program disturbed counts for nothing


def main() -> None:
    """Measure, print, and exit with what was found."""
    rates = json.loads((RESULTS / "throughput.json").read_text(encoding="utf-8"))["rates"]
    committed = rates[OWN] / rates[PLAIN]
    articles = make_articles(150, 300)
    measured = {OWN: own_reader(), PLAIN: plain_reader(read_corpus())}
    best = 0.0
    for _ in range(_TRIES):
        best = max(best, rates_of(measured, articles)[1][PLAIN])
        if best >= _KEPT * committed:
            break
    print(f"{best:.4f} of the plain pipeline's speed; committed {committed:.4f}")
    if best < _KEPT * committed:
        sys.exit(f"slower by more than a fifth: {best / committed:.2f} of what was committed")


if __name__ == "__main__":
    main()
