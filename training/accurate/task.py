"""What decides on accurate tiers: claims that are held out, and the fast model's answers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.encoder import Encoder
from stanceclf.accurate.files import read_tier
from stanceclf.accurate.inputs import Pieces
from stanceclf.artifact import read_model
from stanceclf.errors import DataError
from stanceclf.pipeline import Pipeline
from stanceclf.text.document import Document
from training.accurate.held_out import HeldOut, fit_blend, quantiles, table
from training.constructions import alone, read_constructions
from training.corpus import AnnotatedDocument, read_corpus, read_folds
from training.gold import GoldClaim, gold_claims
from training.stance import StanceTrainer
from training.teacher import LEFT_OUT, read_teacher

Json = dict[str, Any]


class Task(NamedTuple):
    """The annotated claims, which of them are held out, and by what they are answered.

    Attributes
    ----------
    documents : sequence of AnnotatedDocument
    gold : sequence of GoldClaim
    constructions : sequence of GoldClaim
        Claims of `constructions.tsv`, which both models learn from and none is judged by.
    inside : array of shape (n_claims,), bool
        False where a claim is of the fold that is held out.
    left_out : str
        What a manifest calls that fold.
    fast : Path or None
        A model of the fast pipeline that was fitted without the fold; None to fit its stance here.
    """

    documents: Sequence[AnnotatedDocument]
    gold: Sequence[GoldClaim]
    constructions: Sequence[GoldClaim]
    inside: NDArray[np.bool_]
    left_out: str
    fast: Path | None


def read_task(fast: Path | None) -> Task:
    """Read the corpus; the fold is held out that the network which teaches has not seen."""
    documents = read_corpus()
    gold = gold_claims(documents, [Document.from_text(one.text) for one in documents])
    folds = read_folds()
    inside = np.array([folds[one.id] != LEFT_OUT for one in documents for _ in one.statements])
    return Task(documents, gold, read_constructions(), inside, f"fold {LEFT_OUT}", fast)


def blended_anew(directory: Path, task: Task, pretrained: str) -> Json:
    """Return the manifest of a tier with what today's fast model beside it decides.

    Raises
    ------
    DataError
        Where the held-out claims are no test for the tier, or it did not begin with the weights
        that have `pretrained` for their sha256.
    """
    tier = read_tier(directory)
    if tier.manifest["pretrained"]["sha256"] != pretrained:
        raise DataError(
            f"{directory}: made of {tier.manifest['pretrained']['weights']}, by another command: "
            "training.accurate or training.larger"
        )
    if tier.manifest["corpus"]["left_out"] != task.left_out:
        raise DataError(f"{directory}: fitted on {task.left_out}, so its answers there are no test")
    outside = np.flatnonzero(~task.inside).tolist()
    read = [tier.reader.read(task.gold[at].given) for at in outside]
    return {**tier.manifest, **choices(both_answers(task, tier.encoder, read))}


def both_answers(task: Task, encoder: Encoder, read: Sequence[Pieces]) -> HeldOut:
    """Return what the fast model and a tier say of the claims that are held out.

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
