"""Answers are the same to the last bit in every process, whatever it read before.

Shards of a corpus are compared byte for byte, and a probability that is rounded to four digits
shows a difference of 1e-8 once in some thousand articles.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ANSWERS = """
import sys
from benchmarks.data import make_articles
import stanceclf
texts = make_articles(60, 300)
order = range(len(texts)) if sys.argv[1] == "forward" else range(len(texts))[::-1]
pipeline = stanceclf.load()
reports = {at: pipeline.analyze(texts[at]) for at in order}
for at in sorted(reports):
    print(reports[at].statements, reports[at].verdicts)
"""


def answers(seed: int, order: str) -> str:
    """Return the answers of a process whose sets have the order of `seed`."""
    return subprocess.run(
        [sys.executable, "-c", _ANSWERS, order],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_neither_the_order_of_sets_nor_of_articles_shows() -> None:
    one, other = answers(0, "forward"), answers(1, "backward")
    assert one.count("Statement(") > 500
    assert one == other
