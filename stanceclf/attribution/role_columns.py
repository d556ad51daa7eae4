"""Columns of tokens for the roles of an attribution: who says, by which words, what.

They stand beside those of `token_features`: the stem and the cluster of a word, the reporting verbs
about it, the last and the next word that may open or close a clause, and how the quotation that a
token stands in ends, which tells speech from a title or a scare quote.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.quotes import CLOSING, OPENING
from stanceclf.attribution.quotes import OUTSIDE as UNQUOTED
from stanceclf.attribution.token_features import (
    DISTANCES,
    IntArray,
    bucket,
    is_reporting,
    nearest,
)
from stanceclf.resources import rows
from stanceclf.text.document import Document
from stanceclf.text.memo import Memo
from stanceclf.text.stems import stem

_LISTED = [(kind, word) for kind, listed in rows("clause_marks.tsv") for word in listed.split()]
_BOUNDARY = {word: at for at, (_, word) in enumerate(_LISTED, 2)}
_OPENERS = frozenset(word for kind, word in _LISTED if kind == "opener")
NO_MARK = 1
COMMA = _BOUNDARY[","]
STOP_MARKS = tuple(_BOUNDARY[one] for one in ".?!")
OPENER_MARKS = tuple(sorted(_BOUNDARY[one] for one in _OPENERS))
_SUBJECTS = frozenset({"he", "she", "they", "it", "we", "i", "who"})
_ENDS = {",": 1, ".": 2, "?": 3, "!": 3, "\u2014": 4, "\u2026": 4}
N_TAILS = 40


class WordNumbers:
    """Number of the stem, the cluster and the ending of each word, remembered by form.

    Parameters
    ----------
    stems, endings : list of str
        The known stems and two-letter endings, most frequent first.
    clusters : list of str
        For each cluster, its words separated by spaces.
    """

    def __init__(self, stems: Sequence[str], endings: Sequence[str], clusters: Sequence[str]):
        self.listed = [list(stems), list(endings), list(clusters)]
        self.stems = {value: at for at, value in enumerate(stems, 2)}
        self.endings = {value: at for at, value in enumerate(endings, 2)}
        self.clusters = {word: at for at, words in enumerate(clusters, 2) for word in words.split()}
        self._numbers = Memo(self._numbers_of)

    def state(self) -> list[list[str]]:
        """Return what the constructor takes."""
        return self.listed

    def look_up(self, lowers: Sequence[str]) -> IntArray:
        """Return the numbers of each word, shape (n_tokens, 3)."""
        return np.array(list(map(self._numbers.__getitem__, lowers)), dtype=np.int64).reshape(-1, 3)

    def _numbers_of(self, word: str) -> tuple[int, int, int]:
        ending = self.endings.get(word[-2:], 1)
        return self.stems.get(stem(word), 1), self.clusters.get(word, 1), ending


def role_columns(
    document: Document, quoted: NDArray[np.int8], words: WordNumbers
) -> dict[str, IntArray]:
    """Return the columns of a document, values from 1 (0 is padding)."""
    length = len(document.words)
    numbers = words.look_up(document.lowers)
    at = np.arange(length)
    of = np.array(document.sentence_of, dtype=np.int64)
    first = np.array([s.first for s in document.sentences], dtype=np.int64)[of]
    last = np.array([s.last for s in document.sentences], dtype=np.int64)[of]
    stems = numbers[:, 0]
    verbs = np.array([is_reporting(word) for word in document.lowers], dtype=bool)
    marks = np.array([_BOUNDARY.get(word, NO_MARK) for word in document.lowers], dtype=np.int64)
    openers = np.array([word in _OPENERS for word in document.lowers], dtype=bool)
    that = np.array([word == "that" for word in document.lowers], dtype=bool)
    depth = np.clip(np.cumsum(bracket_step(marks)), 0, 1)
    quote_before, quote_after = nearest(quoted != UNQUOTED, at, first, last)
    verb_stem_before, verb_stem_after = _named(verbs, stems, first, last)
    mark_before, mark_after = _named(marks != NO_MARK, marks, first, last)
    opener_before, _ = _named(openers, marks, first, last)
    that_before, _ = nearest(that, at, first, last)
    opener_distance, _ = nearest(openers, at, first, last)
    return {
        "stem": stems,
        "cluster": numbers[:, 1],
        "ending": numbers[:, 2],
        "verb_stem_before": verb_stem_before,
        "verb_stem_after": verb_stem_after,
        "mark_before": mark_before,
        "mark_after": mark_after,
        "opener": opener_before,
        "opener_distance": opener_distance,
        "that_before": that_before,
        "bracket": depth + 1,
        "quote_before": quote_before,
        "quote_after": quote_after,
        "tail": quotation_tails(document, quoted),
        "head": stems[first] if length else stems,
        "place": bucket(at),
        "mark": marks,
        "reporting": verbs.astype(np.int64) + 1,
        "capital": np.array([word[0].isupper() for word in document.words], dtype=np.int64) + 1,
        "sentence_first": at - first,
        "sentence_last": last - 1 - at,
    }


def bracket_step(marks: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return 1 at opening brackets, -1 at closing ones, and 0 elsewhere."""
    steps: NDArray[np.int64] = (marks == _BOUNDARY["("]).astype(np.int64)
    steps -= marks == _BOUNDARY[")"]
    return steps


