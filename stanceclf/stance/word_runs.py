"""Words, pairs and triples of words as numbers, so that tables can be looked up in bulk."""

from collections.abc import Iterable, Sequence

import numpy as np

from stanceclf.stance.key_table import KeyTable
from stanceclf.stance.ragged import Ints


class WordRuns:
    """Numbers the words, and the runs of two and three words, that some feature names.

    Parameters
    ----------
    words : iterable of str
        Words to number, beside those of the runs.
    pairs, triples : iterable of str
        Runs, their words parted by spaces.

    Attributes
    ----------
    words, pairs, triples : list of str
        In the order of their numbers. Whatever is not among them has the number after the last.

    Examples
    --------
    >>> runs = WordRuns(["go"], ["go if"], [])
    >>> runs.pairs_at(np.array([runs.number(word) for word in ("they", "go", "if")])).tolist()
    [1, 0, 1]
    """

    def __init__(self, words: Iterable[str], pairs: Iterable[str], triples: Iterable[str]) -> None:
        runs = dict.fromkeys([*pairs, *triples])
        self.pairs = [run for run in runs if run.count(" ") == 1]
        self.triples = [run for run in runs if run.count(" ") == 2]
        # Joined and split at once: 6 ms instead of 20 ms for the 12,000 runs of the cue tagger.
        split = [" ".join(one).split(" ") if one else [] for one in (self.pairs, self.triples)]
        self.words = list(dict.fromkeys([*words, *split[0], *split[1]]))
        self._numbers = {word: number for number, word in enumerate(self.words)}
        self._width = len(self.words) + 2  # two numbers for words that are not known
        self._pairs, self._triples = self._table(split[0], 2), self._table(split[1], 3)

    def number(self, word: str) -> int:
        """Return the number of a word."""
        return self._numbers.get(word, len(self._numbers))

    def find_pairs(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Return the places at which pairs begin, and the numbers of the pairs."""
        return self._pairs.find(numbers[:-1] * self._width + numbers[1:])

    def find_triples(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Return the places at which triples begin, and the numbers of the triples."""
        pairs = numbers[:-2] * self._width + numbers[1:-1]
        return self._triples.find(pairs * self._width + numbers[2:])

    def pairs_at(self, numbers: Ints) -> Ints:
        """Return the number of the pair that begins at each place."""
        return _dense(len(numbers), len(self.pairs), *self.find_pairs(numbers))

    def triples_at(self, numbers: Ints) -> Ints:
        """Return the number of the triple that begins at each place."""
        return _dense(len(numbers), len(self.triples), *self.find_triples(numbers))

    def _table(self, words: Sequence[str], size: int) -> KeyTable:
        """Return a table of the runs of so many words that are laid end to end."""
        numbers = np.fromiter(map(self._numbers.__getitem__, words), np.int64, len(words))
        keys = np.zeros(len(words) // size, np.int64)
        for place in range(size):
            keys = keys * self._width + numbers[place::size]
        return KeyTable(keys, np.arange(len(keys)))


def _dense(size: int, other: int, places: Ints, numbers: Ints) -> Ints:
    found = np.full(size, other)
    found[places] = numbers
    return found
