"""Listed names in a text: which one begins at each token, looked up once for all who ask."""

from functools import cache
from itertools import chain
from typing import Final

import numpy as np

from stanceclf.actors.entries import Entry
from stanceclf.actors.lexicon import Lexicon, fold, lexicon
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable, Ints
from stanceclf.text.memo import kept
from stanceclf.text.row import FoundTokens, Row
from stanceclf.text.tokens import lowered

Match = tuple[int, Entry] | None  # where the name ends, and what it is


def _entry_alone(word: str) -> Entry | None:
    """Return what a word means as a name by itself."""
    found = lexicon().match([word], [lowered(word)], 0)
    return None if found is None else found[1]


_alone: Final = kept(_entry_alone)

_ALONE: Final = 1
_BEGINS: Final = 2


@cache
def _numbers() -> dict[str, int]:
    """Number the words that stand first or second in names of several."""
    return {word: number for number, word in enumerate(sorted(set(chain(*lexicon().pairs()))), 1)}


@cache
def _pairs() -> Ints:
    """Return the numbers of the first two words of all names of several, as `_begun` adds them."""
    numbers = _numbers()
    pairs = [(numbers[first], numbers[second]) for first, second in lexicon().pairs()]
    return np.sort(np.array(pairs, np.int64) @ [len(numbers), 1])


# Whether a form is a listed name alone, and behind that bit the number of its word.
_PLACES: Final = FormTable(
    lambda form: (
        _ALONE * (_alone(form.word) is not None) + 2 * _numbers().get(fold(form.lower), 0),
    ),
    1,
)


def listed_names(document: Document, listed: Lexicon) -> list[Match]:
    """Return for each token what `Lexicon.match` gives for it, up to the end of its sentence.

    Finding mentions and naming them ask some 200 times an article for what 16 look-ups tell. Behind
    the last token there is one more place, where nothing begins.
    """
    known = document.listed
    if known is not None and known[0] is listed:
        return known[1]
    names = _own(document) if listed is lexicon() else _others(document, listed)
    object.__setattr__(document, "listed", (listed, names))  # a memory, and no part of it
    return names


def _begun(row: Row) -> FoundTokens:
    """Find the tokens that are names alone, or that are the first of two which begin some name."""
    places = row.column(_PLACES)
    numbers = places >> 1
    both = np.logical_and(numbers[:-1], numbers[1:]).nonzero()[0]
    pairs = numbers.take(both) * len(_numbers()) + numbers.take(both + 1)
    known = _pairs()
    begun = both[known.take(known.searchsorted(pairs), mode="clip") == pairs]  # 3 of 32
    kinds = places & _ALONE
    kinds[begun] = _BEGINS
    return row.found(kinds)


def _own(document: Document) -> list[Match]:
    """Return the names of our own tables: of 70 tokens an article that may begin one, 16 do.

    Words of one place tell of most tokens: a name alone, or a first word that no second follows.
    """
    words, lowers, sentences = document.words, document.lowers, document.sentences
    names: list[Match] = [None] * (len(words) + 1)
    tokens, places = document.part().found(_begun)
    for at, token in enumerate(tokens):
        if places[at] == _BEGINS:
            stop = sentences[document.sentence_of[token]].last
            names[token] = lexicon().match(words, lowers, token, stop)
        elif (entry := _alone(words[token])) is not None:
            names[token] = token + 1, entry
    return names


def _others(document: Document, listed: Lexicon) -> list[Match]:
    """Return the names of any tables."""
    words, lowers, sentence_of = document.words, document.lowers, document.sentence_of
    names = [
        listed.match(words, lowers, token, document.sentences[sentence_of[token]].last)
        if listed.begins(low)
        else None
        for token, low in enumerate(lowers)
    ]
    return [*names, None]
