"""Words that the end of a line parts, as in print: "deploy-" and "ment" on the next one.

The letters are put together, and what parted them, blanks now, behind: offsets of all other words
stay. The token is then stretched over the blanks, so that a span still ends where it does in the
text as given.
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from stanceclf.records import Span
from stanceclf.text.common_words import common_stems
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

# Bounded, so that no text takes more than linear time.
_PARTED: Final = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{1,30})-\r?\n[ \t]{0,40}([^\W\d_]{1,30})(?![^\W\d_])"
)
_SIGNS: Final = ("-\n", "-\r\n")


def unbroken(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with its parted words as one, and where each ends before and after that.

    A compound keeps its hyphen.

    Examples
    --------
    >>> unbroken("They de-\\nploy US-\\nled men.")
    ('They deploy   US-led  men.', [(11, 13), (20, 21)])
    """
    if not any(sign in text for sign in _SIGNS):
        return text, []
    ends: list[tuple[int, int]] = []

    def mended(match: re.Match[str]) -> str:
        word = _whole(match[1], match[2])
        ends.append((match.start() + len(word), match.end()))
        return word.ljust(match.end() - match.start())

    return _PARTED.sub(mended, text), ends


def stretched(document: Document, ends: list[tuple[int, int]]) -> Document:
    """Return a document whose tokens end where `unbroken` says that they do in the text as given.

    >>> one = Document.from_text("They deploy   .")
    >>> list(stretched(one, [(11, 13)]).ends)
    [4, 13, 15]
    """
    if not ends:
        return document
    places, sentences = array("q", document.ends), list(document.sentences)
    for end, given in ends:
        token = bisect_left(places, end)
        if token == len(places) or places[token] != end:
            continue
        places[token] = given
        number = document.sentence_of[token]
        one = sentences[number]
        if one.span.end == end:
            sentences[number] = replace(one, span=Span(one.span.start, given))
    # In place, for the document knows its tokens by number; nobody has asked for the ends yet.
    object.__setattr__(document, "ends", places)
    object.__setattr__(document, "sentences", sentences)
    return document


def _whole(first: str, last: str) -> str:
    """Return a word of two parts, which may be a compound.

    >>> _whole("Den", "mark"), _whole("Saudi", "backed"), _whole("long", "term")
    ('Denmark', 'Saudi-backed', 'long-term')
    """
    compound = last[0].isupper() or first[-1].isupper()
    if not compound and not _is_known(first + last):
        compound = last.endswith("ed") if first[0].isupper() else _is_known(first)
        compound = compound and _is_known(last)
    return f"{first}-{last}" if compound else first + last


def _is_known(word: str) -> bool:
    return stem(word.lower()) in common_stems()
