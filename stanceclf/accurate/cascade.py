"""The cascade: the fast model answers, and where it is unsure the transformer is asked as well."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.encoder import Encoder
from stanceclf.accurate.files import Tier
from stanceclf.accurate.inputs import Reader
from stanceclf.errors import ModelError
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.scorer import softmax

_FLOOR = np.float32(1e-6)


class Blend(NamedTuple):
    """How two answers become one: weights of their log probabilities, fitted on held-out topics.

    Their sizes are the temperature: the blended probabilities are calibrated.
    """

    fast: float
    own: float

    def probabilities(
        self, fast: NDArray[np.float32], scores: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return probabilities `(n_claims, n_labels)`.

        Parameters
        ----------
        fast : array of shape (n_claims, n_labels)
            Probabilities of the fast model.
        scores : array of shape (n_claims, n_labels)
            Of the transformer.

        Examples
        --------
        >>> fast, scores = np.array([[0.5, 0.5]]), np.array([[2.0, 0.0]])
        >>> Blend(1.0, 0.5).probabilities(fast, scores).round(2).tolist()
        [[0.73, 0.27]]
        """
        own = np.log(np.maximum(softmax(scores), _FLOOR))
        logs = np.log(np.maximum(fast, _FLOOR))
        blended: NDArray[np.float32] = softmax(self.fast * logs + self.own * own)
        return blended


class Cascade:
    """A second opinion on claims that the fast model is unsure of, for `StanceModel.with_second`.

    Parameters
    ----------
    reader : Reader
        Turns claims into what the transformer reads.
    encoder : Encoder
        The transformer.
    given, found : Blend
        How the two answers are joined where someone marked the claims, and where a pipeline found
        them: some that it finds no annotator would mark, of which the transformer is too sure.
    below : float
        The transformer is asked where the fast model's most probable label is less probable.

    Examples
    --------
    >>> import stanceclf
    >>> pipeline = stanceclf.load(accurate="deployment-en-accurate-6", share=1.0)
    >>> pipeline.analyze("Kenya will send 1,000 police officers to Haiti.").verdicts[0].stance.value
    'supports'
    """

    def __init__(
        self, reader: Reader, encoder: Encoder, given: Blend, found: Blend, below: float
    ) -> None:
        self.reader = reader
        self.encoder = encoder
        self.given = given
        self.found = found
        self.below = below

    @classmethod
    def of(cls, tier: Tier, *, share: float) -> "Cascade":
        """Return the cascade with an accurate tier.

        Parameters
        ----------
        tier : Tier
        share : float
            The share of claims that the transformer is asked about, from 0 to 1.
        """
        try:
            given, found = (
                Blend(float(tier.manifest[name]["fast"]), float(tier.manifest[name]["own"]))
                for name in ("blend", "found_blend")
            )
            below = threshold(tier.manifest["shares"], share)
        except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
            raise ModelError(
                f"{tier.name}: the manifest lacks a blend, a found_blend or shares ({error!r}); "
                "`python -m training.accurate --keep-tier` chooses them anew, and training.larger "
                "those of a larger tier"
            ) from error
        return cls(tier.reader, tier.encoder, given, found, below)

    def revise(
        self, claims: Sequence[GivenClaim], probabilities: NDArray[np.float32], *, found: bool
    ) -> NDArray[np.float32]:
        """Return the fast model's probabilities `(n_claims, n_labels)`, blended where unsure."""
        unsure = np.flatnonzero(probabilities.max(axis=1, initial=0.0) < self.below)
        if not len(unsure):
            return probabilities
        read = [self.reader.read(claims[place]) for place in unsure.tolist()]
        scores = np.stack([self.encoder.scores(pieces) for pieces in read])
        revised = probabilities.copy()
        blend = self.found if found else self.given
        revised[unsure] = blend.probabilities(probabilities[unsure], scores)
        return revised


def threshold(shares: Sequence[float], share: float) -> float:
    """Return the probability below which a share of held-out claims lies.

    Parameters
    ----------
    shares : sequence of float
        Quantiles, at equal steps from 0 to 1, of the fast model's largest probability.
    share : float

    Examples
    --------
    >>> threshold([0.25, 0.5, 1.0], 0.25)
    0.375
    >>> threshold([0.25, 0.5, 1.0], 1.0) > 1.0
    True
    """
    if share >= 1.0:
        return 2.0  # all claims, also those that are surer than any held-out one
    if share <= 0.0:
        return 0.0
    return float(np.interp(share, np.linspace(0.0, 1.0, len(shares)), shares))
