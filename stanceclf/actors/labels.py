"""Labels of transcripts: "SMITH (Labour):", "Caller 2:", "THE MINISTER OF EXTERNAL AFFAIRS:"."""

from typing import Final

from stanceclf.actors.kinds import ROLE, noun_kind
from stanceclf.actors.nouns import is_role, word_class
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable
from stanceclf.text.row import FoundTokens, Row

ASKING: Final = ("Q", "A")  # of questions and answers, with a stop or a colon behind
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
# Of each form whether it is a colon.
_COLONS: Final = FormTable(lambda form: (form.word == ":",), 1)


def _colons(row: Row) -> FoundTokens:
    return row.found(row.column(_COLONS))


def labels_of(document: Document) -> dict[int, int]:
    """Return the colon of each label that begins a sentence, by its first token.

    Most texts have no colon, or one, and the table is made once for all who ask.
    """
    labels = document.labels
    if labels is None:
        labels, behind = {}, 0
        for colon in document.part().found(_colons)[0]:
            if colon < behind:
                continue  # only the first one of a sentence may end a label
            sentence = document.sentences[document.sentence_of[colon]]
            behind = sentence.last
            if _is_label(document, sentence.first, colon):
                labels[sentence.first] = colon
        object.__setattr__(document, "labels", labels)  # a memory, and no part of it
    return labels


def _is_label(document: Document, first: int, colon: int) -> bool:
    """Tell whether a label stands before a colon: capitalised words and brackets.

    Before a quotation other words may stand in it, behind a comma. "Editor's Note:" and "Nua Glas's
    Poll Report:" name nobody who speaks.
    """
    words, lowers = document.words, document.lowers
    if not first < colon < first + _LONGEST or lowers[colon - 1] in _TEXTS:
        return False
    bracket = described = False
    for index in range(first, colon):
        word = words[index]
        bracket = bracket or word == "("
        named = word[0].isupper() or word in _INSIDE or (index > first and word.isdigit())
        if not named and not bracket:
            # "Ada Moreau, retired farmer: "No.""
            described = "," in words[first:index] and not is_speech_verb(lowers[index])
            if not described:
                return False
    return not described or words[colon + 1 : colon + 2] in _OPENINGS


def _end_of_label(document: Document, first: int, colon: int) -> int:
    """Return where a label's brackets begin, or its colon."""
    words = document.words
    return words.index("(", first, colon) if "(" in words[first:colon] else colon


def labels_of_roles(document: Document) -> dict[int, int]:
    """Return the end of each label that is a role as a whole, by its first token.

    The words of such a label look like names by themselves: "Witness B", "EXTERNAL AFFAIRS".
    """
    labels = labels_of(document)
    if not labels:
        return {}
    found: dict[int, int] = {}
    for number in document.paragraphs():
        first = document.sentences[number].first
        colon = labels.get(first, -1)
        if colon < 0:
            continue
        end = _end_of_label(document, first, colon)
        if _is_numbered(document, first, end) or _is_office(document, first, end):
            found[first] = end
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
