"""Claims as vectors: what the transformer makes of them, for classifiers with labels of one's own.

A few thousand labelled claims say nothing of words that stand in none of them; the transformer has
met most words in other texts.
"""

import os
from collections.abc import Sequence
from typing import Self

import numpy as np

from stanceclf.accurate.encoder import Encoder, Floats, forward
from stanceclf.accurate.files import read_tier
from stanceclf.accurate.inputs import PLACE_CLAIM, Pieces, Reader
from stanceclf.stance.claims import GivenClaim


class ClaimVectors:
    """Vectors of claims, for the `encoder` of `StanceBlend`.

    Mean states of the claim's pieces after the middle one of the trained layers and after the last
    one, side by side: together they tell more than either (GWSD, macro-F1 of held-out claims by the
    vectors of an earlier tier alone: .646 and .635, together .666).

    Parameters
    ----------
    reader : Reader
        Turns claims into what the transformer reads.
    encoder : Encoder
        The transformer.

    Examples
    --------
    >>> from stanceclf import ClaimVectors, GivenClaim, GivenStatement, Span
    >>> vectors = ClaimVectors.load("deployment-en-accurate-6")
    >>> vectors(GivenClaim.in_text("We like it, said Ann.", [GivenStatement(Span(0, 10))])).shape
    (1, 768)
    """

    def __init__(self, reader: Reader, encoder: Encoder) -> None:
        self.reader = reader
        self.encoder = encoder

    @classmethod
    def load(cls, name: str | os.PathLike[str]) -> Self:
        """Return the vectors of an accurate tier on disk; `name` is that of `read_tier`."""
        tier = read_tier(name)
        return cls(tier.reader, tier.encoder)

    def __call__(self, claims: Sequence[GivenClaim]) -> Floats:
        """Return the vectors of claims, each as if it were asked for alone.

        Parameters
        ----------
        claims : sequence of GivenClaim
            As `GivenClaim.in_text` makes them.

        Returns
        -------
        array of shape (n_claims, 2 * width), float32
        """
        vectors = np.zeros((len(claims), 2 * self.encoder.words.shape[1]), np.float32)
        for place, claim in enumerate(claims):
            vectors[place] = claim_vector(self.encoder, self.reader.read(claim))
        return vectors


def layers_read(n_layers: int) -> tuple[int, int]:
    """Return which of the trained layers the vectors are made of: the middle one and the last.

    >>> layers_read(4)
    (1, 3)
    """
    return (n_layers - 1) // 2, n_layers - 1


def claim_vector(encoder: Encoder, pieces: Pieces) -> Floats:
    """Return the vector `(2 * width,)` of one claim."""
    states, near, after = encoder.entering(pieces), encoder.near(len(pieces.ids)), []
    for layer in encoder.layers[encoder.roles_at :]:
        states = forward(layer, states, near)
        after.append(states)
    inside = pieces.roles[:, PLACE_CLAIM] > 0
    vector: Floats = np.concatenate(
        [after[place][inside].mean(axis=0) for place in layers_read(len(after))]
    )
    return vector
