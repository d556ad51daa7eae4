"""Conditions before a main clause: "Subject to a vote, Kenya will send police" is one claim.

In the corpus nine conditions in ten follow what hangs on them, so the finder often lets a claim
begin behind the comma. Of 220 sentences with fifty-five such openings, 51 were read as conditional;
with the openings listed here 161 are.
"""

from functools import cache
from typing import Final

from stanceclf.attribution.concessions import CONCEDING, MARKS, behind_concession
from stanceclf.attribution.found import Found
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import is_modal, is_reporting
from stanceclf.resources import rows
from stanceclf.text.document import Document
from stanceclf.text.pasts import tells_past

_FARTHEST: Final = 30  # tokens from the marker to the claim
MODAL: Final = "modal"  # of what opens a condition only before what would be done
_SPEAKER: Final = 8  # tokens of whoever is said to speak, at most
_HEAD: Final = 8  # tokens of a claim among which its modal stands
# No other openings tell when: "had it been asked", "without a signed mandate".
_WHEN: Final = frozenset((
    "after", "as", "before", "day", "minute", "moment", "once", "till", "until", "when", "whenever",
))  # fmt: skip
_WILLING: Final = frozenset(("ready", "willing", "prepared", "open", "happy"))
# What may stand between the end of another clause and the marker.
_BEFORE: Final = frozenset(("but", "and", "yet", "so", "that"))


def with_front(document: Document, tokens: Range, claims: list[Found]) -> Range:
    """Return the tokens of a claim with the condition before it, which is no claim of its own.

    Of the claims before it those go that stand in the condition.
    """
    first, last = tokens
    lowers = document.lowers
    if first and lowers[first - 1] in CONCEDING:  # "while [Kenya has doubts, it will go]"
        at = first - 1 - (first > 1 and lowers[first - 2] == "even")
        return at if behind_concession(document, at, last) > first else first, last
    if first > 1 and lowers[first - 2] == "," and is_reporting(lowers[first - 1]):
        first = _behind_speaker(lowers, first, last)
    begin = front(document, first, last)
    if begin == first:
        return tokens
    if not claims or claims[-1].last <= begin:
        return begin, last
    within = claims[-1].first >= begin - 1 and claims[-1].last <= first
    end = claims[-1].last if within and _is_told(lowers[claims[-1].last : first]) else first - 1
    if not within or "," in lowers[begin:end] or _is_future(lowers, begin + 1, end):
        return tokens
    while claims and claims[-1].last > begin:
        claims.pop()
    return begin, last


def _behind_speaker(lowers: list[str], first: int, last: int) -> int:
    """Return where the main clause begins in "Unless asked, said [an envoy, Kenya will stay]"."""
    speaker = lowers[first : min(last - 1, first + _SPEAKER)]
    return first + speaker.index(",") + 1 if "," in speaker else first


def _is_told(between: list[str]) -> bool:
    """Tell whether who speaks stands between a condition and what hangs on it."""
    if between[:1] != [","] or between[-1] != ",":
        return False
    return any(low == "according" or is_reporting(low) for low in between)


def front(document: Document, first: int, last: int) -> int:
    """Return where the condition begins that stands before a claim, or the claim's first token.

    Examples
    --------
    >>> document = Document.from_text("Subject to a vote, Kenya will send police.")
    >>> front(document, 5, 9)
    0
    """
    lowers = document.lowers
    if first < 2 or lowers[first - 1] != ",":
        return first
    least = max(document.sentences[document.sentence_of[first]].first, first - _FARTHEST)
    begin = first - 1
    while begin > least and lowers[begin - 1] not in MARKS:
        begin -= 1
    for at in range(begin, first - 1):
        if at > begin and lowers[at - 1] not in _BEFORE:
            continue
        end, sort = condition_at(lowers, at)
        if end > at:
            told = tells_when(lowers, end, first)
            fits = sort != MODAL or _is_future(lowers, first, last, past=told)
            return at if fits and not governs_verb(lowers, at, end) else first
    return first


def condition_at(lowers: list[str], at: int) -> tuple[int, str]:
    """Return where the words end that open a condition at a token, and before what they do so.

    Where none do, that is the token itself.
    """
    for phrase, sort in _heads().get(lowers[at], ()):
        end = at + len(phrase)
        if lowers[at:end] == phrase:
            return end, sort
    return at, ""


def tells_when(lowers: list[str], at: int, last: int) -> bool:
    """Tell whether what opens with the word before a token tells when something was.

    "When he was there, all could be seen" does, "when asked, all could go" may not.
    """
    return lowers[at - 1] in _WHEN and tells_past(lowers[at:last])


def _is_future(lowers: list[str], first: int, last: int, *, past: bool = False) -> bool:
    """Tell whether a clause says soon what would or will be done, or that someone is ready.

    Behind what is `past`, "could" says what was done.
    """
    for low in lowers[first : min(last, first + _HEAD)]:
        if past and low == "could":
            return False
        if low in _WILLING or is_modal(low):
            return True
    return False


def governs_verb(lowers: list[str], at: int, end: int) -> bool:
    """Tell whether a marker at a token governs a verb, and no condition: "without naming Iran"."""
    behind = lowers[end] if end < len(lowers) else ""
    return behind == "to" or (behind.endswith("ing") and lowers[at] in ("without", "when", "once"))


def condition_heads() -> frozenset[str]:
    """Return the first words of what opens a condition."""
    return frozenset(_heads())


@cache
def _heads() -> dict[str, list[tuple[list[str], str]]]:
    """Return the openings by their first word, each as its words and what may follow."""
    heads: dict[str, list[tuple[list[str], str]]] = {}
    for phrase, sort in rows("fronted_conditions.tsv"):
        words = phrase.split()
        heads.setdefault(words[0], []).append((words, sort))
    return heads
