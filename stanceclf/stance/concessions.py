"""Hinges that nothing hangs on: "even if France leaves", "is not subject to a vote".

The weights have seen too few of them. Of the corpus' claims with such words none is conditional.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import LABELS, Stance
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.condition_features import FRINGE, JOINS, Candidate
from stanceclf.stance.conditions import Choices
from stanceclf.text.document import Document

_EVEN: Final = "even"
_CONCEDED: Final = frozenset(("if", "when", "without", "with", "after", "once"))
_FIRM: Final = frozenset(("if", "once", "unless", "until", "provided", "only"))
_DEPENDS: Final = "depends"
_NEGATIONS: Final = frozenset(("not", "never", "no", "cannot", "nor", "neither"))
_LIMITS: Final = frozenset(("only", "just", "merely", "solely", "simply", "yet"))
_APART: Final = FRINGE | JOINS | _FIRM | _LIMITS
_LEAST: Final = 2  # tokens of what is left of a claim
_REACH: Final = 3  # tokens between a negation and what it negates
_HANGS: Final = LABELS.index(Stance.CONDITIONAL)


def begin_of_idle(document: Document, candidate: Candidate, begin: int, end: int) -> int:
    """Return where a condition begins that its claim does not hang on, or -1 of any other.

    The claim is the tokens from `begin` to `end`.
    """
    lowers, at = document.lowers, candidate.first
    if candidate.kind == _DEPENDS:
        return _negation(lowers, begin, at)
    at += lowers[at] == _EVEN
    if at == 0 or at >= end or lowers[at - 1] != _EVEN or lowers[at] not in _CONCEDED:
        return -1
    # "Even if only as a last resort"; what it hangs on may stand elsewhere in the claim.
    others = lowers[begin : at - 1] + lowers[at + 1 : end]
    return at - 1 if _FIRM.isdisjoint(others) else -1


def _negation(lowers: list[str], begin: int, at: int) -> int:
    """Return the negation a little before a token that nothing parts from it, or -1."""
    for before in range(at - 1, max(begin, at - 1 - _REACH) - 1, -1):
        low = lowers[before]
        if low in _NEGATIONS or low.endswith("n't"):
            return before
        if low in _APART:
            return -1
    return -1


def idle_hinges(
    rows: ClaimRows, choices: Choices, claims: NDArray[np.int64]
) -> dict[int, GivenClaim]:
    """Return those of some claims that hang on nothing, without what was chosen as the condition.

    As a whole they are most often read as undecided: "we will stay even if the talks fail".
    """
    bases = rows.texts.bases[rows.document[claims]]
    idle = {}
    for claim, candidate, begin, end in zip(
        claims.tolist(),
        choices.candidates(claims, bases),
        (rows.first[claims] - bases).tolist(),
        (rows.last[claims] - bases).tolist(),
        strict=True,
    ):
        given = rows.given[claim]
        if candidate and (at := begin_of_idle(given.document, candidate, begin, end)) >= 0:
            before, behind = (begin, max(at, begin)), (candidate.last, end)
            first, last = max(before, behind, key=lambda part: part[1] - part[0])
            if last - first >= _LEAST:
                given = replace(given, claim=given.document.span_of(first, last))
            idle[claim] = given
    return idle


def without_hinge(
    probabilities: NDArray[np.float32], claims: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return probabilities `(n_claims, n_labels)` in which some claims are not conditional."""
    answer = probabilities.copy()
    answer[claims, _HANGS] = 0.0
    left = answer[claims]
    # Where nothing else had a share, none is likelier than another.
    left[left.sum(axis=1) <= 0.0] = [label != _HANGS for label in range(len(LABELS))]
    answer[claims] = left / left.sum(axis=1, keepdims=True)
    return answer
