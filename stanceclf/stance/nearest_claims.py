"""Claims by how near their vectors are to those of some claims that are known.

A linear classifier on such rows bends as support vectors with a Gaussian kernel do (the method of
Nystroem: Williams and Seeger, 2001), at the price of a product with a few hundred vectors.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.claims import GivenClaim

Floats = NDArray[np.float64]
# Takes claims, returns an array (n_claims, n_dimensions).
ClaimEncoder = Callable[[Sequence[GivenClaim]], NDArray[np.floating[Any]]]

# Held-out macro-F1 of `StanceBlend` with 1,200 known claims and with 2,000: SemEval .732, .736,
# protectionism .812, .818, morality .815, .816, GWSD (which has 1,850) .657, .661.
_MOST_NEAR = 2000
_LEAST = 1e-6  # of the eigenvalues: claims that stand twice give nothing twice


def check_encoder(encoder: object) -> None:
    """Raise a TypeError unless an encoder can be called, or is None."""
    if encoder is not None and not callable(encoder):
        raise TypeError(
            "The 'encoder' parameter of StanceBlend must be a callable or None. "
            f"Got {encoder!r} instead; ClaimVectors.load(name) makes one of an accurate tier."
        )


class Nearness:
    """Rows `(n_claims, n_known)` of claims; fitted on the claims that are known.

    Parameters
    ----------
    encoder : callable
        Takes claims, returns their vectors `(n_claims, n_dimensions)`.

    Examples
    --------
    >>> def lengths(claims):
    ...     return np.array([[float(claim.claim.end)] for claim in claims])
    >>> from stanceclf.records import Span
    >>> from stanceclf.text.document import Document
    >>> text = Document.from_text("No, and no.")
    >>> claims = [GivenClaim(text, Span(0, 2)), GivenClaim(text, Span(0, 10))]
    >>> near = Nearness(lengths)
    >>> rows = near.fit_transform(claims)
    >>> (rows @ rows.T).round(2).tolist()
    [[1.0, 0.02], [0.02, 1.0]]
    """

    def __init__(self, encoder: ClaimEncoder) -> None:
        self.encoder = encoder

    def fit_transform(self, claims: Sequence[GivenClaim]) -> Floats:
        """Learn from the claims, and return their rows."""
        vectors = self._vectors(claims)
        self.centre_ = vectors.mean(axis=0)
        spread = vectors.std(axis=0)
        self.spread_ = np.where(spread > 0, spread, np.inf)  # what is the same in all tells nothing
        some = np.random.default_rng(0).permutation(len(vectors))[:_MOST_NEAR]
        self.known_ = (vectors[some] - self.centre_) / self.spread_
        values, directions = np.linalg.eigh(self._near(self.known_))
        self.turned_ = directions / np.sqrt(np.maximum(values, _LEAST))
        return self._rows(vectors)

    def transform(self, claims: Sequence[GivenClaim]) -> Floats:
        """Return the rows of claims."""
        vectors = self._vectors(claims)
        width = len(self.centre_)
        if vectors.shape[1] != width:
            raise ValueError(
                "The 'encoder' parameter of StanceBlend must be the one that it was fitted with, "
                f"whose vectors have {width} numbers. Got vectors of {vectors.shape[1]} instead."
            )
        return self._rows(vectors)

    def state(self) -> dict[str, NDArray[Any]]:
        """Return the arrays of what was learned; the encoder is not among them."""
        learned = {
            "centre": self.centre_,
            "spread": self.spread_,
            "known": self.known_,
            "turned": self.turned_,
        }
        return {name: array.astype(np.float32) for name, array in learned.items()}

    @classmethod
    def from_state(cls, arrays: Mapping[str, NDArray[Any]], encoder: ClaimEncoder) -> Self:
        """Rebuild what `state` gave the arrays of."""
        near = cls(encoder)
        near.centre_, near.spread_, near.known_, near.turned_ = (
            arrays[name].astype(float) for name in ("centre", "spread", "known", "turned")
        )
        return near

    def _rows(self, vectors: Floats) -> Floats:
        rows: Floats = self._near((vectors - self.centre_) / self.spread_) @ self.turned_
        return rows

    def _vectors(self, claims: Sequence[GivenClaim]) -> Floats:
        vectors: Floats = np.asarray(self.encoder(claims), float)
        if vectors.ndim != 2 or len(vectors) != len(claims) or not np.isfinite(vectors).all():
            raise ValueError(
                "The 'encoder' parameter of StanceBlend must return an array of finite numbers, "
                f"a row for each of {len(claims)} claims. Got the shape {vectors.shape} instead."
            )
        return vectors

    def _near(self, vectors: Floats) -> Floats:
        """Return 1 for the same vector as a known one and less, the further it is apart."""
        known, wide = self.known_, max(1, np.count_nonzero(np.isfinite(self.spread_)))
        apart = (vectors**2).sum(axis=1)[:, None] + (known**2).sum(axis=1) - 2 * vectors @ known.T
        near: Floats = np.exp(-np.maximum(apart, 0.0) / wide)
        return near
