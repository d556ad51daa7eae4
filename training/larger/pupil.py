"""What a tier can hold of the larger network: fewer of its layers, in coarse steps.

A pupil begins as its teacher (Sanh et al. 2019, "DistilBERT"), of which layers are left out, and is
trained on what the teacher says (Hinton et al. 2015) while its matrices are rounded, so that
training makes up for both.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.encoder import layer_name, layer_number
from stanceclf.accurate.inputs import Pieces, Reader
from stanceclf.errors import DataError
from stanceclf.records import LABELS
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training.accurate.fit import Example, Recipe
from training.constructions import read_constructions
from training.corpus import AnnotatedDocument
from training.gold import gold_claims
from training.larger.network import Larger
from training.larger.rounding import coarse, coarse_embeddings, steps_of
from training.larger.source import MARKS, read_source
from training.teacher import TEACHER, Teacher
from training.variants import VARIANTS

Floats = NDArray[np.float32]
# Found by leaving out, one after another, the layer without which answers change least: 10, 11, 2,
# 6 and 3 of 0 to 11. Two layers stay as they were; roles are added where they are in the teacher.
KEPT = (0, 1, 4, 5, 7, 8, 9)
TRAINED_FROM = 2
_STAYS, _TRAINED = 0.5, 0.6  # steps of matrices, in parts of the spread of a row
RECIPE = Recipe(
    epochs=1, batch=48, rate=1e-4, fresh_rate=2e-4, smoothing=0.0, warm=0.05, dropout=0.05, keep=0.0
)
_LABEL_WEIGHT = 0.5  # of an annotated label, beside what the teacher says of the claim
_SMOOTHING = 0.05


class Lessons(NamedTuple):
    """What a pupil is trained on.

    Attributes
    ----------
    claims : list of GivenClaim
    targets : array of shape (n_claims, n_labels)
        What should be said of them.
    order : array of shape (n_lessons,)
        The claims that are met, those of documents and constructions twice.
    counts : dict
        How many claims are statements, constructions and variants.
    """

    claims: list[GivenClaim]
    targets: NDArray[np.floating]
    order: NDArray[np.integer]
    counts: dict[str, int]


class Pupil(NamedTuple):
    """A network before it is trained, the scales of its matrices, and the JSON of its tokenizer."""

    network: Larger
    scales: dict[str, Floats]
    tokenizer: str


def lessons_of(documents: Sequence[AnnotatedDocument], teacher: Teacher) -> Lessons:
    """Return annotated claims, constructions, and variants."""
    gold = gold_claims(documents, [Document.from_text(one.text) for one in documents])
    constructions = read_constructions()
    labels = np.array([claim.label for claim in [*gold, *constructions]])
    annotated = np.eye(len(LABELS))[labels] * (1 - _SMOOTHING) + _SMOOTHING / len(LABELS)
    taught = teacher.targets(documents)
    if np.isnan(taught).any():
        raise DataError(f"{TEACHER}: not of the corpus as it is now; run training.teacher")
    own = _LABEL_WEIGHT * annotated[: len(gold)] + (1 - _LABEL_WEIGHT) * taught
    varied = teacher.variants(documents)
    if len(varied.claims) != VARIANTS * len(gold):
        raise DataError(f"{TEACHER}: not of today's variants; run training.teacher")
    claims = [claim.given for claim in [*gold, *constructions]]
    order = np.concatenate([np.arange(len(claims)), np.arange(len(claims) + len(varied.claims))])
    targets = np.concatenate([own, annotated[len(gold) :], varied.targets])
    counts = {
        "statements": len(gold),
        "constructions": len(constructions),
        "variants": len(varied.claims),
    }
    return Lessons([*claims, *varied.claims], targets, order, counts)


def begin(
    wheels: Path, learned: Mapping[str, Floats], claims: Sequence[GivenClaim], threads: int
) -> tuple[Pupil, list[Pieces]]:
    """Return a pupil of the larger network, and how it reads the claims.

    Parameters
    ----------
    wheels : Path
        As for `read_source`.
    learned : mapping of str to array
        What the larger network learned.
    claims : sequence of GivenClaim
        That it is going to be trained on: word pieces that are frequent there are kept finer.
    threads : int
    """
    source, definition = read_source(wheels)
    reader = Reader(definition, MARKS)
    read = [reader.read(claim) for claim in claims]
    whole = {**source, **learned}
    place_of = {number: place for place, number in enumerate(KEPT)}
    arrays = {}
    for name, array in whole.items():
        number = layer_number(name)
        if number is None:
            arrays[name] = array
        elif number in place_of:
            arrays[layer_name(place_of[number], name.partition(".")[2])] = array
    counts = np.bincount(np.concatenate([one.ids for one in read]), minlength=len(source["words"]))
    rows = {"words": coarse_embeddings(source["words"], counts)}
    scales = {}
    for name, array in arrays.items():
        number = layer_number(name)
        if number is None or array.ndim != 2:
            continue
        if number < TRAINED_FROM:
            rows[name] = coarse(array, steps_of(array, _STAYS))
        else:
            scales[name] = steps_of(array, _TRAINED)
    # What stays is used as it will be stored, so that training makes up for the rounding.
    arrays |= {name: one.numbers * one.scales for name, one in rows.items()}
    scales |= {name: one.scales for name, one in rows.items()}
    network = Larger(arrays, reader, TRAINED_FROM, len(KEPT), threads)
    return Pupil(network, scales, definition), read


def fitted(pupil: Pupil, examples: Sequence[Example], lessons: Lessons) -> dict[str, Floats]:
    """Return all arrays of a pupil that has learned its lessons; `examples` are their claims."""
    claims, targets = [examples[at] for at in lessons.order], lessons.targets[lessons.order]
    learned = pupil.network.fit(claims, targets, RECIPE, pupil.scales)
    return {**pupil.network.arrays, **learned}
