"""Sentences of news: newlines first, then stops with a look-back at the word that carries them.

Wikimedia's sentencex keeps several quoted sentences whole and breaks after "Ms."; when the library
was designed, rules of this kind had F1 .962 on news at the same speed, sentencex .919. What they
reach now is printed by `python -m benchmarks.gum_text`.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np

from stanceclf.resources import rows, words
from stanceclf.text.items import BULLETS, is_number, next_item
from stanceclf.text.tokens import DASHES

# A run of stops with what closes after it, a line break, or a mark that may show the next item of
# a list or a credit. Each run is matched whether or not it ends a sentence: no character is tried
# twice, which keeps a million dots linear.
# The group is not possessive: Python before 3.11.5 reads past the match of one.
_MARKS: Final = f".!?\u2026\n\u3002\uff01\uff1f:){BULLETS}"
_BREAK: Final = re.compile(
    rf"[{_MARKS}](?:(?<=[.!?\u2026])[.!?\u2026]*+[\"'\u201d\u2019\u00bb)\]]*+|(?<=\n)\s*+|)"
)
# Of each character, up to the last one that is a mark, whether it is one.
_IS_MARK: Final = np.zeros(max(map(ord, _MARKS)) + 2, np.bool_)
_IS_MARK[list(map(ord, _MARKS))] = True
_WIDE: Final = "\u3002\uff01\uff1f"  # stops that no white space need follow
# What stands before the last word: greedy, so that it is found from behind.
_BEFORE_WORD: Final = re.compile(r".*[\s(\[\"\u201c\u2014\u2013]", re.DOTALL)
_LONGEST: Final = 24  # characters of a word that is looked back at
_NEXT_WORD: Final = re.compile(r"[\s\"'\u201c\u2018\u00ab\u201e(\[]*([^\W_]*)")
_QUOTES: Final = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e"
_ACRONYM: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CREDIT: Final = re.compile(r"(?<=\s)(?:Image|Photo|Photograph|Picture)\Z")
# " [3]" after the stop of its sentence.
_NOTES: Final = re.compile(r"(?: ?\[\d{1,3}\]){1,9}(?=\s|\Z)")
_ELLIPSIS: Final = re.compile(r" \.(?: \. \.|\.\.) ([^\W\d_])")
_BYLINE: Final = re.compile(r" [-\u2013\u2014]{1,2} ?[^\W\d_][^\s.!?]*(?: [^\s.!?]+){0,5} *")
_HOUR: Final = re.compile(
    r"(?:just |shortly )?(?:at|by|around|about|before|after|since|until|from)(?: about| around)?"
    r" \d[\d.:]* ?[ap]\.m",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset({"He", "She", "It", "They", "We"})  # no one's surname
# Lines of mail, of wires and of old books are no longer, and some of their breaks stand before a
# small letter: some of those that end no paragraph, and have no stop before them.
_WIDEST: Final = 120
_LEAST_SOFT: Final = 2
_LEAST_SHARE: Final = 0.2
_OPEN: Final = re.compile(r"(?<=[^\n.!?:\u2026])\n(?=[^\n])")
_SOFT: Final = re.compile(r"(?<=[\w,])\n(?=[a-z])")
_LINE_WORD: Final = re.compile(r"\S+")
_STOPS: Final = ".!?:\u2026"
_LOOK: Final = 32
_LONG: Final = 64


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open offsets of the sentences of `text`, in order, white space left out.

    Parameters
    ----------
    text : str
        Any text; empty text has no sentences.

    Examples
    --------
    >>> text = 'Gen. J. R. Smith left at 5 p.m. Thursday. "We stay."'
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Gen. J. R. Smith left at 5 p.m. Thursday.', '"We stay."']
    """
    spans: list[tuple[int, int]] = []
    begin = _next_begin(text, 0)
    kinds = abbreviations()
    width = -1
    behind = 0  # the run that was read last
    for start in _marks_in(text):
        if start < begin or start < behind:
            continue
        mark = text[start]
        if mark == "." and _is_plain(text, begin, start, kinds):
            # No white space stands before it, and one space or a line break behind.
            end = start + 1
            spans.append((begin, end))
            begin = end + 1 if text[end : end + 1] == " " else _next_begin(text, end)
            continue
        end = behind = _end_of_run(text, start)
        if mark == "\n":
            if _is_wrapped(text, start, end):
                continue
            if width < 0:
                width = _wrapped_at(text)
            if width and _is_full(text, start, end, width):
                continue
            cut = start
        else:
            cut = _cut(text, begin, start, end)
            if cut < 0:
                continue
        _append(spans, text, begin, cut)
        begin = _next_begin(text, cut)
    _append(spans, text, begin, len(text))
    return spans


