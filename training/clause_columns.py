"""Integer columns of tokens that tell where clauses begin.

Five are read off the word: itself, its ending, its shape, its closed class, and the tags it was
seen with (or a guess by its ending). The others tell where the token stands: in its sentence, in a
quotation, how far the nearest finite verbs and commas are, and which verbs stand before and after.
Verbs come from predicted tags, so that those columns are made after the tagger ran.
"""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.token_features import classes_of, shape
from stanceclf.text.document import Document
from training.clause_slots import PAD

Columns = dict[str, NDArray[np.int64]]

WORD_COLUMNS = ("word", "suffix", "shape", "class", "lexical")
DISTANCES = (1, 2, 3, 4, 5, 7, 10, 15, 22, 30)
N_DISTANCES = len(DISTANCES) + 2
FAR = 99
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "PV"})  # PV: a pronoun and its verb, "they'll"
VERBS = FINITE | {"VB", "VBG", "VBN"}
SURE = "!"
PLACE_SIZES = {
    "from_start": N_DISTANCES,
    "to_end": N_DISTANCES,
    "finite_before": N_DISTANCES,
    "finite_after": N_DISTANCES,
    "comma_before": N_DISTANCES,
    "comma_after": N_DISTANCES,
    "course": 7,
    "quote": 5,
}
_COMMAS = frozenset(",;:\u2014\u2013-()")
_PLAIN_MARKS = str.maketrans("\u2019\u201c\u201d\u201e\u00ab\u00bb\u2018\u2013", '\'"""""\'\u2014')


def word_values(word: str, lexicon: Mapping[str, str]) -> tuple[str, str, str, str, str]:
    """Return the values of `WORD_COLUMNS` for a token; `lexicon` holds the tags of known words.

    Examples
    --------
    >>> word_values("Stationing", {"stationing": "VBG"})
    ('stationing', 'ing', 'title', '', 'VBG')
    >>> word_values("unbuilt", {})[4]
    '-ilt'
    """
    if word[0].isdigit():
        return "0", "0", "digit", "", "0"
    lower = plain(word)
    ending = ("^" if word[0].isupper() else "-") + lower[-3:]
    classes = "+".join(sorted(classes_of(lower)))
    return (
        lower,
        lower[-3:],
        shape(word),
        classes,
        lexicon.get(lower, ending if word[0].isalpha() else lower),
    )


def plain(word: str) -> str:
    """Return a token in lower case, its quotation marks and dashes made alike."""
    return word.lower().translate(_PLAIN_MARKS)


class WordTable:
    """Column values of word forms, found once for each form.

    Parameters
    ----------
    vocabulary : dict of str to list of str
        The known values of each word column.
    lexicon : dict of str to str
        For each combination of tags, the words seen with it, separated by spaces. One tag with
        `SURE` behind it is of words that were seen often and with that tag alone.
    """

    LIMIT = 500_000  # forms kept before the memory starts afresh

    def __init__(self, vocabulary: dict[str, list[str]], lexicon: dict[str, str]):
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.sizes = {name: len(vocabulary[name]) + 2 for name in WORD_COLUMNS}
        self._tags = {word: tags for tags, listed in lexicon.items() for word in listed.split()}
        # Value 0 is padding, 1 whatever the vocabulary lacks.
        self._index = [
            {value: at for at, value in enumerate(vocabulary[name], 2)} for name in WORD_COLUMNS
        ]
        self._known: dict[str, int] = {}
        self._values: list[tuple[int, ...]] = []
        self._table = np.zeros((0, len(WORD_COLUMNS)), dtype=np.int64)

    def columns(self, documents: Sequence[Document]) -> Columns:
        """Return each word column over all documents, with `PAD` zeros around each document."""
        if len(self._values) > self.LIMIT:
            self._known.clear()
            self._values.clear()
            self._table = self._table[:0]
        known = self._known
        places = []
        for word in chain.from_iterable(document.words for document in documents):
            at = known.get(word)
            if at is None:
                known[word] = at = len(self._values)
                values = word_values(word, self._tags)
                self._values.append(
                    tuple(i.get(value, 1) for i, value in zip(self._index, values, strict=True))
                )
            places.append(at)
        if len(self._table) < len(self._values):
            fresh = np.array(self._values[len(self._table) :], dtype=np.int64)
            self._table = np.concatenate([self._table, fresh])
        rows = token_rows(documents)
        found = self._table.take(np.array(places, dtype=np.int64), axis=0)
        columns = {}
        for number, name in enumerate(WORD_COLUMNS):
            columns[name] = np.zeros(_width(documents), dtype=np.int64)
            columns[name][rows] = found[:, number]
        return columns


