"""Time against the length of one article, and against the number of articles.

usage: OMP_NUM_THREADS=1 python -m benchmarks.scaling [--longest 6] [--most 4]

Prints the slopes of the log-log lines, which say how the time grows: 1 is in proportion. Writes
`results/scaling.json`.
"""

import argparse
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

import stanceclf
from benchmarks.data import Json, make_articles, write_result

_ROUNDS = 3  # of which the best counts
_ENOUGH = 3.0  # seconds after which no further round is begun
_SHORT = 30  # words of an article where the number grows


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--longest", type=int, default=6, help="an article of 10^N words (default: 6)"
    )
    parser.add_argument("--most", type=int, default=4, help="10^N articles (default: 4)")
    options = parser.parse_args()
    result = scaling(options.longest, options.most)
    show(result)
    print(f"written to {write_result('scaling', result)}")


def scaling(longest: int, most: int) -> Json:
    """Return seconds by words of one article and by articles, and the slopes.

    Parameters
    ----------
    longest, most : int
        Powers of ten: words of the longest article, and the greatest number of short ones.
    """
    pipeline = stanceclf.load()
    list(pipeline.analyze_many(make_articles(20, 300)))
    lengths = [10**power for power in range(2, longest + 1)]
    counts = [10**power for power in range(1, most + 1)]
    by_length = [_seconds(pipeline, make_articles(1, length, seed=1)) for length in lengths]
    few = make_articles(min(counts[-1], 10_000), _SHORT, seed=1)
    by_count = [_seconds(pipeline, few, count) for count in counts]
    return {
        "seconds_by_words": dict(zip(map(str, lengths), _rounded(by_length), strict=True)),
        "slope_by_words": slope(lengths, by_length),
        "articles_of_words": _SHORT,
        "seconds_by_articles": dict(zip(map(str, counts), _rounded(by_count), strict=True)),
        "slope_by_articles": slope(counts, by_count),
    }


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return the slope of the line through the logarithms.

    >>> slope([10, 100, 1000], [1.0, 10.0, 100.0])
    1.0
    """
    if len(sizes) < 2:
        return float("nan")
    return round(float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0]), 3)


def show(result: Json) -> None:
    """Print times and slopes."""
    for name in ("words", "articles"):
        print(f"\nseconds by {name}; slope of the log-log line {result[f'slope_by_{name}']}")
        for size, seconds in result[f"seconds_by_{name}"].items():
            print(f"{int(size):>12,} {seconds:>10.4f}")


def _seconds(pipeline: Any, texts: Sequence[str], count: int | None = None) -> float:
    """Return the processor time for `count` texts, the given ones over and over."""
    count = count or len(texts)
    rounds: list[float] = []
    while len(rounds) < _ROUNDS and sum(rounds) < _ENOUGH:
        start = time.process_time()
        for _ in pipeline.analyze_many(texts[at % len(texts)] for at in range(count)):
            pass
        rounds.append(time.process_time() - start)
    return min(rounds)


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(value, 4) for value in values]


if __name__ == "__main__":
    main()