def _marks_in(text: str) -> list[int]:
    """Return where `_BREAK` may begin; it takes twice as long itself to find that."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    places: list[int] = _IS_MARK.take(codes, mode="clip").nonzero()[0].tolist()
    return places


def _end_of_run(text: str, start: int) -> int:
    """Return the end of the run that begins with the mark at `start`."""
    found = _BREAK.match(text, start)
    return found.end() if found else start + 1


def _next_begin(text: str, at: int) -> int:
    """Return the first place from `at` on that is no white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add the span without the white space behind it, unless nothing is left."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _is_wrapped(text: str, start: int, end: int) -> bool:
    """Tell whether a line break stands inside a sentence, as in hard-wrapped text."""
    return (
        start > 0
        and end < len(text)
        and text.count("\n", start, end) == 1
        and text[end].islower()
        and (text[start - 1].isalnum() or text[start - 1] == ",")
    )


def _wrapped_at(text: str) -> int:
    """Return the width that the lines of hard-wrapped text were broken at, 0 of any other text.

    >>> _wrapped_at("Kenya said it\\nwill not send\\nanyone but two\\nGenerals.")
    14
    """
    width = max(map(len, text.split("\n")))
    if width > _WIDEST:
        return 0
    soft = len(_SOFT.findall(text))
    return width if soft >= max(_LEAST_SOFT, _LEAST_SHARE * len(_OPEN.findall(text))) else 0


def _is_full(text: str, start: int, end: int, width: int) -> bool:
    """Tell whether a line was broken as it had no room for the next word."""
    if text.count("\n", start, end) != 1 or not start or text[start - 1] in _STOPS:
        return False
    word = _LINE_WORD.match(text, end, end + _LONG)
    room = width - (start - text.rfind("\n", 0, start) - 1)
    return word is not None and 1 + word.end() - end > room


def _is_plain(text: str, begin: int, start: int, kinds: Mapping[str, str]) -> bool:
    """Tell whether "word. Word" or "word." at a line's end needs none of the questions of `_cut`.

    Three stops of four are such. The word must have letters alone, must be no initial, and be no
    abbreviation, of which `kinds` are; and more than a mark must stand before it, as before the
    number of an item.
    """
    behind = text[start + 1 : start + 3]
    if behind and behind[0] != "\n" and not (behind[0] == " " and behind[1:].isupper()):
        return False
    at = text.rfind(" ", max(begin, start - _LONGEST), start) + 1
    if at <= begin + 2:
        return False  # also where no space is near: what stands before may be all of the text
    word = text[at:start]
    return len(word) > 1 and word.isalpha() and word.lower() not in kinds


def _cut(text: str, begin: int, start: int, end: int) -> int:
    """Return where the sentence from `begin` ends by the mark at `[start, end)`, or -1."""
    mark = text[start]
    if mark in BULLETS:
        return start if text[begin] in BULLETS else -1
    if mark == ":":
        credit = _CREDIT.search(text, max(begin, start - _LOOK), start)
        return credit.start() if credit and text[end : end + 1] == " " else -1
    if mark in _WIDE:
        return end
    if end < len(text) and not text[end].isspace():
        notes = _NOTES.match(text, end) if text[end] == "[" else None
        return notes.end() if notes and text[start - 1 : start] != "[" else -1
    item = next_item(text, begin, start, end)
    if item >= 0:
        return item
    if mark == ")" or not _is_end(text, begin, start, end):
        return -1
    found = _NOTES.match(text, end)
    return found.end() if found else end


