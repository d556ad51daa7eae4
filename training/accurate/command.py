"""What the commands that make accurate tiers share: options, the order of the work, the papers."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf import __version__
from stanceclf.accurate.files import ROOT, read_tier, write_manifest, write_tier
from stanceclf.artifact import MANIFEST
from training.accurate.card import write_papers
from training.accurate.task import Json, blended_anew, check_origin, read_task
from training.corpus import read_folds, split
from training.lessons import Lessons, lessons_of, lessons_since
from training.progress import reporter
from training.teacher import LEFT_OUT, read_teacher

Floats = NDArray[np.float32]
# A tier is written before its answers are joined to the fast model's: until then it stands alone.
_OWN = {"fast": 0.0, "own": 1.0}
ALONE: Json = {"blend": _OWN, "found_blend": _OWN, "shares": [0.0, 1.0], "scores": []}


class Fitted(NamedTuple):
    """A tier that has learned its lessons.

    Attributes
    ----------
    arrays : mapping of str to array
    tokenizer : str
        Its JSON.
    about : dict
        What the manifest says of the network and of how it was trained.
    scales : mapping of str to array
        Those of `write_tier`.
    """

    arrays: Mapping[str, Floats]
    tokenizer: str
    about: Json
    scales: Mapping[str, Floats]


class Kind(NamedTuple):
    """The tiers that one command makes.

    Attributes
    ----------
    name : str
        Of the released one.
    needed : sequence of str
        Options that a fit cannot do without.
    sha256 : str
        Of the pretrained weights.
    fit : callable
        Given the options and the lessons, returns the tier.
    card : callable
        Given the manifest, returns the model card.
    notice : str
    """

    name: str
    needed: Sequence[str]
    sha256: str
    fit: Callable[[argparse.Namespace, Lessons], Fitted]
    card: Callable[[Json], str]
    notice: str


def run(parser: argparse.ArgumentParser, arguments: Sequence[str] | None, kind: Kind) -> int:
    """Train, score and write; progress goes to standard error."""
    parser.add_argument("--threads", type=int, default=2)
    there = parser.add_mutually_exclusive_group()
    there.add_argument("--keep-tier", action="store_true", help="choose the blends anew, no more")
    there.add_argument(
        "--further",
        type=Path,
        metavar="DIR",
        help="the directory of a tier to train on what is new in the corpus",
    )
    parser.add_argument(
        "--less-none",
        type=float,
        default=0.0,
        metavar="SCORE",
        help="with --further: taken from the score of no stance, if what is new is full of it",
    )
    parser.add_argument("--fast", type=Path, help="a fast model that was fitted without the fold")
    parser.add_argument("--out", type=Path, default=ROOT)
    parser.add_argument("--name", default=kind.name, help="directory of the tier below --out")
    options = parser.parse_args(arguments)
    fresh = not (options.keep_tier or options.further)
    if fresh and any(getattr(options, name) is None for name in kind.needed):
        listed = ", ".join(f"--{name}" for name in kind.needed)
        parser.error(f"the following arguments are required: {listed}")
    directory: Path = options.out / options.name
    if not options.keep_tier and (directory / MANIFEST).exists():
        parser.error(f"{directory} is there, and released tiers stay: give another --name")
    if options.further and not (options.further / MANIFEST).exists():
        parser.error(f"--further {options.further}: not the directory of a tier")

    say = reporter()
    task = read_task(options.fast)
    say(f"corpus: {len(task.documents)} documents, {len(task.gold)} statements")
    named: Json = {"name": options.name, "version": __version__}
    if not options.keep_tier:
        documents, _ = split(task.documents, LEFT_OUT, read_folds())
        gold = [task.gold[at] for at in np.flatnonzero(task.inside).tolist()]
        teacher = read_teacher()
        lessons = lessons_of(documents, gold, task.constructions, teacher)
        if options.further:
            from training.accurate.further import trained_further  # torch, as for a fit

            before = read_tier(options.further).manifest
            check_origin(options.further, before, task, kind.sha256)
            lessons = lessons_since(before["teacher"], lessons, documents, teacher)
            tier = trained_further(
                options.further, before, lessons, options.threads, options.less_none
            )
        else:
            tier = kind.fit(options, lessons)
        about = {
            **named,
            **ALONE,
            **tier.about,
            "teacher": lessons.teacher,
            "corpus": {**lessons.counts, "left_out": task.left_out},
            "libraries": {library: metadata.version(library) for library in ("numpy", "torch")},
        }
        write_tier(directory, tier.arrays, tier.tokenizer, about=about, scales=tier.scales)
        say("fitted")
    manifest = write_manifest(directory, {**blended_anew(directory, task, kind.sha256), **named})
    for row in manifest["scores"]:
        sys.stderr.write(json.dumps(row) + "\n")
    say(f"{directory}: {write_papers(directory, kind.card(manifest), kind.notice):.1f} MB")
    return 0
