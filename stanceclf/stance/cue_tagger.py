"""The cue tagger: which words of a claim show a stance, and which one.

Trained on the cues of the corpus, token by token: a word is no cue, or the cue of one label. Its
answer over a claim is what the second reading starts from, beside the classifier's.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.cue_layout import lay_out
from stanceclf.stance.cue_tables import CueTables
from stanceclf.stance.packed_names import Joined
from stanceclf.stance.ragged import true_places
from stanceclf.stance.scorer import softmax_across
from stanceclf.stance.view import ClaimView
from stanceclf.stance.windows import Windows

_NOTHING = -6.0


class CueReading(NamedTuple):
    """What the words of claims say.

    Attributes
    ----------
    summaries : array of shape (n_claims, 3 * n_labels + 1), float32
        For each label the greatest log probability of a word, the log of the sum over words, and
        the log probability at the word most likely to be a cue; last, the number of cue words to
        be expected.
    cues : array of shape (n_claims, n_labels), int
        The token, counted over all documents, that is most likely to be a cue of each label; -1
        without words.
    """

    summaries: NDArray[np.float32]
    cues: NDArray[np.int64]


class CueTagger:
    """Scores tokens linearly and sums them up per claim.

    Parameters
    ----------
    columns : sequence of str
        Names of the features, in the order of the rows of `weights`.
    weights : array of shape (n_features, 1 + n_labels), float32
        The first column is "no cue".
    bias : array of shape (1 + n_labels,), float32
    """

    def __init__(
        self, columns: Sequence[str], weights: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> None:
        self._names = Joined(columns)
        self._weights = np.asarray(weights, np.float16)  # as they are stored
        self.bias = np.asarray(bias, dtype=np.float32)
        self._tables = CueTables(columns, np.asarray(weights, np.float32))

    def summaries(self, views: Sequence[ClaimView]) -> NDArray[np.float32]:
        """Return the summaries that `read` gives."""
        return self.read(Windows.of(ClaimRows.of([view.given for view in views]))).summaries

    def read(self, windows: Windows) -> CueReading:
        """Return what the words of each claim say of each label, and which word says it most."""
        rows = windows.rows
        scores, places, words = self._tables.scores(rows.texts.lexis, lay_out(windows))
        labels = len(self.bias) - 1
        summary = np.full((len(words), summary_width(labels)), _NOTHING, np.float32)
        summary[:, -1] = 0.0
        cues = np.full((len(words), labels), -1, np.int64)
        filled = true_places(words)
        if not len(filled):
            return CueReading(summary, cues)
        counts = words.take(filled)
        offsets = np.cumsum(counts) - counts
        # A row for each label: rows of four for each word take twice the time.
        probabilities = softmax_across(scores.T + self.bias[:, None])
        shown = np.maximum(probabilities[1:], np.exp(np.float32(_NOTHING)))
        greatest = np.maximum.reduceat(shown, offsets, axis=1)
        cue = 1.0 - probabilities[0]
        best = np.repeat(np.maximum.reduceat(cue, offsets), counts)
        at_best = np.where(cue == best, shown, np.float32(0.0))
        sums = np.add.reduceat(shown, offsets, axis=1)
        logs = np.log(np.vstack([greatest, sums, np.maximum.reduceat(at_best, offsets, axis=1)]))
        summary[filled, :-1] = logs.T
        summary[filled, -1] = np.add.reduceat(cue, offsets)
        tokens = places + np.repeat(rows.first.take(filled), counts)
        is_best = shown == np.repeat(greatest, counts, axis=1)
        first = np.where(is_best, tokens, np.iinfo(np.int64).max)
        cues[filled] = np.minimum.reduceat(first, offsets, axis=1).T
        return CueReading(summary, cues)

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[np.floating]]]:
        """Return what `from_state` needs: a JSON-able part and arrays."""
        return {"columns": self._names.parted()}, {"weights": self._weights, "bias": self.bias}

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[np.floating]]
    ) -> "CueTagger":
        """Rebuild a tagger from its state."""
        return cls(config["columns"], arrays["weights"], arrays["bias"])


def summary_width(n_labels: int) -> int:
    """Return how many columns `CueTagger.summaries` has."""
    return 3 * n_labels + 1
