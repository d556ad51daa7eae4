"""Words, pairs and triples of words as numbers, so that tables can be looked up in bulk."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


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
    >>> runs.pairs_at(runs.numbered(["they", "go", "if"])).tolist()
    [1, 0]
    """

    def __init__(self, words: Iterable[str], pairs: Iterable[str], triples: Iterable[str]) -> None:
        split = {triple: triple.split(" ") for triple in triples}
        known = dict.fromkeys(words)
        wanted = dict.fromkeys([*pairs, *(f"{a} {b}" for a, b, _ in split.values())])
        for run in [*wanted, *split]:
            known.update(dict.fromkeys(run.split(" ")))
        self.words = list(known)
        self._numbers = {word: number for number, word in enumerate(self.words)}
        self._width = len(self.words) + 2  # two numbers for words that are not known
        keys = {self._key(*pair.split(" ")): pair for pair in wanted}
        self._pair_keys = np.array(sorted(keys), np.int64)
        self.pairs = [keys[key] for key in self._pair_keys.tolist()]
        place = {pair: number for number, pair in enumerate(self.pairs)}
        keys = {
            place[f"{a} {b}"] * self._width + self._numbers[c]: triple
            for triple, (a, b, c) in split.items()
        }
        self._triple_keys = np.array(sorted(keys), np.int64)
        self.triples = [keys[key] for key in self._triple_keys.tolist()]

    def _key(self, first: str, second: str) -> int:
        return self._numbers[first] * self._width + self._numbers[second]

    def numbered(self, words: Sequence[str], other: Callable[[str], bool] | None = None) -> Ints:
        """Return the number of each word; unknown ones of which `other` holds get one more."""
        get, unknown = self._numbers.get, len(self._numbers)
        numbers = np.array([get(word, unknown) for word in words], np.int64)
        if other is not None:
            new = np.flatnonzero(numbers == unknown)
            numbers[new] += np.array([other(words[place]) for place in new.tolist()], np.int64)
        return numbers

    def pairs_at(self, numbers: Ints) -> Ints:
        """Return the number of the pair that begins at each place but the last."""
        return _places(self._pair_keys, numbers[:-1] * self._width + numbers[1:])

    def triples_at(self, pairs: Ints, numbers: Ints) -> Ints:
        """Return the number of the triple that begins at each place but the last two."""
        return _places(self._triple_keys, pairs[:-1] * self._width + numbers[2:])


def _places(keys: Ints, wanted: Ints) -> Ints:
    """Return where sorted `keys` hold each wanted one, `len(keys)` where they do not."""
    places = np.searchsorted(keys, wanted)
    if not len(keys):
        return places
    return np.where(keys.take(places, mode="clip") == wanted, places, len(keys))
