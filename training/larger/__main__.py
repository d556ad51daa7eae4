"""Fit the larger accurate tier and write it with its model card.

usage: python -m training.larger --wheels DIR --network FILE [--keep-tier] [--fast MODEL]
           [--threads N] [--out models/accurate] [--name NAME]

The tier is a pupil (`training/larger/pupil.py`) of the network in FILE, whose answers to the corpus
are in `training/teacher.jsonl`; `training.teacher` writes both. One fold of the corpus, by topic,
is left out of both fits: what the tier and the fast model say of it gives the blend, the thresholds
and the figures. `--keep-tier` leaves the weights of a tier that is there as they are and chooses
those anew, which a new fast model asks for. `--fast` names a fast model that was fitted without the
fold, where there is one; else one is fitted here. Needs the extras `train` and `train-accurate`,
some 80 minutes of two idle cores, and 8 GB.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from stanceclf import __version__
from stanceclf.accurate.files import write_manifest, write_tier
from stanceclf.artifact import archive_arrays
from stanceclf.errors import DataError
from training.accurate.card import write_papers
from training.accurate.task import Json, add_options, blended_anew, new_directory, read_task
from training.corpus import AnnotatedDocument, read_folds, split
from training.larger import NAME
from training.larger.card import card, notice
from training.larger.source import MARKS, SHA256
from training.progress import reporter
from training.teacher import LEFT_OUT, identity, read_teacher

# A tier is written before its answers are joined to the fast model's: until then it stands alone.
_ALONE: Json = {"blend": {"fast": 0.0, "own": 1.0}, "shares": [0.0, 1.0], "scores": []}


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, score and write; progress goes to standard error."""
    parser = argparse.ArgumentParser(
        prog="training.larger", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--wheels", type=Path, help="directory of the pretrained network's wheels")
    parser.add_argument("--network", type=Path, help="the fitted network that teaches")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep-tier", action="store_true", help="choose the blend anew, no more")
    add_options(parser, NAME)
    options = parser.parse_args(arguments)
    if not options.keep_tier and None in (options.wheels, options.network):
        parser.error("the following arguments are required: --wheels, --network")

    say = reporter()
    directory = new_directory(parser, options, kept=options.keep_tier)
    about: Json = {"name": options.name, "version": __version__}
    task = read_task(LEFT_OUT, options.fast)
    say(f"corpus: {len(task.documents)} documents, {len(task.gold)} statements")
    if not options.keep_tier:
        write_pupil(
            directory, task.documents, about, options.wheels, options.network, options.threads
        )
        say("fitted")
    manifest = write_manifest(directory, {**blended_anew(directory, task, SHA256), **about})
    for row in manifest["scores"]:
        sys.stderr.write(json.dumps(row) + "\n")
    say(f"{directory}: {write_papers(directory, card(manifest), notice()):.1f} MB")
    return 0


def write_pupil(
    directory: Path,
    documents: Sequence[AnnotatedDocument],
    about: Json,
    wheels: Path,
    network: Path,
    threads: int,
) -> None:
    """Fit a pupil of a network and write it, its answers not yet joined to any other."""
    import torch  # which --help and --keep-tier do without

    from training.larger import pupil

    learned, teacher = archive_arrays(network.read_bytes(), network), read_teacher()
    if identity(learned) != teacher.network:
        raise DataError(f"{network}: not the network whose answers training/teacher.jsonl has")
    inside, _ = split(documents, LEFT_OUT, read_folds())
    lessons = pupil.lessons_of(inside, teacher)
    begun, pieces = pupil.begin(wheels, learned, lessons.claims, threads)
    arrays = pupil.fitted(begun, begun.network.examples(pieces), lessons)
    about = {
        **about,
        **_ALONE,
        "layers": len(pupil.KEPT),
        "trained_from": pupil.TRAINED_FROM,
        "marks": MARKS,
        "kept": pupil.KEPT,
        "recipe": pupil.RECIPE._asdict(),
        "pretrained": {"weights": "sentence-transformers/all-mpnet-base-v2", "sha256": SHA256},
        "teacher": teacher.network,
        "corpus": {"documents": len(inside), **lessons.counts, "left_out": f"fold {LEFT_OUT}"},
        "libraries": {"numpy": np.__version__, "torch": str(torch.__version__)},
    }
    write_tier(directory, arrays, begun.tokenizer, about=about, scales=begun.scales)


if __name__ == "__main__":
    sys.exit(main())
