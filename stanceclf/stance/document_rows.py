"""The documents of a batch end to end: their tokens as numbers, and the lexicon's phrases."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.lexicon import lexicon_finder
from stanceclf.stance.lexis import CAPITAL, DECIMAL, NAME, NUMBER, OPENER, Lexis
from stanceclf.stance.phrase_finder import Hits
from stanceclf.stance.ragged import Ints, running, spread
from stanceclf.stance.view import DENSEST, DENSITY_SENTENCES, MAX_CLAIM
from stanceclf.text.document import Document, SentenceRows


@dataclass(frozen=True, slots=True, eq=False)
class DocumentRows:
    """What `DocumentView` says of each document, as arrays over the tokens of all.

    Attributes
    ----------
    lexis : Lexis
        What the numbers of stems stand for.
    stems, marks : array of shape (n_tokens,)
        Stem of each token, and the same with names and numbers made markers.
    starts, ends : array of shape (n_tokens,)
        Where each token begins and ends in its text.
    bases : array of shape (n_documents + 1,)
        First token of each document.
    sentence_of : array of shape (n_tokens,)
        Sentences are counted over all documents.
    sentence_first, sentence_last : array of shape (n_sentences,)
        Tokens of each sentence.
    first_sentence : array of shape (n_documents,)
    hits : Hits
        Phrases of the lexicon, sentence by sentence.
    sentence_hits : array of shape (n_sentences + 1,)
        First hit of each sentence.
    token_hits : array of shape (n_tokens + 1,)
        The hit that each token belongs to; -1 where there is none, and at the end.
    density : array of shape (n_documents,)
        How dense words of force are in each document's head: 0 (none) to `DENSEST`.
    """

    documents: Sequence[Document]
    lexis: Lexis
    stems: Ints
    marks: Ints
    starts: Ints
    ends: Ints
    bases: Ints
    sentence_of: Ints
    sentence_first: Ints
    sentence_last: Ints
    first_sentence: Ints
    density: Ints
    hits: Hits
    sentence_hits: Ints
    token_hits: Ints

    @classmethod
    def of(cls, documents: Sequence[Document], lexis: Lexis) -> "DocumentRows":
        """Read the tokens of documents."""
        codes = lexis.read(documents)
        stems, writing = codes >> 2, codes & 3
        bases = running(np.array([len(document.words) for document in documents], np.int64))
        counts, first, last = SentenceRows.of(documents)
        sentences = running(counts)
        sentence_of = np.repeat(np.arange(len(first)), last - first)
        ends = np.minimum(last, first + 4 * MAX_CLAIM).take(sentence_of)
        hits = lexicon_finder().find(lexis, stems, ends)
        sentence_hits = np.searchsorted(hits.first, np.append(first, len(stems)))
        none = np.zeros(0, np.int64)
        return cls(
            documents,
            lexis,
            stems,
            _marked(stems, writing, first),
            np.concatenate([none, *(one.starts for one in documents)]),
            np.concatenate([none, *(one.ends for one in documents)]),
            bases,
            sentence_of,
            first,
            last,
            sentences[:-1],
            _density(sentences, hits, sentence_hits),
            hits,
            sentence_hits,
            _token_hits(hits, len(stems)),
        )

    def forces(self) -> Ints:
        """Return how many words of force each sentence has."""
        counts: Ints = np.diff(running(_is_force()[self.hits.kinds])[self.sentence_hits])
        return counts

    def tokens_at(self, owners: Ints, places: Ints) -> Ints:
        """Return the first token at or after each place in the text of its document."""
        lengths = np.array([len(document.text) + 1 for document in self.documents], np.int64)
        shifts = np.cumsum(lengths) - lengths
        starts = self.starts + np.repeat(shifts, np.diff(self.bases))
        wanted = np.clip(places, 0, lengths[owners] - 1) + shifts[owners]
        tokens: Ints = np.searchsorted(starts, wanted)
        return tokens


def _marked(stems: Ints, writing: Ints, first: Ints) -> Ints:
    """Return the stems with names and numbers made markers; a sentence may begin with a capital."""
    opening = np.zeros(len(stems) + 1, bool)
    opening[1:] = writing == OPENER
    opening[first] = True
    marks = stems.copy()
    marks[(writing == CAPITAL) & ~opening[:-1]] = NAME
    marks[writing == DECIMAL] = NUMBER
    return marks


def _density(sentences: Ints, hits: Hits, sentence_hits: Ints) -> Ints:
    """Return the density of each document, whose sentences begin at `sentences`."""
    counts = np.minimum(np.diff(sentences), DENSITY_SENTENCES)
    begins = sentence_hits[sentences[:-1]]
    owners, places = spread(begins, sentence_hits[sentences[:-1] + counts] - begins)
    forces = np.bincount(owners[_is_force()[hits.kinds[places]]], minlength=len(counts))
    return density_of(forces, counts)


def density_of(forces: Ints, sentences: Ints) -> Ints:
    """Return the density of heads that have so many words of force in so many sentences."""
    levels: Ints = (2 * forces / np.maximum(1, sentences)).astype(np.int64)
    return np.minimum(DENSEST, levels)


@cache
def _is_force() -> NDArray[np.bool_]:
    """Return which kinds of hits are words of force."""
    return np.array(["force" in classes for classes in lexicon_finder().kinds])


def _token_hits(hits: Hits, n_tokens: int) -> Ints:
    which, tokens = spread(hits.first, hits.last - hits.first)
    found = np.full(n_tokens + 1, -1)
    found[tokens] = which
    return found
