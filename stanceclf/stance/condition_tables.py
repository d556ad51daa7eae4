"""The condition chooser's weights as tables over numbers: all candidates of a batch at once.

`condition_features.describe` says in plain words what a candidate's features are; here the same
features are looked up without building their names, which took 0.56 ms per 300 words and takes
0.10 ms this way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.condition_candidates import Candidates
from stanceclf.stance.condition_features import (
    EDGE,
    END,
    FRINGE,
    INNER_WORDS,
    JOINS,
    MARKS,
    REPORT,
    SIZES,
    START,
    SUBJECTS,
    is_stop,
)
from stanceclf.stance.lexis import Lexis, StemNumbers
from stanceclf.stance.ragged import Ints, running
from stanceclf.stance.word_runs import WordRuns

Floats = NDArray[np.float64]

_WHERES = ("open-end", "open-in", "mid-end", "mid-in")
_FIRST_WORDS = ("word0", "word1", "word2")
_INNER = np.arange(1, INNER_WORDS + 1)
_SIZES = sorted(set(SIZES))
_SIZE_OF = np.array([_SIZES.index(size) for size in SIZES])


class ConditionTables:
    """Weights by the words and kinds they belong to.

    Parameters
    ----------
    weights : mapping of str to float
        Log-odds of each feature of `describe`.
    kinds : iterable of str
        The kinds of candidates that have a marker.

    Attributes
    ----------
    kinds : tuple of str
        All kinds, by number.
    """

    def __init__(self, weights: Mapping[str, float], kinds: Iterable[str]) -> None:
        self.kinds = (EDGE, *kinds)
        self._named = defaultdict[str, dict[str, float]](dict)
        for name, weight in weights.items():
            prefix, _, value = name.partition(":")
            self._named[prefix][value] = weight
        named = self._named
        self._markers = {
            marker: number
            for number, marker in enumerate(
                sorted({_marker(value) for value in named.get("marker", ())})
            )
        }
        words = [START, END, *FRINGE, *JOINS, *REPORT, *SUBJECTS]
        words += [marker for marker in self._markers if " " not in marker]
        for prefix in (*_FIRST_WORDS, "in"):
            words += named.get(prefix, ())
        words += [value.partition(" ")[0] for value in named.get("before", ())]
        words += [value.partition(" ")[2] for value in named.get("after-report", ())]
        runs: list[list[str]] = [words, [], []]
        for prefix in ("two", "three", "after"):
            for value in named.get(prefix, ()):
                runs[value.count(" ")].append(value)
        self._runs = WordRuns(*runs)
        self._stems = StemNumbers(self._runs.number)
        self._compile_words()
        self._compile_shapes()
        del self._named  # 2 MB that the tables hold now

    def _compile_words(self) -> None:
        words, pairs, triples = self._runs.words, self._runs.pairs, self._runs.triples
        self._first = [self._table(prefix, words) for prefix in _FIRST_WORDS]
        self._alone = self._table("two", words) + self._table("three", words)
        self._two = self._table("two", pairs)
        self._three_of_two = self._table("three", pairs)
        self._three = self._table("three", triples)
        self._inner = self._table("in", words)
        self._before = self._table("before", words)[:, None] + self._pairs(
            "before", words, self.kinds
        )
        self._after = self._table("after", words)
        self._after_two = self._table("after", pairs)
        report = self._pairs("after-report", ("False", "True"), words)[:-1]
        self._after_report = np.hstack([report, np.zeros((2, 1))])
        # No marker and unknown markers weigh nothing: the last row.
        none = len(self._markers)
        self._marker_of = np.array([*map(self._markers.get, words, repeat(none)), none])
        markers = list(self._markers)
        self._marker = self._table("marker", markers)[:, None] + self._pairs(
            "marker", markers, _WHERES
        )
        listed = (FRINGE, MARKS, REPORT)
        self._is_fringe, self._is_mark, self._is_report = (
            np.array([*map(words_.__contains__, words), False]) for words_ in listed
        )
        self._is_stop = np.array([*map(is_stop, words), False])

    def _compile_shapes(self) -> None:
        kinds = self.kinds
        self._kind = self._table("kind", kinds)[:, None] + self._pairs("kind", kinds, _WHERES)
        self._kind += self._table("where", _WHERES)[:-1]
        self._size = self._table("size", _SIZES)[:, None] + self._pairs("size", _SIZES, kinds)
        inner = [f"{marks}{where}" for marks in "0123" for where in _WHERES]
        self._marks = self._pairs("inner", inner, kinds)[:-1].reshape(4, len(_WHERES), -1)
        self._marks += self._pairs("marks", "0123", _WHERES)[:-1, :, None]
        self._others = self._table("markers", "012")[:, None] + self._pairs("others", "012", kinds)
        self._rest = self._table("rest", "01234")
        self._report = self._table("report", ("False", "True"))
        self._after_word = self._named.get("after", {}).get("word", 0.0)

    def _table(self, prefix: str, values: Iterable[str]) -> Floats:
        """Return the weight of each value of a feature, and nothing for what is none of them."""
        get = self._named.get(prefix, {}).get
        return np.array([*map(get, values, repeat(0.0)), 0.0])

    def _pairs(self, prefix: str, values: Sequence[str], others: Sequence[str]) -> Floats:
        """Return the weight of each value beside each of the others; a row of zeros last."""
        row = {value: number for number, value in enumerate(values)}
        column = {value: number for number, value in enumerate(others)}
        table = np.zeros((len(values) + 1, len(others)))
        for name, weight in self._named.get(prefix, {}).items():
            value, _, other = name.rpartition(" ")
            if value in row and other in column:
                table[row[value], column[other]] = weight
        return table

    def scores(self, lexis: Lexis, found: Candidates) -> Floats:
        """Return the log-odds of each candidate, without the bias."""
        if not len(found.claim):
            return np.zeros(0)
        # Before each claim stands a begin, after it stand two ends.
        shift = 1 + 3 * np.arange(len(found.begins))
        begin, end = found.begins + shift, found.ends + shift
        numbers = np.full(len(found.stems) + 3 * len(shift), self._runs.number(END))
        numbers[begin - 1] = self._runs.number(START)
        places = np.arange(len(found.stems)) + shift.take(found.owners)
        numbers[places] = self._stems.of(lexis).take(found.stems)
        claim = found.claim
        return self._score(
            numbers,
            self._marker_numbers(lexis, found),
            found.first + shift.take(claim),
            found.last + shift.take(claim),
            found.kind,
            found.others,
            begin.take(claim),
            end.take(claim),
        )

    def _score(
        self,
        numbers: Ints,
        marker: Ints,
        first: Ints,
        last: Ints,
        kind: Ints,
        others: Ints,
        begin: Ints,
        end: Ints,
    ) -> Floats:
        size = last - first
        before, after, following = (numbers.take(at) for at in (first - 1, last, last + 1))
        opening = (first == begin) | ((first == begin + 1) & self._is_fringe[before])
        where = np.where(opening, 0, 2) + (last < end - 1)
        pairs = self._runs.pairs_at(numbers)
        scores: Floats = self._kind[kind, where]
        scores += self._marker[marker, where]
        scores += self._first[0].take(numbers.take(first))
        scores += np.where(size > 1, self._first[1].take(numbers.take(first + 1)), 0.0)
        scores += self._runs_of(numbers, pairs, first, size)
        scores += self._before[before, kind]
        scores += self._after.take(after)
        beyond = self._after_two.take(pairs.take(last))
        scores += np.where(self._is_stop.take(after), beyond, self._after_word)
        scores += self._after_report[self._is_report[following].astype(np.int64), after]
        scores += self._size[_SIZE_OF[np.minimum(size, len(SIZES) - 1)], kind]
        scores += self._others[np.minimum(others, 2), kind]
        scores += self._rest.take(np.minimum(4, (end - begin - size) // 4))
        scores += self._inside(numbers, first, last, where, kind)
        return scores

    def _marker_numbers(self, lexis: Lexis, found: Candidates) -> Ints:
        # The candidates with one first word adjoin, and share a marker.
        opens = np.append(True, found.first[1:] != found.first[:-1])
        first, marked = found.first.compress(opens), found.marked.compress(opens)
        numbers = self._marker_of.take(self._stems.of(lexis).take(found.stems.take(first)))
        several = marked > first + 1
        markers = lexis.runs(found.stems, first[several], marked[several])
        numbers[several] = [*map(self._markers.get, markers, repeat(len(self._markers)))]
        return numbers.take(np.cumsum(opens) - 1)

    def _runs_of(self, numbers: Ints, pairs: Ints, first: Ints, size: Ints) -> Floats:
        """Return what the first two and three words weigh, fewer where the candidate ends."""
        triples = self._runs.triples_at(numbers)
        two, three = pairs.take(first), triples.take(first)
        longer = self._first[2].take(numbers.take(first + 2))
        alone = self._alone.take(numbers.take(first))
        scores: Floats = np.where(size > 1, self._two.take(two), alone)
        scores += np.where(size == 2, self._three_of_two.take(two), 0.0)
        scores += np.where(size > 2, self._three.take(three) + longer, 0.0)
        return scores

    def _inside(self, numbers: Ints, first: Ints, last: Ints, where: Ints, kind: Ints) -> Floats:
        """Return what the words after the first one weigh: each of them once, marks counted."""
        marks, reports = (
            running(flags.take(numbers)) for flags in (self._is_mark, self._is_report)
        )
        count = np.minimum(marks.take(last) - marks.take(first + 1), 3)
        scores: Floats = self._marks[count, where, kind]
        scores += self._report.take((reports.take(last) > reports.take(first + 1)).astype(np.int64))
        # The candidates with one first word adjoin, and share what follows it.
        opens = np.append(True, first[1:] != first[:-1])
        opening = first.compress(opens)
        after = numbers.take(_INNER[:, None] + opening, mode="clip")
        again = np.zeros(after.shape, bool)
        for gap in range(1, INNER_WORDS):
            again[gap:] |= after[gap:] == after[:-gap]
        sums = np.zeros((INNER_WORDS + 1, len(opening)))
        sums[1:] = np.where(again, 0.0, self._inner.take(after))
        for size in range(1, INNER_WORDS):  # `cumsum` along the first axis takes five times that
            sums[size + 1] += sums[size]
        words = np.minimum(last - first - 1, INNER_WORDS)
        scores += sums.ravel().take(words * len(opening) + np.cumsum(opens) - 1)
        return scores


def _marker(value: str) -> str:
    """Return the marker of "marker:only if" or of "marker:only if mid-end"."""
    head, _, tail = value.rpartition(" ")
    return head if tail in _WHERES else value
