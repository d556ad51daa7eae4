"""Labels of transcripts: "SMITH (Labour):", "Caller 2:", "THE MINISTER OF EXTERNAL AFFAIRS:"."""

from typing import Final

from stanceclf.actors.kinds import ROLE, noun_kind
from stanceclf.actors.nouns import is_role, word_class
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.text.document import Document

_LONGEST: Final = 16  # tokens
_INSIDE: Final = frozenset((
    "(", ")", ".", ",", "'", "\u2019", "'S", "\u2019S", "'s", "\u2019s", "-", "&", "@",
    "of", "the", "for", "de", "del", "la", "von", "van", "der", "bin", "al",
))  # fmt: skip
_OPENINGS: Final = (['"'], ["\u201c"])
_LINKS: Final = ("of", "for")
_CALLERS: Final = frozenset(("caller", "guest", "listener", "viewer"))  # others lead the talk
_TEXTS: Final = word_class("text_noun")
_TURN_NOUN: Final = word_class("turn_noun")


def colon_of_label(document: Document, first: int, last: int) -> int:
    """Return the colon that ends the label at `first`, or -1: capitalised words and brackets.

    Before a quotation other words may stand in it, behind a comma. "Editor's Note:" and "Nua Glas's
    Poll Report:" name nobody who speaks.
    """
    words = document.words
    bracket = described = False
    for index in range(first, min(first + _LONGEST, last)):
        word = words[index]
        if word == ":":
            quoted = not described or words[index + 1 : index + 2] in _OPENINGS
            named = index > first and document.lowers[index - 1] not in _TEXTS
            return index if named and quoted else -1
        bracket = bracket or word == "("
        named = word[0].isupper() or word in _INSIDE or (index > first and word.isdigit())
        if not named and not bracket:
            # "Ada Moreau, retired farmer: "No.""
            described = "," in words[first:index] and not is_speech_verb(document.lowers[index])
            if not described:
                return -1
    return -1


def _end_of_label(document: Document, first: int, colon: int) -> int:
    """Return where a label's brackets begin, or its colon."""
    words = document.words
    return words.index("(", first, colon) if "(" in words[first:colon] else colon


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
        end = _end_of_label(document, sentence.first, colon)
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
