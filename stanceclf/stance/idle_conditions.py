"""Hinges that nothing hangs on: "even if France leaves", "not subject to a vote", "provides aid".

The weights have seen too few of them. Of the corpus' claims with such words none is conditional.
"""

from dataclasses import replace
from functools import cache
from typing import Final

from stanceclf.attribution.token_features import classes_of, is_modal, is_negation, is_reporting
from stanceclf.resources import classes, rows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.condition_features import FRINGE, JOINS, Candidate
from stanceclf.stance.phrases import PhraseTable
from stanceclf.text.document import Document
from stanceclf.text.pasts import PRESENT, is_past, tells_past
from stanceclf.text.stems import stem

_EVEN: Final = "even"
_CONCEDED: Final = frozenset(("if", "when", "without", "with", "after", "once"))
_FIRM: Final = frozenset(("if", "once", "unless", "until", "provided", "only"))
_DEPENDS: Final = "depends"
_LIMITS: Final = frozenset(("only", "just", "merely", "solely", "simply", "yet"))
# Forms of the markers' verbs: those that open no condition, and those that may.
_VERBS: Final = frozenset(("provide", "provides", "assume", "assumes", "assumed"))
_PARTICIPLES: Final = frozenset(("provided", "providing", "assuming"))
_PREPOSITIONS: Final = frozenset(("by", "for", "of"))
_AUXILIARIES: Final = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "has", "have", "had")
)
_FOLLOWERS: Final = frozenset(("by", "for", "to", "with"))
_BETWEEN: Final = frozenset(("now", "already", "also", "still", "all", "not", "never"))
_ONCE: Final = "once"
_AGAIN: Final = frozenset(("again", "more"))
# What a claim with such a verb may hang on all the same: "may provide men, but not before May".
_OTHERS: Final = _FIRM | {
    "after", "as", "before", "pending", "subject", "under", "when", "where", "were", "without",
}  # fmt: skip
# What tells when something was done, and words that leave open whether it was.
_BARE: Final = frozenset(("after", "following", "under"))  # before a noun, too
_WHEN: Final = _BARE | {_ONCE, "as", "when"}
_OPEN: Final = classes("condition_words.tsv")["open"]
_NOMINAL: Final = frozenset((
    "article", "demonstrative", "number", "object_pronoun", "possessive", "quantifier",
))  # fmt: skip
_SUSPECTS: Final = _VERBS | _PARTICIPLES | _WHEN | {_EVEN}
_APART: Final = FRINGE | JOINS | _FIRM | _LIMITS
_LEAST: Final = 2  # tokens of what is left of a claim
_LONGEST: Final = 9  # tokens of a phrase that is idle
_REACH: Final = 3  # tokens between a negation and what it negates


def begin_of_idle(document: Document, candidate: Candidate, begin: int, end: int) -> int:
    """Return where a condition begins that its claim does not hang on, or -1 of any other.

    The claim is the tokens from `begin` to `end`, which stands for words that are no condition.
    """
    lowers, at = document.lowers, candidate.first
    phrase, behind = _idle_phrase(lowers, max(begin, at - 1), at, end)
    if phrase >= 0:  # what it hangs on may stand elsewhere in the claim
        return phrase if _FIRM.isdisjoint(lowers[begin:phrase] + lowers[behind:end]) else -1
    if candidate.kind == _DEPENDS:
        return _negation(lowers, begin, at)
    if lowers[at] not in _SUSPECTS and (at == 0 or lowers[at - 1] != _EVEN):  # as most
        return -1
    if lowers[at] in _WHEN and _is_told(document, begin, candidate, end):
        return at  # "closed its hub after its men had lost their rights" tells when
    if _is_no_marker(lowers, begin, at, end):
        return end if _OTHERS.isdisjoint(lowers[begin:at] + lowers[at + 1 : end]) else -1
    at += lowers[at] == _EVEN
    if at == 0 or at >= end or lowers[at - 1] != _EVEN or lowers[at] not in _CONCEDED:
        return -1
    # "Even if only as a last resort".
    others = lowers[begin : at - 1] + lowers[at + 1 : end]
    return at - 1 if _FIRM.isdisjoint(others) else -1


