"""Whether a text, and what is claimed in it, can be about the target at all.

A text that says nothing of forces or weapons takes no stance on deploying them, whatever it says of
other things. In few words they may be left unsaid ("They will not go"), in an article not. Nor are
all claims of a long article about them because it names a force somewhere.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from stanceclf.records import Span
from stanceclf.resources import rows, words
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable
from stanceclf.text.row import FoundTokens, Row

# Two of the corpus' 1,035 documents with a stance are off topic by that (they speak of officers, of
# posts); so are 38 of 100 texts of US politics (PolNeAR) and 41 of 100 of all sorts (GUM).
ENOUGH_WORDS: Final = 100
_WORD: Final = re.compile(r"[a-z]+")
# How much is said of forces near a claim: the points of the different words among so many tokens on
# either side, and those of all words in a hundred of the text.
_NEAR: Final = 120
_POINTS: Final = {"plain": 2, "loose": 1, "beside": 0}
_IN_A_HUNDRED: Final = 2.5
# Times that a word counts in a thousand: "police" twenty times tells no more.
_REPEATED: Final = 4
# So much says enough. Below it the share falls with its square, so that a claim must be surer to be
# shown. Of 3,224 statements found in news of other things (PolNeAR, SEESAW) 352 are left, of 19,500
# in the corpus all but 40, half of which were wrong.
_ENOUGH_POINTS: Final = 6.0
_ELSEWHERE: Final = 0.5  # of a claim that tells of something else


def is_on_topic(text: str) -> bool:
    """Tell whether a text names a force or a weapon, or is too short to tell.

    Examples
    --------
    >>> is_on_topic("They will not go.")
    True
    >>> is_on_topic("The central bank raised its rates again. " * 20)
    False
    """
    forces, lines = _forces(), []
    # One after the other: a text on topic says so in its first lines, and as a rule with blanks on
    # both sides of the word.
    for line in text.split("\n"):
        lower = line.lower()
        if not forces.isdisjoint(lower.split()):
            return True
        lines.append(lower)
    found = _WORD.findall("\n".join(lines))
    return len(found) < ENOUGH_WORDS or not forces.isdisjoint(found)


def nearness(document: Document, claims: Sequence[Span]) -> list[float]:
    """Return how far each claim may be about forces, from 0 (not at all) to 1.

    Little is said of them around it, or the claim tells of something else and names none.

    Examples
    --------
    >>> text = "The bank raised its rates. " * 99 + "It lent boots, berets and frigates to an army."
    >>> document = Document.from_text(text)
    >>> [round(one, 2) for one in nearness(document, [Span(0, 26), Span(2673, len(text))])]
    [0.23, 1.0]
    """
    points = _points()
    places, words = document.part().found(_telling)
    throughout, size = _ENOUGH_POINTS, len(document.words)
    counts = Counter(words)
    if size >= ENOUGH_WORDS:
        most = _REPEATED * max(1, size / 1000)
        told = sum([points[word] * min(count, most) for word, count in counts.items()])
        throughout = _IN_A_HUNDRED * 100 / size * told
    if throughout >= _ENOUGH_POINTS and 0 not in map(points.__getitem__, counts):  # as most
        return [1.0] * len(claims)
    found: list[float] = []
    for claim in claims:
        tokens = document.tokens_in(claim)
        begin, end = bisect_left(places, tokens.start), bisect_left(places, tokens.stop)
        own = {points[word] for word in words[begin:end]}
        share = _ELSEWHERE if _POINTS["beside"] in own and _POINTS["plain"] not in own else 1.0
        if throughout < _ENOUGH_POINTS:
            first = bisect_left(places, tokens.start - _NEAR)
            last = bisect_left(places, tokens.stop + _NEAR)
            near = sum([points[word] for word in set(words[first:last])])
            share *= min(1.0, (near + throughout) / _ENOUGH_POINTS) ** 2
        found.append(share)
    return found


def _telling(row: Row) -> FoundTokens:
    """Return the tokens that tell of forces, or of what is beside them, with their numbers."""
    return row.found(row.column(_TELLS))


@cache
def _numbers() -> dict[str, int]:
    """Return the number of each word that tells."""
    return {word: number for number, (word, _) in enumerate(rows("topic_words.tsv"), 1)}


@cache
def _points() -> list[int]:
    """Return how much each word tells that a deployment is spoken of, by its number."""
    return [0, *(_POINTS[kind] for _, kind in rows("topic_words.tsv"))]


def _number(lower: str) -> int:
    return _numbers().get(lower, 0)


_TELLS: Final = FormTable(lambda form: (_number(form.lower),), 1)


@cache
def _forces() -> frozenset[str]:
    """Return the words for forces and weapons that stand alone."""
    return frozenset(filter(_WORD.fullmatch, words("stance_force.txt")))
