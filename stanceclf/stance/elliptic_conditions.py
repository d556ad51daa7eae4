"""Conditions of few words: "If asked, Kenya will send police" hangs on being asked.

The corpus has them at the end of claims, where they are read aright, and hardly one before: of 16
sentences that opened so none was read as conditional.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.concessions import LEADING
from stanceclf.resources import rows
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.condition_features import MARKS, Candidate
from stanceclf.stance.conditions import Choices
from stanceclf.stance.lexis import StemNumbers
from stanceclf.stance.ragged import true_places
from stanceclf.text.stems import stem

_ANY: Final = "any"
_BY: Final = "by"
_LONGEST: Final = 8  # tokens of "by the council", and so on
_UNHINGED: Final = frozenset(("even", "never", "not"))  # "not even as a last resort"

Ellipsis = tuple[list[str], str, str]  # its words, its kind, and where it stands


def elliptic(claims: ClaimRows, choices: Choices, asked: NDArray[np.bool_]) -> dict[int, Candidate]:
    """Return the conditions of few words, by the numbers of the claims that hang on them.

    `choices` are the best candidates of the claims, of which those are looked at that are `asked`.
    """
    opens, stems = _heads.of(claims.texts.lexis), claims.texts.stems
    places = (claims.first, claims.first + 1, choices.first)
    heads = [opens.take(stems.take(at, mode="clip")) for at in places if len(stems)]
    maybe = true_places(asked & (np.sum(heads, axis=0) > 0)) if heads else np.zeros(0, np.int64)
    found: dict[int, Candidate] = {}
    if not len(maybe):  # as most often
        return found
    bases = claims.texts.bases[claims.document[maybe]]
    begins, ends = ((edges[maybe] - bases).tolist() for edges in (claims.first, claims.last))
    chosen = zip(maybe.tolist(), choices.candidates(maybe, bases), begins, ends, strict=True)
    for claim, candidate, begin, end in chosen:
        lowers = claims.given[claim].document.lowers
        ellipsis = opening_ellipsis(lowers, begin, end)
        if ellipsis is not None:
            found[claim] = ellipsis
        elif candidate is not None and is_ellipsis(lowers, candidate):
            found[claim] = candidate
    return found


def opening_ellipsis(lowers: list[str], begin: int, end: int) -> Candidate | None:
    """Return the condition of few words that a claim opens with, and a comma ends.

    Examples
    --------
    >>> opening_ellipsis("if asked by the council , kenya will".split(), 0, 8)
    Candidate(first=0, last=5, marked=1, kind='if', others=0)
    """
    first = begin + (lowers[begin] in LEADING)
    for words, kind, _ in _ellipses().get(lowers[first], ()) if first < end else ():
        last = first + len(words)
        if lowers[first:last] == words:
            if lowers[last : last + 1] == [_BY]:
                limit = min(end, last + _LONGEST)
                while last < limit and lowers[last] not in MARKS:
                    last += 1
            if last < end and lowers[last] == ",":
                return Candidate(first, last, first + 1, kind, 0)
    return None


def is_ellipsis(lowers: list[str], candidate: Candidate) -> bool:
    """Tell whether a condition is one of few words wherever it stands: "as a last resort"."""
    first = candidate.first
    return any(
        place == _ANY and lowers[first : first + len(words)] == words
        for words, _, place in _ellipses().get(lowers[first], ())
    ) and (first == 0 or lowers[first - 1] not in _UNHINGED)


@cache
def _ellipses() -> dict[str, list[Ellipsis]]:
    """Return the conditions of few words by their first one."""
    found: dict[str, list[Ellipsis]] = {}
    for phrase, kind, place in rows("elliptic_conditions.tsv"):
        words = phrase.split()
        found.setdefault(words[0], []).append((words, kind, place))
    return found


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _ellipses()))


_heads: Final = StemNumbers(lambda form: form in _stems())
