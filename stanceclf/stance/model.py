"""The stage as the pipeline sees it: given claims in, probabilities and conditions out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from stanceclf.quick import maker
from stanceclf.records import LABELS, Classified, Condition, Span, Stance, make_span
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.condition_features import Candidate
from stanceclf.stance.conditions import (
    Choices,
    ConditionChooser,
    before_holder,
    condition_of,
    with_tail,
)
from stanceclf.stance.convolution import Convolution, joined
from stanceclf.stance.cue_tagger import CueReading, CueTagger
from stanceclf.stance.elliptic_conditions import elliptic
from stanceclf.stance.featurizer import ClaimFeaturizer
from stanceclf.stance.idle_conditions import without_idle
from stanceclf.stance.indirect import denied, mirrored, referred
from stanceclf.stance.label_columns import HANGS, HUNG, swapped, without_hinge
from stanceclf.stance.neighbours import around, around_changed
from stanceclf.stance.ragged import true_places
from stanceclf.stance.reversals import may_turn, turned
from stanceclf.stance.reviser import Reviser
from stanceclf.stance.scorer import LinearScorer
from stanceclf.stance.standing import INPUTS, changed_standing, standing_features
from stanceclf.stance.windows import Windows

State = tuple[dict[str, Any], dict[str, NDArray[np.floating]]]
# Read at once: 7,000 claims of news. A quarter as many took 1.08 of the time.
_MOST_TOKENS = 1 << 17
_LEARNED = ("scorer", "chooser", "tagger", "reviser", "given_reviser", "convolution")
_make_classified = maker(Classified)


class Reading(NamedTuple):
    """What the first reading makes of some claims.

    Attributes
    ----------
    rows : ClaimRows
    choices : Choices
        The best candidate for each claim's condition.
    cues : array of shape (n_claims, n_labels)
        The token most likely to be a cue of each label; -1 where there is none.
    inputs : array of shape (n_claims, n_inputs), float32
        What the second reading reads.
    """

    rows: ClaimRows
    choices: Choices
    cues: NDArray[np.int64]
    inputs: NDArray[np.float32]


class Answers(NamedTuple):
    """What is said of claims, field by field as in `Classified`.

    Attributes
    ----------
    stances : list of Stance
    probabilities : array of shape (n_claims, n_labels), float32
    conditions : list of Condition or None
    cues : iterable of Span or None
        Made when asked for, once.
    """

    stances: list[Stance]
    probabilities: NDArray[np.float32]
    conditions: list[Condition | None]
    cues: Iterable[Span | None]

    def shares(self) -> Iterator[tuple[float, ...]]:
        """Return the probabilities of each claim."""
        return zip(*self.probabilities.T.tolist(), strict=True)


class SecondOpinion(Protocol):
    """Something that is asked after both readings; the accurate tier is one."""

    def revise(
        self, claims: Sequence[GivenClaim], probabilities: NDArray[np.float32], *, found: bool
    ) -> NDArray[np.float32]:
        """Return the probabilities `(n_claims, n_labels)` with those that it knows better."""


class StanceModel:
    """Two readings of each claim: alone, then in the light of its cues and its document.

    Parameters
    ----------
    featurizer : ClaimFeaturizer
        Fitted.
    scorer : LinearScorer
        The first reading's features; columns of its weights follow `LABELS`.
    chooser : ConditionChooser
        Finds conditions.
    tagger : CueTagger
        Finds cues.
    reviser : Reviser
        The second reading of claims as the pipeline finds them.
    given_reviser : Reviser, optional
        The second reading of claims that someone marked; without it, `reviser` reads them, too.
    convolution : Convolution, optional
        The other half of the first reading: what the claim's words mean, in their order.
    second : SecondOpinion, optional
        Asked after the second reading; no part of the model's state.

    Notes
    -----
    A claim that the pipeline found may be none, or a few words off; one that is given is what an
    annotator would mark. Taught by both, the second reading was wrong more often on given claims
    (macro-F1 on five folds .763 instead of .773, log loss .631 instead of .604): too often it took
    them for claims without a stance. So there is one for each, over one first reading; who asks
    says `found=True` of claims that no one gave.
    """

    def __init__(
        self,
        featurizer: ClaimFeaturizer,
        scorer: LinearScorer,
        chooser: ConditionChooser,
        tagger: CueTagger,
        reviser: Reviser,
        given_reviser: Reviser | None = None,
        convolution: Convolution | None = None,
        second: SecondOpinion | None = None,
    ) -> None:
        self.featurizer = featurizer
        self.scorer = scorer
        self.chooser = chooser
        self.tagger = tagger
        self.reviser = reviser
        self.given_reviser = given_reviser
        self.convolution = convolution
        self.second = second

    def with_second(self, second: SecondOpinion) -> "StanceModel":
        """Return this model with a second opinion."""
        return StanceModel(
            self.featurizer,
            self.scorer,
            self.chooser,
            self.tagger,
            self.reviser,
            self.given_reviser,
            self.convolution,
            second,
        )

    def probabilities(
        self, claims: Sequence[GivenClaim], *, found: bool = False
    ) -> NDArray[np.float32]:
        """Return calibrated probabilities `(n_claims, 4)` in the order of `LABELS`.

        Parameters
        ----------
        claims : sequence of GivenClaim
            Claims of one document inform each other, so all that are known go into one call.
        found : bool
            Whether a pipeline found them, rather than someone who read the text.
        """
        return self._settled(claims, self.read(claims), found=found)[0]

    def conditions(self, claims: Sequence[GivenClaim]) -> list[Condition | None]:
        """Return the most probable condition of each claim, whatever its stance."""
        rows = ClaimRows.of(claims)
        return _conditions(rows, self.chooser.choose_rows(rows), np.arange(len(claims)))

    def classify(self, claims: Sequence[GivenClaim], *, found: bool = False) -> list[Classified]:
        """Return label, probabilities, cue and, for `conditional` claims, the condition.

        Parameters are those of `probabilities`.
        """
        one = self.answers(claims, found=found)
        return list(map(_make_classified, one.stances, one.shares(), one.conditions, one.cues))

    def answers(self, claims: Sequence[GivenClaim], *, found: bool = False) -> Answers:
        """Return what `classify` does, without a record for each claim."""
        reading = self.read(claims)
        probabilities, conditions = self._settled(claims, reading, found=found)
        rows, cues = reading.rows, reading.cues
        winners = probabilities.argmax(axis=1)
        spans = _cues(rows, cues[np.arange(len(claims)), winners])
        stances = [LABELS[winner] for winner in winners.tolist()]
        return Answers(stances, probabilities, conditions, spans)

    def read(self, claims: Sequence[GivenClaim]) -> Reading:
        """Return the first reading of the claims, in the light of which the second is made."""
        return self.read_rows(ClaimRows.of(claims))

    def read_rows(self, rows: ClaimRows) -> Reading:
        """Return the same of claims as arrays."""
        choices, first, cues = zip(*map(self._read_alone, rows.parts(_MOST_TOKENS)), strict=True)
        summaries = np.concatenate([one.summaries for one in cues])
        beside = around(rows.document, rows.holder, rows.edges, np.concatenate(first))
        inputs = np.hstack([beside, summaries, standing_features(rows)])
        tokens = np.concatenate([one.cues for one in cues])
        return Reading(rows, Choices.joined(choices), tokens, inputs)

    def read_changed(
        self, before: Reading, claims: NDArray[np.int64], rows: ClaimRows
    ) -> NDArray[np.float32]:
        """Return what the second reading reads of claims in variants of their documents.

        Parameters
        ----------
        before : Reading
            Of all claims.
        claims : array of shape (n_changed,)
            Those that read other words than before.
        rows : ClaimRows
            The same in excerpts of the variants; each stands for one. They hold all sentences that
            the claims read, and have the variants' densities.
        """
        _, first, cues = zip(*map(self._read_alone, rows.parts(_MOST_TOKENS)), strict=True)
        labels, known = len(LABELS), before.rows
        own = before.inputs[:, labels : 2 * labels]
        beside = around_changed(
            known.document,
            known.holder,
            known.edges,
            own,
            rows.document,
            claims,
            np.concatenate(first),
        )
        summaries = np.concatenate([one.summaries for one in cues])
        standing = changed_standing(before.inputs[claims, -len(INPUTS) :], rows)
        return np.hstack([beside, summaries, standing])

    def decide(
        self,
        claims: Sequence[GivenClaim],
        inputs: NDArray[np.float32],
        *,
        found: bool,
        turning: NDArray[np.int64] | None = None,
    ) -> NDArray[np.float32]:
        """Return the probabilities of the second reading, and of the second opinion if any.

        `turning` are the claims that `may_turn`, where that is known.
        """
        probabilities = self.reviser_of(found=found).probabilities(inputs)
        probabilities = turned(claims, probabilities, turning)
        if self.second is None:
            return probabilities
        return self.second.revise(claims, probabilities, found=found)

    def _settled(
        self, claims: Sequence[GivenClaim], reading: Reading, *, found: bool
    ) -> tuple[NDArray[np.float32], list[Condition | None]]:
        """Return probabilities and conditions; "even if France leaves" is none."""
        rows, choices = reading.rows, reading.choices
        probabilities = self._decide(claims, reading, found=found)
        hung = elliptic(rows, choices, probabilities.argmax(axis=1) == HUNG[0])
        if hung:
            probabilities = swapped(probabilities, list(hung), HUNG)
        conditions: list[Condition | None] = [None] * len(claims)
        hanging = true_places(probabilities.argmax(axis=1) == HANGS)
        hinges, idle = _hinges(rows, choices, hanging)
        for claim, condition in zip(hanging.tolist(), hinges, strict=True):
            conditions[claim] = condition
        for claim, candidate in hung.items():
            conditions[claim] = condition_of(claims[claim].document, candidate)
            idle.pop(claim, None)
        denials = denied(rows)
        if cut := idle | denials:
            # In one go: to read a few claims anew takes nearly as long as to read many.
            places, given = np.array(list(cut)), list(cut.values())
            bare = probabilities.copy()
            bare[places] = self._decide(given, self.read(given), found=found)
            hinged = [claim for claim in idle if claim not in denials]
            probabilities = mirrored(probabilities, bare, np.array(list(denials), np.int64))
            probabilities[hinged] = without_hinge(bare, hinged)[hinged]
        for claim in denials:
            hangs = probabilities[claim].argmax() == HANGS
            conditions[claim] = _conditions(rows, choices, np.array([claim]))[0] if hangs else None
        return referred(rows, probabilities), conditions

    def _decide(
        self, claims: Sequence[GivenClaim], reading: Reading, *, found: bool
    ) -> NDArray[np.float32]:
        return self.decide(claims, reading.inputs, found=found, turning=may_turn(reading.rows))

    def reviser_of(self, *, found: bool) -> Reviser:
        """Return the second reading of claims that a pipeline found, or that someone gave."""
        return self.reviser if found else self.given_reviser or self.reviser

    def _read_alone(self, rows: ClaimRows) -> tuple[Choices, NDArray[np.float32], CueReading]:
        """Return conditions, first probabilities and cues of claims, each read for itself."""
        choices = self.chooser.choose_rows(rows)
        windows = Windows.of(rows)
        first = self.scorer.probabilities(self.featurizer.encode_windows(windows, choices))
        if self.convolution is not None:
            first = joined(first, self.convolution.probabilities(windows))
        return choices, first, self.tagger.read(windows)

    def state(self) -> State:
        """Return what `from_state` needs: a JSON-able part and arrays."""
        config: dict[str, Any] = {"featurizer": self.featurizer.state()}
        arrays: dict[str, NDArray[np.floating]] = {}
        for name in _LEARNED:
            learned = getattr(self, name)
            if learned is not None:
                config[name], part = learned.state()
                arrays |= {f"{name}.{key}": array for key, array in part.items()}
        return config, arrays

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[np.floating]]
    ) -> "StanceModel":
        """Rebuild a model from its state.

        Models from before `deployment-en-7` have one reviser, those from before `deployment-en-8`
        no convolution.
        """
        given, convolution = config.get("given_reviser"), config.get("convolution")
        chooser = ConditionChooser.from_state(config["chooser"], _part(arrays, "chooser"))
        return cls(
            ClaimFeaturizer.from_state(config["featurizer"], chooser),
            LinearScorer.from_state(config["scorer"], _part(arrays, "scorer")),
            chooser,
            CueTagger.from_state(config["tagger"], _part(arrays, "tagger")),
            Reviser.from_state(config["reviser"], _part(arrays, "reviser")),
            Reviser.from_state(given, _part(arrays, "given_reviser")) if given else None,
            Convolution.from_state(convolution, _part(arrays, "convolution"))
            if convolution
            else None,
        )


def _conditions(
    rows: ClaimRows, choices: Choices, claims: NDArray[np.int64]
) -> list[Condition | None]:
    """Return the conditions of some claims."""
    chosen = zip(claims.tolist(), *_chosen(rows, choices, claims), strict=True)
    return [
        _condition(rows.given[claim], candidate, begin, end) if candidate else None
        for claim, candidate, begin, end in chosen
    ]


def _condition(given: GivenClaim, candidate: Candidate, begin: int, end: int) -> Condition:
    """Return the condition that a candidate is; its claim is the tokens from `begin` to `end`."""
    candidate = before_holder(given, candidate, begin, end)
    return condition_of(given.document, with_tail(given.document, candidate, end))


def _hinges(
    rows: ClaimRows, choices: Choices, claims: NDArray[np.int64]
) -> tuple[list[Condition | None], dict[int, GivenClaim]]:
    """Return the conditions of some claims, and those without theirs that do not hang on them."""
    conditions: list[Condition | None] = []
    idle: dict[int, GivenClaim] = {}
    chosen = zip(claims.tolist(), *_chosen(rows, choices, claims), strict=True)
    for claim, candidate, begin, end in chosen:
        given, condition = rows.given[claim], None
        if candidate is not None:
            rest = without_idle(given, candidate, begin, end)
            if rest is not None:
                idle[claim] = rest
            else:
                condition = _condition(given, candidate, begin, end)
        conditions.append(condition)
    return conditions, idle


def _chosen(
    rows: ClaimRows, choices: Choices, claims: NDArray[np.int64]
) -> tuple[list[Candidate | None], list[int], list[int]]:
    """Return the candidates of some claims, and where these begin and end in their documents."""
    bases = rows.texts.bases[rows.document[claims]]
    begins, ends = ((edges[claims] - bases).tolist() for edges in (rows.first, rows.last))
    return choices.candidates(claims, bases), begins, ends


def _cues(rows: ClaimRows, tokens: NDArray[np.int64]) -> Iterator[Span | None]:
    """Return the word at each token, with the phrase of the lexicon that it belongs to."""
    hits = rows.texts.hits
    which = rows.texts.token_hits[tokens]
    first, last = tokens.copy(), tokens + 1
    of_hit = true_places(which >= 0)
    hit_first, hit_last = hits.first[which[of_hit]], hits.last[which[of_hit]]
    read = (hit_first >= rows.start[of_hit]) & (hit_last <= rows.end[of_hit])
    of_hit, hit_first, hit_last = of_hit[read], hit_first[read], hit_last[read]
    first[of_hit] = np.maximum(hit_first, rows.first[of_hit])
    last[of_hit] = np.minimum(hit_last, rows.last[of_hit])
    cued = true_places(tokens >= 0)
    begins, ends = rows.texts.starts[first[cued]], rows.texts.ends[last[cued] - 1]
    spans = map(make_span, begins.tolist(), ends.tolist())
    if len(cued) == len(tokens):  # as most often
        return spans
    return (next(spans) if one else None for one in (tokens >= 0).tolist())


def _part(
    arrays: Mapping[str, NDArray[np.floating]], prefix: str
) -> dict[str, NDArray[np.floating]]:
    return {
        name.partition(".")[2]: array
        for name, array in arrays.items()
        if name.partition(".")[0] == prefix
    }
