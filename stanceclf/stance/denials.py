"""Claims that deny what their words say: of "neither X nor Y backs it" both do not back it.

The weights have seen too few of them, and read "X nor Y backs it" as backing. So the claim is read
without the denial as well, and what it would support then it opposes.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import LABELS, Stance
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.lexis import StemNumbers
from stanceclf.stance.ragged import true_places

_NEITHER: Final = "neither"
_NOR: Final = "nor"
_AUXILIARIES: Final = frozenset((
    "did", "does", "do", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can",
    "could", "should", "may", "might", "must",
))  # fmt: skip
_LONGEST: Final = 12  # tokens from "neither" to "nor"
_TITLED: Final = 5  # tokens from either to the name of the holder, with article and titles
_LEAST: Final = 3  # tokens of what is denied
_WEIGHT: Final = np.float32(2.0)
_SIDES: Final = [LABELS.index(Stance.SUPPORTS), LABELS.index(Stance.OPPOSES)]

_denies: Final = StemNumbers(lambda form: form == _NEITHER)


def denied(rows: ClaimRows) -> dict[int, GivenClaim]:
    """Return by number the claims of which a denial is the subject, each without it."""
    filled = true_places(rows.behind > rows.first)
    opening = rows.texts.stems[rows.first[filled]]
    found: dict[int, GivenClaim] = {}
    for claim in filled[_denies.of(rows.texts.lexis)[opening] > 0].tolist():
        given, base = rows.given[claim], int(rows.texts.bases[rows.document[claim]])
        begin, end = int(rows.first[claim]) - base, int(rows.behind[claim]) - base
        if not rows.has_actor[claim]:
            continue
        start = _start(given.document.lowers, begin, end, int(rows.actor_first[claim]) - base)
        if begin < start <= end - _LEAST:
            found[claim] = replace(given, claim=given.document.span_of(start, end))
    return found


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
    answer, other = whole.copy(), bare[claims]
    other[:, _SIDES] = other[:, _SIDES[::-1]]
    answer[claims] = (whole[claims] + _WEIGHT * other) / (1.0 + _WEIGHT)
    return answer
