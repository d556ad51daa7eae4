"""Conditions before their claims: "Subject to a vote, Kenya will send police" is one claim.

In the corpus nine conditions in ten follow what hangs on them, so the finder often lets a claim
begin behind the comma. Of 220 sentences with fifty-five such openings, 51 were read as conditional;
with the openings listed here 161 are.
"""

from functools import cache
from typing import Final

from stanceclf.attribution.token_features import classes_of
from stanceclf.resources import rows
from stanceclf.text.document import Document

_FARTHEST: Final = 30  # tokens from the marker to the claim
_MODAL: Final = "modal"
_HEAD: Final = 8  # tokens of a claim among which its modal stands
_WILLING: Final = frozenset(("ready", "willing", "prepared", "open", "happy"))
_BEFORE: Final = frozenset(("but", "and", "yet", "so", "that"))
# What never stands in such a condition.
_ENDS: Final = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb.!?;:()[]\u2014\u2013")


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
    while begin > least and lowers[begin - 1] not in _ENDS:
        begin -= 1
    heads = _heads()
    for at in range(begin, first - 1):
        if at > begin and lowers[at - 1] not in _BEFORE:
            continue
        for phrase, sort in heads.get(lowers[at], ()):
            end = at + len(phrase)
            if lowers[at:end] == phrase:
                fits = sort != _MODAL or is_future(lowers, first, last)
                return at if fits and not _is_verb(lowers, at, end) else first
    return first


def is_future(lowers: list[str], first: int, last: int) -> bool:
    """Tell whether a clause says soon what would or will be done, or that someone is ready."""
    for low in lowers[first : min(last, first + _HEAD)]:
        if low in _WILLING or _MODAL in classes_of(low):
            return True
    return False


def _is_verb(lowers: list[str], at: int, end: int) -> bool:
    """Tell whether what follows a marker is another clause's: "without naming Iran"."""
    behind = lowers[end]
    return behind == "to" or (behind.endswith("ing") and lowers[at] in ("without", "when", "once"))


@cache
def _heads() -> dict[str, list[tuple[list[str], str]]]:
    """Return the openings by their first word, each as its words and what may follow."""
    heads: dict[str, list[tuple[list[str], str]]] = {}
    for phrase, sort in rows("fronted_conditions.tsv"):
        words = phrase.split()
        heads.setdefault(words[0], []).append((words, sort))
    return heads
