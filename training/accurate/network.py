"""Layers of a transformer in torch: the twin of `stanceclf.accurate.encoder`, for training."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from stanceclf.accurate.encoder import HEADS, NEARNESS, Layer, apart, layer_name
from stanceclf.accurate.inputs import N_ROLES, PLACE_CLAIM
from stanceclf.accurate.vectors import layers_read
from stanceclf.byte_rows import MOST
from stanceclf.records import LABELS

Floats = NDArray[np.float32]
_NEVER = -1e4  # of a piece that is not there, before the softmax


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
        The first layer.
    last : int
        One beyond the last.
    dropout : float
        Of the states that each layer adds, and of what the output reads.
    scales : mapping of str to array of shape (n_rows, 1), optional
        Of matrices that are rounded to multiples of them wherever they are used, so that training
        makes up for the rounding.
    """

    def __init__(
        self,
        arrays: Mapping[str, Floats],
        first: int,
        last: int,
        *,
        dropout: float = 0.1,
        scales: Mapping[str, Floats] | None = None,
    ) -> None:
        super().__init__()
        width = len(arrays["scale"])
        self.dropout = dropout
        self.names = [layer_name(n, field) for n in range(first, last) for field in Layer._fields]
        self.layers = nn.ParameterList(torch.tensor(arrays[name]) for name in self.names)
        given = scales or {}
        self.scales = [torch.tensor(given[k]) if k in given else None for k in self.names]
        self.nearness = torch.tensor(arrays[NEARNESS]) if NEARNESS in arrays else None
        self.roles = nn.Parameter(torch.zeros(N_ROLES, width))
        self.output = nn.Parameter(torch.randn(len(LABELS), 2 * width) * 0.02)
        self.output_bias = nn.Parameter(torch.zeros(len(LABELS)))
        for name, value in self._fresh().items():
            if name in arrays:
                value.data = torch.tensor(arrays[name])

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
            kinds = torch.from_numpy(apart(states.shape[1], len(self.nearness)))
            bias = bias + self.nearness[kinds].permute(2, 0, 1)
        n_fields = len(Layer._fields)
        after = []
        for at in range(0, len(self.layers), n_fields):
            fields = zip(
                self.layers[at : at + n_fields], self.scales[at : at + n_fields], strict=True
            )
            layer = Layer(*(rounded(value, scale) for value, scale in fields))
            states = self._layer(layer, states, bias)
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
        scales = dict(zip(self.names, self.scales, strict=True))
        return {
            name: rounded(value, scales.get(name)).detach().numpy().copy()
            for name, value in self._learned().items()
        }

    def _learned(self) -> dict[str, nn.Parameter]:
        return dict(zip(self.names, self.layers, strict=True)) | self._fresh()

    def _fresh(self) -> dict[str, nn.Parameter]:
        return {"roles": self.roles, "output": self.output, "output_bias": self.output_bias}

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


def rounded(matrix: Tensor, scales: Tensor | None) -> Tensor:
    """Return a matrix in multiples of the scales of its rows.

    Gradients go through as if it were not rounded: the straight-through estimator (Bengio et al.
    2013, "Estimating or propagating gradients through stochastic neurons").

    Examples
    --------
    >>> rounded(torch.tensor([[0.9, -0.3], [0.9, -0.3]]), torch.tensor([[0.5], [1.0]])).tolist()
    [[1.0, -0.5], [1.0, -0.0]]
    """
    return matrix if scales is None else _Rounded.apply(matrix, scales)


class _Rounded(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, matrix: Tensor, scales: Tensor) -> Tensor:
        return torch.round(matrix / scales).clamp_(-MOST, MOST).mul_(scales)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None]:
        return gradient, None


def _by_head(states: Tensor) -> Tensor:
    return states.unflatten(-1, (HEADS, -1)).transpose(1, 2)


def _normed(states: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
    return functional.layer_norm(states, scale.shape, scale, shift, 1e-12)
