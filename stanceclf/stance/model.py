"""The stage as the pipeline sees it: given claims in, probabilities and conditions out."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import LABELS, Classified, Condition, Span, Stance
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.conditions import Choice, ConditionChooser, condition_of
from stanceclf.stance.cue_tagger import CueTagger
from stanceclf.stance.featurizer import ClaimFeaturizer, views
from stanceclf.stance.neighbours import neighbour_features
from stanceclf.stance.reviser import Reviser
from stanceclf.stance.scorer import LinearScorer
from stanceclf.stance.view import ClaimView

State = tuple[dict[str, Any], dict[str, NDArray[np.float32]]]
_HANGS = LABELS.index(Stance.CONDITIONAL)


class Reading(NamedTuple):
    """What the first reading makes of some claims.

    Attributes
    ----------
    views : list of ClaimView
    choices : list of (Candidate or None, float)
        The best candidate for each claim's condition.
    cues : array of shape (n_claims, n_labels)
        The token most likely to be a cue of each label.
    inputs : array of shape (n_claims, n_inputs), float32
        What the second reading reads.
    """

    views: list[ClaimView]
    choices: list[Choice]
    cues: NDArray[np.int64]
    inputs: NDArray[np.float32]


class SecondOpinion(Protocol):
    """Something that is asked after both readings; the accurate tier is one."""

    def revise(
        self, claims: Sequence[GivenClaim], probabilities: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the probabilities `(n_claims, n_labels)` with those that it knows better."""


class StanceModel:
    """Two readings of each claim: alone, then in the light of its cues and its document.

    Parameters
    ----------
    featurizer : ClaimFeaturizer
        Fitted.
    scorer : LinearScorer
        The first reading; columns of its weights follow `LABELS`.
    chooser : ConditionChooser
        Finds conditions.
    tagger : CueTagger
        Finds cues.
    reviser : Reviser
        The second reading.
    second : SecondOpinion, optional
        Asked after the second reading; no part of the model's state.
    """

    def __init__(
        self,
        featurizer: ClaimFeaturizer,
        scorer: LinearScorer,
        chooser: ConditionChooser,
        tagger: CueTagger,
        reviser: Reviser,
        second: SecondOpinion | None = None,
    ) -> None:
        self.featurizer = featurizer
        self.scorer = scorer
        self.chooser = chooser
        self.tagger = tagger
        self.reviser = reviser
        self.second = second

    def with_second(self, second: SecondOpinion) -> "StanceModel":
        """Return this model with a second opinion."""
        return StanceModel(
            self.featurizer, self.scorer, self.chooser, self.tagger, self.reviser, second
        )

    def probabilities(self, claims: Sequence[GivenClaim]) -> NDArray[np.float32]:
        """Return calibrated probabilities `(n_claims, 4)` in the order of `LABELS`.

        Claims of one document inform each other, so all that are known go into one call.
        """
        return self._decided(claims, self.read(claims).inputs)

    def conditions(self, claims: Sequence[GivenClaim]) -> list[Condition | None]:
        """Return the most probable condition of each claim, whatever its stance."""
        read = views(claims)
        return list(map(_condition, read, self.chooser.choose(read)))

    def classify(self, claims: Sequence[GivenClaim]) -> list[Classified]:
        """Return label, probabilities, cue and, for `conditional` claims, the condition."""
        reading = self.read(claims)
        probabilities = self._decided(claims, reading.inputs)
        answers = []
        for view, choice, row, cues in zip(
            reading.views,
            reading.choices,
            probabilities.tolist(),
            reading.cues.tolist(),
            strict=True,
        ):
            winner = row.index(max(row))
            condition = _condition(view, choice) if winner == _HANGS else None
            answers.append(
                Classified(LABELS[winner], tuple(row), condition, _cue(view, cues[winner]))
            )
        return answers

    def read(self, claims: Sequence[GivenClaim]) -> Reading:
        """Return the first reading of the claims, in the light of which the second is made."""
        read = views(claims)
        choices = self.chooser.choose(read)
        first = self.scorer.probabilities(self.featurizer.encode_views(read, choices))
        summaries, cues = self.tagger.read(read)
        inputs = np.hstack([neighbour_features(claims, first), summaries])
        return Reading(read, choices, cues, inputs)

    def _decided(
        self, claims: Sequence[GivenClaim], inputs: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the probabilities of the second reading, and of the second opinion if any."""
        probabilities = self.reviser.probabilities(inputs)
        return self.second.revise(claims, probabilities) if self.second else probabilities

    def state(self) -> State:
        """Return what `from_state` needs: a JSON-able part and arrays."""
        config: dict[str, Any] = {"featurizer": self.featurizer.state()}
        arrays: dict[str, NDArray[np.float32]] = {}
        for name in ("scorer", "chooser", "tagger", "reviser"):
            config[name], part = getattr(self, name).state()
            arrays |= {f"{name}.{key}": array for key, array in part.items()}
        return config, arrays

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[np.float32]]
    ) -> "StanceModel":
        """Rebuild a model from its state."""
        chooser = ConditionChooser.from_state(config["chooser"], _part(arrays, "chooser"))
        return cls(
            ClaimFeaturizer.from_state(config["featurizer"], chooser),
            LinearScorer.from_state(config["scorer"], _part(arrays, "scorer")),
            chooser,
            CueTagger.from_state(config["tagger"], _part(arrays, "tagger")),
            Reviser.from_state(config["reviser"], _part(arrays, "reviser")),
        )


def _condition(view: ClaimView, choice: Choice) -> Condition | None:
    candidate, _ = choice
    return condition_of(view, candidate) if candidate else None


def _cue(view: ClaimView, token: int) -> Span | None:
    """Return the word at `token`, with the phrase of the lexicon that it belongs to."""
    if token < 0:
        return None
    first, last = token, token + 1
    for hit in view.hits:
        if hit.first <= token < hit.last:
            first, last = max(hit.first, view.first), min(hit.last, view.last)
    return view.document.document.span_of(first, last)


def _part(arrays: Mapping[str, NDArray[np.float32]], prefix: str) -> dict[str, NDArray[np.float32]]:
    return {
        name.partition(".")[2]: array
        for name, array in arrays.items()
        if name.partition(".")[0] == prefix
    }
