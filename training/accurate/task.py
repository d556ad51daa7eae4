"""What accurate tiers are judged by: held-out claims, and the fast model's answers to them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.files import Tier, read_tier
from stanceclf.artifact import read_model
from stanceclf.errors import DataError
from stanceclf.loading import load
from stanceclf.pipeline import Pipeline
from stanceclf.stance.model import StanceModel
from training.accurate.held_out import HeldOut, fit_blend, quantiles, table
from training.constructions import alone, read_constructions
from training.corpus import AnnotatedDocument, read_corpus, read_folds, split
from training.found import found_claims
from training.gold import GoldClaim, claims_of
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
    gold = claims_of(documents)
    folds = read_folds()
    inside = np.array([folds[one.id] != LEFT_OUT for one in documents for _ in one.statements])
    return Task(documents, gold, read_constructions(), inside, f"fold {LEFT_OUT}", fast)


def check_origin(directory: Path, manifest: Json, task: Task, pretrained: str) -> None:
    """Check that a tier is one of this command's, and can be judged by the fold that is held out.

    Raises
    ------
    DataError
        Where the held-out claims are no test for the tier, or it did not begin with the weights
        that have `pretrained` for their sha256.
    """
    if manifest["pretrained"]["sha256"] != pretrained:
        raise DataError(
            f"{directory}: made of {manifest['pretrained']['weights']}, by another command: "
            "training.accurate or training.larger"
        )
    if manifest["corpus"]["left_out"] != task.left_out:
        raise DataError(f"{directory}: fitted on {task.left_out}, so its answers there are no test")


def blended_anew(directory: Path, task: Task, pretrained: str) -> Json:
    """Return the manifest of a tier with what today's fast model beside it decides.

    Raises a DataError as `check_origin` does.
    """
    tier = read_tier(directory)
    check_origin(directory, tier.manifest, task, pretrained)
    pipeline = fast_pipeline(task)
    given = [task.gold[at] for at in np.flatnonzero(~task.inside).tolist()]
    _, held_out = split(task.documents, LEFT_OUT, read_folds())
    found = found_claims(held_out, pipeline.claims, pipeline.ranker)
    return {
        **tier.manifest,
        **choices(
            both_answers(pipeline.stance, tier, given, found=False),
            both_answers(pipeline.stance, tier, found, found=True),
        ),
    }


def fast_pipeline(task: Task) -> Pipeline:
    """Return a pipeline whose stance stage was fitted without the claims that are held out.

    Its other stages may have seen them.
    """
    if task.fast is not None:
        model = read_model(task.fast)
        if model.manifest.get("left_out", LEFT_OUT) != LEFT_OUT:  # as `training.train --fits` notes
            raise DataError(f"{task.fast}: fitted on {task.left_out}, so it is no test there")
        return Pipeline.from_model(model)
    teacher = read_teacher()
    taught, varied = teacher.targets(task.documents), teacher.variants(task.documents)
    trainer = StanceTrainer(
        task.gold, taught=taught, varied=varied, constructions=alone(task.constructions)
    )
    released = load()
    stance = trainer.fit(np.flatnonzero(task.inside))
    return Pipeline(released.claims, released.ranker, stance)


def both_answers(
    model: StanceModel, tier: Tier, claims: Sequence[GoldClaim], *, found: bool
) -> HeldOut:
    """Return what the fast model and a tier say of claims on which neither was fitted.

    Parameters
    ----------
    model : StanceModel
    tier : Tier
    claims : sequence of GoldClaim
    found : bool
        Whether a pipeline found them.
    """
    fast = model.probabilities([claim.given for claim in claims], found=found)
    scores = np.stack([tier.encoder.scores(tier.reader.read(claim.given)) for claim in claims])
    labels = np.array([claim.label for claim in claims])
    return HeldOut(fast, scores, labels, np.array([claim.topic for claim in claims]))


def choices(given: HeldOut, found: HeldOut) -> Json:
    """Return the parts of the manifest that held-out claims decide, given and found ones."""
    blends = {
        name: fit_blend(held, np.arange(len(held.labels)))._asdict()
        for name, held in {"blend": given, "found_blend": found}.items()
    }
    return {**blends, "shares": quantiles(given.fast), "scores": table(given)}
