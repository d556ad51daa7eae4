"""Conditions of few words: "If asked, Kenya will send police" hangs on being asked.

The corpus has them at the end of claims, where they are read aright, and hardly one before: of 16
sentences that opened so none was read as conditional. Of "pay us and we will go" it has too few.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.concessions import LEADING
from stanceclf.attribution.token_features import is_force
from stanceclf.resources import classes, rows
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.condition_features import MARKS, Candidate
from stanceclf.stance.conditions import Choices
from stanceclf.stance.lexis import StemNumbers
from stanceclf.stance.needs import NEEDING, is_need
from stanceclf.stance.ragged import true_places
from stanceclf.text.stems import stem

_ANY: Final = "any"
_BY: Final = "by"
_LONGEST: Final = 8  # tokens of "by the council", and so on
_UNHINGED: Final = frozenset(("even", "never", "not"))  # "not even as a last resort"

# "Pay our men and they will stay": what is asked for, unless it is the deployment itself.
_WORDS: Final = classes("condition_words.tsv")
_ASKING: Final = _WORDS["asking"]
_INVITING: Final = _WORDS["inviting"]
_ANSWERING: Final = _WORDS["answering"]
_SAYING: Final = _WORDS["saying"]
_MOVING: Final = _WORDS["moving"]
_AND: Final = "and"
_ASKED: Final = 16  # tokens of what is asked for

Ellipsis = tuple[list[str], str, str]  # its words, its kind, and where it stands


def elliptic(claims: ClaimRows, choices: Choices, asked: NDArray[np.bool_]) -> dict[int, Candidate]:
    """Return the conditions of few words, by the numbers of the claims that hang on them.

    `choices` are the best candidates of the claims, of which those are looked at that are `asked`.
    """
    found: dict[int, Candidate] = {}
    stems = claims.texts.stems
    if not len(stems):
        return found
    opens, places = _heads.of(claims.texts.lexis), (claims.first, claims.first + 1, choices.first)
    heads = [opens.take(stems.take(at, mode="clip")) for at in places]
    maybe = true_places(asked & (np.sum(heads, axis=0) > 0))
    if not len(maybe):  # as most often
        return found
    bases = claims.texts.bases[claims.document[maybe]]
    begins, ends = ((edges[maybe] - bases).tolist() for edges in (claims.first, claims.last))
    chosen = zip(maybe.tolist(), choices.candidates(maybe, bases), begins, ends, strict=True)
    for claim, candidate, begin, end in chosen:
        lowers = claims.given[claim].document.lowers
        ellipsis = opening_ellipsis(lowers, begin, end) or opening_bargain(lowers, begin, end)
        if ellipsis is not None:
            found[claim] = ellipsis
        elif candidate and (is_ellipsis(lowers, candidate) or is_need(lowers, candidate)):
            found[claim] = candidate
    return found


def opening_ellipsis(lowers: list[str], begin: int, end: int) -> Candidate | None:
    """Return the condition of few words that a claim opens with, and a comma ends.

    Examples
    --------
    >>> opening_ellipsis("if asked by the council , kenya will".split(), 0, 8)
    Candidate(first=0, last=5, marked=1, kind='if', others=0)
    """
    first = _behind_leading(lowers, begin, end)
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


def opening_bargain(lowers: list[str], begin: int, end: int) -> Candidate | None:
    """Return what is asked for at the beginning of a claim, before what is given for it.

    Examples
    --------
    >>> opening_bargain("pay us and we will go".split(), 0, 6)
    Candidate(first=0, last=2, marked=0, kind='requires', others=0)
    """
    first = _behind_leading(lowers, begin, end)
    if first >= end or lowers[first] not in _ASKING:
        return None
    asked = lowers[first : max(first, min(end - 2, first + _ASKED))]
    if _AND not in asked:
        return None
    last = first + asked.index(_AND)
    answer = lowers[last + 1].partition("'")[0]
    if answer not in _ANSWERING or not _MOVING.isdisjoint(lowers[first:last]):
        return None
    if answer == "they" and not _SAYING.isdisjoint(lowers[last + 2 : last + 4]):
        return None  # "ask the farmers and they will say"
    last -= lowers[last - 1] == ","
    if first + 1 >= last or not MARKS.isdisjoint(lowers[first:last]):
        return None
    if lowers[first] in _INVITING and any(is_force(low) for low in lowers[first:last]):
        return None  # "bring soldiers and we will host them"
    return Candidate(first, last, first, "requires", 0)


def _behind_leading(lowers: list[str], begin: int, end: int) -> int:
    """Return the first token of a claim that is no "but" and no quotation mark."""
    return begin + (begin < end and lowers[begin] in LEADING)


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
    return frozenset(map(stem, _ellipses().keys() | NEEDING | _ASKING))


_heads: Final = StemNumbers(lambda form: form in _stems())
