"""Choosing one of several candidates: a conditional logit (McFadden 1974), wide and deep.

The score of a candidate is a sum of weights of crossed columns and the output of one hidden layer
over all columns (wide and deep learning, Cheng et al. 2016): the first knows the habits of news,
the second what goes with what. Holder and source share all but the last step.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.clause_words import ClauseWords, IntArray
from stanceclf.attribution.crossings import CROSSINGS, FIRST
from stanceclf.attribution.standings import Standings

FloatArray = NDArray[np.float32]

HASHED = 17  # crossed values share 2 ** HASHED rows
WORDS = frozenset({
    "word after", "second after", "word before", "second before", "opening word", "head", "verb",
    "first word", "second word", "before claim", "second before claim", "after claim",
    "second after claim", "subject verb",
})  # fmt: skip
_SMALL = 32  # rows of a column that holds no word
_LARGE = {"situation": 84}
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
    deep : ndarray of float32, shape (n_rows, n_hidden)
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
        deep: FloatArray,
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

    def scores(self, standings: Standings) -> FloatArray:
        """Return the scores of each pair as holder and as source, shape (n_pairs, 2)."""
        shares = self._shares(standings)
        hidden = shares[0][standings.candidate_of] + shares[1][standings.claim_of]
        hidden += shares[2]
        hidden += self.bias
        # Not `@`: BLAS sums in another order for another number of rows, and a holder must not
        # depend on what else is in the batch.
        scores: FloatArray = np.einsum("ph,ho->po", np.maximum(hidden, 0), self.last)
        # A holder's and a source's weight are gathered as one number of two parts (.19 -> .17 ms).
        both, weights = scores.view(np.complex64).ravel(), self.wide.view(np.complex64).ravel()
        for rows in crossed_rows(standings, self.crossings):
            both += weights.take(rows)
        return scores

    def _shares(self, standings: Standings) -> list[FloatArray]:
        """Return what candidates, claims and pairs add to the hidden layer, each weighed once."""
        shares = []
        start = 0
        for table in standings.tables():
            rows = len(next(iter(table.values())))
            share = np.zeros((rows, self.deep.shape[1]), dtype=np.float32)
            for name, column in table.items():
                share += self.deep.take(column + start, axis=0)
                start += size_of(name, self.words)
            shares.append(share)
        return shares

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs: plain values, and arrays."""
        used = {
            name: np.flatnonzero(np.abs(weights).max(axis=1) > 0).astype(np.int32)
            for name, weights in (("wide", self.wide), ("deep", self.deep))
        }
        config = {
            "vocabulary": self.words.vocabulary,
            "rows": len(self.deep),
            "crossings": self.crossings,
        }
        return config, {
            "wide_rows": used["wide"],
            "wide": self.wide[used["wide"]].astype(np.float16),
            "deep_rows": used["deep"],
            "deep": self.deep[used["deep"]].astype(np.float16),
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
        rows = config["rows"] + (0 if "crossings" in config else _SMALL * _YOUNGER)
        deep = np.zeros((rows, len(arrays["bias"])), dtype=np.float32)
        deep[arrays["deep_rows"]] = arrays["deep"]
        crossings = config.get("crossings", FIRST)
        return cls(words, wide, deep, arrays["bias"], arrays["last"], crossings)


def size_of(column: str, words: ClauseWords) -> int:
    """Return how many rows a column has in the table of the hidden layer."""
    return words.size + 1 if column in WORDS else _LARGE.get(column, _SMALL)


def crossed_rows(standings: Standings, count: int = len(CROSSINGS)) -> list[IntArray]:
    """Return for each of the first `CROSSINGS` the rows of the wide table that pairs point to."""
    columns = standings.spread({name for names in CROSSINGS for name in names} | {"place"})
    numbers = {name: column.view(np.uint64) for name, column in columns.items()}
    rows = []
    for number, names in enumerate(CROSSINGS[:count]):
        mixed = (numbers["place"] + np.uint64(8 * number + 1)) * _MULTIPLIER
        for name in names:
            mixed ^= mixed >> np.uint64(29)
            mixed += numbers[name]
            mixed *= _MULTIPLIER
        mixed >>= np.uint64(64 - HASHED)
        rows.append(mixed.view(np.int64))
    return rows
