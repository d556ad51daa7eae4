"""`stanceclf corpus` as a process of its own, with a pipeline whose answers can be foretold.

A pipeline that was told to is slow, and dies once, or always, on an article that says so.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import stanceclf
from stanceclf.cli import main
from stanceclf.records import Report
from tests.plain import PlainPipeline


class Fragile(PlainPipeline):
    """Takes a moment for each article; ends its process at "die once" and "die always"."""

    def __init__(self, marks: str, seconds: float) -> None:
        self.marks, self.seconds = Path(marks), seconds

    def analyze_many(self, texts: Iterable[str], **beside: Any) -> Iterator[Report]:
        for text in texts:
            time.sleep(self.seconds)
            once = self.marks / "died"
            if "die always" in text or ("die once" in text and not once.exists()):
                once.touch()
                os._exit(7)
            yield self.analyze(text)


if __name__ == "__main__":
    marks, seconds = os.environ["MARKS"], float(os.environ.get("SECONDS_EACH", "0"))
    # Another process reads this file as `__mp_main__`, which has the class under that name.
    from tests.corpus.command import Fragile as Known

    made: Any = lambda name=None, **options: Known(marks, seconds)  # noqa: E731
    stanceclf.load = made
    sys.exit(main(sys.argv[1:]))
