"""Edges of claims set right: the stop of "Sept. 11" ends none, a programme's name begins none."""

from functools import cache
from string import ascii_lowercase
from typing import Final

from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import classes_of
from stanceclf.resources import words as outlets
from stanceclf.text.document import Document
from stanceclf.text.sentences import abbreviations

_QUOTES: Final = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb")
_MARKS: Final = _QUOTES | frozenset(",;:()[]!?\u2026-\u2013\u2014")
_LEADING: Final = frozenset("*_>#|~\u2022")  # what marks up text, and quotes mail
_LONGEST: Final = 6  # tokens of an outlet's name with the marks about it
_JOINS: Final = frozenset(("and", "but", "or"))
_LEAST: Final = 2  # tokens of a claim that is cut
_BEFORE: Final = "before"  # the kind of abbreviations that a name follows
_YEAR: Final = 4  # digits


def mended(document: Document, ranges: list[Range], worth: list[float]) -> None:
    """Move the edges of claims that stand inside an abbreviation or a name, in place.

    Where the next claim begins behind such a stop, both are one. What is but the name of an outlet,
    'on "Face the Nation"', is none.
    """
    openers, closers = _openers(), _closers()
    words, lowers = document.words, document.lowers
    # The last one first; taken out of a list, each would move all behind it.
    kept: list[Range] = []
    shares: list[float] = []
    for (first, last), share in zip(reversed(ranges), reversed(worth), strict=True):
        if words[first] in openers:
            first = _begin(document, first, last)
            if first == last:
                continue
        if lowers[last - 1] in closers and is_abbreviated(document, last):
            if kept and kept[-1][0] <= last + 1:
                last = kept.pop()[1]
                shares.pop()
            else:
                limit = document.sentences[document.sentence_of[last]].last
                last = end_behind(document, first, last, min(limit, kept[-1][0]) if kept else limit)
        kept.append((first, last))
        shares.append(share)
    ranges[:], worth[:] = kept[::-1], shares[::-1]


def _begin(document: Document, first: int, last: int) -> int:
    """Return where a claim begins: behind marks, and behind the outlet that it is or quotes."""
    words = document.words
    while words[first] in _LEADING and first + 1 < last:
        first += 1
    begin = first + (words[first] in _QUOTES)
    if begin == last or words[begin] not in _openers():
        return first
    end = begin + 1
    while end < min(last, begin + _LONGEST) and words[end] not in _MARKS and words[end] != ".":
        end += 1
    behind = end
    while behind < last and (words[behind] in _QUOTES or words[behind] in ",."):
        behind += 1
    if behind < last and not _QUOTES.intersection(words[end:behind]):
        return first  # "Reuters should go", "BBC, ITV and others"
    return behind if " ".join(words[begin:end]) in outlets("outlets.txt") else first


def is_abbreviated(document: Document, last: int) -> bool:
    """Tell whether what ends before the token `last` ends with the short word of "Sept. 11"."""
    lowers = document.lowers
    low = lowers[last - 1]
    kind = abbreviations().get(low)
    if kind is None and len(low) > 1:
        return False
    if lowers[last : last + 1] != ["."] or document.starts[last] != document.ends[last - 1]:
        return False
    if last + 1 == document.sentences[document.sentence_of[last]].last:
        return False
    behind = document.words[last + 1]
    if kind is not None and (behind[0].isdigit() or behind[0].islower()):
        return True
    if not behind[0].isupper():
        return False
    # "George W. Moreau", but "in a post on X. Turkish ships".
    before = document.words[last - 2][0] if last > 1 else ""
    return kind == _BEFORE or (kind is None and before.isupper())


def end_behind(document: Document, first: int, last: int, limit: int) -> int:
    """Return where a claim ends that seems to end at the stop `last`: at the clause's end.

    That is at a mark or a join; before a verb of speech nothing is certain but the name or number.
    """
    words, lowers = document.words, document.lowers
    begin = last - 1  # of the name or date
    if lowers[begin - 1] in _QUOTES and begin - 1 > first and words[last + 1][0].isupper():
        # The speaker of a quotation: '"They stay," Mr. Moreau said.'
        while begin > first and lowers[begin - 1] in _MARKS:
            begin -= 1
        return begin if begin - first >= _LEAST else last
    end = named = last + 1
    while named < limit and (words[named][0].isupper() or named == end):
        named += 1
    end = named
    while end < limit and lowers[end] not in _MARKS and lowers[end] not in _JOINS:
        if "speech" in classes_of(lowers[end]):
            return named
        end += 1
    year = lowers[end + 1] if end + 1 < limit and lowers[end] == "," else ""
    if words[end - 1].isdigit() and len(year) == _YEAR and year.isdigit():
        end += 2
    if lowers[begin - 1] == "(" and lowers[end : end + 1] == [")"] and end < limit:
        end += 1  # "on Monday (Sept. 15, 2025)"
    return end - 1 if lowers[end - 1] == "." and end == limit else end


@cache
def _openers() -> frozenset[str]:
    """Return the marks, and the first words of outlets, that no claim may begin with."""
    names = {name.split()[0] for name in outlets("outlets.txt")} - {"The"}  # begins every fifth
    return frozenset(names | _LEADING | _QUOTES)


@cache
def _closers() -> frozenset[str]:
    """Return what a stop may stand behind without ending a claim: abbreviations and initials."""
    return frozenset(abbreviations()) | frozenset(ascii_lowercase)
