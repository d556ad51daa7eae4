"""Where clauses begin: elementary discourse units, as rhetorical structure theory counts them.

A unit is a clause with its subordinate words: main and adverbial clauses, relative clauses,
contents of speech and thought, infinitives of purpose, participles that add a predication (Carlson
and Marcu, 2001, "Discourse tagging reference manual"; GUM follows it). Two linear models: one tags
each word by class, the second decides for each token whether a unit begins there. Feng and Hirst
(2014) use the same kind of local features, with a parser's in place of the tags.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import Span
from stanceclf.text.document import Document
from training.clause_columns import (
    FINITE,
    PLACE_SIZES,
    SURE,
    VERBS,
    Columns,
    WordTable,
    place_columns,
    token_rows,
)
from training.clause_slots import PAD, Slot, SlotTable

# Word classes after the Penn treebank's, made coarser where clauses do not depend on it: N nouns,
# SC subordinators, W wh-words, PV a pronoun with its verb ("they'll"), P marks, UH interjections.
TAGS = (
    "N", "JJ", "RB", "DT", "PRP", "PRP$", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "PV", "TO",
    "IN", "SC", "CC", "CD", "W", "POS", "RP", "P", "UH",
)  # fmt: skip
TAG_SLOTS: tuple[Slot, ...] = (
    *((("lexical", at),) for at in range(-2, 3)),
    *((("word", at),) for at in range(-1, 2)),
    *((("suffix", at),) for at in range(-1, 2)),
    (("shape", 0),),
    (("lexical", -1), ("lexical", 0)),
    (("lexical", 0), ("lexical", 1)),
    (("lexical", -2), ("lexical", -1)),
    (("lexical", 1), ("lexical", 2)),
    (("lexical", -1), ("lexical", 0), ("lexical", 1)),
    (("word", -1), ("word", 0)),
    (("word", 0), ("word", 1)),
)
BEGIN_SLOTS: tuple[Slot, ...] = (
    *((("word", at),) for at in range(-3, 4)),
    *((("suffix", at),) for at in range(-1, 2)),
    *((("shape", at),) for at in range(-1, 2)),
    *((("class", at),) for at in range(-3, 4)),
    *((("tag", at),) for at in range(-4, 5)),
    *((("lexical", at),) for at in range(-2, 3)),
    *((("tag", at), ("tag", at + 1)) for at in range(-2, 2)),
    *((("tag", at), ("tag", at + 1), ("tag", at + 2)) for at in range(-3, 1)),
    (("word", -1), ("word", 0)),
    (("word", 0), ("word", 1)),
    (("word", -2), ("word", 0)),
    (("word", -1), ("tag", 0)),
    (("tag", -1), ("word", 0)),
    (("word", 0), ("tag", 1)),
    (("word", -1), ("tag", 0), ("tag", 1)),
    (("word", 0), ("tag", 1), ("tag", 2)),
    (("class", -1), ("class", 0)),
    (("class", 0), ("class", 1)),
    (("class", -1), ("word", 0)),
    (("quote", -1), ("quote", 0)),
    (("from_start", 0),),
    (("to_end", 0),),
    (("from_start", 0), ("word", 0)),
    (("finite_before", 0), ("word", 0)),
    (("finite_before", 0), ("tag", 0)),
    (("finite_after", 0), ("word", 0)),
    (("finite_after", 0), ("tag", 0)),
    (("comma_before", 0), ("tag", 0)),
    (("comma_after", 0), ("word", 0)),
    (("course", 0), ("word", 0)),
    (("course", 0), ("tag", 0), ("word", -1)),
    (("verb_word", 0), ("word", 0)),
    (("verb_word", 0), ("tag", 0)),
    (("verb_word", 0), ("tag", 0), ("tag", 1)),
    (("verb_after", 0), ("word", 0)),
    (("verb_after", 0), ("tag", 0)),
    (("verb_before", 0), ("verb_after", 0), ("tag", 0)),
    (("verb_before", 0), ("verb_after", 0), ("word", 0)),
    (("verb_before", 0), ("verb_after", 0), ("word", -1)),
    (("class", -1), ("course", 0)),
    (("class", -1), ("course", 0), ("tag", 0)),
    (("class", -1), ("tag", 0), ("verb_after", 0)),
    (("word", -1), ("course", 0)),
)
HASHED = 1 << 14

_FINITE = np.array([False, *(tag in FINITE for tag in TAGS)])
_VERBS = np.array([False, *(tag in VERBS for tag in TAGS)])


class ClauseSplitter:
    """Find where clauses begin.

    Parameters
    ----------
    words : WordTable
        What is known of words.
    tag_rows : ndarray of int32
        The rows of the tagger's table that have weights; all others weigh nothing.
    tag_weights : ndarray of float32, shape (len(tag_rows), len(TAGS))
        Their weights for each word class.
    begin_weights : ndarray of float32, shape (n_rows,)
        The weight of each feature for a begin.
    least : float
        The score that a begin must have.
    """

    def __init__(
        self,
        words: WordTable,
        tag_rows: NDArray[np.int32],
        tag_weights: NDArray[np.float32],
        begin_weights: NDArray[np.float32],
        least: float,
    ):
        self.words = words
        self.tag_slots = tag_table(words)
        self.begin_slots = begin_table(words)
        self.tag_rows = tag_rows
        self.tag_weights = tag_weights
        # Few of a million rows have weights: they are looked up in a table that fits the cache.
        self._compact = np.zeros(self.tag_slots.size, dtype=np.int32)
        self._compact[tag_rows] = np.arange(1, len(tag_rows) + 1, dtype=np.int32)
        self._sure = sure_tags(words)
        self._rows = np.concatenate([np.zeros((1, len(TAGS)), np.float32), tag_weights])
        self.begin_weights = begin_weights
        self.least = least

    def begins(
        self, documents: Sequence[Document], quoted: Sequence[NDArray[np.int8]]
    ) -> list[NDArray[np.bool_]]:
        """Return for each document which of its tokens begin a clause.

        Parameters
        ----------
        documents : sequence of Document
        quoted : sequence of ndarray
            For each document, what `quotation_states` gives.
        """
        if not any(document.words for document in documents):
            return [np.zeros(0, dtype=bool) for _ in documents]
        columns = self.words.columns(documents)
        columns |= context_columns(documents, quoted, columns, self._tags(documents, columns))
        found = self.begin_slots.sums(self.begin_weights, columns) > self.least
        begins, at = [], 0
        for document in documents:
            mask = found[at : at + len(document.words)]
            mask[[sentence.first for sentence in document.sentences]] = True
            begins.append(mask)
            at += len(document.words) + PAD
        return begins

    def split(
        self, documents: Sequence[Document], quoted: Sequence[NDArray[np.int8]]
    ) -> list[list[Span]]:
        """Return the clauses of each document, in reading order; they cover every token once."""
        clauses = []
        for document, mask in zip(documents, self.begins(documents, quoted), strict=True):
            edges = [*np.flatnonzero(mask).tolist(), len(document.words)]
            clauses.append([document.span_of(first, last) for first, last in pairwise(edges)])
        return clauses

    def _tags(self, documents: Sequence[Document], columns: Columns) -> NDArray[np.int64]:
        """Return the likeliest tag of each token, its place in `TAGS` counted from 1."""
        tokens = token_rows(documents)
        tags = self._sure.take(columns["lexical"].take(tokens))
        open_ = np.flatnonzero(tags == 0)
        at = tokens[open_] - PAD
        table = self.tag_slots
        scores = np.zeros((len(at), len(TAGS)), dtype=np.float32)
        for number in range(len(table.slots)):
            rows = self._compact.take(table.rows(number, columns).take(at))
            scores += self._rows.take(rows, axis=0)
        tags[open_] = scores.argmax(axis=1) + 1
        return tags

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs: plain values, and arrays."""
        config = {
            "vocabulary": self.words.vocabulary,
            "lexicon": self.words.lexicon,
            "least": self.least,
        }
        used = np.flatnonzero(self.begin_weights).astype(np.int32)
        return config, {
            "tag_rows": self.tag_rows,
            "tag_weights": self.tag_weights.astype(np.float16),
            "begin_rows": used,
            "begin_weights": self.begin_weights[used].astype(np.float16),
        }

    @classmethod
    def from_state(
        cls, config: dict[str, Any], arrays: dict[str, NDArray[Any]]
    ) -> "ClauseSplitter":
        """Build a splitter from what `state` returned."""
        words = WordTable(config["vocabulary"], config["lexicon"])
        begin = np.zeros(begin_table(words).size, dtype=np.float32)
        begin[arrays["begin_rows"]] = arrays["begin_weights"]
        return cls(
            words,
            arrays["tag_rows"],
            arrays["tag_weights"].astype(np.float32),
            begin,
            float(config["least"]),
        )


