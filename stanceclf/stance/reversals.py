"""Words that turn a side round twice: "will not pull its ships out", "ruled out a withdrawal".

The weights know that a withdrawal is against a deployment, and most often miss what stands before
it: of 228 such sentences they read 69 aright, and so turned 202.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.concessions import behind_concession
from stanceclf.attribution.token_features import classes_of, polarity_classes
from stanceclf.resources import rows
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.label_columns import SIDES, swapped
from stanceclf.stance.lexis import StemNumbers
from stanceclf.stance.phrases import GAP
from stanceclf.stance.ragged import true_places
from stanceclf.stance.verdicts import may_judge, verdict_of
from stanceclf.stance.written_phrases import WrittenPhrases, words_of
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

_LIST: Final = "reversals.tsv"
_NOT: Final = "not"
_ONLY: Final = "only"  # "not only" turns nothing
_WITHDRAW: Final = "withdraw"
_REJECT: Final = "reject"
# Kinds of words that turn nothing: what may stand between two turns, what is withdrawn that is no
# force, and what names a deployment.
_FILLER, _RETRACTED, _DEPLOYED = "filler", "retracted", "deployed"
_IDLE: Final = (_FILLER, _RETRACTED, _DEPLOYED)
_GOES_ON, _MAY_CLOSE = 1, 2
_OTHERS: Final = frozenset(("speech", "thought", "subordinator", "relative", "that"))
_CLOSING: Final = (_WITHDRAW, "end")
_LAST: Final = (*_CLOSING, _REJECT)
_WIDEST: Final = 4  # words in a gap
_SUBJECT: Final = 12  # tokens before the first of the words
_FILLED: Final = 6  # tokens between two of them
_OBJECT: Final = 6  # tokens behind the last, among which its object stands


def may_turn(claims: ClaimRows) -> NDArray[np.int64]:
    """Return the claims with words of two turns, of which one may be the last, or of a verdict."""
    turns = _kinds.of(claims.texts.lexis)[claims.texts.stems]
    counts = np.zeros((2, len(turns) + 1), np.int64)
    np.cumsum((turns > 0, turns == _MAY_CLOSE), axis=1, out=counts[:, 1:])
    held, closing = counts[:, claims.behind] - counts[:, claims.first]
    return np.union1d(true_places((held > 1) & (closing > 0)), may_judge(claims))


def turned(
    given: Sequence[GivenClaim],
    probabilities: NDArray[np.float32],
    places: NDArray[np.int64] | None = None,
) -> NDArray[np.float32]:
    """Return probabilities `(n_claims, n_labels)`, those of the sides as claims turn them round.

    `places` are the claims that `may_turn`, where that is known.
    """
    other: list[int] = []
    winners = probabilities.argmax(axis=1)
    asked = np.arange(len(given)) if places is None else places
    for claim in asked[np.isin(winners[asked], SIDES)].tolist():
        document = given[claim].document
        tokens = document.tokens_in(given[claim].claim)
        begin = behind_concession(document, tokens.start, tokens.stop)
        sign = verdict_of(document, begin, tokens.stop) or sign_of(document, begin, tokens.stop)
        if sign and (winners[claim] == SIDES[0]) != (sign > 0):
            other.append(claim)
    return swapped(probabilities, other) if other else probabilities


def sign_of(document: Document, first: int, last: int) -> int:
    """Return 1 of a claim whose turns make it one for a deployment, -1 against it, 0 without two.

    Examples
    --------
    >>> document = Document.from_text("Oman did not rule out recalling its ships.")
    >>> sign_of(document, 0, 8), sign_of(document, 3, 8), sign_of(document, 5, 8)
    (-1, 1, 0)
    """
    lowers = document.lowers
    at = _first_turn(lowers, first, last)
    sign, count, filled, kind = 1, 0, 0, ""
    fillers = words_of(_LIST, _FILLER)
    while at < last and filled <= _FILLED and kind not in _CLOSING:
        found = _turn(lowers, at, last)
        if found is not None:
            at, kind = found
            sign, count, filled = -sign, count + 1, 0
        elif lowers[at] in fillers or (lowers[at].endswith("ly") and lowers[at] != _ONLY):
            at, filled = at + 1, filled + 1
        else:
            break
    behind = lowers[at : min(last, at + _OBJECT)]
    if count < 2 or kind not in _LAST:
        return 0
    if kind == _WITHDRAW:
        return sign * words_of(_LIST, _RETRACTED).isdisjoint(behind[:_WIDEST])
    return sign * (not words_of(_LIST, _DEPLOYED).isdisjoint(behind))


def _first_turn(lowers: list[str], first: int, last: int) -> int:
    """Return where the first turn stands, or `last` where none is the claim's own."""
    limit = min(last, first + _SUBJECT)
    if _turns().by_first.keys().isdisjoint(lowers[first:limit]):  # as in most
        return last
    for at in range(first, limit):
        low = lowers[at]
        if _turn(lowers, at, last) is not None:
            # "Iran, accused of not withdrawing"
            of_another = at > first and "preposition" in classes_of(lowers[at - 1])
            return last if of_another else at
        sides = polarity_classes().get(stem(low), "")
        if "oppose" in sides or "request" in sides or not _OTHERS.isdisjoint(classes_of(low)):
            return last  # "accused Iran of refusing to", "if Iran does not"
    return last


def _turn(lowers: list[str], at: int, last: int) -> tuple[int, str] | None:
    """Return the end and the kind of the turn that begins at a token."""
    low = lowers[at]
    if low.endswith("n't"):
        return at + 1, _NOT
    return _turns().at(lowers, at, last)


@cache
def _turns() -> WrittenPhrases:
    """Return the phrases that turn a side round."""
    kinds = {kind for _, kind in rows(_LIST)} - {*_IDLE}
    return WrittenPhrases(_LIST, kinds, _WIDEST)


@cache
def _stems() -> dict[str, int]:
    """Return the stem of a word of each turn, and whether the turn may be the last one."""
    stems: dict[str, int] = {}
    for words, kind in chain.from_iterable(_turns().by_first.values()):
        word = stem(words[-1] if GAP in words else max(words, key=len))
        stems[word] = max(stems.get(word, 0), _MAY_CLOSE if kind in _LAST else _GOES_ON)
    return stems


def _kind(form: str) -> int:
    return _GOES_ON if form.endswith("n't") else _stems().get(form, 0)


_kinds: Final = StemNumbers(_kind)
