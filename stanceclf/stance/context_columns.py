"""Columns of the family `context` for a batch of claims.

`context` says in plain words which features a claim has; their names took 0.2 ms for 18 claims.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.claim_rows import NOWHERE, ClaimRows
from stanceclf.stance.context import LONGEST, OPENING, STEP
from stanceclf.stance.lexicon import CLASSES, lexicon_finder
from stanceclf.stance.ragged import Ints, running, spread, true_places
from stanceclf.stance.rows import FoundColumns, columns_of
from stanceclf.stance.view import DENSEST
from stanceclf.stance.windows import Windows
from stanceclf.text.forms import FormTable, numbers_of

_QUOTED = ("", "part", "whole")
_OPENS, _QUOTES, _ASKS = 1, 2, 4
_SIGNS = FormTable(
    lambda form: (
        _OPENS * (form.word in OPENING)
        + _QUOTES * (form.word in ('"', "\u201c"))
        + _ASKS * (form.word == "?"),
    ),
    1,
)
_SOURCES = ("none", "holder", "other")


class ContextColumns:
    """Columns of the features of `context_features`.

    Parameters
    ----------
    columns : mapping of str to int
        The column of each feature's name.
    """

    def __init__(self, columns: Mapping[str, int]) -> None:
        number = {name: place for place, name in enumerate(CLASSES)}
        self._main = np.array([number[classes[0]] for classes in lexicon_finder().kinds])
        self._density = columns_of(columns, "topic", range(DENSEST + 1))
        self._length = columns_of(columns, "length", range(LONGEST + 1))
        self._before = columns_of(columns, "kp", CLASSES)
        self._quoted = columns_of(columns, "quoted", _QUOTED)
        self._source = columns_of(columns, "source", _SOURCES)
        self._opens = columns_of(columns, "opens", (False, True))
        self._empty, self._question = (columns.get(name, -1) for name in ("empty", "question"))

    def __call__(self, windows: Windows, found: FoundColumns) -> None:
        """Note the columns of the claims' features."""
        rows = windows.rows
        texts = rows.texts
        empty, filled = true_places(rows.sentence < 0), true_places(rows.sentence >= 0)
        found.add(empty, np.full(len(empty), self._empty))
        sentence, first = rows.sentence[filled], rows.first[filled]
        found.add(filled, self._density[texts.density[rows.document[filled]]])
        found.add(filled, self._length[np.minimum((rows.last[filled] - first) // STEP, LONGEST)])
        found.add(filled, self._opens[(texts.sentence_first[sentence] == first).astype(np.int64)])
        later = sentence > texts.first_sentence[rows.document[filled]]
        begins = texts.sentence_hits[sentence - 1]
        counts = np.where(later, texts.sentence_hits[sentence] - begins, 0)
        which, hits = spread(begins, counts)
        before = self._main.take(texts.hits.kinds.take(hits))
        found.add(filled.take(which), self._before.take(before))
        self._add_plain(windows, filled, found)

    def _add_plain(self, windows: Windows, filled: Ints, found: FoundColumns) -> None:
        """Note what the claim's marks and its mentions say."""
        quoted, asks = _written(windows.rows, filled)
        found.add(filled, self._quoted[quoted])
        found.add(filled[asks], np.full(np.count_nonzero(asks), self._question))
        actor, source = windows.rows.edges[filled, 2:4], windows.rows.edges[filled, 4:]
        place = np.where((actor == source).all(axis=1), 1, 2)
        place[source[:, 0] == NOWHERE] = 0
        found.add(filled, self._source[place])


def _written(rows: ClaimRows, claims: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return what `written` says of some claims: a place in `_QUOTED`, and whether they ask.

    Each of these marks is a token by itself, so that the tokens tell what the letters would.
    """
    texts = rows.texts
    forms, numbers = numbers_of(texts.documents)
    signs = np.append(_SIGNS.of(forms)[:, 0].take(numbers), 0)
    begin, first, behind = rows.edges[claims, 0], rows.first[claims], rows.behind[claims]
    # The last token before the claim, if a space at most stands between.
    before = np.maximum(first - 1, 0)
    near = (first > texts.bases[rows.document[claims]]) & (begin - texts.starts[before] <= 2)
    whole = near & (signs[before] & _OPENS > 0)
    whole |= (texts.starts[first] == begin) & (signs[first] & _OPENS > 0)
    quotes = running(signs & _QUOTES)
    part = quotes[behind] > quotes[first]
    return np.where(whole, 2, part.astype(np.int64)), signs[behind - 1] & _ASKS > 0