def sure_tags(words: WordTable) -> NDArray[np.int64]:
    """Return for each value of the column `lexical` its tag, counted from 1, or 0 if it is open."""
    values = words.vocabulary["lexical"]
    sure = [
        TAGS.index(value[:-1]) + 1 if value.endswith(SURE) and value[:-1] in TAGS else 0
        for value in values
    ]
    return np.array([0, 0, *sure], dtype=np.int64)


def tag_table(words: WordTable) -> SlotTable:
    """Return where the tagger's weights stand."""
    return SlotTable(TAG_SLOTS, words.sizes, HASHED)


def begin_table(words: WordTable) -> SlotTable:
    """Return where the weights of begins stand."""
    tags = dict.fromkeys(("tag", "verb_before", "verb_after"), len(TAGS) + 1)
    sizes = {**words.sizes, **PLACE_SIZES, **tags, "verb_word": words.sizes["word"]}
    return SlotTable(BEGIN_SLOTS, sizes, HASHED)


def context_columns(
    documents: Sequence[Document],
    quoted: Sequence[NDArray[np.int8]],
    columns: Columns,
    tags: NDArray[np.int64],
) -> Columns:
    """Return the columns that follow from the tag of each token (its place in `TAGS`, from 1).

    `columns` are those of the words.
    """
    words = columns["word"].take(token_rows(documents))
    return place_columns(documents, quoted, words, tags, _FINITE[tags], _VERBS[tags])
