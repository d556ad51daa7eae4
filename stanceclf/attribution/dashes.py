"""Speech behind a dash, as novels and some newspapers print it: "— We stay, said Ada Moreau."."""

from functools import cache, lru_cache
from typing import Final

from stanceclf.resources import rows
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

_DASHES: Final = frozenset("\u2014\u2015\u2013")
_STOPS: Final = frozenset(",!?\u2026")


def opens_with_dash(document: Document) -> set[int]:
    """Return the first tokens of the sentences that begin with a dash behind a line break."""
    text, words, sentences = document.text, document.words, document.sentences
    return {
        sentence.first
        for sentence in map(sentences.__getitem__, document.paragraphs())
        if words[sentence.first] in _DASHES
        and (not sentence.span.start or text[sentence.span.start - 1] == "\n")
    }


def dash_speech(document: Document, first: int, end: int) -> list[tuple[int, int]]:
    """Return the spoken parts, first and last token, of the paragraph [first, end).

    A verb of speech must follow a comma, as in "— We stay, said Moreau. — We win.": without one the
    dash may as well begin an item of a list.
    """
    words = document.words
    verb = _verb(document, first, end)
    if verb < 0:
        return []
    found = [(first, verb - 1)]
    for index in range(verb, end - 1):
        if words[index] in _DASHES:
            found.append((index, end - 1))
            break
    return found


def _verb(document: Document, first: int, end: int) -> int:
    """Return the verb of speech behind a comma that a name or a pronoun follows, or -1."""
    words, lowers = document.words, document.lowers
    for index in range(first + 2, end - 1):
        if words[index - 1] in _STOPS and words[index].islower() and _is_said(lowers[index]):
            return index
    return -1


@cache
def _said() -> frozenset[str]:
    return frozenset(stem(row[0]) for row in rows("reporting_verbs.tsv"))


@lru_cache(maxsize=1 << 12)
def _is_said(lower: str) -> bool:
    """Tell whether a word is a verb of speech in a finite form: "said", not "saying"."""
    return not lower.endswith("ing") and stem(lower) in _said()
