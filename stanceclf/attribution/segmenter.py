"""Claims as wholes: which of the candidate spans of a batch are claims.

The chain proposes candidates; a semi-Markov model over those that overlap reads each as a whole;
of its probabilities the choice is made that promises most matches, as the task counts them (a
minimum-risk decision, Goel and Byrne 2000): a span that shares half of its words with the right one
is a match, the right one itself a better one.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.groups import Groups, matching
from stanceclf.attribution.lattice import Floats, Ints, Lattice, candidates, marginals
from stanceclf.attribution.merged_slots import MergedSlots
from stanceclf.attribution.sequences import Range, chains
from stanceclf.attribution.span_context import Values
from stanceclf.attribution.span_features import SpanFeatures
from stanceclf.attribution.span_slots import SLOTS
from stanceclf.attribution.tagger import Tagger
from stanceclf.attribution.token_features import PAD, Kinds
from stanceclf.text.document import Document, SentenceRows

# Low, since what is too unlikely to be right as a whole is left out later (`report/confidence.py`):
# two held-out folds then have .625 end to end, with .36 .623, with .42 .622.
EXACT: Final = 0.5
LEAST: Final = 0.3
_MOST_MERGED: Final = 1 << 13  # weights of a table: 32 kB


class Chains(NamedTuple):
    """A batch of documents as the tagger's chain sees it, one row a token.

    Attributes
    ----------
    columns : dict of str to ndarray of int
        What `TokenFeatures.columns` gives.
    scores : ndarray, shape (n_rows, 3)
        The score of each label at each row, padding between documents included.
    sequences : ndarray, shape (n_sequences, 2)
        First row and length of each sequence.
    """

    columns: dict[str, Ints]
    scores: NDArray[np.float32]
    sequences: Ints


class Segmenter:
    """Choose claims among the spans that a tagger's chain thinks possible.

    Parameters
    ----------
    tagger : Tagger
        Its chain, and its columns of the tokens.
    features : SpanFeatures
        Of the tagger's columns.
    weights : ndarray of float32, shape (features.size,)
        The weight of each feature of a candidate.
    exact : float
        What the exact span is worth beyond one that shares half of its words, from 0 to 1.
    least : float
        Expected worth of a claim that is worth stating: the lower, the more claims.
    """

    def __init__(
        self,
        tagger: Tagger,
        features: SpanFeatures,
        weights: NDArray[np.float32],
        *,
        exact: float = EXACT,
        least: float = LEAST,
    ):
        self.tagger = tagger
        self.features = features
        self.weights = weights
        self.exact = exact
        self.least = least
        self._merged = MergedSlots(SLOTS, features.sizes, self._weigh, _MOST_MERGED)

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs beside the tagger: plain values, and arrays."""
        used = np.flatnonzero(self.weights).astype(np.int32)
        config = {"exact": self.exact, "least": self.least}
        return config, {"rows": used, "weights": self.weights[used].astype(np.float16)}

    @classmethod
    def from_state(
        cls, tagger: Tagger, config: dict[str, Any], arrays: dict[str, NDArray[Any]]
    ) -> "Segmenter":
        """Build a segmenter from what `state` returned."""
        features = SpanFeatures(tagger.features)
        weights = np.zeros(features.size, dtype=np.float32)
        weights[arrays["rows"]] = arrays["weights"]
        return cls(tagger, features, weights, exact=config["exact"], least=config["least"])

    def find(
        self,
        documents: Sequence[Document],
        kinds: Sequence[Kinds],
        quoted: Sequence[NDArray[np.int8]],
    ) -> tuple[list[list[Range]], list[list[float]]]:
        """Return the token ranges of the claims of each document in reading order, and their worth.

        `kinds` and `quoted` are those of `Tagger.tag`; what a claim is worth says
        `expected_worth`.
        """
        found: list[list[Range]] = [[] for _ in documents]
        worths: list[list[float]] = [[] for _ in documents]
        seen = chains_of(self.tagger, documents, kinds, quoted)
        if not len(seen.sequences):
            return found, worths
        lattice = lattice_of(seen, self.tagger.transitions)
        if not len(lattice.first):
            return found, worths
        values = self.features.values(lattice, seen.columns, sentence_rows(documents))
        scores = self.scores(values)
        groups = Groups(lattice.first, lattice.last)
        worth = expected_worth(lattice, groups, scores, exact=self.exact)
        chosen = groups.best(worth - self.least)
        bases = np.cumsum([0, *[len(document.words) + PAD for document in documents]])
        of = np.searchsorted(bases, lattice.first[chosen], side="right") - 1
        firsts, lasts = lattice.first[chosen] - bases[of], lattice.last[chosen] - bases[of]
        rows = zip(
            of.tolist(), firsts.tolist(), lasts.tolist(), worth[chosen].tolist(), strict=True
        )
        for number, first, last, one in rows:
            found[number].append((first, last))
            worths[number].append(one)
        return found, worths

    def scores(self, values: Values) -> Floats:
        """Return the sum of the weights of each candidate, whose values are given."""
        scores = np.zeros(len(values["log"]), dtype=np.float32)
        self._merged.add_to(scores, values)
        for number in self._merged.left:
            scores += self._weigh(number, [values[name] for name in SLOTS[number]])
        return scores.astype(np.float64)

    def _weigh(self, number: int, values: Sequence[Ints]) -> NDArray[np.float32]:
        # A view of the stretch saves adding its start.
        stretch = self.weights[self.features.starts[number] :]
        return stretch.take(self.features.within(number, values))


def chains_of(
    tagger: Tagger,
    documents: Sequence[Document],
    kinds: Sequence[Kinds],
    quoted: Sequence[NDArray[np.int8]],
) -> Chains:
    """Return what the chain of `tagger` sees, before any label is chosen."""
    columns = tagger.features.columns(documents, kinds, quoted)
    places = np.fromiter(chain.from_iterable(chains(documents)), np.int64).reshape(-1, 4)
    return Chains(columns, tagger.scores(columns), places[:, 2:])


def lattice_of(seen: Chains, transitions: NDArray[np.float32]) -> Lattice:
    """Return the candidates of a batch."""
    return candidates(marginals(seen.scores, seen.sequences, transitions), seen.sequences)


def sentence_rows(documents: Sequence[Document]) -> Ints:
    """Return the first row of each sentence of a batch and the row behind it, shape (2, n)."""
    return np.stack(SentenceRows.of(documents).shifted(PAD * np.arange(len(documents))))


def expected_worth(lattice: Lattice, groups: Groups, scores: Floats, *, exact: float) -> Floats:
    """Return for each candidate how much of a match it is likely to be, from 0 to 1."""
    probabilities, _ = groups.posteriors(scores)
    one, other = matching(lattice.first, lattice.last)
    # What is added to a candidate comes in the order of the others.
    of = np.concatenate([other, np.arange(len(scores)), one])
    worth = [probabilities.take(one), probabilities, probabilities.take(other)]
    worth[0] *= 1.0 - exact
    worth[2] *= 1.0 - exact
    return np.bincount(of, np.concatenate(worth), minlength=len(scores)).astype(np.float64)
