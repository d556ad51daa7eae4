"""A claim as the features read it: stems with names masked, lexicon hits, regions."""

import re
from dataclasses import dataclass, field

from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.lexicon import find_hits
from stanceclf.stance.phrases import Hit
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

# Claims are read to this many tokens: what a longer one says stands at its ends.
MAX_CLAIM = 120
MAX_AROUND = 24
_DENSITY_SENTENCES = 40
_QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e")
_NUMBER = re.compile(r"\d")


@dataclass(slots=True, eq=False)
class DocumentView:
    """A document's stems; its sentences' hits and its density are found when first asked for."""

    document: Document
    stems: list[str]
    hits: dict[int, list[Hit]] = field(default_factory=dict)
    density: int | None = None

    @classmethod
    def of(cls, document: Document) -> "DocumentView":
        """Stem every token of `document`."""
        return cls(document, [stem(word) for word in document.lowers])

    def sentence_hits(self, index: int) -> list[Hit]:
        """Return the lexicon's hits in the sentence with this index."""
        found = self.hits.get(index)
        if found is None:
            sentence = self.document.sentences[index]
            last = min(sentence.last, sentence.first + 4 * MAX_CLAIM)
            found = self.hits[index] = find_hits(self.stems, sentence.first, last)
        return found

    def force_density(self) -> int:
        """Return how dense words of force are in the document's head: 0 (none) to 4."""
        if self.density is None:
            sentences = min(len(self.document.sentences), _DENSITY_SENTENCES)
            hits = sum(
                "force" in hit.classes
                for index in range(sentences)
                for hit in self.sentence_hits(index)
            )
            self.density = min(4, int(2 * hits / max(1, sentences)))
        return self.density


@dataclass(slots=True, eq=False)
class ClaimView:
    """One claim's regions, as token ranges of its document.

    Attributes
    ----------
    first, last : int
        The claim.
    start, end : int
        What is read around it: its sentences, at most `MAX_AROUND` tokens on either side.
    sentence : int
        Index of the sentence in which the claim begins; -1 where there is none.
    actor, source : range
        Tokens of the mentions.
    words : list of str
        Stems from `start` to `end`, with mentions, names and numbers masked.
    hits : list of Hit
        Lexicon hits from `start` to `end`.
    """

    document: DocumentView
    given: GivenClaim
    first: int
    last: int
    start: int
    end: int
    sentence: int
    actor: range
    source: range
    words: list[str]
    hits: list[Hit]

    @classmethod
    def of(cls, view: DocumentView, given: GivenClaim) -> "ClaimView":
        """Find the regions of `given` in its document."""
        document = view.document
        tokens = document.tokens_in(given.claim)
        first, last = tokens.start, min(tokens.stop, tokens.start + MAX_CLAIM)
        actor, source = _tokens(document, given.actor), _tokens(document, given.source)
        if first >= last:
            return cls(view, given, first, first, first, first, -1, actor, source, [], [])
        sentence, closing = document.sentence_of[first], document.sentence_of[last - 1]
        start = max(document.sentences[sentence].first, first - MAX_AROUND)
        end = min(document.sentences[closing].last, last + MAX_AROUND)
        hits = [
            hit
            for index in range(sentence, closing + 1)
            for hit in view.sentence_hits(index)
            if start <= hit.first and hit.last <= end
        ]
        words = _masked(view, start, end, actor, source)
        return cls(view, given, first, last, start, end, sentence, actor, source, words, hits)

    def claim_words(self) -> list[str]:
        """Return the masked stems of the claim."""
        return self.words[self.first - self.start : self.last - self.start]


def _tokens(document: Document, span: Span | None) -> range:
    return document.tokens_in(span) if span is not None else range(0)


def _masked(view: DocumentView, start: int, end: int, actor: range, source: range) -> list[str]:
    """Return the stems of a range with mentions, other names and numbers made markers."""
    document = view.document
    words, stems, sentence_of = document.words, view.stems, document.sentence_of
    masked: list[str] = []
    for at in range(start, end):
        if at in actor:
            mark = "<actor>"
        elif at in source:
            mark = "<source>"
        else:
            word = words[at]
            if word[0].isupper() and word != "I":
                opening = (
                    at == 0
                    or sentence_of[at - 1] != sentence_of[at]
                    or words[at - 1] in _QUOTES
                    or words[at - 1] == ":"
                )
                masked.append(stems[at] if opening else "<name>")
                continue
            mark = "<number>" if _NUMBER.match(word) else stems[at]
            masked.append(mark)
            continue
        if not masked or masked[-1] != mark:
            masked.append(mark)
        else:
            masked.append("")
    return masked
