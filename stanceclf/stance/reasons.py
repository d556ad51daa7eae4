"""Why a claim got its label: which of its words the answer rests on.

A phrase is blotted out and the whole document read again; what the label's probability loses is
the phrase's worth (leave-one-out, Li, Monroe and Jurafsky 2016, "Understanding neural networks
through representation erasure"). It holds for both readings, whatever their features.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stanceclf.records import LABELS, Reason
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.featurizer import views
from stanceclf.stance.model import StanceModel
from stanceclf.stance.view import ClaimView
from stanceclf.text.document import Document

_BLOT = "_"  # no word and no mark: nothing is known of it
_LEAST = 0.01  # probability that a phrase must be worth
_MOST_PHRASES = 24  # of a claim

Phrase = tuple[int, int]


def reasons_for(
    model: StanceModel, claims: Sequence[GivenClaim], most: int
) -> list[tuple[Reason, ...]]:
    """Return for each claim the phrases that its label rests on, the weightiest first.

    Parameters
    ----------
    model : StanceModel
    claims : sequence of GivenClaim
        Of one document, as the pipeline found them; each phrase costs one reading of all of them.
    most : int
        Reasons of a claim at most.
    """
    before = model.probabilities(claims, found=True)
    winners = before.argmax(axis=1).tolist()
    read = views(claims)
    owners: dict[Phrase, list[int]] = {}
    for number, view in enumerate(read):
        for phrase in _phrases(view):
            owners.setdefault(phrase, []).append(number)
    found: list[list[Reason]] = [[] for _ in claims]
    for phrase, numbers in owners.items():
        document = claims[numbers[0]].document
        blotted = _blotted(document, phrase)
        rest = [replace(claim, document=blotted) for claim in claims]
        after = model.probabilities(rest, found=True)
        for number in numbers:
            winner = winners[number]
            loss = float(before[number, winner] - after[number, winner])
            if loss >= _LEAST:
                found[number].append(Reason(document.span_of(*phrase), LABELS[winner], loss))
    for reasons in found:
        reasons.sort(key=lambda reason: (-reason.loss, reason.span))
    return [tuple(reasons[:most]) for reasons in found]


def _phrases(view: ClaimView) -> Iterator[Phrase]:
    """Yield the lexicon's phrases in a claim: its other words bear no stance of their own."""
    inside = [hit for hit in view.hits if hit.first < view.last and hit.last > view.first]
    for hit in inside[:_MOST_PHRASES]:
        yield max(hit.first, view.first), min(hit.last, view.last)


def _blotted(document: Document, phrase: Phrase) -> Document:
    """Return the document with the words of a phrase made unreadable."""
    first, last = phrase
    words, lowers = document.words.copy(), document.lowers.copy()
    words[first:last] = lowers[first:last] = [_BLOT] * (last - first)
    return replace(document, words=words, lowers=lowers)
