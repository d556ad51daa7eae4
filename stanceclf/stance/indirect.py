"""Claims whose own words do not tell their side: "neither X nor Y backs it", "so did Y".

The weights have seen too few of them. They read "neither X nor Y backs it" as backing: so that is
read without the denial as well, and what it would support then it opposes. What "so did Y" is about
is said by the claim before, whose side it takes.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.clause_words import PRO_AUXILIARIES, PRO_VERBS
from stanceclf.attribution.pro_verbs import is_pro_verb
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.label_columns import HANGS, swapped
from stanceclf.stance.lexis import StemNumbers
from stanceclf.stance.ragged import true_places

_NEITHER: Final = "neither"
_NOR: Final = "nor"
_AUXILIARIES: Final = PRO_AUXILIARIES | {"can", "could", "may", "might", "must", "should"}
_LONGEST: Final = 12  # tokens from "neither" to "nor"
_TITLED: Final = 5  # tokens from either to the name of the holder, with article and titles
_LEAST: Final = 3  # tokens of what is denied
_WEIGHT: Final = np.float32(2.0)
_MOST_BACK: Final = 8  # claims, of which several share a span

_denies: Final = StemNumbers(lambda form: form == _NEITHER)
_refers: Final = StemNumbers(lambda form: form in PRO_VERBS)


def denied(rows: ClaimRows) -> dict[int, GivenClaim]:
    """Return by number the claims of which a denial is the subject, each without it."""
    found: dict[int, GivenClaim] = {}
    for claim in _opened(rows, _denies):
        given, ((begin, end), (holder, _)) = rows.given[claim], _places(rows, claim)
        start = _start(given.document.lowers, begin, end, holder)
        if begin < start <= end - _LEAST:
            found[claim] = replace(given, claim=given.document.span_of(start, end))
    return found


def _opened(rows: ClaimRows, words: StemNumbers) -> list[int]:
    """Return the claims with a holder that begin with one of some words."""
    filled = true_places((rows.behind > rows.first) & rows.has_actor)
    opening = rows.texts.stems[rows.first[filled]]
    found: list[int] = filled[words.of(rows.texts.lexis)[opening] > 0].tolist()
    return found


def _places(rows: ClaimRows, claim: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the tokens of a claim and those of its holder, counted in their document."""
    base = rows.texts.bases[rows.document[claim]]
    begin, end, first, last = (
        int(part[claim] - base)
        for part in (rows.first, rows.behind, rows.actor_first, rows.actor_last)
    )
    return (begin, end), (first, last)


def _start(lowers: list[str], begin: int, end: int, holder: int) -> int:
    """Return where what "neither" denies begins, -1 where it denies nothing of its holder.

    That is behind "nor", or behind "neither" in "neither country"; but "neither does Norway", and
    what is quoted of somebody else, stay as they are.
    """
    nor = begin
    if _NOR in lowers[begin : min(end, begin + _LONGEST)]:
        nor = lowers.index(_NOR, begin)
    near = begin if holder < nor else nor
    if not near <= holder <= near + _TITLED or "," in lowers[near:holder]:
        return -1
    if holder > begin and lowers[begin + 1] in _AUXILIARIES:
        return -1
    return nor + 1


def mirrored(
    whole: NDArray[np.float32], bare: NDArray[np.float32], claims: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the probabilities of claims of which some deny what they say.

    Parameters
    ----------
    whole, bare : array of shape (n_claims, n_labels)
        Read as they stand, and without the denial.
    claims : array of int
        Those with a denial. They take the other side than the bare ones; what they say as a whole
        counts half as much.
    """
    answer, other = whole.copy(), swapped(bare, claims)
    answer[claims] = (whole[claims] + _WEIGHT * other[claims]) / (1.0 + _WEIGHT)
    return answer


def referred(rows: ClaimRows, probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities of claims of which some, "so did Norway", refer to another.

    One with a condition of its own keeps what is said of it.
    """
    answer = probabilities
    for claim in _opened(rows, _refers):
        if probabilities[claim].argmax() == HANGS:
            continue
        if not is_pro_verb(rows.given[claim].document.lowers, *_places(rows, claim)):
            continue
        for other in range(claim - 1, max(claim - _MOST_BACK, 0) - 1, -1):
            if rows.document[other] != rows.document[claim]:
                break
            if rows.behind[other] <= rows.first[claim]:
                answer = answer.copy() if answer is probabilities else answer
                answer[claim] = answer[other]
                break
    return answer
