"""Integer features of tokens: a few columns of small numbers a token, combined over a window.

Every token becomes one row of column values (word, suffix, shape, class, quotation state, distance
to the nearest reporting verb ...). A *slot* is one column seen at an offset, or several such values
crossed; each slot owns a stretch of one long weight table. A whole batch of documents is featurised
by shifting and adding integer arrays, and scored by gathering rows of that table.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.flagged import coming, latest
from stanceclf.attribution.gathered import gathered
from stanceclf.attribution.mention_kinds import TOKEN_KINDS
from stanceclf.attribution.quotes import CLOSING, OPENING
from stanceclf.resources import rows, words
from stanceclf.text.document import Document, SentenceRows
from stanceclf.text.forms import Form, FormTable, numbers_of
from stanceclf.text.stems import stem

IntArray = NDArray[np.int64]
Kinds = bytes  # of one document: for each token its place in `TOKEN_KINDS`

REPORTING: Final = frozenset({"speech", "thought", "request", "commit"})
PAD: Final = 6  # empty rows between documents, as wide as the widest window
HASHED: Final = 1 << 14  # values of a slot that crosses large columns
_NEGATIONS: Final = frozenset(("cannot", "neither", "never", "no", "nobody", "none", "nor", "not"))
DISTANCES: Final = (1, 2, 3, 4, 5, 7, 10, 15, 22, 30)
FAR: Final = 99
SHORT_QUOTATION: Final = 6  # tokens from mark to mark
PAUSES: Final = frozenset(",;:\u2014\u2013-")

# Columns read off the word itself, by vocabulary; then columns of the token's place.
WORD_COLUMNS: Final = ("word", "suffix", "shape", "class", "polarity")
PLACE_COLUMNS: Final = (
    "kind", "quote", "from_start", "to_end", "verb_before", "verb_after", "comma_before",
    "comma_after", "sentence",
)  # fmt: skip
POLARITY_LISTS: Final = (
    "commit", "favour", "oppose", "request", "withdraw", "deploy", "force", "undecided",
    "condition",
)  # fmt: skip

Term = tuple[str, int]
SLOTS: Final[tuple[tuple[Term, ...], ...]] = (
    *((("word", at),) for at in range(-4, 5)),
    *((("suffix", at),) for at in range(-2, 3)),
    *((("shape", at),) for at in range(-2, 3)),
    *((("class", at),) for at in range(-5, 6)),
    *((("polarity", at),) for at in range(-3, 4)),
    *((("kind", at),) for at in range(-4, 5)),
    *((("quote", at),) for at in range(-2, 3)),
    *(((name, 0),) for name in PLACE_COLUMNS[2:]),
    (("word", -1), ("word", 0)),
    (("word", 0), ("word", 1)),
    (("word", -2), ("word", -1)),
    (("class", -1), ("class", 0)),
    (("class", 0), ("class", 1)),
    (("class", -2), ("class", -1)),
    (("class", -1), ("word", 0)),
    (("word", -1), ("class", 0)),
    (("word", -1), ("kind", 0)),
    (("kind", 0), ("class", 1)),
    (("kind", -1), ("class", 0)),
    (("kind", -1), ("word", 0)),
    (("kind", 0), ("word", 1)),
    (("word", -1), ("shape", 0)),
    (("word", -1), ("from_start", 0)),
    (("shape", -1), ("shape", 0)),
    (("shape", 0), ("shape", 1)),
    (("quote", -1), ("quote", 0)),
    (("quote", 0), ("verb_before", 0)),
    (("quote", 0), ("verb_after", 0)),
    (("from_start", 0), ("verb_before", 0)),
    (("to_end", 0), ("comma_after", 0)),
    (("verb_before", 0), ("verb_after", 0)),
    (("comma_before", 0), ("verb_before", 0)),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a tagger sees of a token: its slots, and columns beside those of this module.

    Attributes
    ----------
    slots : tuple
    extra : Mapping of str to int
        Number of values of each further column; 0 is padding.
    hashed : int
        Values of a slot that crosses large columns, a power of two.
    """

    slots: tuple[tuple[Term, ...], ...]
    extra: Mapping[str, int] = field(default_factory=dict)
    hashed: int = HASHED


