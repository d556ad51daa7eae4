"""Choosing one of several candidates: a conditional logit (McFadden 1974), wide and deep.

The score of a candidate is a sum of weights of crossed columns and the output of one hidden layer
over all columns (wide and deep learning, Cheng et al. 2016): the first knows the habits of news,
the second what goes with what. Holder and source share all but the last step.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.clause_words import CLASSES, REPORTING_KINDS, ClauseWords, IntArray
from stanceclf.attribution.crossings import CROSSINGS, FIRST
from stanceclf.attribution.holder_features import NEAR, Standings
from stanceclf.attribution.mention_kinds import KINDS
from stanceclf.attribution.merged_slots import MergedSlots
from stanceclf.attribution.relations import OFTEN, RELATED, RELATIONS, SORTS
from stanceclf.attribution.token_features import POLARITY_LISTS
from stanceclf.byte_rows import SCALE, ByteRows
from stanceclf.rowwise import product, rectify

FloatArray = NDArray[np.float32]

_SCALE = "deep" + SCALE
# Rows of smaller weights are not stored: some 8 and 4 in a hundred. Half of all have .1 and .16.
_LEAST_WIDE, _LEAST_DEEP = 0.01, 0.01

HASHED = 17  # crossed values share 2 ** HASHED rows
WORDS = frozenset({
    "word after", "second after", "word before", "second before", "opening word", "head", "verb",
    "first word", "second word", "before claim", "second before claim", "after claim",
    "second after claim", "subject verb",
})  # fmt: skip
_SMALL = 32  # rows of a column that holds no word
_LARGE = {"situation": 84}
_SPEECHES = 2 * len(REPORTING_KINDS) + 2
# How many values a column has where they are few; `size_of` is the bound of the others.
_VALUES = {
    "place": 5, "number": 7, "near": len(NEAR) + 2, "kind": len(KINDS) + 1, "mine": 6,
    "follows": len(CLASSES) + 1, "leads": len(CLASSES) + 1, "inner speech": 6,
    "subject follows": len(CLASSES) + 1, "class after claim": len(CLASSES),
    "speech": _SPEECHES, "speech before": _SPEECHES, "speech after": _SPEECHES,
    "speech inside": _SPEECHES, "subject": len(KINDS) + 1, "speaker before": len(KINDS) + 1,
    "speaker after": len(KINDS) + 1, "speaker earlier": len(KINDS) + 1,
    "speaker inside": len(KINDS) + 1, "verb polarity": len(POLARITY_LISTS) + 2,
    "subject verb polarity": len(POLARITY_LISTS) + 2, "verb reporting": len(REPORTING_KINDS) + 2,
    "quoted": 3, "apposed to": len(KINDS) + 2, "apposed by": len(KINDS) + 2, "opens": 6,
    "named": 5, "reporting between": 4, "pauses between": 5, "quoted between": 3, "sentences": 6,
    "speakers between": 4, "proper": 3, "name before": 9, "name behind": 9,
    **dict.fromkeys(RELATED, RELATIONS), "referent": SORTS, "met": len(OFTEN) + 2,
}  # fmt: skip
_SLOTS = tuple(("place", *names) for names in CROSSINGS)
CROSSED = tuple(dict.fromkeys(name for names in _SLOTS for name in names))
_MOST_MERGED = 1 << 14  # weights of a table: 128 kB
_MOST_DEEP = 1 << 9  # rows of a table for the hidden layer: 64 kB
_YOUNGER = 3  # columns of pairs that the first models lack
_MULTIPLIER = np.uint64(11400714819323198485)  # Fibonacci hashing (Knuth 1973)


class Choice:
    """Score the pairs of candidates and claims, for the holder and for the source.

    Parameters
    ----------
    words : ClauseWords
        The vocabulary that the columns of words go by.
    wide : ndarray of float32, shape (2 ** HASHED, 2)
        The weight of each crossed value.
    deep : ByteRows, shape (n_rows, n_hidden)
        What each value of each column adds to the hidden layer.
    bias : ndarray of float32, shape (n_hidden,)
    last : ndarray of float32, shape (n_hidden, 2)
        The weights of the hidden layer's positive parts.
    crossings : int
        How many of `CROSSINGS` have weights.
    """

    def __init__(
        self,
        words: ClauseWords,
        wide: FloatArray,
        deep: ByteRows,
        bias: FloatArray,
        last: FloatArray,
        crossings: int = len(CROSSINGS),
    ):
        self.words = words
        self.wide = wide
        self.deep = deep
        self.bias = bias
        self.last = last
        self.crossings = crossings
        self._deep: list[MergedSlots[str]] = []
        self._merged = MergedSlots(
            _SLOTS[:crossings], value_counts(CROSSED, words), self._weigh, _MOST_MERGED
        )

    def scores(self, standings: Standings) -> FloatArray:
        """Return the scores of each pair as holder and as source, shape (n_pairs, 2)."""
        shares = self._shares(standings)
        hidden = shares[0].take(standings.candidate_of, axis=0)
        hidden += shares[1].take(standings.claim_of, axis=0)
        hidden += shares[2]
        hidden += self.bias
        rectify(hidden)
        scores: FloatArray = product(hidden, self.last)
        columns = standings.spread(CROSSED)
        both = scores.view(np.complex64).ravel()
        self._merged.add_to(both, columns)
        for number in self._merged.left:
            both += self._weigh(number, [columns[name] for name in _SLOTS[number]])
        return scores

    def _weigh(self, number: int, values: Sequence[IntArray]) -> NDArray[np.complex64]:
        """Return what a crossing weighs: for holder and source, as one number of two parts."""
        # One gathering for both took .17 ms where two took .19.
        weights: NDArray[np.complex64] = self.wide.view(np.complex64).ravel()
        return weights.take(_row(number, *values))

    def _shares(self, standings: Standings) -> list[FloatArray]:
        """Return what candidates, claims and pairs add to the hidden layer, each weighed once."""
        tables = standings.tables()
        starts, _ = row_starts(standings, self.words)
        self._deep = self._deep or [self._merge_deep(list(table), starts) for table in tables]
        shares = []
        for table, merged in zip(tables, self._deep, strict=True):
            names = list(table)
            share = np.zeros((len(table[names[0]]), len(self.bias)), dtype=np.float32)
            merged.add_to(share, table)
            for name in (names[number] for number in merged.left):
                share += self.deep.take(table[name] + starts[name])
            shares.append(share)
        return shares

    def _merge_deep(self, names: Sequence[str], starts: Mapping[str, int]) -> MergedSlots[str]:
        """Return the columns of a table that have few values, some in one gathering."""
        sizes = value_counts(names, self.words)

        def weigh(number: int, values: Sequence[IntArray]) -> FloatArray:
            return self.deep.take(values[0] + starts[names[number]])

        return MergedSlots([(name,) for name in names], sizes, weigh, _MOST_DEEP)

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs: plain values, and arrays."""
        wide = np.flatnonzero(np.abs(self.wide).max(axis=1) >= _LEAST_WIDE).astype(np.int32)
        largest = np.abs(self.deep.numbers).max(axis=1) * self.deep.scales[:, 0]
        deep = np.flatnonzero(largest >= _LEAST_DEEP).astype(np.int32)
        config = {
            "vocabulary": self.words.vocabulary,
            "rows": len(self.deep.numbers),
            "crossings": self.crossings,
            "related": len(RELATED),
        }
        return config, {
            "wide_rows": wide,
            "wide": self.wide[wide].astype(np.float16),
            "deep_rows": deep,
            "deep": self.deep.numbers[deep],
            _SCALE: self.deep.scales[deep].astype(np.float16),
            "bias": self.bias,
            "last": self.last,
        }

    @classmethod
    def from_state(cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> "Choice":
        """Build a choice from what `state` returned."""
        words = ClauseWords(config["vocabulary"])
        wide = np.zeros((1 << HASHED, 2), dtype=np.float32)
        wide[arrays["wide_rows"]] = arrays["wide"]
        # Columns that are younger than the model stand behind its rows and weigh nothing.
        crossings = config.get("crossings", FIRST)
        younger = 0 if "crossings" in config else _YOUNGER
        younger += len(RELATED) - config.get("related", 0)
        rows = config["rows"] + _SMALL * younger
        deep = ByteRows(
            np.zeros((rows, len(arrays["bias"])), dtype=np.int8),
            np.ones((rows, 1), dtype=np.float32),
        )
        deep.numbers[arrays["deep_rows"]] = arrays["deep"]
        deep.scales[arrays["deep_rows"]] = arrays[_SCALE]
        return cls(words, wide, deep, arrays["bias"], arrays["last"], crossings)


def size_of(column: str, words: ClauseWords) -> int:
    """Return how many rows a column has in the table of the hidden layer."""
    return words.size + 1 if column in WORDS else _LARGE.get(column, _SMALL)


def row_starts(standings: Standings, words: ClauseWords) -> tuple[dict[str, int], int]:
    """Return where each column's rows begin in the table of the hidden layer, and their number.

    Those of `RELATED` stand last: models from before them have the same rows, but fewer.
    """
    names = [name for table in standings.tables() for name in table if name not in RELATED]
    sizes = [size_of(name, words) for name in (*names, *RELATED)]
    starts = dict(zip((*names, *RELATED), accumulate(sizes, initial=0), strict=False))
    return starts, sum(sizes)


def value_counts(columns: Iterable[str], words: ClauseWords) -> dict[str, int]:
    """Return how many values each column has, at most."""
    return {name: _VALUES.get(name) or size_of(name, words) for name in columns}


def crossed_rows(standings: Standings) -> list[IntArray]:
    """Return for each of `CROSSINGS` the rows of the wide table that pairs point to."""
    columns = standings.spread(CROSSED)
    return [_row(number, *(columns[name] for name in names)) for number, names in enumerate(_SLOTS)]


def _row(number: int, place: IntArray, *values: IntArray) -> IntArray:
    """Return the row of the wide table that the crossing `number` of some values has."""
    mixed = (place.view(np.uint64) + np.uint64(8 * number + 1)) * _MULTIPLIER
    for column in values:
        mixed ^= mixed >> np.uint64(29)
        mixed += column.view(np.uint64)
        mixed *= _MULTIPLIER
    mixed >>= np.uint64(64 - HASHED)
    return mixed.view(np.int64)
