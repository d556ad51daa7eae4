"""What stands about a place's name, to tell whether it names those who act in its name.

The words next to it, what governs it across a list, the verb and the noun behind it. Gritta,
Pilehvar, Limsopatham and Collier (2017), "Vancouver Welcomes You! Minimalist Location Metonymy
Resolution", showed that few words chosen by the structure of the sentence say more than a window.
"""

from collections.abc import Iterator
from typing import Final

from stanceclf.actors.names import function_words, is_name_word
from stanceclf.actors.nouns import organisation_nouns, roles, state_nouns, word_class
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.text.document import Document
from stanceclf.text.memo import kept
from stanceclf.text.stems import stem

BIAS: Final = "bias"  # the feature that each name has
PREPOSITIONS: Final = word_class("no_subject_after") | word_class("place_preposition")
_AUXILIARIES: Final = word_class("auxiliary")
_MARKS: Final = word_class("possessive_mark")
_ARTICLES: Final = word_class("article")
_SKIPPED: Final = _ARTICLES | {",", "and", "or", "both"}
_ATTRIBUTES: Final = _ARTICLES | word_class("attribute_of_place")
_OF_PLACES: Final = frozenset(map(stem, word_class("of_places")))
_OF_ACTORS: Final = frozenset(map(stem, word_class("of_actors")))
_FAR: Final = 8  # tokens on each side that are searched for words of a field
_MOST_SKIPPED: Final = 12  # attributes of a name, or particles behind what a preposition hangs on
_LIST: Final = 24  # tokens of a list before the name that are stepped over
_OPENING, _CLOSING = "^", "$"

# A slot beside a name, and the word or the two words there: features hang on nothing else.
Context = tuple[str, str]


def contexts(document: Document, first: int, last: int) -> list[Context]:
    """Return the slots about the name at the tokens [first, last), each once.

    Examples
    --------
    >>> document = Document.from_text("In Oslo it rained.")
    >>> contexts(document, 1, 2)[:3]
    [('<', 'in'), ('>', 'it'), ('<<', '^')]
    """
    texts, lowers = document.words, document.lowers
    sentence = document.sentences[document.sentence_of[first]]
    opening, closing = sentence.first, sentence.last
    begin = _begin(lowers, opening, first)
    left = lowers[max(opening, begin - _FAR) : begin][::-1]
    right = lowers[last : min(closing, last + _FAR)]
    before, before_that = [*left[:2], _OPENING, _OPENING][:2]
    behind, behind_that = [*right[:2], _CLOSING, _CLOSING][:2]
    found = [
        ("<", before),
        (">", behind),
        ("<<", before_that),
        (">>", behind_that),
        ("<>", f"{before} {behind}"),
        ("<< <", f"{before_that} {before}"),
        ("> >>", f"{behind} {behind_that}"),
    ]
    found += [("far left", low) for low in left if _field(low)]
    found += [("far right", low) for low in right if _field(low)]
    governor, at, listed = _governor(texts, lowers, opening, begin)
    if begin < first and lowers[first - 1] not in _ARTICLES:
        found.append(("attribute", lowers[first - 1]))
    if listed:
        found.append(("listed", ""))
    if governor in PREPOSITIONS:
        head = _head(lowers, opening, at)
        found += [("governed", governor), ("head", head), ("head governs", f"{head} {governor}")]
    else:
        found.append(("bare", governor))
    verb = _verb(texts, right, last)
    found.append(("verb", verb))
    found.append(("verb of", f"{verb} {governor if governor in PREPOSITIONS else '-'}"))
    if behind in _MARKS:
        found += [("owns", low) for low in _owned(right)]
    elif behind.isalpha() and texts[last][0].islower():
        found.append(("modifies", behind))
    return list(dict.fromkeys(found))


def is_governed(document: Document, first: int) -> bool:
    """Tell whether a preposition governs the name at a token, or the list that it is in."""
    opening = document.sentences[document.sentence_of[first]].first
    begin = _begin(document.lowers, opening, first)
    return _governor(document.words, document.lowers, opening, begin)[0] in PREPOSITIONS


