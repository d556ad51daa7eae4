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
from stanceclf.stance.claims import GivenClaim
from training.accurate.command import Fitted
from training.accurate.fit import Recipe
from training.accurate.trainable import Trainable
from training.larger.rounding import coarse, coarse_embeddings, steps_of
from training.larger.source import MARKS, SHA256, read_source
from training.lessons import Lessons

Floats = NDArray[np.float32]
# Found by leaving out, one after another, the layer without which answers change least: 10, 11, 2,
# 6 and 3 of 0 to 11. Two layers stay as they were; roles are added where they are in the teacher.
KEPT = (0, 1, 4, 5, 7, 8, 9)
TRAINED_FROM = 2
_STAYS, _TRAINED = 0.5, 0.6  # steps of matrices, in parts of the spread of a row
RECIPE = Recipe(
    epochs=1, batch=48, rate=1e-4, fresh_rate=2e-4, smoothing=0.0, warm=0.05, dropout=0.05, keep=0.0
)


class Pupil(NamedTuple):
    """A network before it is trained, the scales of its matrices, and the JSON of its tokenizer."""

    network: Trainable
    scales: dict[str, Floats]
    tokenizer: str


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
    network = Trainable(arrays, reader, TRAINED_FROM, len(KEPT), threads)
    return Pupil(network, scales, definition), read


def fitted(wheels: Path, learned: Mapping[str, Floats], lessons: Lessons, threads: int) -> Fitted:
    """Return the tier that has learned the lessons; the parameters are those of `begin`."""
    pupil, pieces = begin(wheels, learned, lessons.claims, threads)
    examples = pupil.network.examples(pieces)
    arrays = pupil.network.fit(examples, lessons.targets, RECIPE, pupil.scales, lessons.order)
    about = {
        "layers": len(KEPT),
        "trained_from": TRAINED_FROM,
        "marks": MARKS,
        "kept": KEPT,
        "recipe": RECIPE._asdict(),
        "pretrained": {"weights": "sentence-transformers/all-mpnet-base-v2", "sha256": SHA256},
    }
    return Fitted({**pupil.network.arrays, **arrays}, pupil.tokenizer, about, pupil.scales)
