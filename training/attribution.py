"""Fit the roles of attributions: the chain over tokens, and the model of candidate spans.

The second model must see what the chain finds in text that it was not fitted on, so the chain is
fitted on all groups of documents but one, for each group, and at last on all.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.mention_kinds import TOKEN_KINDS
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.role_columns import WordNumbers
from stanceclf.attribution.role_slots import HASHED_ROLES
from stanceclf.attribution.roles import (
    ROLES,
    Role,
    RoleTagger,
    candidate_rows,
    role_features,
    token_columns,
)
from stanceclf.attribution.segments import Segments
from stanceclf.attribution.sequences import chains
from stanceclf.attribution.tagger import Tagger
from stanceclf.attribution.token_features import (
    PAD,
    IntArray,
    Kinds,
    TokenFeatures,
    learn_vocabulary,
)
from stanceclf.text.document import Document
from stanceclf.text.stems import stem
from training.online_crf import OnlineCRF
from training.segment_model import fit_segment_model
from training.weightiest import weightiest
from training.word_clusters import learn_clusters

LABELS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
THRESHOLDS = (0.35, 0.3, 0.22)  # chosen on PolNeAR dev
CHUNK = 300  # documents whose columns are in memory at once
EPOCHS = 8
RATE = 0.02
L2 = 0.3


class Size(NamedTuple):
    """How large a tagger may be.

    Attributes
    ----------
    hashed : int
        Values of a slot that crosses large columns.
    chain, segments : int, optional
        Features of either model that are kept, and fitted anew by themselves; all, if not given.
    """

    hashed: int = HASHED_ROLES
    chain: int | None = None
    segments: int | None = None


ANY_SIZE = Size()
# With twice as many features a held-out fifth of the corpus gains .8 of exact F1 at most.
RELEASED = Size(hashed=1 << 14, chain=32_000, segments=8_000)
_FEW_L2 = 0.1  # where few features are left


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with the role of each token.

    Attributes
    ----------
    document : Document
    kinds : bytes
        What `kinds_of` gives.
    labels : ndarray of int
        Positions in `LABELS`.
    group : str
        Documents of a group are never parted: one is not fitted on to judge another.
    """

    document: Document
    kinds: Kinds
    labels: NDArray[np.int64]
    group: str


