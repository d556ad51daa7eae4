"""Phrases that act and phrases that are places, each in its sentence, from data that may ship.

The free genres of GUM, the train and dev parts of CrossNER-politics, wikigold, re3d without its BBC
part, and our corpus.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from stanceclf.actors.entries import Sort
from stanceclf.actors.kinds import PRONOUNS
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.mention import MentionKind
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.metonyms import PLACES
from stanceclf.actors.names import is_name_word
from stanceclf.actors.nouns import word_class
from stanceclf.actors.place_contexts import Context, contexts, is_governed
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.corpus import AnnotatedDocument, read_corpus
from training.gum import GumDocument, read_gum
from training.named import read_free

# What an example counts. A person's context is not quite a body's; our corpus is large, and all
# about one topic.
_PERSON = 0.3
_CORPUS = 0.3
_BODY_OF_CORPUS = 0.1
_LOCATIVE = frozenset(
    ("in", "at", "near", "outside", "inside", "throughout", "across", "around", "into", "via")
) | {"through", "within", "toward", "towards"}
_ARTICLES = word_class("article")
_DATES = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday",
))  # fmt: skip
_KINDS = {"organization": "organisation"}
_LONGEST = 5


class Example(NamedTuple):
    """A phrase in its place: of which document, what stands about it, whether it acts, its weight.

    `sure` is whether it is a listed place's name whose reading an annotation of GUM tells.
    """

    document: str
    contexts: list[Context]
    acts: bool
    weight: float
    sure: bool = False


def listed_places(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the tokens of the countries, seats and regions that a document names."""
    for sentence in document.sentences:
        at = sentence.first
        while at < sentence.last:
            end, sort = _listed(document, at, sentence.last)
            if sort in PLACES:
                yield at, end
            at = end


def _listed(document: Document, at: int, stop: int) -> tuple[int, Sort | None]:
    words = document.words
    match = lexicon().match(words, document.lowers, at, stop) if words[at][0].isupper() else None
    return (match[0], match[1].sort) if match else (at + 1, None)


def _is_listed_place(document: Document, first: int, last: int) -> bool:
    end, sort = _listed(document, first, last)
    return sort in PLACES and end == last


def _is_located(document: Document, first: int) -> bool:
    """Tell whether a preposition that asks for a place stands before a name and its article."""
    if first and document.lowers[first - 1] in _ARTICLES:
        first -= 1
    return first > 0 and document.lowers[first - 1] in _LOCATIVE


def of_names(name: str, text: str, annotated: Iterable[tuple[Span, str]]) -> Iterator[Example]:
    """Yield the annotated names of a text: bodies, people and places, but no bare countries."""
    document = Document.from_text(text)
    for span, kind in annotated:
        tokens = document.tokens_in(span)
        first, last = tokens.start, tokens.stop
        if kind not in ("organisation", "person", "place") or first >= last:
            continue
        if not is_name_word(document.words[last - 1]):
            continue
        listed = _is_listed_place(document, first, last)
        found = contexts(document, first, last)
        if kind != "place":
            person = kind == "person"  # of whom some bear a place's name
            yield Example(name, found, True, _PERSON if person else 1.0, listed and not person)
        elif not listed or is_governed(document, first):
            yield Example(name, found, False, 1.0, listed)


def of_gum(document: GumDocument) -> Iterator[Example]:
    """Yield the names of a document of GUM, and its phrases of common nouns."""
    spans = {one.span: _KINDS.get(one.kind, one.kind) for one in document.mentions}
    parts = {span: kind for span, kind in spans.items() if _is_short(span.of(document.text))}
    yield from of_names(document.id, document.text, parts.items())
    read = Document.from_text(document.text)
    for span, kind in parts.items():
        tokens = read.tokens_in(span)
        lowers = read.lowers[tokens.start : tokens.stop]
        if kind not in ("organisation", "person", "place") or not lowers:
            continue
        if not lowers[-1].isalpha() or is_name_word(read.words[tokens.stop - 1]):
            continue
        if PRONOUNS.isdisjoint((lowers[0], lowers[-1])):
            found = contexts(read, tokens.start, tokens.stop)
            weight = _PERSON if kind == "person" else 1.0
            yield Example(document.id, found, kind != "place", weight)


def _is_short(phrase: str) -> bool:
    return len(phrase.split()) <= _LONGEST


def of_corpus(annotated: AnnotatedDocument) -> Iterator[Example]:
    """Yield places that hold or report claims, those behind "in"; bodies, unlisted places."""
    document = Document.from_text(annotated.text)
    holders = [one.actor for one in annotated.statements]
    holders += [one.source for one in annotated.statements if one.source is not None]
    ends = {one.end for one in holders}
    for first, last in listed_places(document):
        span = document.span_of(first, last)
        holds = any(one.end == span.end and abs(one.start - span.start) <= 4 for one in holders)
        located = _is_located(document, first) and not any(map(span.overlaps, holders))
        if holds or located:
            yield Example(annotated.id, contexts(document, first, last), holds, _CORPUS)
    mentioned: set[int] = set()
    for first, last, kind in find_mentions(document):
        mentioned.update(range(first, last))
        if kind is MentionKind.ORGANISATION:
            weight = _CORPUS if document.ends[last - 1] in ends else _BODY_OF_CORPUS
            yield Example(annotated.id, contexts(document, first, last), True, weight)
    for first, last in _unlisted(document, mentioned):
        yield Example(annotated.id, contexts(document, first, last), False, _CORPUS)


def _unlisted(document: Document, mentioned: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the names behind "in" that no list knows and no mention covers."""
    for sentence in document.sentences:
        at = sentence.first + 1
        while at < sentence.last:
            first = at
            while at < sentence.last and at not in mentioned and is_name_word(document.words[at]):
                at += 1
            if at > first and document.lowers[first - 1] in _LOCATIVE:
                known = _listed(document, first, sentence.last)[1] is not None
                if not known and document.lowers[first] not in _DATES:
                    yield first, at
            at = max(at, first + 1)


def examples(data: Path) -> Iterator[Example]:
    """Yield all examples; `data` holds GUM, re3d and the free corpora of names."""
    for number, text in enumerate(read_free(data)):
        for example in of_names(str(number), text.text, text.names):
            yield example._replace(sure=False)
    for document in read_gum(data / "gum"):
        yield from of_gum(document)
    for annotated in read_corpus():
        yield from of_corpus(annotated)