def _idle_phrase(lowers: list[str], first: int, at: int, end: int) -> tuple[int, int]:
    """Return where a phrase begins and ends on which nothing hangs: at a token, or one before."""
    phrases = _idle_phrases()
    if phrases.heads.keys().isdisjoint(map(stem, lowers[first : at + 1])):  # as most
        return -1, -1
    stems = [stem(low) for low in lowers[first : min(end, at + _LONGEST)]]
    for hit in phrases.find(stems, 0, len(stems)):
        if hit.first <= at - first:
            return first + hit.first, first + hit.last
    return -1, -1


@cache
def _idle_phrases() -> PhraseTable:
    """Return the phrases on which nothing hangs."""
    return PhraseTable((row[0], "idle") for row in rows("idle_conditions.txt"))


def _is_no_marker(lowers: list[str], begin: int, at: int, end: int) -> bool:
    """Tell whether a word is a verb, "is providing soldiers", or the adverb of "once again"."""
    low, behind = lowers[at], lowers[at + 1] if at + 1 < end else ""
    if low == _ONCE:
        return behind in _AGAIN
    if low not in _PARTICIPLES:
        return low in _VERBS
    before = at - 1
    while before > begin and (lowers[before] in _BETWEEN or lowers[before].endswith("ly")):
        before -= 1
    governor = lowers[before] if before >= begin else ""
    if governor in _AUXILIARIES or behind in _FOLLOWERS:
        return True
    return low.endswith("ing") and governor in _PREPOSITIONS


def _is_told(document: Document, begin: int, candidate: Candidate, end: int) -> bool:
    """Tell whether a claim says what somebody did, and the condition when that was.

    What was promised is not told: "agreed to send a ship when the truce was signed".
    """
    lowers, (first, last) = document.lowers, candidate[:2]
    main, when = lowers[begin:first] + lowers[last:end], lowers[first:last]
    if _has_infinitive(document, begin, first) or _has_infinitive(document, last, end):
        return False
    if not _OPEN.isdisjoint(main + when) or any(map(is_modal, main + when)):
        return False
    deeds = [low for low in main if is_past(low) and not is_reporting(low)]
    if not deeds or (when[0] == "as" and when[1:2] != ["soon"]):
        return False
    if when[0] in _BARE:  # "after securing that they leave their tanks at home" may be a term
        return PRESENT.isdisjoint(when) and not any(low.endswith("ing") for low in when[1:2])
    return tells_past(when)


def _has_infinitive(document: Document, begin: int, end: int) -> bool:
    """Tell whether there is "to go" among some tokens, and not only "to Chad", "to the front"."""
    lowers, words = document.lowers, document.words
    return any(
        lowers[at] == "to"
        and words[at + 1].islower()
        and _NOMINAL.isdisjoint(classes_of(lowers[at + 1]))
        for at in range(begin, end - 1)
    )


def _negation(lowers: list[str], begin: int, at: int) -> int:
    """Return the negation a little before a token that nothing parts from it, or -1."""
    for before in range(at - 1, max(begin, at - 1 - _REACH) - 1, -1):
        low = lowers[before]
        if is_negation(low):
            return before
        if low in _APART:
            return -1
    return -1


def without_idle(
    given: GivenClaim, candidate: Candidate, begin: int, end: int
) -> GivenClaim | None:
    """Return a claim without what was chosen as its condition, or None where it hangs on that.

    As a whole it is most often read as undecided: "we will stay even if the talks fail".
    """
    at = begin_of_idle(given.document, candidate, begin, end)
    if at < 0:
        return None
    before, behind = (begin, max(at, begin)), (candidate.last, end)
    first, last = max(before, behind, key=lambda part: part[1] - part[0])
    if last - first < _LEAST:
        return given
    return replace(given, claim=given.document.span_of(first, last))