def fit_roles(
    labelled: Sequence[Labelled], *, folds: int = 4, seed: int = 0, size: Size = ANY_SIZE
) -> RoleTagger:
    """Return a tagger of roles fitted on labelled documents."""
    documents = [one.document for one in labelled]
    words = learn_words(documents)
    known = sorted({TOKEN_KINDS[kind] for one in labelled for kind in one.kinds})
    features = role_features(learn_vocabulary(documents), known, words, size.hashed)
    fold = fold_of_each(labelled, folds, seed)
    parts, rows, right = [], [], []
    data = _Data(labelled, features, words, size.chain)
    for held in range(folds):
        inside = np.flatnonzero(fold == held)
        if not len(inside):
            continue
        tagger = data.fit_chain(np.flatnonzero(fold != held))
        for start in range(0, len(inside), CHUNK):
            some = [labelled[at] for at in inside[start : start + CHUNK].tolist()]
            found, found_rows, found_right = candidates_of(some, tagger, words)
            parts.append(found)
            rows.append(found_rows)
            right.append(found_right)
    segments = Segments(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    seen, as_annotated = np.concatenate(rows), np.concatenate(right)
    model = fit_segment_model(seen, segments, as_annotated)
    if size.segments is not None:
        kept = weightiest(model.weights, seen, size.segments)
        model = fit_segment_model(seen, segments, as_annotated, kept, l2=_FEW_L2)
    return RoleTagger(data.fit_chain(np.arange(len(labelled))), words, model, THRESHOLDS)


def fold_of_each(labelled: Sequence[Labelled], folds: int, seed: int) -> NDArray[np.int64]:
    """Return the fold of each document; a group stands in one."""
    groups = sorted({one.group for one in labelled})
    drawn = np.random.default_rng(seed).permutation(len(groups)) % folds
    of = dict(zip(groups, drawn.tolist(), strict=True))
    return np.array([of[one.group] for one in labelled])


def learn_words(documents: Sequence[Document]) -> WordNumbers:
    """Return the stems, endings and clusters of the words of `documents`."""
    forms = Counter(chain.from_iterable(document.lowers for document in documents))
    stems: Counter[str] = Counter()
    endings: Counter[str] = Counter()
    for form, count in forms.items():
        stems[stem(form)] += count
        endings[form[-2:]] += count
    texts = list({document.text: document.lowers for document in documents}.values())
    return WordNumbers(_frequent(stems, 2), _frequent(endings, 5), learn_clusters(texts))


def _frequent(counts: Counter[str], least: int) -> list[str]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [value for value, count in ordered if count >= least]


class _Data:
    """The feature numbers of all tokens, and where each document's stand."""

    def __init__(
        self,
        labelled: Sequence[Labelled],
        features: TokenFeatures,
        words: WordNumbers,
        most: int | None,
    ):
        self.features = features
        self.most = most
        self.labels = [one.labels for one in labelled]
        self.lengths = [[place.length for place in chains([one.document])] for one in labelled]
        sizes = [len(labels) for labels in self.labels]
        self.starts = np.concatenate([[0], np.cumsum(sizes)])
        self.ids = np.zeros((int(self.starts[-1]), len(features.layout.slots)), dtype=np.int32)
        for start in range(0, len(labelled), CHUNK):
            some = labelled[start : start + CHUNK]
            columns = _columns(some, features, words)
            rows = np.concatenate([_rows(some, at) for at in range(len(some))])
            into = slice(self.starts[start], self.starts[start] + len(rows))
            for number in range(self.ids.shape[1]):
                self.ids[into, number] = features.slot(number, columns)[rows]

    def fit_chain(self, chosen: NDArray[np.int64]) -> Tagger:
        """Return a chain fitted on the chosen documents."""
        spans = [np.arange(self.starts[at], self.starts[at + 1]) for at in chosen]
        ids = self.ids[np.concatenate(spans)]
        labels = np.concatenate([self.labels[at] for at in chosen])
        lengths = [length for at in chosen for length in self.lengths[at]]
        crf = OnlineCRF(len(LABELS), rate=RATE, l2=L2, epochs=EPOCHS)
        crf.fit(ids, labels, lengths, self.features.size)
        if self.most is not None:
            used = weightiest(crf.weights_, ids, self.most)
            crf = OnlineCRF(len(LABELS), rate=RATE, l2=_FEW_L2, epochs=EPOCHS)
            crf.fit(ids, labels, lengths, self.features.size, used)
        return Tagger(self.features, crf.weights_, crf.transitions_)


def _columns(
    labelled: Sequence[Labelled], features: TokenFeatures, words: WordNumbers
) -> dict[str, IntArray]:
    documents = [one.document for one in labelled]
    quoted = [quotation_states(document) for document in documents]
    return token_columns(features, words, documents, [one.kinds for one in labelled], quoted)


def _rows(labelled: Sequence[Labelled], at: int) -> NDArray[np.int64]:
    """Return the rows of the scores of document `at` of a batch."""
    before = sum(len(one.labels) + PAD for one in labelled[:at])
    return np.arange(before, before + len(labelled[at].labels))


def candidates_of(
    labelled: Sequence[Labelled], tagger: Tagger, words: WordNumbers
) -> tuple[Segments, NDArray[np.int32], NDArray[np.bool_]]:
    """Return the likely spans of documents, their slots' rows, and which are as annotated."""
    columns = _columns(labelled, tagger.features, words)
    places = chains([one.document for one in labelled])
    segments, rows = candidate_rows(columns, tagger.scores(columns), places, tagger.transitions)
    gold = set()
    for at, one in enumerate(labelled):
        base = int(_rows(labelled, at)[0]) if len(one.labels) else 0
        gold |= {(first + base, last + base, role) for first, last, role in spans(one.labels)}
    found = zip(
        segments.first.tolist(), segments.last.tolist(), segments.role.tolist(), strict=True
    )
    return segments, rows, np.array([one in gold for one in found], dtype=bool)


def tag_all(tagger: RoleTagger, labelled: Sequence[Labelled]) -> Iterator[list[Role]]:
    """Yield the roles that a tagger finds in each document, in reading order."""
    for start in range(0, len(labelled), CHUNK):
        some = labelled[start : start + CHUNK]
        documents = [one.document for one in some]
        quoted = [quotation_states(document) for document in documents]
        yield from tagger.tag(documents, [one.kinds for one in some], quoted)


def spans(labels: Sequence[int] | NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Return the spans that labels mark: first token, last token (exclusive), role.

    Examples
    --------
    >>> spans([0, 1, 0, 5, 6, 5])
    [(1, 2, 0), (3, 5, 2), (5, 6, 2)]
    """
    found = []
    start, role = -1, -1
    for at, label in enumerate([*labels, 0]):
        goes_on = label and label % 2 == 0 and start >= 0 and (label - 1) // 2 == role
        if start >= 0 and not goes_on:
            found.append((start, at, role))
            start = -1
        if label and not goes_on:
            start, role = at, (int(label) - 1) // 2
    return found
