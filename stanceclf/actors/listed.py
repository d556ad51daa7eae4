"""Listed names in a text: which one begins at each token, looked up once for all who ask."""

from collections.abc import Iterable

from stanceclf.actors.lexicon import Entry, Lexicon, lexicon
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable

Match = tuple[int, Entry] | None  # where the name ends, and what it is

_BEGINS = FormTable(lambda form: (lexicon().begins(form.lower),), 1)


def listed_names(document: Document, listed: Lexicon) -> list[Match]:
    """Return for each token what `Lexicon.match` gives for it, up to the end of its sentence.

    Finding mentions and naming them ask some 200 times an article for what 60 look-ups tell.
    """
    known = document.listed
    if known is not None and known[0] is listed:
        return known[1]
    words, lowers, sentences = document.words, document.lowers, document.sentences
    sentence_of, match = document.sentence_of, listed.match
    names: list[Match] = [None] * len(words)
    for token in _beginnings(document, listed):
        names[token] = match(words, lowers, token, sentences[sentence_of[token]].last)
    object.__setattr__(document, "listed", (listed, names))  # a memory, and no part of it
    return names


def _beginnings(document: Document, listed: Lexicon) -> Iterable[int]:
    """Return the tokens that a listed name may begin at."""
    if listed is lexicon():
        return _BEGINS.column(document).nonzero()[0].tolist()
    return [token for token, low in enumerate(document.lowers) if listed.begins(low)]