def _width(documents: Sequence[Document]) -> int:
    return sum(len(document.words) + PAD for document in documents) + PAD


def token_rows(documents: Sequence[Document]) -> NDArray[np.int64]:
    """Return the row of each token in columns over all documents."""
    lengths = [len(document.words) for document in documents]
    gaps = np.repeat(np.arange(1, len(lengths) + 1, dtype=np.int64) * PAD, lengths)
    return np.arange(sum(lengths), dtype=np.int64) + gaps


def place_columns(
    documents: Sequence[Document],
    quoted: Sequence[NDArray[np.int8]],
    words: NDArray[np.int64],
    tags: NDArray[np.int64],
    finite: NDArray[np.bool_],
    verbs: NDArray[np.bool_],
) -> Columns:
    """Return the columns of `PLACE_SIZES` and of tags, laid out as `WordTable.columns` does.

    `words` and `tags` are numbers of the tokens of all documents, `finite` and `verbs` tell which
    of them are such.
    """
    at = np.arange(len(finite), dtype=np.int64)
    lengths, commas = [], []
    for document in documents:
        lengths += [sentence.last - sentence.first for sentence in document.sentences]
        commas += [word in _COMMAS for word in document.words]
    ends = np.cumsum(np.array(lengths, dtype=np.int64))
    last = np.repeat(ends, lengths)
    first = np.repeat(ends - lengths, lengths)
    comma = np.array(commas, dtype=bool)
    finite_before, finite_after = _before(finite, at), _after(finite, at)
    comma_before, comma_after = _before(comma, at), _after(comma, at)
    verb_before, verb_after = _before(verbs, at), _after(verbs, at)
    has_before, has_after = verb_before >= first, verb_after < last
    verb_after = np.minimum(verb_after, len(at) - 1)
    next_comma = np.append(comma_after[1:], len(at) + FAR)
    # Whether a finite verb comes before the next comma, after it or not at all; one came already.
    ahead = np.where(finite_after >= last, 1, np.where(finite_after < next_comma, 2, 3))
    values = {
        "from_start": _bucket(at - first),
        "to_end": _bucket(last - at),
        "finite_before": _bucket(np.where(finite_before >= first, at - finite_before, FAR)),
        "finite_after": _bucket(np.where(finite_after < last, finite_after - at, FAR)),
        "comma_before": _bucket(np.where(comma_before >= first, at - comma_before, FAR)),
        "comma_after": _bucket(np.where(comma_after < last, comma_after - at, FAR)),
        "course": ahead + 3 * (finite_before >= first),
        "tag": tags,
        "verb_word": np.where(has_before, words[verb_before], 0),
        "verb_before": np.where(has_before, tags[verb_before], 0),
        "verb_after": np.where(has_after, tags[verb_after], 0),
        "quote": np.concatenate([np.zeros(0, np.int8), *quoted]) + 1,
    }
    rows, width = token_rows(documents), _width(documents)
    columns = {}
    for name, value in values.items():
        columns[name] = np.zeros(width, dtype=np.int64)
        columns[name][rows] = value
    return columns


def _before(mask: NDArray[np.bool_], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the nearest marked token before each token, -1 for none."""
    nearest = np.maximum.accumulate(np.where(mask, at, -1))
    return np.concatenate([np.full(min(1, len(at)), -1), nearest[:-1]])


def _after(mask: NDArray[np.bool_], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the nearest marked token from each token on, one far behind the end for none."""
    return np.minimum.accumulate(np.where(mask, at, len(at) + FAR)[::-1])[::-1]


def _bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.searchsorted(DISTANCES, distance, side="right") + 1
