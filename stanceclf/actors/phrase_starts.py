"""Reading back: where the noun phrase begins that a noun heads."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.compounds import start_of_compound
from stanceclf.actors.mention import Mention
from stanceclf.actors.nouns import word_class
from stanceclf.actors.word_bits import DETERMINER, MODIFIES, told_by_words
from stanceclf.text.document import Document

_FURTHEST: Final = 5
_ARTICLES: Final = word_class("article")
_CAPITALISED: Final = word_class("capitalised")
_DETERMINER: Final = word_class("determiner")
_LABEL: Final = word_class("label")
_NO_SUBJECT_AFTER: Final = word_class("no_subject_after")
_NEAR_NUMBER: Final = ("a", "some", "about", "per")  # "38 per cent of"
_QUANTITY: Final = word_class("quantity")
# Behind a share of those asked: verbs of holding a view, and what may stand before one.
_TAKING: Final = word_class("polled")
# Auxiliaries of such a verb, which what is no people may have, too: "the top 1 percent would gain".
_DOING: Final = frozenset(("are", "could", "did", "do", "have", "had", "were", "will", "would"))
_RANKED: Final = frozenset(("bottom", "poorest", "richest", "top", "that", "this"))
_ADVERBS: Final = frozenset(("also", "firmly", "strongly"))
_NUMERALS: Final = word_class("numeral")


def start_of_phrase(document: Document, index: int, last_found: Mention | None) -> int:
    """Return the first token of the phrase that the noun at `index` heads.

    The phrase runs back over modifiers to its article or its owner, and over "one of", "58 percent
    of" before that. `last_found` is the mention found last: a person's name is never read over.
    """
    told, lowers = told_by_words(document), document.lowers
    sentence = document.sentences[document.sentence_of[index]].first
    floor = max(sentence, index - _FURTHEST)
    first = index
    while first > floor:
        before, low = told[first - 1], lowers[first - 1]
        if before & DETERMINER:
            first -= 1
            break
        after_person = last_found is not None and last_found.kind is kinds.PERSON
        owner = low == "'s" or (low == "'" and lowers[first - 2].endswith("s"))
        if last_found is not None and owner and last_found.last == first - 1:
            return first if after_person or last_found.first < sentence else last_found.first
        if after_person and last_found is not None and last_found.last == first:
            # "Southern African leaders", "the Tall Pines party": no person after all.
            adjective = low in _CAPITALISED
            labelled = first == index and lowers[index] in _LABEL
            if adjective or labelled:
                return last_found.first
            break
        if before & MODIFIES:
            if low.endswith(("ed", "ing", "-")) and not _leads_on(document, first - 1):
                break
            first -= 1
            continue
        behind_article = first - 2 >= floor and lowers[first - 2] in _ARTICLES and low != ")"
        if first == index and behind_article:
            first -= 2  # "a shrimp farmer": any word after an article modifies the noun
            break
        begin = start_of_compound(document, first, floor)
        if begin == first:
            break
        first = begin
    return _with_quantity(document, first, sentence)


def _leads_on(document: Document, index: int) -> bool:
    """Tell whether a word in -ed or -ing modifies the next one, and is no verb of a subject.

    A hyphen does so in "a 29-year-old woman", not in "BRUSSELS - European leaders".
    """
    if document.words[index] == "-":
        return document.ends[index] == document.starts[index + 1]
    before = document.lowers[index - 1] if index else ""
    return before in _DETERMINER or before in ("and", ",", "of", "") or (before.endswith("ly"))


def _with_quantity(document: Document, first: int, sentence: int) -> int:
    """Return the start of a phrase with the "one of", "58 percent of" before it."""
    lowers = document.lowers
    quantities = _QUANTITY
    if first - 2 < sentence or lowers[first - 1] != "of":
        return first
    if lowers[first - 2] not in quantities and not lowers[first - 2].isdigit():
        return first
    first -= 2
    while first > sentence:
        low = lowers[first - 1]
        if low not in quantities and not low[0].isdigit() and low not in _NEAR_NUMBER:
            break
        first -= 1
    return first


def start_of_share(document: Document, index: int) -> int:
    """Return where "62 percent" begins that ends at a word for a share, or `index`.

    It has a verb behind it, and is no mere amount: "62% oppose it", not "rose by 2 percent".
    """
    lowers, first = document.lowers, index - 1
    first -= first > 0 and lowers[first] == "per"
    if first < 0 or index + 1 >= len(lowers):
        return index
    number = lowers[first]
    if not (number[0].isdigit() or number.partition("-")[0] in _NUMERALS):
        return index
    if first and lowers[first - 1] in _NO_SUBJECT_AFTER:
        return index
    behind = index + 1
    behind += lowers[behind] in _ADVERBS and behind + 1 < len(lowers)
    amount = first > 0 and lowers[first - 1] in _RANKED
    verb = lowers[behind] in _TAKING or (lowers[behind] in _DOING and not amount)
    return first if verb else index