CLAIM_LAYOUT: Final = Layout(SLOTS)


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Return the closed classes of words, and of stems the kinds of reporting verb."""
    classes: dict[str, set[str]] = {}
    for name, listed in rows("word_classes.tsv"):
        for word in listed.split():
            classes.setdefault(word, set()).add(name)
    for base, kind in rows("reporting_verbs.tsv"):
        classes.setdefault(stem(base), set()).add(kind)
    return {word: frozenset(names) for word, names in classes.items()}


def classes_of(lower: str) -> frozenset[str]:
    """Return the classes of a lower-case word, those of its stem included."""
    table = word_classes()
    found = table.get(lower)
    return table.get(stem(lower), frozenset()) if found is None else found


@lru_cache(maxsize=1 << 14)  # bounded: a corpus always has new words
def is_reporting(lower: str) -> bool:
    """Tell whether a lower-case word is a form of a verb that can introduce a claim."""
    return not REPORTING.isdisjoint(classes_of(lower))


@cache
def polarity_classes() -> dict[str, str]:
    """Return which stance word lists the stem of a single word stands in, joined by `+`."""
    classes: dict[str, list[str]] = {}
    for name in POLARITY_LISTS:
        for entry in {stem(word) for word in words(f"stance_{name}.txt") if " " not in word}:
            classes.setdefault(entry, []).append(name)
    return {word: "+".join(names) for word, names in classes.items()}


def is_modal(lower: str) -> bool:
    """Tell whether a lower-case word is a modal verb, be it written on to its subject: "he'll"."""
    return "modal" in classes_of(lower)


def is_negation(lower: str) -> bool:
    """Tell whether a lower-case word denies what follows: "never", "nobody", "won't"."""
    return lower in _NEGATIONS or lower.endswith("n't")


def is_force(lower: str) -> bool:
    """Tell whether a lower-case word names what is sent, as "troops" does."""
    return "force" in polarity_classes().get(stem(lower), "")


def shape(word: str) -> str:
    """Return a coarse shape: lower, title, upper, mixed, digit, or the mark itself."""
    if word[0].isdigit():
        return "digit"
    if not word[0].isalpha():
        return word if len(word) < 3 else "mark"
    if word.islower():
        return "lower"
    if len(word) > 1 and word.isupper():
        return "upper"
    return "title" if word[0].isupper() else "mixed"


# Newspapers differ in their quotation marks and dashes; the quotation state tells which one opens.
_PLAIN_MARKS: Final = str.maketrans(
    "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u2013", '"""""\'\'\u2014'
)


def word_values(word: str) -> tuple[str, str, str, str, str]:
    """Return the values of `WORD_COLUMNS` for a token."""
    if word[0].isdigit():
        return "0", "0", "digit", "", ""
    lower = word.lower().translate(_PLAIN_MARKS)
    return (
        lower,
        lower[-3:],
        shape(word) if word[0].isalpha() else shape(lower),
        "+".join(sorted(classes_of(lower))),
        polarity_classes().get(stem(lower), ""),
    )


def learn_vocabulary(documents: Sequence[Document], least: int = 2) -> dict[str, list[str]]:
    """Return the values of each word column seen `least` times or more, most frequent first."""
    seen = Counter(chain.from_iterable(document.words for document in documents))
    counts: dict[str, Counter[str]] = {name: Counter() for name in WORD_COLUMNS}
    for word, count in seen.items():
        for name, value in zip(WORD_COLUMNS, word_values(word), strict=True):
            counts[name][value] += count
    return {
        name: [value for value, count in sorted(column.items(), key=_frequent) if count >= least]
        for name, column in counts.items()
    }


