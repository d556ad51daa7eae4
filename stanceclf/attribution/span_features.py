"""Integer features of candidate claims as wholes: their edges, what is in them, what is left out.

The chain that tags tokens sees a window about each of them; it cannot know that what it is about
to close has no verb yet, or holds two positions. Here every candidate becomes a row of small
numbers, read off the tagger's columns by prefix sums, and combined as the token features are.
"""

import math
from collections.abc import Sequence

import numpy as np

from stanceclf.attribution.coarse_classes import COARSE, NUMBER, coarse_class
from stanceclf.attribution.counters import COUNTERS, MASK, packed
from stanceclf.attribution.flagged import Flags, coming, latest
from stanceclf.attribution.lattice import Ints, Lattice
from stanceclf.attribution.span_context import (
    Bounds,
    Values,
    beside,
    bucket,
    counts,
    half_polarities,
    halves,
    held_kinds,
    names,
    next_verbs,
)
from stanceclf.attribution.span_slots import (
    COUNTED,
    EDGES,
    HASHED,
    INSIDE,
    LEFT,
    LENGTHS,
    LOGS,
    MASSES,
    MOST,
    RIGHT,
    SHARES,
    SLOTS,
    STEPS,
    TOPIC,
    VERBS,
    value_sizes,
)
from stanceclf.attribution.token_features import PAD, TokenFeatures

_OPEN = frozenset({"word", "s", "title", "article", "possessive", "number", "quantifier"})


class SpanFeatures:
    """Turn candidates into slot values.

    Parameters
    ----------
    tokens : TokenFeatures
        The tagger's, whose columns are read again.

    Attributes
    ----------
    sizes : dict of str to int
        How many values each name has.
    """

    def __init__(self, tokens: TokenFeatures):
        vocabulary = tokens.vocabulary
        self._by_word = _Classes(vocabulary["word"])
        self._by_suffix = _Classes(vocabulary["suffix"])
        kinds = ["", "", *tokens.kinds]
        self._kinds = np.array([{"B": 1, "I": 2}.get(kind[:1], 0) for kind in kinds])
        self._open = _members(_OPEN)
        self._verbs = _members(VERBS)
        self._flags = {name: _members(listed) for name, listed in COUNTED.items()}
        listed = ["", "", *vocabulary["polarity"]]
        self._pauses = self._flags["comma"] | self._flags["dash"] | self._flags["mark"]
        self._held = held_kinds(kinds)
        self._positions = half_polarities(listed)
        topics = {name: np.array([name in v.split("+") for v in listed]) for name in TOPIC}
        self._counted = packed(list(self._flags.values()))
        self._topics = packed(list(topics.values()))
        self.sizes = value_sizes(len(self._by_word), len(kinds), len(listed))
        self.starts: list[int] = []  # where each slot's stretch of the weight table begins
        total = 0
        for slot in SLOTS:
            self.starts.append(total)
            total += min(math.prod(self.sizes[name] for name in slot), HASHED)
        self.size = total

    def values(self, lattice: Lattice, columns: dict[str, Ints], sentences: Ints) -> Values:
        """Return the named values of each candidate.

        `columns` are the tagger's, padded; `sentences` are the first rows of the sentences and the
        rows behind them, shape (2, n_sentences).
        """
        firsts, lasts = sentences
        opening = np.searchsorted(firsts, lattice.first, side="right") - 1
        closing = np.searchsorted(lasts, lattice.last)
        bounds = Bounds(
            lattice.first + PAD,
            lattice.last + PAD,
            firsts.take(opening) + PAD,
            lasts.take(closing) + PAD,
        )
        coarse = self._coarse(columns)
        values: Values = {}
        padded = {**columns, "coarse": coarse}
        for side, rows in (("b", bounds.first), ("e", bounds.last)):
            about = {at: rows + at for at in range(-3, 4)}
            for name, places in EDGES.items():
                for at in places:
                    values[f"{side} {name} {at}"] = padded[name].take(about[at])
        self._count(values, columns, coarse, bounds)
        self._turn(values, coarse, bounds)
        self._verb(values, coarse, columns["word"], bounds)
        _chain(values, lattice, bounds)
        values |= beside(lattice.chain, sentences, opening, closing)
        verbs = next_verbs(coarse)
        values |= halves(coarse, verbs, self._positions.take(columns["polarity"]), bounds)
        values |= names(verbs, self._held.take(columns["kind"]), bounds)
        return values

    def slot(self, number: int, values: Values) -> Ints:
        """Return the rows of the weight table that slot `number` points each candidate to."""
        return self.within(number, [values[name] for name in SLOTS[number]]) + self.starts[number]

    def within(self, number: int, values: Sequence[Ints]) -> Ints:
        """Return where in the stretch of slot `number` some values of its columns point."""
        sizes = [self.sizes[name] for name in SLOTS[number]]
        combined = values[0]
        for size, column in zip(sizes[1:], values[1:], strict=True):
            combined = combined * size
            combined += column
        if math.prod(sizes) > HASHED:
            # Fibonacci hashing (Knuth 1973), as for tokens.
            mixed = combined.view(np.uint64) * np.uint64(11400714819323198485)
            combined = (mixed >> np.uint64(64 - HASHED.bit_length() + 1)).view(np.int64)
        return combined

    def _coarse(self, columns: dict[str, Ints]) -> Ints:
        """Return the number of each row's coarse class; a mention counts as a name."""
        word = columns["word"]
        coarse = np.where(word == 1, self._by_suffix.of(columns["suffix"]), self._by_word.of(word))
        kind = self._kinds.take(columns["kind"]) * self._open.take(coarse)
        return np.where(kind == 1, NUMBER["name"], np.where(kind, NUMBER["goes on"], coarse))

    def _count(self, values: Values, columns: dict[str, Ints], coarse: Ints, at: Bounds) -> None:
        """Add how often what is counted stands inside, and in the sentence before and after."""
        names = self._kinds.take(columns["kind"]) == 1
        rows = [
            *(table.take(coarse) for table in self._counted),
            *(table.take(columns["polarity"]) for table in self._topics),
            *packed([names, self._splits(coarse, names), self._asides(coarse)]),
        ]
        sums = list(map(counts, rows))
        for side, low, high, asked in (
            ("in", at.first, at.last, INSIDE),
            ("left", at.floor, at.first, LEFT),
            ("right", at.last, at.ceiling, RIGHT),
        ):
            found: dict[int, Ints] = {}
            for name in asked:
                number, shift = COUNTERS[name.removeprefix(f"{side} ")]
                if number not in found:
                    found[number] = sums[number].take(high) - sums[number].take(low)
                count = found[number] >> shift
                count &= MASK
                values[name] = np.minimum(count, MOST, out=count)
        values["length"] = bucket(LENGTHS, at.last - at.first)
        values["left length"] = bucket(LENGTHS, at.first - at.floor)
        values["right length"] = bucket(LENGTHS, at.ceiling - at.last)

    def _splits(self, coarse: Ints, names: Flags) -> Flags:
        """Tell which rows are coordinators that a verb follows, or a name and a verb."""
        verbs = self._verbs.take(coarse)
        splits: Flags = coarse == NUMBER["coordinator"]
        splits[:-3] &= verbs[1:-2] | verbs[2:-1] | (names[1:-2] & verbs[3:])
        return splits

    def _asides(self, coarse: Ints) -> Flags:
        """Tell which rows are reporting verbs with a comma, dash or mark on both sides."""
        count = counts(self._pauses.take(coarse))
        rows = np.arange(len(count) - 1)
        before = count[:-1] - count[np.maximum(rows - 6, 0)]
        after = count[np.minimum(rows + 6, len(rows))] - count[1:]
        asides: Flags = self._flags["reporting"].take(coarse) & (before > 0) & (after > 0)
        return asides

    def _turn(self, values: Values, coarse: Ints, at: Bounds) -> None:
        """Add the classes about the last coordinator, comma, dash and quotation mark inside."""
        for turn in ("coordinator", "comma", "dash", "mark"):
            row = latest(self._flags[turn].take(coarse)).take(at.last - 1)
            inside = row >= at.first
            for step in (-1, 1, 2):
                values[f"{turn} {step}"] = coarse.take(row + step) * inside

    def _verb(self, values: Values, coarse: Ints, word: Ints, at: Bounds) -> None:
        """Add which verb comes first inside, and which reports before and after."""
        reports = self._flags["reporting"].take(coarse)
        for name, nearest, seen_from, low, high, start in (
            ("verb", coming(self._verbs.take(coarse)), at.first, at.first, at.last, at.first),
            ("left verb", latest(reports), at.first - 1, at.floor, at.first, at.first),
            ("right verb", coming(reports), at.last, at.last, at.ceiling, at.last),
        ):
            rows = nearest.take(seen_from)
            there = (rows >= low) & (rows < high)
            row = rows * there
            values[f"{name} word"] = word.take(row).astype(np.int64) * there
            values[f"{name} coarse"] = coarse.take(row) * there
            values[f"{name} after"] = coarse.take(row + 1) * there
            values[f"{name} far"] = (bucket(STEPS, np.abs(row - start)) + 1) * there


