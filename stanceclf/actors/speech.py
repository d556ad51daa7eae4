"""Who speaks where: quotations, verbs of speech, speaker labels, paragraphs."""

from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.nouns import word_class
from stanceclf.attribution.marks import IS_MARK
from stanceclf.attribution.quotes import quotation_states
from stanceclf.resources import rows
from stanceclf.text.document import Document
from stanceclf.text.memo import kept
from stanceclf.text.stems import stem

_LABEL: Final = 16
_IN_LABEL: Final = frozenset((
    "(", ")", ".", ",", "'", "\u2019", "'S", "\u2019S", "'s", "\u2019s", "-", "&", "@",
    "of", "the", "for", "de", "del", "la", "von", "van", "der", "bin", "al",
))  # fmt: skip
_CLOSINGS: Final = frozenset((",", ")"))
_OPENINGS: Final = (['"'], ["\u201c"])
_TEXTS: Final = word_class("text_noun")
_NO_SUBJECT_AFTER: Final = word_class("no_subject_after")


@cache
def _speech_stems() -> frozenset[str]:
    return frozenset(stem(row[0]) for row in rows("reporting_verbs.tsv"))


def _is_speech_verb(lower: str) -> bool:
    """Tell whether a word can be a verb of speech or thought, in any form.

    >>> is_speech_verb("insisted"), is_speech_verb("troops")
    (True, False)
    """
    return lower == "according" or stem(lower) in _speech_stems()


is_speech_verb: Final = kept(_is_speech_verb)
SAYS: Final = 1 << 0  # a verb of speech, in what `told_by_words` gives


def colon_of_label(document: Document, first: int, last: int) -> int:
    """Return the colon that ends the label at `first`, or -1: capitalised words and brackets.

    Before a quotation other words may stand in it, behind a comma. "Editor's Note:" and "Nua Glas's
    Poll Report:" name nobody who speaks.
    """
    words = document.words
    bracket = described = False
    for index in range(first, min(first + _LABEL, last)):
        word = words[index]
        if word == ":":
            quoted = not described or words[index + 1 : index + 2] in _OPENINGS
            named = index > first and document.lowers[index - 1] not in _TEXTS
            return index if named and quoted else -1
        bracket = bracket or word == "("
        named = word[0].isupper() or word in _IN_LABEL or (index > first and word.isdigit())
        if not named and not bracket:
            # "Ada Moreau, retired farmer: "No.""
            described = "," in words[first:index] and not is_speech_verb(document.lowers[index])
            if not described:
                return -1
    return -1


def end_of_label(document: Document, first: int, colon: int) -> int:
    """Return where a label's brackets begin, or its colon."""
    words = document.words
    return words.index("(", first, colon) if "(" in words[first:colon] else colon


class Speech:
    """Quotations and speakers of one document, by token.

    Attributes
    ----------
    told : list of int
        What `told_by_words` gives for the document.
    quoted : bytes
        For each token the state that `quotation_states` gives; it may be handed over.
    paragraphs : list of int
        For each sentence the index of its paragraph; paragraphs of one quotation share it.
    """

    def __init__(
        self, document: Document, told: list[int], quoted: NDArray[np.int8] | None = None
    ) -> None:
        self.document = document
        self.told = told
        self._labels: list[int] | None = None
        states = quotation_states(document) if quoted is None else quoted
        self.quoted = states.tobytes()
        sentences = document.sentences
        anew = [at for at in document.paragraphs()[1:] if not self._goes_on(sentences[at].first)]
        self.paragraphs: list[int] = []
        for number, (first, end) in enumerate(pairwise((0, *anew, len(sentences)))):
            self.paragraphs += [number] * (end - first)

    def _goes_on(self, first: int) -> bool:
        """Tell whether the quotation before token `first`, which opens a paragraph, goes on in it.

        Its last paragraph then has no closing mark.
        """
        if not first or not self.quoted[first] or not self.quoted[first - 1]:
            return False
        return self.document.words[first - 1] not in IS_MARK

    def _read_labels(self) -> list[int]:
        """Return for each sentence the token of the label that governs it, or -1."""
        labels, label = [], -1
        for sentence in self.document.sentences:
            label = self._label(sentence.first, sentence.last, label)
            labels.append(label)
        return labels

    def _label(self, first: int, last: int, previous: int) -> int:
        """Return the first token of a speaker's label ("SMITH (Labour): ...") or the one before."""
        words = self.document.words
        if words[first] in ("Q", "A") and words[first + 1 : first + 2] in (["."], [":"]):
            return first
        return previous if colon_of_label(self.document, first, last) < 0 else first

    def paragraph_of(self, token: int) -> int:
        """Return the index of the paragraph that a token stands in."""
        return self.paragraphs[self.document.sentence_of[token]]

    def is_quoted(self, token: int) -> bool:
        """Tell whether a token stands inside a quotation."""
        return bool(self.quoted[token])

    def is_verb(self, token: int) -> bool:
        """Tell whether a token is a verb of speech."""
        return token < len(self.told) and self.told[token] & SAYS != 0

    def is_subject(self, first: int, last: int) -> bool:
        """Tell whether a mention stands as a subject or a speaker."""
        lowers = self.document.lowers
        if first and lowers[first - 1] in _NO_SUBJECT_AFTER:
            return False
        return last >= len(lowers) or lowers[last] != "'s"

    def label_of(self, token: int) -> int:
        """Return the token of the speaker's label that governs a token, or -1."""
        if self._labels is None:  # few texts ask
            self._labels = self._read_labels()
        return self._labels[self.document.sentence_of[token]]

    def speaks(self, first: int, last: int) -> bool:
        """Tell whether a mention outside quotations stands beside a verb of speech."""
        if self.quoted[first]:
            return False
        told, lowers = self.told, self.document.lowers
        if (told[last] | told[first - 1]) & SAYS:
            return True
        if first > 1 and lowers[first - 2] == "according":
            return True
        if last < len(lowers) and (lowers[last] == "," or lowers[last] == "("):
            stop = min(last + 14, self.document.sentences[self.document.sentence_of[first]].last)
            for at in range(last + 2, min(stop + 1, len(lowers))):
                if told[at] & SAYS and lowers[at - 1] in _CLOSINGS:
                    return True
            return False
        if first > 1 and lowers[first - 1][0].isalpha():
            for at in range(max(0, first - 5), first):
                if told[at] & SAYS:
                    return True
        return False