def _is_end(text: str, begin: int, start: int, end: int) -> bool:
    """Tell whether the stop at `[start, end)` ends the sentence that begins at `begin`."""
    mark = text[start:end]
    following = _NEXT_WORD.match(text, end, end + _LOOK)
    word = following.group(1) if following else ""
    if word.islower():
        # "Will they come?" he asked; "U.S. forces". But "iPhones" may begin a sentence.
        return False
    if text[end : end + 2] == " .":
        # A spaced ellipsis goes on, unless it opens the next sentence: "words. . . . The".
        more = _ELLIPSIS.match(text, end)
        return more is not None and more.group(1).isupper() and not text[start - 1].isspace()
    if text[start - 1 : start] == "[":
        # "They [...] Monday", "They stay. [...] It was late", "They stay [...] It was late".
        return start - 1 > begin and word[:1].isupper() and word.lower() in words("openers.txt")
    if mark[0] in ".\u2026" and _goes_on(text, begin, start, word):
        return False
    if is_number(text, begin, start) or _is_byline(text, end):
        return False
    if mark[0] != "." or mark.startswith("..") or mark[-1] in _QUOTES:
        return True
    low = max(begin, start - _LOOK)
    ahead = _BEFORE_WORD.match(text, low, start)
    at = max(ahead.end() if ahead else low, start - _LONGEST)
    if at == start or (start - begin < _LONG and _HOUR.fullmatch(text, begin, start)):
        return at == start
    return _word_ends(text[at:start].lstrip(_QUOTES), at, text, word)


def _goes_on(text: str, begin: int, start: int, word: str) -> bool:
    """Tell whether an ellipsis opens the sentence, or stands before an "I" that proves nothing."""
    if start - begin < _LOOK and not text[begin:start].strip(". "):
        return True
    return word == "I" and text[start - 1].isspace() and text[start - 6 : start] != ". . . "


def _is_byline(text: str, end: int) -> bool:
    """Tell whether the rest of the line names whose words these were: "We stay." - Jane Moreau."""
    if text[end + 1 : end + 2] not in DASHES:
        return False
    byline = _BYLINE.match(text, end, end + _LONG)
    return byline is not None and text[byline.end() : byline.end() + 1] in ("", "\n")


def _word_ends(before: str, at: int, text: str, word: str) -> bool:
    """Tell whether a sentence ends at the stop after `before`, when `word` comes next."""
    kind = abbreviations().get(before.lower())
    if len(before) == 1 and before.isalpha() and (kind is None or before.isupper()):
        # An initial: "J. Smith", "Thomas P. O'Neill" (a page is a small "p."); but "you and I."
        # after a word in lower case, "plan B. The".
        prior = text[max(0, at - _LOOK) : at].split()
        if before == "I" and prior and prior[-1].islower():
            return True
        return word in _PRONOUNS or word == "The"
    if kind is None and _ACRONYM.fullmatch(before):
        kind = "either"
    if kind == "before":
        return word in _PRONOUNS
    if kind == "stacked":  # "Ill. Gov. Moreau", but "He fell ill."
        return before.islower() or abbreviations().get(word.lower()) not in ("before", "stacked")
    if kind == "number":
        return not word[:1].isdigit()
    # "at 6 p.m. Mr. Smith went"; other titles follow as well: "the U.S. Gen. Smith".
    return kind is None or word in ("", "Mr", "Mrs", "Ms") or word.lower() in words("openers.txt")


@cache
def abbreviations() -> dict[str, str]:
    """Return the kind of each word that may have a stop behind it within a sentence."""
    return dict(rows("abbreviations.txt"))  # type: ignore[arg-type]