def _chain(values: Values, lattice: Lattice, at: Bounds) -> None:
    """Add what the chain thinks of the span, its edges, and other claims inside and beside."""
    chain, first, last = lattice.chain, lattice.first, lattice.last
    values["log"] = bucket(LOGS, lattice.log_probability)
    values["begin"] = bucket(SHARES, chain.begins[first])
    values["end"] = bucket(SHARES, chain.ends[last - 1])
    begins = np.concatenate([[0.0], np.cumsum(chain.begins)])
    ends = np.concatenate([[0.0], np.cumsum(chain.ends)])
    values["more begins"] = bucket(MASSES, begins[last] - begins[first + 1])
    values["more ends"] = bucket(MASSES, ends[last - 1] - ends[first])
    values["left begins"] = bucket(MASSES, begins[first] - begins[at.floor - PAD])
    values["right begins"] = bucket(MASSES, begins[at.ceiling - PAD] - begins[last])


class _Classes:
    """The number of the coarse class of each value: padding, unknown, the vocabulary.

    A class is worked out when its value is first met: those of all values take a fifth of the time
    that it takes to load the model.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        self._known = np.full(2 + len(vocabulary), -1)
        self._known[:2] = 0, NUMBER["word"]

    def __len__(self) -> int:
        return len(self._known)

    def of(self, values: Ints) -> Ints:
        """Return the class of each value."""
        classes = self._known.take(values)
        new = set(values.compress(classes < 0).tolist())
        if not new:
            return classes
        for value in new:
            word = self._vocabulary[value - 2]
            self._known[value] = NUMBER[coarse_class(word)] if word else 0
        return self._known.take(values)


def _members(names: frozenset[str]) -> Flags:
    """Return for each coarse class whether it is one of `names`."""
    return np.array([name in names for name in COARSE])
