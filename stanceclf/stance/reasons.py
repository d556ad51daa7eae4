"""Why a claim got its label: which of its words the answer rests on.

A phrase is blotted out and the document read again; what the label's probability loses is the
phrase's worth (leave-one-out, Li, Monroe and Jurafsky 2016, "Understanding neural networks through
representation erasure"). It holds for both readings, whatever their features.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import LABELS, Condition, Reason
from stanceclf.stance.blots import Blotter, Phrase
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.indirect import denied
from stanceclf.stance.label_columns import HANGS, HUNG, SIDES, swapped, without_hinge
from stanceclf.stance.model import StanceModel
from stanceclf.stance.view import ClaimView, views

_LEAST = 0.01  # probability that a phrase must be worth
_MOST_PHRASES = 24  # of a claim


def reasons_for(
    model: StanceModel,
    claims: Sequence[GivenClaim],
    most: int,
    explained: Container[int] | None = None,
) -> list[tuple[Reason, ...]]:
    """Return for each claim the phrases that its label rests on, the weightiest first.

    Parameters
    ----------
    model : StanceModel
    claims : sequence of GivenClaim
        Of one document, as the pipeline found them; each phrase costs one reading of those whose
        sentences it stands in.
    most : int
        Reasons of a claim at most.
    explained : container of int, optional
        The numbers of the claims whose labels are explained; all of them if not given.
    """
    blotter = Blotter(model, claims)
    before = model.decide(claims, blotter.inputs, found=True)
    answers = model.answers(claims, found=True)
    winners: list[int] = answers.probabilities.argmax(axis=1).tolist()
    pairs = list(zip(before.argmax(axis=1).tolist(), winners, strict=True))
    idle = {at for at, (one, other) in enumerate(pairs) if one == HANGS != other}
    hung = {at for at, pair in enumerate(pairs) if pair == HUNG}
    # "Neither Kenya nor Chad backs it": what speaks for it speaks against it.
    denials = {at for at in denied(ClaimRows.of(claims)) if set(pairs[at]) == set(SIDES)}

    def settled(probabilities: NDArray[np.float32], numbers: Sequence[int]) -> NDArray[np.float32]:
        """Return the probabilities of some claims as the model settles them."""
        unhinged, turned, hinged = (
            [place for place, number in enumerate(numbers) if number in those]
            for those in (idle, denials, hung)
        )
        probabilities = swapped(swapped(probabilities, turned), hinged, HUNG)
        return without_hinge(probabilities, unhinged)

    before = settled(before, range(len(claims)))
    if explained is None:
        explained = range(len(claims))
    owned = [
        set(_phrases(view)) if at in explained else set[Phrase]()
        for at, view in enumerate(views(claims))
    ]
    # "If asked": without it a claim that hangs on it hangs on nothing.
    few = {at: _tokens(claims[at], answers.conditions[at]) for at in hung if at in explained}
    for at, phrase in few.items():
        owned[at].update(phrase)
    found: list[list[Reason]] = [[] for _ in claims]
    for phrases, numbers, given, inputs in blotter.without(dict.fromkeys(chain(*owned))):
        asked = [at for at, number in enumerate(numbers) if phrases[at] in owned[number]]
        after = model.decide([given[at] for at in asked], inputs[asked], found=True)
        bare, after = after, settled(after, [numbers[at] for at in asked])
        for place, at in enumerate(asked):
            number = numbers[at]
            winner = winners[number]
            left = bare if phrases[at] in few.get(number, ()) else after
            loss = float(before[number, winner] - left[place, winner])
            if loss >= _LEAST:
                span = claims[number].document.span_of(*phrases[at])
                found[number].append(Reason(span, LABELS[winner], loss))
    for reasons in found:
        reasons.sort(key=lambda reason: (-reason.loss, reason.span))
    return [tuple(reasons[:most]) for reasons in found]


def _tokens(claim: GivenClaim, condition: Condition | None) -> list[Phrase]:
    """Return the tokens of a condition as the only phrase, if they stand in one sentence."""
    tokens = claim.document.tokens_in(condition.span) if condition else range(0)
    sentences = {claim.document.sentence_of[at] for at in tokens}
    return [(tokens.start, tokens.stop)] if len(sentences) == 1 else []


def _phrases(view: ClaimView) -> Iterator[Phrase]:
    """Yield the lexicon's phrases in a claim: its other words bear no stance of their own."""
    inside = [hit for hit in view.hits if hit.first < view.last and hit.last > view.first]
    for hit in inside[:_MOST_PHRASES]:
        yield max(hit.first, view.first), min(hit.last, view.last)
