"""A text with its tokens and sentences: what every later stage reads."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.quick import maker
from stanceclf.records import Sentence, Span, make_span
from stanceclf.text.forms import Forms, Tokens, numbers_of, read_tokens
from stanceclf.text.row import Part, Row
from stanceclf.text.sentences import sentence_spans

_make_sentence: Final = maker(Sentence)
# Tokens of a text that is searched for a word: a set of its words takes longer for one or two.
_SHORT: Final = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A text, its tokens as parallel lists, and its sentences.

    Attributes
    ----------
    text : str
        The text as given.
    words, lowers : list of str
        The tokens as they stand, and in lower case with typographic apostrophes made plain.
    starts, ends : sequence of int
        Half-open code-point offsets of each token.
    sentences : list of Sentence
        In reading order; they cover every token once.
    sentence_of : list of int
        For each token, the index of its sentence.
    forms : tuple of (Forms, ndarray of int) or None
        The number of each token's form; of tokens from elsewhere once `forms.numbers_of` was asked.
    place : Part or None
        What `part` gives, once it is known.
    openings : list of int or None
        What `paragraphs` gives, once it was asked.
    closings : array of int or None
        What `sentence_ends` gives, once it was asked.
    listed : tuple or None
        A list of names, and which of them begins at each token, once that was looked up.
    told : list of int or None
        What the naming of actors reads in each token, once it has.
    labels : dict or None
        Where the labels of a transcript begin and end, once that was looked up.
    written : frozenset of str or None
        The words of a long text, once one was asked for.
    """

    text: str
    words: list[str]
    lowers: list[str]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: list[Sentence]
    sentence_of: list[int]
    forms: tuple[Forms, NDArray[np.int64]] | None = field(default=None, init=False, repr=False)
    place: Part | None = field(default=None, init=False, repr=False)
    openings: list[int] | None = field(default=None, init=False, repr=False)
    closings: "array[int] | None" = field(default=None, init=False, repr=False)
    listed: tuple[Any, list[Any]] | None = field(default=None, init=False, repr=False)
    told: list[int] | None = field(default=None, init=False, repr=False)
    labels: dict[int, int] | None = field(default=None, init=False, repr=False)
    written: frozenset[str] | None = field(default=None, init=False, repr=False)

    @classmethod
    def from_text(cls, text: str) -> "Document":
        """Tokenize `text` and split it into sentences."""
        return cls.from_texts([text])[0]

    @classmethod
    def from_texts(cls, texts: Sequence[str]) -> list["Document"]:
        """Do so with each of some texts.

        First the tokens of all, then the sentences: what a step looks up stays in the cache.
        """
        tokens = read_tokens(texts)
        row = Row(tokens.forms, tokens.numbers, tokens.firsts)
        return [
            cls._of(text, tokens, Part(row, at), spans)
            for at, (text, spans) in enumerate(zip(texts, map(sentence_spans, texts), strict=True))
        ]

    @classmethod
    def _of(
        cls, text: str, tokens: Tokens, place: Part, spans: Sequence[tuple[int, int]]
    ) -> "Document":
        forms, numbers, _, words, lowers, starts, ends = tokens
        begin, stop = place.first, place.last
        sentences: list[Sentence] = []
        sentence_of: list[int] = []
        first = 0
        own_starts = starts[begin:stop]
        ends_of_sentences = [end for _, end in spans]
        behind = np.frombuffer(own_starts, np.int64).searchsorted(ends_of_sentences)
        lasts: list[int] = behind.tolist()
        for (start, end), last in zip(spans, lasts, strict=True):
            if last > first:
                sentence_of.extend([len(sentences)] * (last - first))
                sentences.append(_make_sentence(make_span(start, end), first, last))
            first = last
        document = cls(
            text,
            words[begin:stop],
            lowers[begin:stop],
            own_starts,
            ends[begin:stop],
            sentences,
            sentence_of,
        )
        # Memories, and no parts of it.
        object.__setattr__(document, "forms", (forms, numbers[begin:stop]))
        object.__setattr__(document, "place", place)
        return document

    def part(self) -> Part:
        """Return the tokens among those of the texts that were read together with this one."""
        if self.place is None:
            place = Part(Row(*numbers_of([self]), [0, len(self.words)]), 0)
            object.__setattr__(self, "place", place)
            return place
        return self.place

    def writes(self, word: str) -> bool:
        """Tell whether a token is `word`, case included; most that are asked for are in no text."""
        if word not in self.part().row.forms:
            return False
        if len(self.words) <= _SHORT:
            return word in self.text and word in self.words
        written = self.written
        if written is None:  # each of a long text's words may be asked for
            written = frozenset(self.words)
            object.__setattr__(self, "written", written)
        return word in written

    def paragraphs(self) -> list[int]:
        """Return the sentences that begin a paragraph: those behind a line break, and the first."""
        if self.openings is not None:
            return self.openings
        spans = [sentence.span for sentence in self.sentences]
        behind = [
            number
            for number, (one, other) in enumerate(pairwise(spans), 1)
            if "\n" in self.text[one.end : other.start]
        ]
        openings = [0, *behind] if spans else []
        object.__setattr__(self, "openings", openings)  # four stages ask
        return openings

    def sentence_ends(self) -> "array[int]":
        """Return the token behind each sentence, which is the first one of the next."""
        if self.closings is None:
            closings = array("q", [sentence.last for sentence in self.sentences])
            object.__setattr__(self, "closings", closings)  # four stages ask
            return closings
        return self.closings

    def __reduce__(self) -> tuple[object, ...]:
        """Leave the forms behind: another process meets its own."""
        parts = self.words, self.lowers, self.starts, self.ends, self.sentences, self.sentence_of
        return type(self), (self.text, *parts)

    def tokens_in(self, span: Span) -> range:
        """Return the indices of the tokens that begin inside `span`."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span_of(self, first: int, last: int) -> Span:
        """Return the span from token `first` up to, not including, token `last`."""
        return make_span(self.starts[first], self.ends[last - 1])


class SentenceRows(NamedTuple):
    """The sentences of some documents, over the tokens of all of them end to end.

    Attributes
    ----------
    counts : ndarray, shape (n_documents,)
        How many sentences each document has.
    first, last : ndarray, shape (n_sentences,)
        Half-open ranges of tokens, which cover every token once.
    """

    counts: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> "SentenceRows":
        """Put the sentences of documents in one row."""
        counts = np.array([len(document.sentences) for document in documents], np.int64)
        tokens = np.array([len(document.words) for document in documents], np.int64)
        none = np.zeros(0, np.int64)
        last = np.concatenate([none, *(document.sentence_ends() for document in documents)])
        last += np.repeat(np.cumsum(tokens) - tokens, counts)
        return cls(counts, np.append(0, last)[: len(last)], last)

    def shifted(self, shifts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the ranges where the tokens of each document stand so many places farther on."""
        by = np.repeat(shifts, self.counts)
        return self.first + by, self.last + by
