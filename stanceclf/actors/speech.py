"""Who speaks where: quotations, verbs of speech, speaker labels, paragraphs."""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.labels import ASKING, labels_of
from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech_verbs import SAYS
from stanceclf.attribution.marks import IS_MARK
from stanceclf.attribution.quotes import quotation_states
from stanceclf.text.document import Document

_BEHIND_ASKING: Final = (["."], [":"])
_CLOSINGS: Final = frozenset((",", ")"))
_NO_SUBJECT_AFTER: Final = word_class("no_subject_after")


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
        """Return for each sentence the token of the label that governs it, or -1.

        It is a speaker's label ("SMITH (Labour): ..."), a question's or an answer's.
        """
        colons, words = labels_of(self.document), self.document.words
        labels, label = [], -1
        for sentence in self.document.sentences:
            first = sentence.first
            asking = words[first] in ASKING and words[first + 1 : first + 2] in _BEHIND_ASKING
            if asking or first in colons:
                label = first
            labels.append(label)
        return labels

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
