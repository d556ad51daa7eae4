"""Candidates for a claim's condition, and what the chooser reads of each.

A candidate begins at a marker of `condition_markers.tsv` or at the edge of a clause, and ends at
the edge of a clause, before the subject of the next one, or with the claim.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from stanceclf.resources import rows
from stanceclf.stance.phrase_finder import PhraseFinder
from stanceclf.stance.phrases import Hit, PhraseTable
from stanceclf.stance.view import ClaimView
from stanceclf.text.stems import stem

MAX_STARTS = 16
MAX_ENDS = 10
SIZES = "000111222222333333334"  # a candidate's size by its number of tokens
INNER_WORDS = 12
MARKS = frozenset(',;:.!?()[]\u2014\u2013"\u201c\u201d-')
FRINGE = MARKS | frozenset("'\u2018\u2019")
JOINS = frozenset({"and", "but", "or", "then"})
REPORT = frozenset(("say", "tell", "add", "argu", "insist", "write", "declar", "warn", "he", "she"))
# "Without a mandate we will not go": a new clause needs no comma.
_PRONOUNS = ("we", "they", "he", "she", "it", "i", "you", "ther")
_CONTRACTED = ("", "'d", "'ll", "'ve", "'re", "'m", "'s")
SUBJECTS = frozenset(pronoun + verb for pronoun in _PRONOUNS for verb in _CONTRACTED)
# Verbs that mean "if" before their subject: as stems they are any form of "have" and "be".
INVERTED = frozenset({"had", "were", "should"})
INVERTED_STEMS = frozenset({"have", "be", "should"})
INVERTED_KIND = "if"
FOLLOWERS = SUBJECTS | {
    "the", "a", "an", "no", "any", "not", "his", "her", "our", "their", "its", "my", "your",
    "this", "that", "thes", "thos", "all", "both", "every", "anybody", "anyon",
    "somebody", "someon", "everybody", "everyon", "nobody", "one", "other", "so",
}  # fmt: skip
# "At once" opens nothing, and on "if possible" and "as soon as possible" nothing hangs.
IMMEDIATE = (stem("at"), stem("once"))
POSSIBLE = stem("possible")
EDGE = "edge"  # the kind of what begins without a marker
START, END, NAME = "<start>", "<end>", "<name>"
PLAIN = frozenset({"if", "only_if", "provided", "as_long_as", "until", "once", "unless"})


class Candidate(NamedTuple):
    """A span that may be the condition, in tokens: its range, its marker's end and kind.

    `others` is how many more markers of conditions stand in it.
    """

    first: int
    last: int
    marked: int
    kind: str
    others: int


def candidates(view: ClaimView) -> list[Candidate]:
    """Return the candidate spans of a claim: at most `MAX_STARTS` by `MAX_ENDS`."""
    hits = [
        hit
        for hit in marker_table().find(view.document.stems, view.first, view.last)
        if not (_is_misread(view, hit) or _is_idle(view, hit))
    ]
    plain = [hit.first for hit in hits if hit.classes[0] in PLAIN]
    ends = _ends(view, hits)
    found: list[Candidate] = []
    for first, marked, kind in _starts(view, hits):
        later = [end for end in ends if end > first and end >= marked]
        kept = later if len(later) <= MAX_ENDS else [*later[: MAX_ENDS - 1], later[-1]]
        for end in kept:
            others = bisect_left(plain, end) - bisect_right(plain, first)
            found.append(Candidate(first, end, marked, kind, others))
    return found


def _is_misread(view: ClaimView, hit: Hit) -> bool:
    """Tell whether a verb that may open a condition follows its subject, or has another form."""
    stems, at = view.document.stems, hit.first
    if stems[at] not in INVERTED_STEMS or hit.classes[0] != INVERTED_KIND:
        return False
    if view.document.document.lowers[at] not in INVERTED or at + 1 >= view.last:
        return True
    if at > view.first and stems[at - 1] in SUBJECTS:
        return True
    return stems[at + 1] not in FOLLOWERS and view.document.marks[at + 1] != NAME


def _is_idle(view: ClaimView, hit: Hit) -> bool:
    """Tell whether a marker is part of "at once", or all but the end of "if possible"."""
    stems, at, end = view.document.stems, hit.first, hit.last
    if at > view.first and (stems[at - 1], stems[at]) == IMMEDIATE:
        return True
    if end >= view.last or stems[end] != POSSIBLE:
        return False
    return end + 1 == view.last or stems[end + 1] in FRINGE or stems[end + 1] in JOINS


def _starts(view: ClaimView, hits: Sequence[Hit]) -> list[tuple[int, int, str]]:
    """Return first token, marker's end and kind of each start: markers and edges of clauses."""
    stems = view.document.stems
    markers = {hit.first: hit for hit in hits}
    starts: list[tuple[int, int, str]] = []
    edge = True
    for at in range(view.first, view.last):
        word = stems[at]
        if word in FRINGE:
            edge = True
            continue
        hit = markers.get(at)
        if hit is not None:
            starts.append((at, hit.last, hit.classes[0]))
        elif edge:
            starts.append((at, at, EDGE))
        edge = word in JOINS
    return starts[:MAX_STARTS]


