"""The cue tagger's weights as tables over numbers, so that predicting builds no feature's name.

`cue_tokens.token_features` says in plain words what a token's features are; here the same
features are looked up for all tokens of all claims at once. Names took 1.12 ms per 300 words,
tables 0.18 ms.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.cue_layout import KINDS, NO_HOLDER, Clauses, Layout, read_clauses
from stanceclf.stance.cue_tokens import BREAKS, EDGE, is_word
from stanceclf.stance.lexis import Lexis, StemNumbers
from stanceclf.stance.ragged import Ints, spread, true_places
from stanceclf.stance.word_runs import WordRuns

Floats = NDArray[np.float32]

_KINDS = len(KINDS)
_ONE_WORD = ("w", "+w", "-w", "b", "a")
_TWO_WORDS = ("bb", "bw", "wa", "aa")
_PLACES, _LEFTS = tuple(map(str, range(6))), tuple(map(str, range(5)))
_HOLDERS = ("-1", "0", "1", "2", "3", "out")
# By tokens since the claim's begin, to its end, and, from -1 on, since the holder's mention.
_PLACE_OF = np.arange(3 * len(_PLACES) - 2) // 3
_LEFT_OF = np.arange(3 * len(_LEFTS) - 2) // 3
_HOLDER_OF = np.arange(1, 2 * len(_HOLDERS) - 3) // 2


class CueTables:
    """Weights by the words and classes they belong to.

    Parameters
    ----------
    names : iterable of str
        The features; what `token_features` never gives is left out.
    weights : array of shape (n_features, n_outputs), float32
    """

    def __init__(self, names: Iterable[str], weights: Floats) -> None:
        self._named = defaultdict[str, dict[str, int]](dict)
        for row, name in enumerate(names):
            if name[:1] in ("<", ">"):
                prefix, value = name[0], name[1:]
            else:
                prefix, _, value = name.partition(":")
            self._named[prefix][value] = row
        # What has no weight points to the last row, of zeros.
        self._weights = np.vstack([weights, np.zeros((1, weights.shape[1]), np.float32)])
        self._compile_words()
        self._compile_kinds()
        del self._named  # 3 MB that the tables hold now

    def scores(self, lexis: Lexis, layout: Layout) -> tuple[Floats, Ints, Ints]:
        """Return the score of each word without the bias, its place, and each claim's words.

        The place is counted from the claim's begin, and the words of a claim are a number.
        """
        kinds, inside = layout.kinds, layout.inside
        numbers = np.where(kinds == _KINDS - 1, 0, self._stems.of(lexis).take(layout.words))
        own, own_kinds = numbers.take(inside), kinds.take(inside)
        breaks = self._is_break.take(own)
        clauses = read_clauses(own_kinds, breaks, layout.at == 0)
        shown = true_places(self._is_word.take(own) & ~breaks)
        at = inside.take(shown)
        here = own.take(shown)
        turned, kind = clauses.turned.take(shown), own_kinds.take(shown)
        # `take` copies rows of five at 2 ns each, an index at 11 ns.
        scores: Floats = self._word.take(turned * (len(self._word) // 2) + here, axis=0)
        scores += self._before.take(numbers.take(at - 1), axis=0)
        scores += self._after.take(numbers.take(at + 1), axis=0)
        self._add_runs(scores, numbers, at)
        around = (kinds.take(at - 1) * _KINDS + kind) * _KINDS + kinds.take(at + 1)
        scores += self._weights.take(self._around.take(around), axis=0)
        scores += self._kind.take(turned * _KINDS + kind, axis=0)
        since, left = layout.at.take(shown), layout.left.take(shown)
        place = _PLACE_OF.take(since, mode="clip") * len(_LEFTS)
        place += _LEFT_OF.take(left, mode="clip")
        place = place * len(_HOLDERS) + _holder_places(layout.holder.take(shown))
        scores += self._place.take(place, axis=0)
        self._add_near(scores, own_kinds, shown, clauses)
        new = true_places(here == len(self._runs.words))
        stems = layout.words[at[new]]
        for affixes in (self._ends, self._starts):
            scores[new] += self._weights[affixes.of(lexis)[stems]]
        words = np.bincount(layout.claim.take(shown), minlength=layout.n_claims)
        return scores, since, words

    def _add_runs(self, scores: Floats, numbers: Ints, at: Ints) -> None:
        """Add the pairs and triples of words."""
        pairs, triples = self._runs.pairs_at(numbers), self._runs.triples_at(numbers)
        for table, shift in zip(self._pairs, (-2, -1, 0, 1), strict=True):
            scores += table.take(pairs.take(at + shift), axis=0)
        scores += self._triples.take(triples.take(at - 1), axis=0)

    def _rows(self, prefix: str, values: Iterable[str]) -> Ints:
        """Return the row of each value of a feature."""
        get = self._named.get(prefix, {}).get
        none = len(self._weights) - 1
        return np.fromiter(map(get, values, repeat(none)), np.int64)

    def _table(self, prefix: str, values: Iterable[str]) -> Floats:
        """Return the weights of each value of a feature."""
        return self._weights[self._rows(prefix, values)]

    def _compile_words(self) -> None:
        """Number the words of all features; two more are unknown words and unknown marks."""
        named = self._named
        self._runs = WordRuns(
            [
                EDGE,
                "",
                *sorted(BREAKS),
                *(w for prefix in _ONE_WORD for w in named.get(prefix, ())),
            ],
            (pair for prefix in _TWO_WORDS for pair in named.get(prefix, ())),
            named.get("bwa", ()),
        )
        self._stems = StemNumbers(self._number)
        self._ends, self._starts = StemNumbers(self._end), StemNumbers(self._start)
        self._end_rows, self._start_rows = named.get("end", {}), named.get("start", {})
        words = self._runs.words
        none = np.zeros((2, self._weights.shape[1]), np.float32)
        plain = self._table("w", words) + self._affixes(words)
        self._word = np.vstack(
            [part for sign in "+-" for part in (plain + self._table(sign + "w", words), none)]
        )
        self._before = np.vstack([self._table("b", words), none])
        self._after = np.vstack([self._table("a", words), none])
        self._is_break = np.array([*(word in BREAKS for word in words), False, False])
        self._is_word = np.array([*map(is_word, words), True, False])
        self._pairs = [self._table(prefix, [*self._runs.pairs, ""]) for prefix in _TWO_WORDS]
        self._triples = self._table("bwa", [*self._runs.triples, ""])

    def _compile_kinds(self) -> None:
        pairs = [f"{a} {b}" for a in KINDS for b in KINDS]
        self._around = np.full(_KINDS**3, len(self._weights) - 1, np.int32)
        number = {kind: place for place, kind in enumerate(KINDS)}
        for value, row in self._named.get("k", {}).items():
            a, b, c = map(number.get, value.split(" "))
            if a is not None and b is not None and c is not None:
                self._around[(a * _KINDS + b) * _KINDS + c] = row
        self._kind = np.vstack([self._table(sign + "k", KINDS) for sign in "+-"])
        before, after = (self._table(side, pairs) for side in "<>")
        # A word is not near itself. Along the outputs, for sums of one after the other.
        near = np.vstack([before, np.zeros_like(before), after])
        self._near = np.ascontiguousarray(near.T, np.float64)  # as `bincount` adds them
        place = (
            self._table("at", _PLACES)[:, None, None]
            + self._table("left", _LEFTS)[:, None]
            + self._table("holder", _HOLDERS)
        )
        self._place = place.reshape(-1, place.shape[-1])

    def _affixes(self, words: Sequence[str]) -> Floats:
        return (
            self._weights[list(map(self._end, words))]
            + self._weights[list(map(self._start, words))]
        )

    def _number(self, word: str) -> int:
        number = self._runs.number(word)
        return number if number < len(self._runs.words) or is_word(word) else number + 1

    def _end(self, word: str) -> int:
        return self._end_rows.get(word[-3:], len(self._weights) - 1)

    def _start(self, word: str) -> int:
        return self._start_rows.get(word[:4], len(self._weights) - 1)

    def _add_near(self, scores: Floats, kinds: Ints, shown: Ints, clauses: Clauses) -> None:
        """Add the classes within reach of each word."""
        low = clauses.low.take(shown)
        word, places = spread(low, clauses.high.take(shown) - low)
        others, here = clauses.hits.take(places), shown.take(word)
        side = (others >= here).astype(np.int64) + (others > here)
        rows = (side * _KINDS + kinds.take(others)) * _KINDS + kinds.take(here)
        # Seven words in ten have three others at most: sums by counting take half of the time of
        # sums of so short runs.
        for output, weights in enumerate(self._near):
            scores[:, output] += np.bincount(word, weights.take(rows), minlength=len(shown))


def _holder_places(distances: Ints) -> Ints:
    """Return the place in `_HOLDERS` of each distance from the holder's mention."""
    places = _HOLDER_OF.take(distances + 1, mode="clip")
    return np.where(distances == NO_HOLDER, len(_HOLDERS) - 1, places)
