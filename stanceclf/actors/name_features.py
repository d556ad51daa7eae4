"""What an unlisted name and its neighbours look like, to tell persons from bodies and places."""

from collections.abc import Iterator
from typing import Final

from stanceclf.actors.names import function_words, is_title, sex_of_given_name
from stanceclf.actors.nouns import is_group, organisation_nouns, roles, word_class
from stanceclf.actors.speech import is_speech_verb
from stanceclf.text.document import Document

_INNER: Final = frozenset(("first", "last", "single"))
_OUTER: Final = frozenset(("before", "before that", "behind", "behind that"))
_LONGEST: Final = 4
_LENGTHS: Final = tuple(map(str, range(_LONGEST + 1)))

# A place in or beside a name, and the word there: features hang on nothing else.
Place = tuple[str, str]


def places(document: Document, first: int, last: int) -> list[Place]:
    """Return the places of the name that the tokens [first, last) make up, each once."""
    words, lowers = document.words, document.lowers
    inside = lowers[first:last]
    found = [
        ("length", _LENGTHS[last - first] if last - first < _LONGEST else _LENGTHS[_LONGEST]),
        ("first", words[first]),
        ("last", words[last - 1]),
        ("before", words[first - 1] if first else "^"),
        ("behind", words[last] if last < len(words) else "$"),
    ]
    if last == first + 1:
        found += [("has", inside[0]), ("single", words[first])]
    else:
        found += [("has", low) for low in dict.fromkeys(inside)]
    if not organisation_nouns().isdisjoint(inside):
        found.append(("has", "a body"))
    if first > 1:
        found.append(("before that", words[first - 2]))
    if last + 1 < len(words):
        found.append(("behind that", words[last + 1]))
    if first == document.sentences[document.sentence_of[first]].first:
        found.append(("opens", "sentence"))
    return found


def place_features(place: str, word: str) -> set[str]:
    """Return the features of a word at a place.

    >>> sorted(place_features("before", "told"))
    ['before =told', 'before end old', 'before speech']
    """
    if place in _INNER:
        return {f"{place} {one}" for one in _inner(word)}
    if place in _OUTER:
        return {f"{place} {one}" for one in _outer(word)}
    return {f"{place} {word}"}


def name_features(document: Document, first: int, last: int) -> set[str]:
    """Return the features of the name that the tokens [first, last) make up.

    Examples
    --------
    >>> document = Document.from_text("We met Ada Moreau there.")
    >>> sorted(name_features(document, 2, 4))[:2]
    ['before =met', 'before end met']
    """
    return set().union(*(place_features(*place) for place in places(document, first, last)))


def _inner(word: str) -> Iterator[str]:
    """Yield the features of a word of a name, whichever its place."""
    lower = word.lower()
    shape = "caps" if word.isupper() and len(word) > 1 else "cap" if word[0].isupper() else "small"
    if len(word) == 1:
        shape = "initial" if word.isalpha() else "mark"
    yield from (f"={lower}", f"shape {shape}", f"end {lower[-3:]}", f"end {lower[-2:]}")
    if sex_of_given_name(word):
        yield "given"
    if lower in organisation_nouns():
        yield "body"
    if is_group(lower):
        yield "group"
    if lower in word_class("place_tail") or lower in word_class("place_head"):
        yield "place"


def _outer(word: str) -> Iterator[str]:
    """Yield the features of a word beside a name, whichever its place."""
    lower = word.lower()
    if not word[0].isalpha():
        yield from (f"={lower}", "number" if word[0].isdigit() else "mark")
        return
    if lower in roles():
        yield f"role {roles()[lower]}"
    if is_title(lower):
        yield "title"
    if is_speech_verb(lower):
        yield "speech"
    if lower in organisation_nouns():
        yield "body"
    if word[0].isupper():
        yield "cap"
    else:
        yield f"end {lower[-3:]}"
    if not word[0].isupper() or lower in function_words():
        yield f"={lower}"