def _ends(view: ClaimView, hits: Sequence[Hit]) -> list[int]:
    """Return the tokens before which a condition may end, in order."""
    stems = view.document.stems
    opened = {at for hit in hits for at in range(hit.first + 1, hit.last + 1)}
    first, last = view.first, view.last
    while last > first and stems[last - 1] in FRINGE:
        last -= 1
    inner = [
        at
        for at in range(first + 1, last)
        if stems[at - 1] not in FRINGE
        and (
            stems[at] in MARKS
            or stems[at] in JOINS
            # After a marker, or a conjunction, the subject is the condition's own.
            or (stems[at] in SUBJECTS and at not in opened and stems[at - 1] not in JOINS)
        )
    ]
    return [*inner, last] if last > first else inner


def describe(view: ClaimView, candidate: Candidate) -> list[str]:
    """Return the names of a candidate's features: its words, its edges and its shape."""
    stems = view.document.stems
    first, last, marked, kind, others = candidate
    words = stems[first : min(first + 3, last)]
    inner = stems[first + 1 : last]
    before = stems[first - 1] if first > view.first else START
    after = stems[last] if last < view.last else END
    following = stems[last + 1] if last + 1 < view.last else END
    marker = " ".join(stems[first:marked]) if marked > first else words[0]
    opening = first == view.first or (first == view.first + 1 and before in FRINGE)
    where = ("open" if opening else "mid") + ("-end" if last >= view.last - 1 else "-in")
    size = SIZES[min(last - first, len(SIZES) - 1)]
    marks = len([word for word in inner if word in MARKS])
    return [
        f"kind:{kind}",
        f"kind:{kind} {where}",
        f"marker:{marker}",
        f"marker:{marker} {where}",
        *[f"word{place}:{word}" for place, word in enumerate(words)],
        f"two:{' '.join(words[:2])}",
        f"three:{' '.join(words)}",
        f"before:{before}",
        f"before:{before} {kind}",
        f"after:{after}",
        f"after:{after} {following}" if is_stop(after) else "after:word",
        f"after-report:{following in REPORT} {after}",
        f"report:{not REPORT.isdisjoint(inner)}",
        f"where:{where}",
        f"size:{size}",
        f"size:{size} {kind}",
        f"marks:{min(marks, 3)} {where}",
        f"inner:{min(marks, 3)}{where} {kind}",
        f"markers:{min(others, 2)}",
        f"others:{min(others, 2)} {kind}",
        f"rest:{min(4, (view.last - view.first - last + first) // 4)}",
        *[f"in:{word}" for word in dict.fromkeys(inner[:INNER_WORDS])],
    ]


def is_stop(form: str) -> bool:
    """Tell whether a candidate may end before a stem."""
    return form in MARKS or form in JOINS or form in SUBJECTS


@cache
def marker_kinds() -> tuple[str, ...]:
    """Return the kinds of markers, in order."""
    return tuple(sorted({row[1] for row in rows("condition_markers.tsv")}))


@cache
def marker_finder() -> PhraseFinder:
    """Return what finds the markers in the tokens of a batch."""
    return PhraseFinder(marker_table())


@cache
def marker_table() -> PhraseTable:
    """Return the phrases with their classes."""
    return PhraseTable((row[0], row[1]) for row in rows("condition_markers.tsv"))