def _named(
    mask: NDArray[np.bool_], values: IntArray, first: NDArray[np.int64], last: NDArray[np.int64]
) -> tuple[IntArray, IntArray]:
    """Return the value of the nearest marked token before and after a token in its sentence."""
    length = len(mask)
    if not length:
        return values, values
    at = np.arange(length)
    before = np.maximum.accumulate(np.where(mask, at, -1))
    before = np.concatenate([[-1], before[:-1]])
    after = np.minimum.accumulate(np.where(mask, at, length)[::-1])[::-1]
    after = np.concatenate([after[1:], [length]])
    left = np.where(before >= first, values[np.maximum(before, 0)], 1)
    right = np.where(after < last, values[np.minimum(after, length - 1)], 1)
    return left, right


def quotation_tails(document: Document, quoted: NDArray[np.int8]) -> IntArray:
    """Return for each token of a quotation how long it is, the mark it ends in, and what follows.

    Outside quotations the value is 1.
    """
    tails = np.ones(len(document.words), dtype=np.int64)
    lowers = document.lowers
    opens, closes = np.flatnonzero(quoted == OPENING), np.flatnonzero(quoted == CLOSING)
    for first, last in zip(opens.tolist(), closes.tolist(), strict=True):
        following = lowers[last + 1] if last + 1 < len(lowers) else ""
        if not following:
            after = 0
        elif is_reporting(following) or following in _SUBJECTS:
            after = 1
        elif document.words[last + 1][0].isupper():
            after = 2
        elif not following[0].isalnum():
            after = 3
        else:
            after = 4
        size = 0 if last - first <= 4 else 1
        end = _ENDS.get(lowers[last - 1], 0) if last - first > 1 else 0
        tails[first : last + 1] = 2 + min(end, 2) * 10 + after * 2 + size
    return tails


def column_sizes(words: WordNumbers) -> dict[str, int]:
    """Return the number of values of each column that `role_columns` adds."""
    distances = len(DISTANCES) + 3
    stems, marks = len(words.stems) + 2, len(_BOUNDARY) + 2
    clusters = len(words.listed[2]) + 2
    return {
        "stem": stems, "cluster": clusters, "ending": len(words.endings) + 2,
        "verb_stem_before": stems, "verb_stem_after": stems, "head": stems,
        "mark_before": marks, "mark_after": marks, "opener": marks,
        "opener_distance": distances, "that_before": distances, "bracket": 3,
        "quote_before": distances, "quote_after": distances, "tail": N_TAILS, "place": distances,
        "mark": marks, "reporting": 3, "capital": 3, "sentence_first": 1, "sentence_last": 1,
    }  # fmt: skip
