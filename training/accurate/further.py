"""A tier that is there, trained further on documents that it has not met.

A whole fit takes an hour and more; where a kind of news was missing, some minutes on it and on what
is known are enough.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.files import BASES, HALVES, TOKENIZER, TRAINED
from stanceclf.accurate.inputs import MARKS, Reader
from stanceclf.artifact import read_arrays
from stanceclf.byte_rows import CODES, SCALE, from_rows
from stanceclf.records import LABELS, Stance
from training.accurate.command import Fitted
from training.accurate.fit import Recipe
from training.accurate.task import Json
from training.accurate.trainable import Trainable
from training.lessons import Lessons

Floats = NDArray[np.float32]
_RATE = 5e-5


def trained_further(
    directory: Path, manifest: Json, lessons: Lessons, threads: int, less_none: float = 0.0
) -> Fitted:
    """Return a tier after lessons that are new to it.

    Parameters
    ----------
    directory : Path
        Of the tier.
    manifest : dict
        Its manifest.
    lessons : Lessons
    threads : int
    less_none : float
        What is taken from the score of no stance in the end. Where new lessons have more of that
        label than news has, a network expects it everywhere (Saerens et al. 2002, "Adjusting the
        outputs of a classifier to new a priori probabilities").
    """
    arrays, scales = _stored(directory)
    definition = (directory / TOKENIZER).read_text(encoding="utf-8")
    reader = Reader(definition, tuple(manifest.get("marks", MARKS)))
    network = Trainable(arrays, reader, manifest["trained_from"], manifest["layers"], threads)
    recipe = Recipe(**manifest["recipe"])._replace(epochs=1, rate=_RATE, fresh_rate=_RATE)
    met, order = np.unique(lessons.order, return_inverse=True)
    examples = network.read([lessons.claims[at] for at in met.tolist()])
    learned = network.fit(examples, lessons.targets[met], recipe, scales, order)
    learned["output_bias"][LABELS.index(Stance.NO_STANCE)] -= less_none
    kept = ("layers", "trained_from", "marks", "kept", "recipe", "pretrained")
    about = {name: manifest[name] for name in kept if name in manifest}
    about["further"] = {
        "of": manifest["name"],
        "lessons": len(order),
        "recipe": recipe._asdict(),
        "less_none": less_none,
        "before": manifest.get("further"),
    }
    return Fitted({**arrays, **learned}, definition, about, scales)


def _stored(directory: Path) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return the arrays of a tier, and the scales of those that were rounded in training."""
    packed = {
        name: array
        for file in (*BASES, *TRAINED)
        for name, array in read_arrays(directory / file).items()
    }
    arrays = from_rows(packed)
    coarse = [name.removesuffix(CODES) for name in packed if name.endswith(CODES)]
    scales = {name: packed[name + SCALE] for name in coarse}
    return _joined(arrays), _joined(scales)


def _joined(tables: dict[str, Floats]) -> dict[str, Floats]:
    """Return arrays with the halves of the embedding table, if they are there, as one."""
    halves = [tables.pop(name) for name in HALVES if name in tables]
    return {"words": np.concatenate(halves), **tables} if halves else tables
