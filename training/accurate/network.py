"""Layers of a transformer in torch: the twin of `stanceclf.accurate.encoder`, for training.

With a table of nearness among the arrays they are those of MPNet (Song et al. 2020, "MPNet: Masked
and permuted pre-training for language understanding"), which adds a number for how far two pieces
are apart to their attention, as T5 does (Raffel et al. 2020).
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from stanceclf.accurate.encoder import HEADS, Layer
from stanceclf.accurate.inputs import N_ROLES, PLACE_CLAIM
from stanceclf.accurate.vectors import layers_read
from stanceclf.records import LABELS
from training.accurate.source import NEARNESS

Floats = NDArray[np.float32]
_NEVER = -1e4  # of a piece that is not there, before the softmax
_FARTHEST = 128  # places apart, from which on all are alike


class Batch:
    """Claims of about one length: states, roles, which pieces there are, and which are read.

    Parameters
    ----------
    states : sequence of arrays of shape (n_pieces, width)
        What the layers below make of each claim.
    roles : sequence of arrays of shape (n_pieces, N_ROLES)
    markers : sequence of int
    """

    def __init__(
        self, states: Sequence[Floats], roles: Sequence[Floats], markers: Sequence[int]
    ) -> None:
        shape = len(states), max(map(len, states))
        self.states = torch.zeros(*shape, states[0].shape[1])
        self.roles = torch.zeros(*shape, N_ROLES)
        self.there = torch.zeros(*shape, dtype=torch.bool)
        for at, (state, role) in enumerate(zip(states, roles, strict=True)):
            self.states[at, : len(state)] = torch.from_numpy(state)
            self.roles[at, : len(state)] = torch.from_numpy(role)
            self.there[at, : len(state)] = True
        self.wanted = torch.tensor([[0, marker] for marker in markers])


class Network(nn.Module):
    """The upper layers and the output.

    Parameters
    ----------
    arrays : mapping of str to array
        Of the pretrained network.
    first : int
        The first layer that is trained.
    last : int
        One beyond the last.
    dropout : float
        Of the states that each layer adds, and of what the output reads.
    """

    def __init__(
        self, arrays: Mapping[str, Floats], first: int, last: int, *, dropout: float = 0.1
    ) -> None:
        super().__init__()
        width = len(arrays["scale"])
        self.dropout = dropout
        self.names = [f"layer{n}.{field}" for n in range(first, last) for field in Layer._fields]
        self.layers = nn.ParameterList(torch.tensor(arrays[name]) for name in self.names)
        self.nearness = torch.tensor(arrays[NEARNESS]) if NEARNESS in arrays else None
        self.roles = nn.Parameter(torch.zeros(N_ROLES, width))
        self.output = nn.Parameter(torch.randn(len(LABELS), 2 * width) * 0.02)
        self.output_bias = nn.Parameter(torch.zeros(len(LABELS)))

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return the scores `(n_claims, n_labels)` and the vectors `(n_claims, 2, width)`.

        Both are those of `Encoder.scores` and of `claim_vector`.
        """
        after = self.states(batch)
        states = after[-1]
        read = states[torch.arange(len(states))[:, None], batch.wanted]
        read = functional.dropout(read.flatten(1), self.dropout, self.training)
        inside = batch.roles[:, :, PLACE_CLAIM, None]
        vectors = [(after[place] * inside).sum(1) for place in layers_read(len(after))]
        return (
            read @ self.output.T + self.output_bias,
            torch.stack(vectors, 1) / inside.sum(1, keepdim=True).clamp(min=1),
        )

    def states(self, batch: Batch) -> list[Tensor]:
        """Return the states `(n_claims, n_pieces, width)` after each layer."""
        states = batch.states + batch.roles @ self.roles
        bias = torch.where(batch.there, 0.0, _NEVER)[:, None, None]
        if self.nearness is not None:
            bias = bias + self.nearness[apart(states.shape[1], len(self.nearness))].permute(2, 0, 1)
        step = len(Layer._fields)
        after = []
        for at in range(0, len(self.layers), step):
            states = self._layer(Layer(*self.layers[at : at + step]), states, bias)
            after.append(states)
        return after

    def fitted(self, learned: Mapping[str, Floats]) -> "Network":
        """Take over what `arrays` gave, and stop dropping states."""
        for name, value in self._learned().items():
            value.data = torch.tensor(learned[name])
        self.eval()
        return self

    def arrays(self) -> dict[str, Floats]:
        """Return what was learned, under the names that the model file has."""
        return {name: value.detach().numpy().copy() for name, value in self._learned().items()}

    def _learned(self) -> dict[str, nn.Parameter]:
        fresh = {"roles": self.roles, "output": self.output, "output_bias": self.output_bias}
        return dict(zip(self.names, self.layers, strict=True)) | fresh

    def _layer(self, layer: Layer, states: Tensor, bias: Tensor) -> Tensor:
        width = states.shape[-1]
        parts = functional.linear(states, layer.attend, layer.attend_bias).split(width, dim=-1)
        queries, keys, values = map(_by_head, parts)
        # Written out: on a CPU, torch's own attention takes a quarter of a step to go back through.
        weights = (queries * queries.shape[-1] ** -0.5) @ keys.transpose(-1, -2)
        weights = (weights + bias).softmax(-1)
        mixed = (weights.to(values.dtype) @ values).transpose(1, 2).flatten(2)
        joined = states + self._drop(functional.linear(mixed, layer.join, layer.join_bias))
        joined = _normed(joined, layer.join_scale, layer.join_shift)
        hidden = functional.gelu(
            functional.linear(joined, layer.inner, layer.inner_bias), approximate="tanh"
        )
        summed = joined + self._drop(functional.linear(hidden, layer.outer, layer.outer_bias))
        return _normed(summed, layer.outer_scale, layer.outer_shift)

    def _drop(self, states: Tensor) -> Tensor:
        return functional.dropout(states, self.dropout, self.training)


def apart(n_pieces: int, n_kinds: int) -> Tensor:
    """Return how far each piece is from each, as a row of the table of nearness.

    Half of the rows are for pieces before, half for those behind; half of these for one place each,
    the others for wider and wider ranges.

    Examples
    --------
    >>> apart(3, 32).tolist()
    [[0, 17, 18], [1, 0, 17], [2, 1, 0]]
    """
    places = torch.arange(n_pieces)
    ahead = places[None, :] - places[:, None]
    half = n_kinds // 2
    exact = half // 2
    far = ahead.abs()
    wider = torch.log(far.clamp(min=1) / exact) / math.log(_FARTHEST / exact) * (half - exact)
    steps = torch.where(far < exact, far, (exact + wider.long()).clamp(max=half - 1))
    return steps + half * (ahead > 0)


def _by_head(states: Tensor) -> Tensor:
    return states.unflatten(-1, (HEADS, -1)).transpose(1, 2)


def _normed(states: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
    return functional.layer_norm(states, scale.shape, scale, shift, 1e-12)
