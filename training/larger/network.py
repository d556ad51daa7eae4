"""The larger network, which teaches: all-mpnet-base-v2, and how its upper layers are trained."""

from pathlib import Path

from stanceclf.accurate.inputs import Reader
from training.accurate.fit import Recipe
from training.accurate.trainable import Trainable
from training.larger.source import MARKS, N_LAYERS, read_source

# A third of the layers stay as they were: their states are worked out once, not once an epoch.
TRAINED_FROM = 4
RECIPE = Recipe(epochs=2, rate=5e-5, warm=0.08, keep=0.0)
FURTHER = RECIPE._replace(rate=2e-5, fresh_rate=2e-5)


def pretrained(wheels: Path, threads: int = 2) -> Trainable:
    """Return the network of the wheels that `read_source` reads."""
    arrays, definition = read_source(wheels)
    return Trainable(arrays, Reader(definition, MARKS), TRAINED_FROM, N_LAYERS, threads)
