"""Listed names in a text: which one begins at each token, looked up once for all who ask."""

from collections.abc import Collection
from typing import Final

import numpy as np

from stanceclf.actors.entries import Entry
from stanceclf.actors.lexicon import Lexicon, fold, lexicon
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable
from stanceclf.text.memo import kept
from stanceclf.text.row import Found, Row
from stanceclf.text.tokens import lowered

Match = tuple[int, Entry] | None  # where the name ends, and what it is


def _entry_alone(word: str) -> Entry | None:
    """Return what a word means as a name by itself."""
    found = lexicon().match([word], [lowered(word)], 0)
    return None if found is None else found[1]


def _second_words(lower: str) -> Collection[str]:
    return lexicon().seconds_of(lower)


_alone: Final = kept(_entry_alone)
_seconds: Final = kept(_second_words)

_ALONE: Final = 1
_BEGINS: Final = 2
_SECOND: Final = 4
# Whether a form is a listed name by itself, is the first word of longer ones, or their second.
_PLACES: Final = FormTable(
    lambda form: (
        _ALONE * (_alone(form.word) is not None)
        + _BEGINS * lexicon().begins(form.lower)
        + _SECOND * lexicon().goes_on(form.lower),
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


def _begun(row: Row) -> Found:
    """Find the tokens that are names alone, or whose next one is the second of some name."""
    places = row.column(_PLACES)
    followed = np.append(places[1:] >> 1, 0) & _BEGINS
    return row.found(places & (followed | _ALONE))


def _own(document: Document) -> list[Match]:
    """Return the names of our own tables: of 70 tokens an article that may begin one, 16 do.

    Words of one place tell of most tokens: a name alone, or a first word that no second follows.
    """
    words, lowers, sentences = document.words, document.lowers, document.sentences
    sentence_of, own = document.sentence_of, lexicon()
    names: list[Match] = [None] * (len(words) + 1)
    tokens, places = document.part().found(_begun)
    for token, place in zip(tokens, places, strict=True):
        if place & _ALONE:
            entry = _alone(words[token])
            names[token] = None if entry is None else (token + 1, entry)
        longer = place & _BEGINS and token + 1 < len(words)
        if longer and fold(lowers[token + 1]) in _seconds(lowers[token]):  # 3 of 15
            names[token] = own.match(words, lowers, token, sentences[sentence_of[token]].last)
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
