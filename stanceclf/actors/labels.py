"""Labels of transcripts that name no person: "Caller 2:", "THE MINISTER OF EXTERNAL AFFAIRS:"."""

from typing import Final

from stanceclf.actors.kinds import ROLE, noun_kind
from stanceclf.actors.nouns import is_role, word_class
from stanceclf.actors.speech import colon_of_label, end_of_label
from stanceclf.text.document import Document

_LINKS: Final = ("of", "for")
_CALLERS: Final = frozenset(("caller", "guest", "listener", "viewer"))  # others lead the talk
_TURN_NOUN: Final = word_class("turn_noun")


def labels_of_roles(document: Document) -> dict[int, int]:
    """Return the end of each label that is a role as a whole, by its first token.

    The words of such a label look like names by themselves: "Witness B", "EXTERNAL AFFAIRS".
    """
    found: dict[int, int] = {}
    if ":" not in document.text:
        return found
    for number in document.paragraphs():
        sentence = document.sentences[number]
        colon = colon_of_label(document, sentence.first, sentence.last)
        if colon < 0:
            continue
        end = end_of_label(document, sentence.first, colon)
        if _is_numbered(document, sentence.first, end) or _is_office(document, sentence.first, end):
            found[sentence.first] = end
    return found


def _is_numbered(document: Document, first: int, end: int) -> bool:
    """Tell whether a number or a letter tells one of several apart: "Caller 2", or "CALLER"."""
    if end < first + 2:
        alone = document.lowers[first] in _CALLERS or document.words[end] == "("
        return alone and document.lowers[first] in _TURN_NOUN and document.words[first].isupper()
    number, noun = document.words[end - 1], document.lowers[end - 2]
    if not number.isdigit() and not (len(number) == 1 and number.isupper()):
        return False
    return noun in _TURN_NOUN or noun_kind(noun) is ROLE


def _is_office(document: Document, first: int, end: int) -> bool:
    """Tell whether words in capitals name an office and what it is for."""
    words, lowers = document.words, document.lowers
    for index in range(first + 1, end - 1):
        if lowers[index] in _LINKS:
            return is_role(lowers[index - 1]) and all(map(str.isupper, words[first:end]))
    return False
