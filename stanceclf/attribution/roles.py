"""Who says, by which words, what: the sources, cues and contents of attributions.

Two models in a row. A chain over tokens (`tagger`) gives every span that may play a role its
probability; a log-linear model then judges each likely span as a whole, both edges at once
(`segment_features`), and the best spans that do not overlap are kept. Nothing nests: of an
attribution inside another one's content only the outer or the inner is found.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.role_columns import WordNumbers, column_sizes, role_columns
from stanceclf.attribution.role_slots import HASHED_ROLES, ROLE_SLOTS
from stanceclf.attribution.segment_features import (
    SLOT_BITS,
    SLOTS,
    log_odds,
    segment_columns,
    segment_rows,
)
from stanceclf.attribution.segments import Floats, Ints, Segments, candidates, choose, marginals
from stanceclf.attribution.sequences import Place, chains
from stanceclf.attribution.tagger import Tagger
from stanceclf.attribution.token_features import IntArray, Kinds, Layout, TokenFeatures
from stanceclf.byte_rows import SCALE, from_rows, to_rows
from stanceclf.text.document import Document

ROLES = ("source", "cue", "content")
SEGMENT_SIZE = len(SLOTS) << SLOT_BITS


class Role(NamedTuple):
    """A span of tokens that plays a role in an attribution, and how likely it does."""

    first: int
    last: int
    role: str
    probability: float


def role_features(
    vocabulary: dict[str, list[str]],
    kinds: list[str],
    words: WordNumbers,
    hashed: int = HASHED_ROLES,
) -> TokenFeatures:
    """Return what turns tokens into rows of the chain's weight table.

    `hashed` is the number of values of a slot that crosses large columns.
    """
    layout = Layout(ROLE_SLOTS, column_sizes(words), hashed)
    return TokenFeatures(vocabulary, kinds, layout)


class SegmentModel:
    """The probability that a candidate span is right from end to end.

    Parameters
    ----------
    weights : ndarray of float32, shape (SEGMENT_SIZE,)
    lines : ndarray of float32, shape (3, 2)
        For each role a constant, and the weight of the chain's log odds.
    """

    def __init__(self, weights: Floats, lines: Floats):
        self.weights = weights
        self.lines = lines

    def probability(self, rows: NDArray[np.int32], segments: Segments) -> Floats:
        """Return the probability of each span whose slots point to `rows`."""
        lines = self.lines[segments.role]
        score = lines[:, 0] + lines[:, 1] * log_odds(segments)
        score += self.weights.take(rows).sum(axis=1)
        chance: Floats = (1 / (1 + np.exp(-score))).astype(np.float32)
        return chance


class RoleTagger:
    """Find the roles of attributions in documents.

    Parameters
    ----------
    tagger : Tagger
        The chain over tokens; its features are `role_features`.
    words : WordNumbers
        Stems, endings and clusters that the features know.
    model : SegmentModel
        Judges candidate spans.
    thresholds : sequence of float
        For each role, the probability above which a span is worth keeping. Keeping all above half
        of the F1 that is reached gives the best F1 (Lipton, Elkan and Narayanaswamy, 2014).
    """

    def __init__(
        self,
        tagger: Tagger,
        words: WordNumbers,
        model: SegmentModel,
        thresholds: Sequence[float],
    ):
        self.tagger = tagger
        self.words = words
        self.model = model
        self.thresholds = tuple(thresholds)

    def state(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `from_state` needs: plain values, and arrays."""
        config, arrays = self.tagger.state()
        used = np.flatnonzero(self.model.weights).astype(np.int32)
        config |= {
            "words": self.words.state(),
            "hashed": self.tagger.features.layout.hashed,
            "thresholds": list(self.thresholds),
        }
        # A scale for each label: a third smaller than with one for each feature.
        arrays |= to_rows({"weights": arrays["weights"].astype(np.float32).T})
        arrays |= {
            "segment_rows": used,
            "segment_weights": self.model.weights[used].astype(np.float16),
            "segment_lines": self.model.lines,
        }
        # As one text: a loaded model holds it for those who ask for attributions, and most do not.
        return {"text": json.dumps(config, ensure_ascii=False, sort_keys=True)}, arrays

    @classmethod
    def from_state(cls, config: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> "RoleTagger":
        """Build a tagger from what `state` returned."""
        config = json.loads(config["text"])
        words = WordNumbers(*config["words"])
        features = role_features(config["vocabulary"], config["kinds"], words, config["hashed"])
        weights = np.zeros(SEGMENT_SIZE, dtype=np.float32)
        weights[arrays["segment_rows"]] = arrays["segment_weights"]
        packed = {name: arrays[name] for name in ("weights", "weights" + SCALE)}
        chain = {**arrays, "weights": from_rows(packed)["weights"].T}
        return cls(
            Tagger.from_arrays(features, chain),
            words,
            SegmentModel(weights, arrays["segment_lines"]),
            config["thresholds"],
        )

    def tag(
        self,
        documents: Sequence[Document],
        kinds: Sequence[Kinds],
        quoted: Sequence[NDArray[np.int8]],
    ) -> list[list[Role]]:
        """Return the roles found in each document, in reading order.

        `kinds` and `quoted` hold for each document the kind of mention and the quotation state of
        each token.
        """
        found: list[list[Role]] = [[] for _ in documents]
        places = chains(documents)
        if not places:
            return found
        columns = token_columns(self.tagger.features, self.words, documents, kinds, quoted)
        scores = self.tagger.scores(columns)
        segments, rows = candidate_rows(columns, scores, places, self.tagger.transitions)
        segments = segments._replace(probability=self.model.probability(rows, segments))
        for at, place in _in_order(segments, choose(segments, self.thresholds), places):
            shift = place.first - place.row
            first, last = int(segments.first[at]) + shift, int(segments.last[at]) + shift
            role = ROLES[segments.role[at]]
            found[place.document].append(Role(first, last, role, float(segments.probability[at])))
        return found


def token_columns(
    features: TokenFeatures,
    words: WordNumbers,
    documents: Sequence[Document],
    kinds: Sequence[Kinds],
    quoted: Sequence[NDArray[np.int8]],
) -> dict[str, IntArray]:
    """Return the columns of all tokens of a batch."""
    extra = [role_columns(d, q, words) for d, q in zip(documents, quoted, strict=True)]
    return features.columns(documents, kinds, quoted, extra)


def candidate_rows(
    columns: Mapping[str, IntArray],
    scores: Floats,
    places: Sequence[Place],
    transitions: Floats,
) -> tuple[Segments, NDArray[np.int32]]:
    """Return the likely spans of a batch, and the rows of the segment model they point to."""
    messages = marginals(scores, [(place.row, place.length) for place in places], transitions)
    segments = candidates(messages, transitions)
    if not len(segments.first):
        return segments, np.zeros((0, len(SLOTS)), dtype=np.int32)
    return segments, segment_rows(segment_columns(columns, messages, segments), segments.role)


def _in_order(segments: Segments, chosen: Ints, places: Sequence[Place]) -> list[tuple[int, Place]]:
    """Return the chosen spans in reading order, each with the sequence it stands in."""
    chosen = chosen[np.argsort(segments.first[chosen])]
    starts = np.array([place.row for place in places])
    of = np.searchsorted(starts, segments.first[chosen], side="right") - 1
    return [(at, places[place]) for at, place in zip(chosen.tolist(), of.tolist(), strict=True)]