def _begin(lowers: list[str], opening: int, first: int) -> int:
    """Return where the article and the attributes of a name begin: "the southern"."""
    stop = max(opening, first - _MOST_SKIPPED)
    while first > stop and lowers[first - 1] in _ATTRIBUTES:
        first -= 1
    return first


def _governor(
    texts: list[str], lowers: list[str], opening: int, begin: int
) -> tuple[str, int, bool]:
    """Return the word before a name and those it is listed with, its token, whether there are."""
    at, listed = begin - 1, False
    stop = max(opening, begin - _LIST)
    while at >= stop:
        low = lowers[at]
        if low not in _SKIPPED:
            if not is_name_word(texts[at]) or at == opening or low in function_words():
                break
            listed = True
        at -= 1
    return (lowers[at] if at >= opening else _OPENING), at, listed


def _head(lowers: list[str], opening: int, at: int) -> str:
    """Return the word that the preposition at a token hangs on, or what stands there."""
    at -= 1
    stop = max(opening, at - _MOST_SKIPPED)
    while at > stop and (lowers[at] in PREPOSITIONS or lowers[at] in _SKIPPED):
        at -= 1
    return lowers[at] if at >= opening else _OPENING


def _verb(texts: list[str], right: list[str], last: int) -> str:
    """Return the next word that is no name, mark or adverb: a subject's verb."""
    auxiliary = _CLOSING
    for at, low in enumerate(right, last):
        if low in _AUXILIARIES:
            auxiliary = low
        elif not (low in _SKIPPED or low.endswith("ly") or is_name_word(texts[at])):
            return low if low.isalpha() or auxiliary == _CLOSING else auxiliary
    return auxiliary


def _owned(right: list[str]) -> Iterator[str]:
    """Yield the words of the phrase behind a possessive mark: "'s only match against"."""
    for low in right[1:]:
        if not low.isalpha() or low in PREPOSITIONS or low in _AUXILIARIES:
            return
        if low not in function_words():
            yield low


def _field_of(low: str) -> str:
    """Return whether a word goes with places or with those who act; empty for most."""
    root = stem(low)
    return "of places" if root in _OF_PLACES else "of actors" if root in _OF_ACTORS else ""


_field: Final = kept(_field_of)


def context_features(slot: str, word: str) -> list[str]:
    """Return the features of what stands in a slot.

    Examples
    --------
    >>> context_features("<", "in")
    ['< in', '< class preposition', '< end in']
    """
    if slot in ("far left", "far right"):
        return [f"{slot} {_field(word)}"]
    if slot == "listed":
        return [slot]
    if slot in ("<>", "<< <", "> >>"):
        return [f"{slot} {word}"]
    if slot == "head governs":
        head, _, governor = word.partition(" ")
        return [f"{slot} {stem(head)} {governor}", f"{slot} {_class(head)}. {governor}"]
    if slot == "verb of":
        verb, _, governor = word.partition(" ")
        return [
            f"{slot} {stem(verb)} {governor != '-'}",
            f"{slot} {_class(verb)}. {governor}",
            f"{slot} end {verb[-2:]} {governor}",
        ]
    root = word if slot in ("<", ">", "<<", ">>", "governed") else stem(word)
    return [f"{slot} {root}", f"{slot} class {_class(word)}", f"{slot} end {word[-3:]}"]


def _class(word: str) -> str:
    """Return the class of a word, for what the word itself is too rare to tell."""
    if word in (_OPENING, _CLOSING):
        return word
    if not word[0].isalpha():
        return "number" if word[0].isdigit() else "mark"
    if word in PREPOSITIONS:
        return "preposition"
    if word in _AUXILIARIES:
        return "auxiliary"
    if word in function_words():
        return "function"
    if is_speech_verb(word):
        return "speech"
    if word in state_nouns() or word in roles() or word in organisation_nouns():
        return "actor"
    if _field(word):
        return _field(word)
    return "ed" if word.endswith("ed") else "other"
