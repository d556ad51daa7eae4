"""A linear-chain tagger: which tokens make up a claim, or play a role in an attribution.

Labels are outside, then begin and inside of each role: three for claims, which are one role.

Weights come from `training.crf` (Lafferty et al., 2001); here they are only applied: rows of one
table are gathered for all tokens of a batch, and the best labelling of each paragraph is found by
the Viterbi algorithm (1967), all paragraphs of the batch in step.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.merged_slots import MergedSlots
from stanceclf.attribution.segments import NEVER, constrained
from stanceclf.attribution.sequences import Range, chains
from stanceclf.attribution.token_features import (
    PAD,
    WORD_COLUMNS,
    IntArray,
    Kinds,
    TokenFeatures,
    seen,
)
from stanceclf.text.document import Document

OUTSIDE, BEGIN, INSIDE = range(3)  # of the first role; begin is odd and inside even in each
N_LABELS: Final = 3
_MOST_MERGED: Final = 1 << 12  # rows of a table: 64 kB


def runs(labels: Sequence[int], first: int) -> list[Range]:
    """Return the token ranges of the labelled spans in a sequence that begins at token `first`.

    Examples
    --------
    >>> runs([0, 1, 2, 1, 0], first=10)
    [(11, 13), (13, 14)]
    """
    spans: list[Range] = []
    start = -1
    for at, label in enumerate([*labels, OUTSIDE], first):
        if start >= 0 and label != INSIDE:
            spans.append((start, at))
            start = -1
        if label == BEGIN:
            start = at
    return spans


class Tagger:
    """Find labelled spans in documents.

    Parameters
    ----------
    features : TokenFeatures
        What turns tokens into rows of the weight table.
    weights : ndarray of float32, shape (n_rows, n_labels)
        The weight of each feature for outside, begin, inside (and begin, inside of more roles).
    transitions : ndarray of float32, shape (n_labels, n_labels)
        The weight of going from one label (row) to the next (column).
    rows : ndarray of int, shape (n_rows,), optional
        The features that have weights; all of them, `features.size`, if not given.
    """

    def __init__(
        self,
        features: TokenFeatures,
        weights: NDArray[np.float32],
        transitions: NDArray[np.float32],
        rows: NDArray[np.int32] | None = None,
    ):
        self.features = features
        self.n_labels = weights.shape[1]
        # Few features have weights: row 0 is for those that have none.
        heavy = np.flatnonzero(np.abs(weights).max(axis=1) > 0)
        self._row_of = np.zeros(features.size, dtype=np.min_scalar_type(len(heavy)))
        self._row_of[heavy if rows is None else rows[heavy]] = np.arange(1, len(heavy) + 1)
        # Rows of four numbers are gathered twelve times as fast as rows of three (33 against 393
        # microseconds for the tokens of 64 articles).
        self._rows = np.zeros((len(heavy) + 1, self.n_labels + 1), dtype=np.float32)
        self._rows[1:, : self.n_labels] = weights[heavy]
        self.transitions = constrained(transitions)
        self._alone: dict[int, list[int]] = {}  # slots of one column of words, by their offset
        self._crossed: list[int] = []  # all other slots
        slots = features.layout.slots
        for number, ((name, at), *others) in enumerate(slots):
            if others or name not in WORD_COLUMNS:
                self._crossed.append(number)
            else:
                self._alone.setdefault(at, []).append(number)
        self._merged = MergedSlots(
            [slots[number] for number in self._crossed],
            {(name, at): features.sizes[name] for terms in slots for name, at in terms},
            lambda number, values: self._weigh(self._crossed[number], values),
            _MOST_MERGED,
        )

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs: plain values, and arrays."""
        config = {"vocabulary": self.features.vocabulary, "kinds": self.features.kinds}
        used = np.flatnonzero(self._row_of).astype(np.int32)
        return config, {
            "rows": used,
            "weights": self._rows[self._row_of[used], : self.n_labels].astype(np.float16),
            "transitions": self.transitions,
        }

    @classmethod
    def from_state(cls, config: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> "Tagger":
        """Build a tagger of claims from what `state` returned."""
        return cls.from_arrays(TokenFeatures(config["vocabulary"], config["kinds"]), arrays)

    @classmethod
    def from_arrays(cls, features: TokenFeatures, arrays: dict[str, NDArray[Any]]) -> "Tagger":
        """Build a tagger from its features, and the arrays that `state` returned."""
        return cls(features, arrays["weights"], arrays["transitions"], arrays["rows"])

    def tag(
        self,
        documents: Sequence[Document],
        kinds: Sequence[Kinds],
        quoted: Sequence[NDArray[np.int8]],
    ) -> list[list[Range]]:
        """Return the token ranges of the spans found in each document.

        `kinds` and `quoted` hold for each document the kind of mention and the quotation state of
        each token.
        """
        columns = self.features.columns(documents, kinds, quoted)
        scores = self.scores(columns)
        found: list[list[Range]] = [[] for _ in documents]
        places = chains(documents)
        if not places:
            return found
        labels = viterbi(scores, [(place.row, place.length) for place in places], self.transitions)
        for place, sequence in zip(places, labels, strict=True):
            found[place.document].extend(runs(sequence, place.first))
        return found

    def scores(self, columns: dict[str, IntArray]) -> NDArray[np.float32]:
        """Return the score of each label for each token, padding between documents included."""
        scores = np.zeros((len(columns["form"]) - 2 * PAD, self._rows.shape[1]), dtype=np.float32)
        self._add_forms(scores, columns)
        merged = self._merged
        names = {name for name, _ in merged.names}
        narrow = {name: columns[name].astype(merged.row_type) for name in names}
        merged.add_to(scores, {(name, at): seen(narrow[name], at) for name, at in merged.names})
        for number in merged.left:
            slot = self._crossed[number]
            terms = self.features.layout.slots[slot]
            scores += self._weigh(slot, [seen(columns[name], at) for name, at in terms])
        return scores[:, : self.n_labels]

    def _add_forms(self, scores: NDArray[np.float32], columns: Mapping[str, IntArray]) -> None:
        """Add what tokens owe to forms near them: most come again, and each is weighed once."""
        form = columns["form"]
        example = np.zeros(int(form.max()) + 1, dtype=np.int64)  # a row of each form
        example[form] = np.arange(len(form))
        known = np.append(0, np.flatnonzero(example))  # the first row is padding, whose form is 0
        example[known], rows = np.arange(len(known)), example.take(known)
        number = example.take(form)
        values = {name: columns[name].take(rows) for name in WORD_COLUMNS}
        for at, slots in self._alone.items():
            weights = np.zeros((len(known), scores.shape[1]), dtype=np.float32)
            for slot in slots:
                ((name, _),) = self.features.layout.slots[slot]
                weights += self._weigh(slot, [values[name]])
            scores += weights.take(seen(number, at), axis=0)

    def _weigh(self, slot: int, values: Sequence[IntArray]) -> NDArray[np.float32]:
        # A view of the stretch saves adding its start.
        stretch = self._row_of[self.features.starts[slot] :]
        return self._rows.take(stretch.take(self.features.within(slot, values)), axis=0)


def viterbi(
    scores: NDArray[np.float32],
    sequences: Sequence[tuple[int, int]],
    transitions: NDArray[np.float32],
) -> list[list[int]]:
    """Return the best labels of each sequence.

    Parameters
    ----------
    scores : ndarray, shape (n_rows, n_labels)
        The score of each label at each row.
    sequences : sequence of (int, int)
        First row and length (at least 1) of each sequence.
    transitions : ndarray, shape (n_labels, n_labels)
        The score of going from one label to the next.
    """
    order = sorted(range(len(sequences)), key=lambda at: -sequences[at][1])
    starts = np.array([sequences[at][0] for at in order])
    lengths = np.array([sequences[at][1] for at in order])
    best = scores[starts].copy()
    best[:, INSIDE::2] += NEVER
    back = np.zeros((lengths[0], len(order), transitions.shape[0]), dtype=np.int8)
    final = np.zeros(len(order), dtype=np.int64)
    for step in range(1, lengths[0] + 1):
        going = int(np.searchsorted(-lengths, -step, side="left"))  # sequences longer than `step`
        final[going : len(best)] = best[going:].argmax(axis=1)
        if not going:
            break
        paths = best[:going, :, None] + transitions
        back[step, :going] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[starts[:going] + step]
    labels = np.zeros((len(order), lengths[0]), dtype=np.int8)
    current = final
    for step in range(lengths[0] - 1, -1, -1):
        going = int(np.searchsorted(-lengths, -step, side="left"))
        labels[:going, step] = current[:going]
        if step:
            current[:going] = back[step, np.arange(going), current[:going]]
    answer: list[list[int]] = [[] for _ in order]
    for row, at in enumerate(order):
        answer[at] = labels[row, : lengths[row]].tolist()
    return answer
