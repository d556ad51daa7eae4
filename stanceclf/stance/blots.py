"""A document with a phrase made unreadable: only those claims are read again that read the phrase.

Read whole for each phrase, a document of 339 statements took 270 times as long as its analysis.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import Sentence
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.document_rows import density_of
from stanceclf.stance.model import StanceModel
from stanceclf.stance.ragged import Ints
from stanceclf.stance.view import DENSEST, DENSITY_SENTENCES
from stanceclf.text.document import Document

_BLOT = "_"  # no word and no mark: nothing is known of it
_TOGETHER = 256  # excerpts, as many as texts are read together

Phrase = tuple[int, int]


class Reread(NamedTuple):
    """Claims in a document without a phrase.

    Attributes
    ----------
    phrases : list of (int, int)
        The phrase of each, as a range of tokens.
    claims : list of int
        Their numbers.
    given : list of GivenClaim
        The same in excerpts, which hold the sentences that they read.
    inputs : array of shape (n_claims, n_inputs), float32
        What the second reading reads of them.
    """

    phrases: list[Phrase]
    claims: list[int]
    given: list[GivenClaim]
    inputs: NDArray[np.float32]


class Blotter:
    """Reads a document again without each of some phrases.

    Parameters
    ----------
    model : StanceModel
    claims : sequence of GivenClaim
        Of one document.

    Attributes
    ----------
    inputs : array of shape (n_claims, n_inputs), float32
        What the second reading reads of the claims before anything is blotted out.
    """

    def __init__(self, model: StanceModel, claims: Sequence[GivenClaim]) -> None:
        self._model = model
        self._claims = claims
        self._document = document = claims[0].document
        # Each claim reads how much of its document is about forces, so that is read as well as it
        # would be at any density: claim n at density d has the number d * n_claims + n.
        copies = [replace(document) for _ in range(DENSEST + 1)]
        rows = ClaimRows.of([replace(one, document=copy) for copy in copies for one in claims])
        density = int(rows.texts.density[0])
        self._forces = rows.texts.forces()[: len(document.sentences)]
        self._before = model.read_rows(_with_densities(rows, np.arange(DENSEST + 1)))
        self.inputs = self._before.inputs[density * len(claims) :][: len(claims)]
        self._needed = [_sentences_of(claim) for claim in claims]
        self._readers: dict[int, list[int]] = {}
        for number, claim in enumerate(claims):
            for sentence in _read_by(claim):
                self._readers.setdefault(sentence, []).append(number)

    def without(self, phrases: Iterable[Phrase]) -> Iterator[Reread]:
        """Yield the claims that read each phrase, without it; a phrase stands in one sentence."""
        left = iter(phrases)
        while some := list(islice(left, _TOGETHER)):
            yield self._without(some)

    def _without(self, phrases: Sequence[Phrase]) -> Reread:
        owners: list[Phrase] = []
        claims: list[int] = []
        given: list[GivenClaim] = []
        sentences, places = [], []
        for phrase in phrases:
            sentence = self._document.sentence_of[phrase[0]]
            readers = self._readers[sentence]
            kept = sorted(set().union(*(self._needed[number] for number in readers)))
            excerpt = _excerpt(self._document, kept, phrase)
            owners += [phrase] * len(readers)
            claims += readers
            given += [replace(self._claims[number], document=excerpt) for number in readers]
            sentences.append(sentence)
            places.append(kept.index(sentence))
        rows = ClaimRows.of(given)
        densities = self._densities(rows, np.array(sentences), np.array(places))
        numbers = densities[rows.document] * len(self._claims) + np.array(claims)
        inputs = self._model.read_changed(self._before, numbers, _with_densities(rows, densities))
        return Reread(owners, claims, given, inputs)

    def _densities(self, rows: ClaimRows, sentences: Ints, places: Ints) -> Ints:
        """Return the density of the document without each phrase.

        Parameters
        ----------
        rows : ClaimRows
            Of the excerpts.
        sentences, places : array of shape (n_phrases,)
            Number of the phrase's sentence in the document and in its excerpt.
        """
        head = self._forces[:DENSITY_SENTENCES]
        left = rows.texts.forces()[rows.texts.first_sentence + places]
        lost = np.where(sentences < len(head), self._forces[sentences] - left, 0)
        return density_of(head.sum() - lost, np.full(len(lost), len(head)))


def _with_densities(rows: ClaimRows, densities: Ints) -> ClaimRows:
    return replace(rows, texts=replace(rows.texts, density=densities))


def _read_by(claim: GivenClaim) -> range:
    """Return the sentences that a claim reads: its own, and the one before."""
    document = claim.document
    tokens = document.tokens_in(claim.claim)
    if not tokens:
        return range(0)
    first, last = document.sentence_of[tokens[0]], document.sentence_of[tokens[-1]]
    return range(max(0, first - 1), last + 1)


def _sentences_of(claim: GivenClaim) -> set[int]:
    """Return the same with those of its mentions, which are told by where they stand."""
    document = claim.document
    spans = [span for span in (claim.actor, claim.source) if span is not None]
    mentions = [tokens for tokens in map(document.tokens_in, spans) if tokens]
    edges = {document.sentence_of[tokens[at]] for tokens in mentions for at in (0, -1)}
    return {*_read_by(claim), *edges}


def _excerpt(document: Document, sentences: Iterable[int], phrase: Phrase) -> Document:
    """Return some sentences of a document, the words of a phrase made unreadable."""
    words: list[str] = []
    lowers: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kept: list[Sentence] = []
    sentence_of: list[int] = []
    for number in sentences:
        span, first, last = (one := document.sentences[number]).span, one.first, one.last
        shift = len(words) - first
        words += document.words[first:last]
        lowers += document.lowers[first:last]
        starts += document.starts[first:last]
        ends += document.ends[first:last]
        sentence_of += [len(kept)] * (last - first)
        kept.append(Sentence(span, first + shift, last + shift))
        if first <= phrase[0] < last:
            blot = slice(phrase[0] + shift, phrase[1] + shift)
            words[blot] = lowers[blot] = [_BLOT] * (phrase[1] - phrase[0])
    return Document(document.text, words, lowers, starts, ends, kept, sentence_of)