def _frequent(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


_FLAGS: Final = 2  # whether a form is a reporting verb, and whether it is a comma or a dash


class TokenFeatures:
    """Turn documents into slot values.

    Parameters
    ----------
    vocabulary : dict of str to list of str
        The known values of each word column, see `learn_vocabulary`.
    kinds : list of str
        The known values of the column `kind`.

    Attributes
    ----------
    sizes : dict of str to int
        How many values each column has.
    """

    def __init__(
        self,
        vocabulary: dict[str, list[str]],
        kinds: list[str],
        layout: Layout = CLAIM_LAYOUT,
    ):
        self.vocabulary = vocabulary
        self.kinds = kinds
        self.layout = layout
        # Value 0 is padding, 1 whatever the vocabulary lacks.
        self._index = [
            {value: at for at, value in enumerate(vocabulary[name], 2)} for name in WORD_COLUMNS
        ]
        self._forms = FormTable(self._values_of, len(WORD_COLUMNS) + _FLAGS)
        known = {kind: at for at, kind in enumerate(kinds, 2)}
        self._kinds = np.array([known.get(kind, 1) for kind in TOKEN_KINDS], np.int64)
        sizes = {name: len(vocabulary[name]) + 2 for name in WORD_COLUMNS}
        sizes |= dict.fromkeys(PLACE_COLUMNS, len(DISTANCES) + 3)
        sizes |= {"kind": len(kinds) + 2, "quote": 8}
        sizes |= layout.extra
        self.sizes = sizes
        self.starts: list[int] = []  # where each slot's stretch of the weight table begins
        total = 0
        for terms in layout.slots:
            self.starts.append(total)
            product = math.prod(sizes[name] for name, _ in terms)
            total += min(product, layout.hashed)
        self.size = total

    def columns(
        self,
        documents: Sequence[Document],
        kinds: Sequence[Kinds],
        quoted: Sequence[NDArray[np.int8]],
        extra: Sequence[Mapping[str, IntArray]] = (),
    ) -> dict[str, IntArray]:
        """Return each column over all documents, `PAD` empty rows before, between and after.

        Beside those of the slots there is "form", the number of the token's form.

        `extra` holds for each document the values of the columns that the layout adds.
        """
        lengths = np.array([len(document.words) for document in documents], dtype=np.int64)
        rows = token_rows(lengths)
        total = int(lengths.sum()) + PAD * (len(documents) + 1)
        forms, numbers = numbers_of(documents)
        form_at = np.zeros(total, dtype=np.int64)
        form_at[rows] = numbers
        values = gathered(self._forms.of(forms), form_at)
        columns = dict(zip(WORD_COLUMNS, values, strict=False))
        columns["form"] = form_at
        for name in (*PLACE_COLUMNS, *self.layout.extra):
            columns[name] = np.zeros(total, dtype=np.int64)
        columns["kind"][rows] = self._kinds.take(np.frombuffer(b"".join(kinds), np.uint8))
        if len(rows):
            columns["quote"][rows] = _quotes(np.concatenate(quoted))
        flags = values[len(WORD_COLUMNS) :].take(rows, axis=1) > 0
        for name, column in _places(documents, flags).items():
            columns[name][rows] = column
        at = PAD
        for length, added in zip(lengths.tolist(), extra, strict=False):
            for name, column in added.items():
                columns[name][at : at + length] = column
            at += length + PAD
        return columns

    def _values_of(self, form: Form) -> tuple[int, ...]:
        """Return the values of `WORD_COLUMNS` for a form, and the flags."""
        values = zip(self._index, word_values(form.word), strict=True)
        known = (index.get(value, 1) for index, value in values)
        return *known, is_reporting(form.lower), form.word in PAUSES

    def slot(self, number: int, columns: dict[str, IntArray]) -> IntArray:
        """Return the rows of the weight table that slot `number` points each token to."""
        terms = self.layout.slots[number]
        values = [seen(columns[name], at) for name, at in terms]
        return self.within(number, values) + self.starts[number]

    def within(self, number: int, values: Sequence[IntArray]) -> IntArray:
        """Return where in the stretch of slot `number` some values of its terms point."""
        sizes = [self.sizes[name] for name, _ in self.layout.slots[number]]
        combined = values[0]
        for size, column in zip(sizes[1:], values[1:], strict=True):
            combined = combined * size
            combined += column
        if math.prod(sizes) > self.layout.hashed:
            # Fibonacci hashing (Knuth 1973): the high bits of this product are well mixed.
            mixed = combined.view(np.uint64) * np.uint64(11400714819323198485)
            shift = np.uint64(65 - self.layout.hashed.bit_length())
            combined = (mixed >> shift).view(np.int64)
        return combined


def seen(column: NDArray[Any], at: int) -> NDArray[Any]:
    """Return what each row between the outer paddings sees of a column `at` tokens away."""
    return column[PAD + at : len(column) - PAD + at]


def token_rows(lengths: IntArray) -> IntArray:
    """Return the rows of the tokens of documents of these lengths, `PAD` rows about each."""
    return np.arange(lengths.sum()) + PAD * np.repeat(np.arange(1, len(lengths) + 1), lengths)


def _quotes(states: NDArray[np.int8]) -> IntArray:
    """Return quotation states from 1 to 4, and 5 to 7 in short quotations: those are no speech."""
    values = states.astype(np.int64) + 1
    opens, closes = np.flatnonzero(states == OPENING), np.flatnonzero(states == CLOSING)
    for first, last in zip(opens.tolist(), closes.tolist(), strict=True):
        if last - first <= SHORT_QUOTATION:
            values[first : last + 1] += CLOSING
    return values


def _places(documents: Sequence[Document], flags: NDArray[np.bool_]) -> dict[str, IntArray]:
    """Return the columns that depend on a token's place, values from 1 (0 is padding).

    `flags` tell which tokens, of all documents in turn, are reporting verbs, and which commas.
    """
    counts, firsts, lasts = SentenceRows.of(documents)
    sizes = lasts - firsts
    numbers = np.arange(len(sizes)) - np.repeat(np.cumsum(counts) - counts, counts)
    first, last = np.repeat(firsts, sizes), np.repeat(lasts, sizes)
    at = np.arange(len(last), dtype=np.int64)
    verb_before, verb_after = nearest(flags[0], at, first, last)
    comma_before, comma_after = nearest(flags[1], at, first, last)
    return {
        "from_start": bucket(at - first),
        "to_end": bucket(last - 1 - at),
        "verb_before": verb_before,
        "verb_after": verb_after,
        "comma_before": comma_before,
        "comma_after": comma_after,
        "sentence": np.repeat(bucket(numbers), sizes),
    }


def nearest(
    mask: NDArray[np.bool_], at: IntArray, first: IntArray, last: IntArray
) -> tuple[IntArray, IntArray]:
    """Return bucketed distances to the nearest marked token before and after in the sentence."""
    if not len(at):
        return at, at
    before, after = latest(mask, -1), coming(mask, len(mask) + FAR)
    return (
        bucket(np.where(before >= first, at - before, FAR)),
        bucket(np.where(after < last, after - at, FAR)),
    )


# From 0 to the last step: a table is three times as quick as a search.
_BELOW: Final = np.searchsorted(DISTANCES, range(DISTANCES[-1] + 1), side="right")
_BUCKETS: Final = _BELOW + 1


def bucket(distance: NDArray[np.integer]) -> IntArray:
    """Return distances as values from 1, wider apart the larger they are."""
    return _BUCKETS.take(distance, mode="clip")
