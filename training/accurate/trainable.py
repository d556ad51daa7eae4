"""A transformer whose upper layers are trained: it reads claims, is fitted, and answers."""

from collections.abc import Iterator, Mapping, Sequence, Sized

import numpy as np
import torch
from numpy.typing import NDArray

from stanceclf.accurate.encoder import embedded
from stanceclf.accurate.inputs import Pieces, Reader
from stanceclf.records import LABELS
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.scorer import softmax
from training.accurate.fit import Example, Recipe, batch_of, batches, fit
from training.accurate.network import Network

Floats = NDArray[np.float32]
_AT_ONCE = 64


class Trainable:
    """A network, its lower layers as they are, its upper ones to be trained.

    Parameters
    ----------
    arrays : mapping of str to array
    reader : Reader
    trained_from, n_layers : int
        The first layer that is trained, and how many there are in all.
    threads : int
    """

    def __init__(
        self,
        arrays: Mapping[str, Floats],
        reader: Reader,
        trained_from: int,
        n_layers: int,
        threads: int = 2,
    ) -> None:
        self.arrays = arrays
        self.reader = reader
        self.trained_from = trained_from
        self.n_layers = n_layers
        # Roles are added above: the layers that stay have never heard of them.
        without = {name: array for name, array in arrays.items() if name != "roles"}
        self.below = Network(without, 0, trained_from).eval()
        self.threads = threads
        torch.set_num_threads(threads)

    def after(self, learned: Mapping[str, Floats]) -> "Trainable":
        """Return a network that begins with what this one has learned."""
        arrays = {**self.arrays, **learned}
        return Trainable(arrays, self.reader, self.trained_from, self.n_layers, self.threads)

    def read(self, claims: Sequence[GivenClaim]) -> list[Example]:
        """Return claims with what the layers that stay make of them."""
        return self.examples([self.reader.read(claim) for claim in claims])

    def examples(self, pieces: Sequence[Pieces]) -> list[Example]:
        """Return claims that were read with what the layers that stay make of them."""
        found: dict[int, Example] = {}
        for places in _batches([one.ids for one in pieces]):
            some = [Example(pieces[place], self._embedded(pieces[place].ids)) for place in places]
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
                after = self.below.states(batch_of(some))[-1].half().numpy()
            for place, (one, _), states in zip(places, some, after, strict=True):
                found[place] = Example(one, states[: len(one.ids)].copy())
        return [found[place] for place in range(len(pieces))]

    def fit(
        self,
        claims: Sequence[Example],
        targets: NDArray[np.floating],
        recipe: Recipe,
        scales: Mapping[str, Floats] | None = None,
        order: NDArray[np.integer] | None = None,
    ) -> dict[str, Floats]:
        """Return the arrays that training changes; what is not told here is as for `fit`."""
        within = self.trained_from, self.n_layers
        return fit(self.arrays, *within, claims, targets, recipe, self.threads, scales, order)

    def answers(
        self, learned: Mapping[str, Floats], claims: Sequence[Example]
    ) -> NDArray[np.floating]:
        """Return the probabilities `(n_claims, n_labels)` that a fitted network gives."""
        above = Network(self.arrays, self.trained_from, self.n_layers).fitted(learned)
        scores = np.zeros((len(claims), len(LABELS)), np.float32)
        for places in _batches([claim.states for claim in claims]):
            batch = batch_of([claims[place] for place in places])
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
                scores[places] = above(batch)[0].float().numpy()
        return softmax(scores)

    def _embedded(self, ids: NDArray[np.int64]) -> Floats:
        """Return the states of pieces before the first layer."""
        fields = (self.arrays[name] for name in ("places", "scale", "shift"))
        return embedded(self.arrays["words"][ids], *fields)


def _batches(pieces: Sequence[Sized]) -> Iterator[list[int]]:
    """Yield the places of claims that have about as many pieces."""
    lengths = np.array([len(one) for one in pieces])
    for places in batches(lengths, _AT_ONCE, np.random.default_rng(0)):
        yield places.tolist()
