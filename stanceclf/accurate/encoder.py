"""The transformer's forward pass, in numpy alone: one claim at a time.

The network is BERT's (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020): six layers
of 384 units. One claim at a time, since BLAS sums in another order for another number of rows: so
no answer depends on what else is asked, and nothing is padded.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.inputs import Pieces

Floats = NDArray[np.float32]
HEADS = 12
_TINY = np.float32(1e-12)


class Layer(NamedTuple):
    """The weights of one layer; matrices are `(n_out, n_in)`, as in the files."""

    attend: Floats  # queries, keys and values, one below the other
    attend_bias: Floats
    join: Floats
    join_bias: Floats
    join_scale: Floats
    join_shift: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    outer_scale: Floats
    outer_shift: Floats


class Encoder:
    """Embeddings, layers, and the output that reads two pieces of the last one.

    Parameters
    ----------
    words : array of shape (n_words, width), float32
        The embedding of each word piece.
    places : array of shape (longest, width), float32
        What is added for a piece's place.
    scale, shift : array of shape (width,), float32
        Of the normalised sum.
    layers : sequence of Layer
    roles : array of shape (n_roles, width), float32
        What is added, before layer `roles_at`, for the part that a piece plays.
    roles_at : int
        The first layer that was trained: those below are as MiniLM's authors left them.
    output : array of shape (n_labels, 2 * width), float32
    output_bias : array of shape (n_labels,), float32
    """

    def __init__(
        self,
        words: Floats,
        places: Floats,
        scale: Floats,
        shift: Floats,
        layers: Sequence[Layer],
        roles: Floats,
        roles_at: int,
        output: Floats,
        output_bias: Floats,
    ) -> None:
        self.words = words
        self.places = places
        self.scale = scale
        self.shift = shift
        self.layers = layers
        self.roles = roles
        self.roles_at = roles_at
        self.output = output
        self.output_bias = output_bias

    def scores(self, pieces: Pieces) -> Floats:
        """Return the scores of the labels `(n_labels,)` before any softmax."""
        states = self.entering(pieces)
        for layer in self.layers[self.roles_at : -1]:
            states = forward(layer, states)
        read = forward(self.layers[-1], states, (0, pieces.marker))
        scores: Floats = self.output @ read.reshape(-1) + self.output_bias
        return scores

    def entering(self, pieces: Pieces) -> Floats:
        """Return the states `(n_pieces, width)` that the first of the trained layers reads."""
        return self.below(pieces) + pieces.roles @ self.roles

    def below(self, pieces: Pieces) -> Floats:
        """Return the states `(n_pieces, width)` after the layers that no training changes."""
        states = self.embedded(pieces)
        for layer in self.layers[: self.roles_at]:
            states = forward(layer, states)
        return states

    def embedded(self, pieces: Pieces) -> Floats:
        """Return the states `(n_pieces, width)` that the first layer reads."""
        states = self.words[pieces.ids] + self.places[: len(pieces.ids)]
        return normed(states, self.scale, self.shift)


def forward(layer: Layer, states: Floats, wanted: Sequence[int] | None = None) -> Floats:
    """Return the states after a layer, of all pieces or of those that are `wanted`.

    The last layer is asked for two pieces only, which saves three quarters of its work.
    """
    width = states.shape[1]
    asking = states if wanted is None else states[list(wanted)]
    queries = _by_head(asking @ layer.attend[:width].T + layer.attend_bias[:width])
    others = states @ layer.attend[width:].T + layer.attend_bias[width:]
    keys, values = _by_head(others[:, :width]), _by_head(others[:, width:])
    weights: Floats = queries @ keys.transpose(0, 2, 1)
    weights *= np.float32((width // HEADS) ** -0.5)
    weights -= weights.max(axis=-1, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=-1, keepdims=True)
    mixed: Floats = weights @ values
    joined: Floats = asking + _by_piece(mixed) @ layer.join.T + layer.join_bias
    joined = normed(joined, layer.join_scale, layer.join_shift)
    hidden = gelu(joined @ layer.inner.T + layer.inner_bias)
    summed: Floats = joined + hidden @ layer.outer.T + layer.outer_bias
    return normed(summed, layer.outer_scale, layer.outer_shift)


def normed(states: Floats, scale: Floats, shift: Floats) -> Floats:
    """Return rows of mean 0 and variance 1, scaled and shifted."""
    centred = states - states.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + _TINY)
    scaled: Floats = centred / spread * scale + shift
    return scaled


def gelu(values: Floats) -> Floats:
    """Return GELU by its hyperbolic tangent (Hendrycks and Gimpel 2016): numpy has no erf."""
    inner = np.square(values)
    inner *= np.float32(0.044715)
    inner += np.float32(1.0)
    inner *= values
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1.0)
    inner *= values
    inner *= np.float32(0.5)
    return inner


def layers_from(arrays: Mapping[str, Floats], first: int, last: int) -> list[Layer]:
    """Return layers `first` to `last` from arrays that are called `layer0.attend` and so on."""
    return [
        Layer(*(arrays[f"layer{number}.{field}"] for field in Layer._fields))
        for number in range(first, last)
    ]


def layer_shapes(width: int, inner: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each field of a layer."""
    return {
        "attend": (3 * width, width),
        "attend_bias": (3 * width,),
        "join": (width, width),
        "join_bias": (width,),
        "join_scale": (width,),
        "join_shift": (width,),
        "inner": (inner, width),
        "inner_bias": (inner,),
        "outer": (width, inner),
        "outer_bias": (width,),
        "outer_scale": (width,),
        "outer_shift": (width,),
    }


def _by_piece(states: Floats) -> Floats:
    """Return `(n_heads, n_pieces, width / n_heads)` as `(n_pieces, width)`."""
    return states.transpose(1, 0, 2).reshape(states.shape[1], -1)


def _by_head(states: Floats) -> Floats:
    """Return `(n_pieces, width)` as `(n_heads, n_pieces, width / n_heads)`."""
    return states.reshape(len(states), HEADS, -1).transpose(1, 0, 2)
