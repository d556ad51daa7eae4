"""Provisos behind claims: "Oman will lend a ship, but the council must vote first" is one claim.

The segmenter ends such a claim at the comma as often as not, for most clauses behind "but" are
claims of their own. Where the first says what would be done, and the second what must be before,
the position hangs on it: of 20 that were found so in the corpus, 18 are annotated as one claim.
"""

from collections.abc import Sequence
from typing import Final

from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import classes_of, is_reporting
from stanceclf.text.document import Document

_JOINING: Final = frozenset(("but", "though", "although", "albeit", "yet"))
_WITH: Final = "with"
_COUNTS: Final = frozenset(("a", "one", "two", "three"))
_PROVISOS: Final = frozenset((
    "caveat", "caveats", "condition", "conditions", "proviso", "provisos", "reservation",
    "reservations", "rider", "riders", "stipulation", "stipulations", "string", "strings",
))  # fmt: skip
# "But only after a vote", "though not without one".
_ONLY: Final = "only"
_LIMITED: Final = frozenset((
    "after", "if", "in", "on", "once", "provided", "under", "when", "where", "with",
))  # fmt: skip
_NOT: Final = frozenset(("not", "never"))
_HINDERED: Final = frozenset(("before", "till", "unless", "until", "without"))
# "But the council must vote first", and what is no proviso behind such a verb.
_MUST: Final = "must"
_HAVE: Final = frozenset(("has", "have", "needs", "need"))
_IDLE: Final = frozenset(("also", "never", "not", "now", "still", "wait", "yet"))
_HINGES: Final = frozenset(("depends", "hangs", "hinges", "rests"))
_ON: Final = frozenset(("on", "upon", "with"))
# "But first wants a mandate", "but it wants a port in return"; others may want what they like.
_WANTS: Final = frozenset(("demands", "expects", "needs", "requires", "want", "wants"))
_FIRST: Final = frozenset(("advance", "beforehand", "exchange", "first", "return"))
_HOLDER: Final = _WANTS | {"first", "he", "it", "she", "they", "we"}
# "But none would leave before it": of what is sent.
_SENT: Final = frozenset(("it", "nobody", "none", "there", "they"))
# What is said by somebody else, or of another matter.
_APART: Final = frozenset(("for", "that"))
# Beside modals, what says that a deployment is wanted.
_TAKES: Final = frozenset((
    "accepts", "agrees", "are", "averse", "backs", "consents", "favor", "favors", "favour",
    "favours", "has", "have", "intends", "is", "offers", "plans", "supports", "underwrites",
    "wants", "welcomes",
))  # fmt: skip
_STOPS: Final = frozenset(',.;:!?\u2026\u2014\u2013()[]"\u201c\u201d')
_SPEAKS: Final = 9  # tokens of ", Ada Moreau, the minister, said" between the two
_SUBJECT: Final = 7  # tokens of a proviso among which its verb stands
_LEAST: Final = 2  # tokens of a proviso


def with_provisos(
    documents: Sequence[Document], found: Sequence[list[Range]], worths: Sequence[list[float]]
) -> None:
    """Let claims run to the end of the provisos behind them, in place.

    A proviso that was found as a claim is none of its own.
    """
    for document, ranges, worth in zip(documents, found, worths, strict=True):
        lowers = document.lowers
        behind = len(lowers), len(lowers)
        for at in range(len(ranges) - 1, -1, -1):
            first, last = ranges[at]
            if last < len(lowers) and lowers[last] == ",":
                follows = ranges[at + 1] if at + 1 < len(ranges) else behind
                end = proviso_end(document, first, last, follows)
                if end > last:
                    ranges[at] = first, end
                    if follows[0] < end:
                        del ranges[at + 1], worth[at + 1]


def proviso_end(document: Document, first: int, last: int, follows: Range) -> int:
    """Return where the proviso behind a claim and a comma ends, or the claim's end without one.

    `follows` are the tokens of the claim behind it.

    Examples
    --------
    >>> document = Document.from_text("Oman will lend a ship, but the council must vote first.")
    >>> proviso_end(document, 0, 5, (12, 12))
    12
    """
    lowers = document.lowers
    limit = document.sentences[document.sentence_of[last]].last
    joint = _joint(lowers, last, limit)
    if joint < 0:
        return last
    begin = joint + (lowers[joint] != _WITH)
    end = _clause_end(lowers, begin, limit)
    if joint == begin and lowers[end : end + 1] == [":"]:  # "with one proviso: that it is paid"
        end = _clause_end(lowers, end + 1, limit)
    if begin <= follows[0] + 1 and follows[0] < end:
        end = min(follows[1], limit)
    fits = begin + _LEAST <= end and _is_proviso(lowers, begin, end)
    return end if fits and _is_open(lowers, first, last) else last


def _joint(lowers: list[str], at: int, limit: int) -> int:
    """Return what joins a proviso to the claim before the comma at a token, or -1.

    A speaker may stand between the two: "Oman will, its envoy said, but only once".
    """
    for comma in range(at, min(limit - 1, at + _SPEAKS)):
        low, behind = lowers[comma], lowers[comma + 1]
        if low == "," and (behind in _JOINING or (behind == _WITH and comma == at)):
            speaks = comma == at or any(is_reporting(low) for low in lowers[at:comma])
            return comma + 1 if speaks else -1
        if low in _STOPS and low != ",":
            return -1
    return -1


def _clause_end(lowers: list[str], at: int, limit: int) -> int:
    """Return the first mark behind a token."""
    while at < limit and lowers[at] not in _STOPS:
        at += 1
    return at


def _is_proviso(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether a clause says what must be before what stands before it comes to pass."""
    low, behind = lowers[begin], lowers[begin + 1]
    if low in _APART:
        return False
    if low == _ONLY:
        return behind in _LIMITED
    if low in _NOT:
        return behind in _HINDERED
    if low == _WITH:
        return behind in _COUNTS and not _PROVISOS.isdisjoint(lowers[begin + 2 : begin + 4])
    if low in _HOLDER and not _WANTS.isdisjoint(lowers[begin : begin + 2]):
        return not _FIRST.isdisjoint(lowers[begin:end])
    return _is_need(lowers, begin, end) or (low in _SENT and _is_hindered(lowers, begin, end))


def _is_need(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether the verb of a clause says that something must be, or that all hangs on it."""
    for verb in range(begin, min(end - 1, begin + _SUBJECT)):
        low, behind = lowers[verb], lowers[verb + 1]
        done = lowers[verb + 2] if verb + 2 < end else ""
        if low == _MUST:
            return verb > begin and behind not in _IDLE
        if low in _HAVE and behind == "to":
            return done not in _IDLE
        if low in _HINGES:
            return verb > begin and behind in _ON
        if behind == "have" and done == "to" and "modal" in classes_of(low):
            return True
        if is_reporting(low):
            return False
    return False


def _is_hindered(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether something does not happen before, or only after, something else does."""
    for at in range(begin, end - 1):
        if lowers[at] in _HINDERED or (lowers[at] == _ONLY and lowers[at + 1] in _LIMITED):
            return True
    return False


def _is_open(lowers: list[str], first: int, last: int) -> bool:
    """Tell whether a claim says what would or will be done, or what is wanted."""
    return any(low in _TAKES or "modal" in classes_of(low) for low in lowers[first:last])
