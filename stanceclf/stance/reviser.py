"""The second reading: a small network over the first reading, its cues and its neighbours."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.rowwise import product, rectify
from stanceclf.stance.scorer import softmax


class Reviser:
    """An average of networks with one hidden layer of rectified units.

    Parameters
    ----------
    inner : array of shape (n_networks, n_inputs, n_hidden), float32
    inner_bias : array of shape (n_networks, 1, n_hidden), float32
    outer : array of shape (n_networks, n_hidden, n_labels), float32
    outer_bias : array of shape (n_networks, 1, n_labels), float32
    temperature : float
        Above 1 makes the probabilities more even.
    """

    def __init__(
        self,
        inner: NDArray[np.float32],
        inner_bias: NDArray[np.float32],
        outer: NDArray[np.float32],
        outer_bias: NDArray[np.float32],
        temperature: float,
    ) -> None:
        self.inner = inner
        self.inner_bias = inner_bias
        self.outer = outer
        self.outer_bias = outer_bias
        self.temperature = temperature
        # The units of all networks side by side, and what each network reads of its own.
        networks, inputs, hidden = inner.shape
        self._inner = np.ascontiguousarray(inner.transpose(1, 0, 2).reshape(inputs, -1))
        self._inner_bias = inner_bias.reshape(-1)
        labels, own = outer.shape[2], np.arange(networks)
        apart = np.zeros((networks, hidden, networks, labels), outer.dtype)
        apart[own, :, own] = outer
        self._outer = apart.reshape(networks * hidden, networks * labels)
        self._outer_bias = outer_bias.reshape(-1)

    def scores(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the log of the mean probabilities `(n_claims, n_labels)`."""
        # Models from before an input was added know those before it: new ones come last.
        inputs = inputs[:, : self.inner.shape[1]]
        hidden = product(inputs, self._inner)
        hidden += self._inner_bias
        rectify(hidden)
        answers = product(hidden, self._outer) + self._outer_bias
        networks, _, labels = self.outer.shape
        each = softmax(answers.reshape(-1, labels)).reshape(-1, networks, labels)
        logs: NDArray[np.float32] = np.log(np.maximum(each.mean(axis=1), np.float32(1e-12)))
        return logs

    def probabilities(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return calibrated probabilities `(n_claims, n_labels)`."""
        return softmax(self.scores(inputs) / np.float32(self.temperature))

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[np.floating]]]:
        """Return what `from_state` needs: a JSON-able part and arrays."""
        arrays = {
            "inner": self.inner,
            "inner_bias": self.inner_bias,
            "outer": self.outer,
            "outer_bias": self.outer_bias,
        }
        return {"temperature": self.temperature}, arrays

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[np.floating]]
    ) -> "Reviser":
        """Rebuild a reviser from its state."""
        return cls(
            arrays["inner"],
            arrays["inner_bias"],
            arrays["outer"],
            arrays["outer_bias"],
            float(config["temperature"]),
        )
