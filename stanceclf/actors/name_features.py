"""What an unlisted name and its neighbours look like, to tell persons from bodies and places."""

from collections.abc import Iterator, Sequence
from typing import Final

from stanceclf.actors.names import function_words, is_title, sex_of_given_name
from stanceclf.actors.nouns import is_group, organisation_nouns, roles, word_class
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.text.document import Document
from stanceclf.text.tokens import lowered

_INNER: Final = frozenset(("first", "last", "single"))
_OUTER: Final = frozenset(("before", "before that", "behind", "behind that"))
# The places about a name.
BESIDE: Final = ("before", "behind", "before that", "behind that", "opens")
_LONGEST: Final = 4
_LENGTHS: Final = tuple(map(str, range(_LONGEST + 1)))

# A place in or beside a name, and the word there: features hang on nothing else.
Place = tuple[str, str]


def places_inside(words: Sequence[str]) -> list[Place]:
    """Return the places in a name of these words, each once.

    >>> places_inside(["Moreau"])[1:]
    [('first', 'Moreau'), ('last', 'Moreau'), ('has', 'moreau'), ('single', 'Moreau')]
    """
    inside = list(map(lowered, words))
    found = [
        ("length", _LENGTHS[min(len(words), _LONGEST)]),
        ("first", words[0]),
        ("last", words[-1]),
        *(("has", low) for low in dict.fromkeys(inside)),
    ]
    if len(words) == 1:
        found.append(("single", words[0]))
    if not organisation_nouns().isdisjoint(inside):
        found.append(("has", "a body"))
    return found


def words_beside(document: Document, first: int, last: int) -> list[str]:
    """Return the words at the places `BESIDE` a name of the tokens [first, last), "" for none."""
    words = document.words
    opens = first == document.sentences[document.sentence_of[first]].first
    return [
        words[first - 1] if first else "^",
        words[last] if last < len(words) else "$",
        words[first - 2] if first > 1 else "",
        words[last + 1] if last + 1 < len(words) else "",
        "sentence" if opens else "",
    ]


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
    inside = places_inside(document.words[first:last])
    beside = zip(BESIDE, words_beside(document, first, last), strict=True)
    found = (place_features(place, word) for place, word in (*inside, *beside) if word)
    return set().union(*found)


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
