"""The transformer's forward pass, in numpy alone: one claim at a time.

The network is BERT's (Devlin et al. 2019), in the size of MiniLM-L6 (Wang et al. 2020) or another.
With a table of nearness it is MPNet's (Song et al. 2020, "MPNet: Masked and permuted pre-training
for language understanding"), which adds a number for how far two pieces are apart to their
attention, as T5 does (Raffel et al. 2020). One claim at a time, since BLAS sums in another order
for another number of rows: so no answer depends on what else is asked, and nothing is padded.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.inputs import Pieces
from stanceclf.byte_rows import ByteRows

Floats = NDArray[np.float32]
HEADS = 12
NEARNESS = "nearness"  # name of the table among arrays
FARTHEST = 128  # places apart, from which on all are alike
LAYER = "layer"  # what names of their arrays begin with, and then comes a number
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
    words : ByteRows of shape (n_words, width), or array of that shape, float32
        The embedding of each word piece. A claim asks for a hundred of them: of a tier that was
        read they stay in bytes, a quarter of the memory.
    places : array of shape (longest, width), float32
        What is added for a piece's place.
    scale, shift : array of shape (width,), float32
        Of the normalised sum.
    layers : sequence of Layer
    roles : array of shape (n_roles, width), float32
        What is added, before layer `roles_at`, for the part that a piece plays.
    roles_at : int
        The first layer that was trained on claims.
    output : array of shape (n_labels, 2 * width), float32
    output_bias : array of shape (n_labels,), float32
    nearness : array of shape (n_kinds, HEADS), float32, optional
        What each head adds for how far a piece is from another: one row for each kind of `apart`.
    """

    def __init__(
        self,
        words: ByteRows | Floats,
        places: Floats,
        scale: Floats,
        shift: Floats,
        layers: Sequence[Layer],
        roles: Floats,
        roles_at: int,
        output: Floats,
        output_bias: Floats,
        nearness: Floats | None = None,
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
        self._near: Floats | None = None
        if nearness is not None:  # two pieces are as far apart in a short claim as in the longest
            kinds = apart(len(places), len(nearness))
            self._near = nearness[kinds].transpose(2, 0, 1).copy()

    def scores(self, pieces: Pieces) -> Floats:
        """Return the scores of the labels `(n_labels,)` before any softmax."""
        states, near = self.entering(pieces), self.near(len(pieces.ids))
        for layer in self.layers[self.roles_at : -1]:
            states = forward(layer, states, near)
        read = forward(self.layers[-1], states, near, (0, pieces.marker))
        scores: Floats = self.output @ read.reshape(-1) + self.output_bias
        return scores

    def entering(self, pieces: Pieces) -> Floats:
        """Return the states `(n_pieces, width)` that the first of the trained layers reads."""
        return self.below(pieces) + pieces.roles @ self.roles

    def below(self, pieces: Pieces) -> Floats:
        """Return the states `(n_pieces, width)` after the layers that no training changes."""
        states, near = self.embedded(pieces), self.near(len(pieces.ids))
        for layer in self.layers[: self.roles_at]:
            states = forward(layer, states, near)
        return states

    def embedded(self, pieces: Pieces) -> Floats:
        """Return the states `(n_pieces, width)` that the first layer reads."""
        return embedded(self.rows(pieces.ids), self.places, self.scale, self.shift)

    def rows(self, ids: NDArray[np.int64]) -> Floats:
        """Return the embeddings of word pieces `(n_pieces, width)`."""
        return self.words.take(ids) if isinstance(self.words, ByteRows) else self.words[ids]

    def near(self, n_pieces: int) -> Floats | None:
        """Return what is added to the attention of pieces `(HEADS, n_pieces, n_pieces)`, if any."""
        return None if self._near is None else self._near[:, :n_pieces, :n_pieces]


def embedded(words: Floats, places: Floats, scale: Floats, shift: Floats) -> Floats:
    """Return the states that the first layer reads, of pieces that have `words` for embeddings."""
    return normed(words + places[: len(words)], scale, shift)


def forward(
    layer: Layer, states: Floats, near: Floats | None, wanted: Sequence[int] | None = None
) -> Floats:
    """Return the states after a layer, of all pieces or of those that are `wanted`.

    The last layer is asked for two pieces only, which saves three quarters of its work.

    Parameters
    ----------
    layer : Layer
    states : array of shape (n_pieces, width)
    near : array of shape (HEADS, n_pieces, n_pieces), optional
        What is added to the attention of each piece to each.
    wanted : sequence of int, optional
    """
    width = states.shape[1]
    asking = states if wanted is None else states[list(wanted)]
    queries = _by_head(asking @ layer.attend[:width].T + layer.attend_bias[:width])
    others = states @ layer.attend[width:].T + layer.attend_bias[width:]
    keys, values = _by_head(others[:, :width]), _by_head(others[:, width:])
    weights: Floats = queries @ keys.transpose(0, 2, 1)
    weights *= np.float32((width // HEADS) ** -0.5)
    if near is not None:
        weights += near if wanted is None else near[:, list(wanted)]
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


def apart(n_pieces: int, n_kinds: int) -> NDArray[np.int64]:
    """Return how far each piece is from each: one of as many kinds as a table of nearness has rows.

    Half of the kinds are for pieces before, half for those behind; half of these for one place
    each, the others for wider and wider ranges.

    Examples
    --------
    >>> apart(3, 32).tolist()
    [[0, 17, 18], [1, 0, 17], [2, 1, 0]]
    """
    places = np.arange(n_pieces)
    ahead = places[None, :] - places[:, None]
    half = n_kinds // 2
    exact = half // 2
    far = np.abs(ahead)
    wider = np.log(np.maximum(far, 1) / exact) / np.log(FARTHEST / exact) * (half - exact)
    # A whole number that a logarithm misses by its rounding is meant.
    kinds = np.minimum(exact + (wider + 1e-6).astype(np.int64), half - 1)
    found: NDArray[np.int64] = np.where(far < exact, far, kinds) + half * (ahead > 0)
    return found


def layer_name(number: int, field: str) -> str:
    """Return what an array of a layer is called.

    >>> layer_name(12, "attend")
    'layer12.attend'
    """
    return f"{LAYER}{number}.{field}"


def layer_number(name: str) -> int | None:
    """Return the number of the layer that an array belongs to, if it belongs to any.

    >>> [layer_number(name) for name in ("layer12.attend", "words")]
    [12, None]
    """
    return int(name[len(LAYER) : name.index(".")]) if name.startswith(LAYER) else None


def layers_from(arrays: Mapping[str, Floats], first: int, last: int) -> list[Layer]:
    """Return layers `first` to `last` from arrays that are called `layer0.attend` and so on."""
    return [
        Layer(*(arrays[layer_name(number, field)] for field in Layer._fields))
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
