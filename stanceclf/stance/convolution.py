"""Meanings in their order: a convolution over word vectors of each claim and what is around it.

The linear reading counts words and runs of words, and knows nothing of words that it was not taught
together. Vectors that begin as those of a large network know which words are alike. One layer, as
in Kim (2014), "Convolutional Neural Networks for Sentence Classification", whose products of words
and filters are tables, so that reading a claim adds rows of them and multiplies nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.byte_rows import SCALE, ByteRows
from stanceclf.rowwise import product, rectify
from stanceclf.stance.lexis import COVERED, Lexis, StemNumbers
from stanceclf.stance.ragged import Ints, openings, running, spread, true_places
from stanceclf.stance.scorer import softmax
from stanceclf.stance.windows import Windows

Floats = NDArray[np.float32]

WIDTH = 5  # words that a filter reads
REACH = WIDTH // 2
BEFORE, CLAIM, AFTER = range(3)
N_REGIONS = 3
# Filters' answers stay in the cache: of 1,150 claims 17 us each, 23 us all at once.
_WORDS_AT_ONCE = 2048
_ROWS, _REST = "vectors", ("filters", "bias", "outer", "outer_bias")  # names of arrays
_STEPS = 127  # of the greatest product of a word and a filter
_STEPS_OF_BIAS = np.iinfo(np.int16).max - WIDTH * _STEPS  # at most: sums have 16 bits
_SHARE = 0.5  # of the convolution in the first reading
_LEAST = 1e-6


class Laid(NamedTuple):
    """The words of claims' windows, end to end.

    Attributes
    ----------
    size : int
        The number of claims.
    owners, stems, regions : array of shape (n_words,)
        The claim that each word is read for, its stem, and where it stands: before, in or after
        the claim.
    """

    size: int
    owners: Ints
    stems: Ints
    regions: Ints

    @classmethod
    def of(cls, windows: Windows) -> "Laid":
        """Lay out windows without what mentions cover."""
        shown = true_places(windows.words != COVERED)
        owners, tokens = windows.owners.take(shown), windows.tokens.take(shown)
        rows = windows.rows
        regions = (tokens >= rows.first.take(owners)).astype(np.int64)
        regions += tokens >= rows.last.take(owners)
        return cls(len(rows), owners, windows.words.take(shown), regions)

    def cut(self, claims: Ints) -> "Laid":
        """Return the words of some of the claims, in the order that these are named in."""
        begins = np.searchsorted(self.owners, claims)
        ends = np.searchsorted(self.owners, claims, side="right")
        owners, at = spread(begins, ends - begins)
        return Laid(len(claims), owners, self.stems[at], self.regions[at])

    def blocks(self, words: int) -> Iterator["Block"]:
        """Yield the runs of words before, in and after claims, blocks of about so many words."""
        for region in range(N_REGIONS):
            places = true_places(self.regions == region)
            counts = np.bincount(self.owners.take(places), minlength=self.size)
            begins = running(counts)
            order = np.argsort(counts, kind="stable")
            lengths = counts.take(order)
            for alike in np.split(order, true_places(openings(lengths))[1:]):
                length = int(counts[alike[0]]) if len(alike) else 0
                at_once = max(1, words // max(1, length))
                for first in range(0, len(alike) if length else 0, at_once):
                    claims = alike[first : first + at_once]
                    within = begins.take(claims) + np.arange(length)[:, None]
                    yield Block(region, claims, places.take(within))

    def places(self) -> tuple[Ints, int]:
        """Return where the words stand if no filter is to read two claims, and how many there are.

        `REACH` empty places come before each claim, and after the last one.
        """
        places = np.arange(len(self.owners)) + REACH * np.cumsum(openings(self.owners))
        return places, (int(places[-1]) if len(places) else 0) + REACH + 1


class Block(NamedTuple):
    """Runs of words that have one length.

    Attributes
    ----------
    region : int
        Where they stand: before, in or after claims.
    claims : array of shape (n_runs,)
    words : array of shape (length, n_runs)
        Places of the words: the first ones of all runs, then the second ones, and so on.
    """

    region: int
    claims: Ints
    words: Ints


class Convolution:
    """Filters over word vectors, the greatest and the mean of each, and a linear output.

    Parameters
    ----------
    words : sequence of str
        Stems that have a vector.
    vectors : ByteRows of shape (n_words, n_dimensions)
    filters : array of shape (WIDTH, n_dimensions, n_filters), float32
    bias : array of shape (N_REGIONS, n_filters), float32
        By where the word in the middle of a filter stands.
    outer : array of shape (3 * n_filters, n_labels), float32
        For the greatest of each filter in the claim, the greatest around it, and the mean in it.
    outer_bias : array of shape (n_labels,), float32
    """

    def __init__(
        self,
        words: Sequence[str],
        vectors: ByteRows,
        filters: Floats,
        bias: Floats,
        outer: Floats,
        outer_bias: Floats,
    ) -> None:
        self.vectors = vectors
        self.filters = filters
        self.bias = bias
        self.outer = outer
        self.outer_bias = outer_bias
        self._row_of = {word: number for number, word in enumerate(words, 1)}
        self._rows = StemNumbers(self._row)
        # What each filter makes of each word, by place, and of unknown words. In steps, which err
        # by .001 in answers of .07 on average, so that sums are exact, and take .6 of the time.
        # All in one piece of memory: with pieces of their own a process holds 2 MB more for good.
        known = np.zeros((1 + len(words), filters.shape[1]), np.float32)
        np.multiply(vectors.numbers, vectors.scales, out=known[1:])
        made = np.empty((len(known), filters.shape[2]), np.float32)
        greatest = [np.abs(np.matmul(known, part, out=made), out=made).max(0) for part in filters]
        self._step = np.maximum(np.max(greatest, axis=0), _LEAST).astype(np.float32) / _STEPS
        self._tables = []
        for part in filters:
            np.matmul(known, part, out=made)
            made /= self._step
            self._tables.append(np.rint(made, out=made).astype(np.int16))
        steps = np.rint(bias / self._step)
        self._steps_of_bias = steps.clip(-_STEPS_OF_BIAS, _STEPS_OF_BIAS).astype(np.int16)

    def probabilities(self, windows: Windows) -> Floats:
        """Return what the words of each claim say of each label `(n_claims, n_labels)`."""
        return self.answers(Laid.of(windows), windows.rows.texts.lexis)

    def answers(self, laid: Laid, lexis: Lexis) -> Floats:
        """Return the same of windows that are laid out, with stems numbered by `lexis`."""
        places, size = laid.places()
        padded = np.zeros(size, np.int64)
        padded[places] = self._rows.of(lexis).take(laid.stems)

        def hidden(words: Ints) -> NDArray[np.int16]:
            return self._hidden(padded, places.take(words))

        read = pooled(laid, hidden, self._steps_of_bias) * np.tile(self._step, 3)
        return softmax(product(read, self.outer) + self.outer_bias)

    def _row(self, stem: str) -> int:
        return self._row_of.get(stem, 0)

    def _hidden(self, padded: Ints, places: Ints) -> NDArray[np.int16]:
        """Return the filters' sums at some places `(n_places, n_filters)`, in steps."""
        first, *others = self._tables
        steps: NDArray[np.int16] = first.take(padded.take(places - REACH), axis=0)
        for at, table in enumerate(others, 1 - REACH):
            steps += table.take(padded.take(places + at), axis=0)
        return steps

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs: a JSON-able part and arrays."""
        arrays: dict[str, NDArray[Any]] = {
            "filters": self.filters.astype(np.float16),
            "bias": self.bias,
            "outer": self.outer,
            "outer_bias": self.outer_bias,
        }
        numbers, scales = self.vectors
        return {"words": [*self._row_of]}, {**arrays, _ROWS: numbers, _ROWS + SCALE: scales}

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> "Convolution":
        """Rebuild a convolution from its state."""
        vectors = ByteRows(arrays[_ROWS], arrays[_ROWS + SCALE])
        rest = [arrays[name].astype(np.float32) for name in _REST]
        return cls(config["words"], vectors, *rest)


def pooled(laid: Laid, hidden: Callable[[Ints], NDArray[Any]], bias: NDArray[Any]) -> Floats:
    """Return what is read of the filters' answers.

    Parameters
    ----------
    laid : Laid
    hidden : callable
        Takes places of words, and returns the filters' sums at them `(n_places, n_filters)`, an
        array of its own.
    bias : array of shape (N_REGIONS, n_filters)
        What is added to the sums by region; the answers are these, and 0 for those below. It is the
        same for all words of a run, and is added to what is read of them.

    Returns
    -------
    array of shape (n_claims, 3 * n_filters), float32
        The greatest in the claim, the greatest around it, the mean in it.
    """
    n_filters = bias.shape[1]
    best = np.empty((N_REGIONS, laid.size, n_filters), bias.dtype)
    best[:] = -bias[:, None]
    sums = np.zeros((laid.size, n_filters), np.float32)
    for blocks in _together(laid.blocks(_WORDS_AT_ONCE), _WORDS_AT_ONCE):
        values = hidden(np.concatenate([block.words.ravel() for block in blocks]))
        end = 0
        for region, claims, words in blocks:
            begin, end = end, end + words.size
            if region == CLAIM:
                np.maximum(values[begin:end], -bias[CLAIM], out=values[begin:end])
            # Runs of one length lie side by side, so that a step goes along all of them.
            answers = values[begin:end].reshape(len(words), -1)
            greatest = answers.max(axis=0)
            best[region, claims] = greatest.reshape(-1, n_filters)
            if region == CLAIM:  # of what is around it only the greatest are asked for
                most = max(int(greatest.max()), int(bias[CLAIM].max()))
                sums[claims] = _sums(answers, most).reshape(-1, n_filters)
    best += bias[:, None]
    around = np.maximum(best[BEFORE], best[AFTER])
    rectify(around)
    counts = np.bincount(laid.owners.compress(laid.regions == CLAIM), minlength=laid.size)
    words_of = counts.astype(np.float32)[:, None]
    sums += words_of * bias[CLAIM]
    sums /= np.maximum(words_of, 1)
    return np.concatenate([best[CLAIM], around, sums], axis=1)


def _sums(answers: NDArray[Any], most: int) -> Floats:
    """Return the sums over the first axis; numbers that have room for them are not converted."""
    short = answers.dtype == np.int16 and most * len(answers) <= np.iinfo(np.int16).max
    sums: Floats = answers.sum(axis=0, dtype=np.int16 if short else np.float32)
    return sums


def _together(blocks: Iterable[Block], words: int) -> Iterator[list[Block]]:
    """Yield blocks that have about so many words together."""
    some: list[Block] = []
    size = 0
    for block in blocks:
        if some and size + block.words.size > words:
            yield some
            some, size = [], 0
        some.append(block)
        size += block.words.size
    if some:
        yield some


def joined(linear: Floats, convolved: Floats) -> Floats:
    """Return the weighted geometric mean of two sets of probabilities, summing to 1."""
    logs = [np.log(np.maximum(one, np.float32(_LEAST))) for one in (linear, convolved)]
    return softmax((1 - _SHARE) * logs[0] + _SHARE * logs[1])
