"""Fit the larger accurate tier and write it with its model card.

usage: python -m training.larger --wheels DIR --network FILE
           [--further DIR [--less-none SCORE] | --keep-tier] [--fast MODEL] [--threads N]
           [--out models/accurate] [--name NAME]

The tier is a pupil (`training/larger/pupil.py`) of the network in FILE, whose answers to the corpus
are in `training/teacher.jsonl`; `training.teacher` writes both. It is trained on the same lessons
as the quick tier, and `python -m training.accurate` says what is held out and what the options
mean. Needs the extras `train` and `train-accurate`, some 80 minutes of two idle cores, and 8 GB.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from stanceclf.artifact import read_arrays
from stanceclf.errors import DataError
from training.accurate.command import Fitted, Kind, run
from training.larger import NAME
from training.larger.card import card, notice
from training.larger.source import SHA256
from training.lessons import Lessons
from training.teacher import identity


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, score and write; progress goes to standard error."""
    parser = argparse.ArgumentParser(
        prog="training.larger", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--wheels", type=Path, help="directory of the pretrained network's wheels")
    parser.add_argument("--network", type=Path, help="the fitted network that teaches")
    return run(parser, arguments, Kind(NAME, ("wheels", "network"), SHA256, fit, card, notice()))


def fit(options: argparse.Namespace, lessons: Lessons) -> Fitted:
    """Return the tier, a pupil of the network that gave the lessons."""
    learned = read_arrays(options.network)
    if identity(learned) != lessons.teacher:
        raise DataError(
            f"{options.network}: not the network whose answers training/teacher.jsonl has"
        )
    from training.larger import pupil  # torch, which --help and --keep-tier do without

    return pupil.fitted(options.wheels, learned, lessons, options.threads)


if __name__ == "__main__":
    sys.exit(main())
