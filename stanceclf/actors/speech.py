"""Who speaks where: quotations, verbs of speech, speaker labels, paragraphs."""

from functools import cache, lru_cache

from stanceclf.actors.nouns import word_class
from stanceclf.attribution.quotes import quotation_states
from stanceclf.resources import rows
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

_LABEL = 16
_PARTICLES = frozenset(["de", "von", "van", "der", "of", "the", "del", "la", "bin", "al"])


@cache
def _speech_stems() -> frozenset[str]:
    return frozenset(stem(row[0]) for row in rows("reporting_verbs.tsv"))


@lru_cache(maxsize=1 << 14)
def is_speech_verb(lower: str) -> bool:
    """Tell whether a word can be a verb of speech or thought, in any form.

    >>> is_speech_verb("insisted"), is_speech_verb("troops")
    (True, False)
    """
    return lower == "according" or stem(lower) in _speech_stems()


class Speech:
    """Quotations and speakers of one document, by token."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._quoted = quotation_states(document).tolist()
        self._paragraphs: list[int] = []
        self._labels: list[int] = []
        paragraph, end, label = 0, 0, -1
        for sentence in document.sentences:
            if "\n" in document.text[end : sentence.span.start]:
                paragraph += 1
            label = self._label(sentence.first, sentence.last, label)
            end = sentence.span.end
            self._paragraphs.append(paragraph)
            self._labels.append(label)

    def _label(self, first: int, last: int, previous: int) -> int:
        """Return the first token of a speaker's label ("SMITH (Labour): ...") or the one before.

        A label is capitalised words, brackets aside, up to a colon.
        """
        words = self.document.words
        if words[first] in ("Q", "A") and words[first + 1 : first + 2] in (["."], [":"]):
            return first
        depth = 0
        for index in range(first, min(first + _LABEL, last)):
            word = words[index]
            if word == ":" and index > first:
                return first
            depth += (word == "(") - (word == ")")
            if not depth and word not in ").," and word.islower() and word not in _PARTICLES:
                break
        return previous

    def paragraph_of(self, token: int) -> int:
        """Return the index of the paragraph that a token stands in."""
        return self._paragraphs[self.document.sentence_of[token]]

    def is_quoted(self, token: int) -> bool:
        """Tell whether a token stands inside a quotation."""
        return bool(self._quoted[token])

    def is_verb(self, token: int) -> bool:
        """Tell whether a token is a verb of speech."""
        return token < len(self.document.lowers) and is_speech_verb(self.document.lowers[token])

    def is_subject(self, first: int, last: int) -> bool:
        """Tell whether a mention stands as a subject or a speaker."""
        lowers = self.document.lowers
        if last < len(lowers) and lowers[last] in ("'s", "\u2019"):
            return False
        before = lowers[first - 1] if first else ""
        return before not in word_class("no_subject_after")

    def label_of(self, token: int) -> int:
        """Return the token of the speaker's label that governs a token, or -1."""
        return self._labels[self.document.sentence_of[token]]

    def speaks(self, first: int, last: int) -> bool:
        """Tell whether a mention outside quotations stands beside a verb of speech."""
        if self._quoted[first]:
            return False
        if self.is_verb(last) or (first and self.is_verb(first - 1)):
            return True
        if first > 1 and self.document.lowers[first - 2] == "according":
            return True
        lowers = self.document.lowers
        if last < len(lowers) and lowers[last] in (",", "("):
            stop = min(last + 14, self.document.sentences[self.document.sentence_of[first]].last)
            for index in range(last + 1, stop):
                if lowers[index] in (",", ")") and self.is_verb(index + 1):
                    return True
        elif first > 1 and lowers[first - 1][0].isalpha():
            for index in range(max(0, first - 5), first):
                if is_speech_verb(lowers[index]):
                    return True
        return False
