"""Fit the choice among candidate claims: a semi-Markov model over each group of candidates.

Its candidates come from taggers that have not seen the document: on documents that it was fitted
on, a tagger is too sure of the right span to teach anything.
"""

from collections.abc import Sequence
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from stanceclf.attribution.groups import Groups
from stanceclf.attribution.lattice import Floats, Lattice
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.segmenter import Segmenter, chains_of, lattice_of, sentence_rows
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.span_features import SpanFeatures
from stanceclf.attribution.span_slots import SLOTS
from stanceclf.attribution.tagger import Tagger, runs
from stanceclf.attribution.token_features import PAD, Kinds
from stanceclf.text.document import Document
from training.claims import fit_tagger
from training.one_hot import one_hot
from training.splits import part_of

# On a held-out fold, exact F1 of claims is .763 with two parts and .770 with four; each part costs
# another fit of the tagger.
PARTS = 3
LEAST_WEIGHT = 0.005
L2 = 40.0  # F1 of fold 0, exact and by IoU: .769 and .854 with 20, .771 and .856 with 45
_LEAST_SEEN = 2


class Example(NamedTuple):
    """A document with what fitting needs of it; `group` keeps apart what is about one event."""

    document: Document
    kinds: Kinds
    labels: NDArray[np.int64]
    group: str


def fit_segmenter(tagger: Tagger, examples: Sequence[Example], *, l2: float = L2) -> Segmenter:
    """Fit a segmenter for `tagger`, which was fitted on all of `examples`."""
    features = SpanFeatures(tagger.features)
    parts = [part_of(example.group, PARTS) for example in examples]
    x = [csr_matrix((0, features.size), dtype=np.float32)]
    firsts, lasts, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, bool)]
    base = 0
    for part in range(PARTS):
        inside = list(compress(examples, [one == part for one in parts]))
        outside = list(compress(examples, [one != part for one in parts]))
        if not inside or not outside:
            continue
        documents, kinds, labels, _ = zip(*outside, strict=True)
        rows, lattice, gold = _candidates(
            tagger, features, fit_tagger(documents, kinds, labels), inside
        )
        x.append(rows)
        right.append(right_candidates(lattice, gold))
        firsts.append(lattice.first + base)
        lasts.append(lattice.last + base)
        base += len(lattice.chain.begins) + PAD
    weights = fit_weights(
        vstack(x).tocsr(),
        Groups(np.concatenate(firsts), np.concatenate(lasts)),
        np.concatenate(right),
        l2=l2,
    )
    weights[np.abs(weights) < LEAST_WEIGHT] = 0.0
    return Segmenter(tagger, features, weights.astype(np.float32))


def _candidates(
    tagger: Tagger, features: SpanFeatures, other: Tagger, examples: Sequence[Example]
) -> tuple[Any, Lattice, list[Range]]:
    """Return what `other` proposes, as `tagger` describes it, and the annotated row ranges."""
    documents = [example.document for example in examples]
    kinds = [example.kinds for example in examples]
    quoted = [quotation_states(document) for document in documents]
    lattice = lattice_of(chains_of(other, documents, kinds, quoted), other.transitions)
    columns = tagger.features.columns(documents, kinds, quoted)
    values = features.values(lattice, columns, sentence_rows(documents))
    ids = np.stack([features.slot(number, values) for number in range(len(SLOTS))], axis=1)
    gold: list[Range] = []
    base = 0
    for example in examples:
        gold.extend(runs(example.labels.tolist(), base))
        base += len(example.labels) + PAD
    return one_hot(ids, features.size), lattice, gold


def right_candidates(lattice: Lattice, gold: Sequence[Range]) -> NDArray[np.bool_]:
    """Mark the candidates that annotators marked, or the nearest ones: half of the rows shared."""
    overlaps = np.zeros(len(lattice.first))
    spans = np.array(sorted(gold)).reshape(-1, 2)
    lows = np.searchsorted(spans[:, 1], lattice.first, side="right").tolist()
    highs = np.searchsorted(spans[:, 0], lattice.last).tolist()
    ranges = zip(lattice.first.tolist(), lattice.last.tolist(), lows, highs, strict=True)
    for at, (first, last, low, high) in enumerate(ranges):
        for start, end in spans[low:high].tolist():
            shared = min(last, end) - max(first, start)
            overlaps[at] = max(overlaps[at], shared / (max(last, end) - min(first, start)))
    best = Groups(lattice.first, lattice.last).best(np.where(overlaps >= 0.5, overlaps**2, -1.0))
    marked = np.zeros(len(overlaps), dtype=bool)
    marked[best] = True
    return marked


def fit_weights(
    x: Any, groups: Groups, right: NDArray[np.bool_], *, l2: float, max_iter: int = 100
) -> Floats:
    """Return the weight of each column of `x`, whose rows are the candidates of `groups`."""
    used = np.flatnonzero(np.asarray(x.sum(axis=0)).ravel() >= _LEAST_SEEN)
    rows = csr_matrix(x[:, used], dtype=np.float64)
    turned = rows.T.tocsr()
    observed = right.astype(np.float64)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        expected, totals = groups.posteriors(scores)
        value = totals.sum() - scores @ observed + 0.5 * l2 * (weights @ weights)
        return float(value), turned @ (expected - observed) + l2 * weights

    found = minimize(
        loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", options={"maxiter": max_iter}
    )
    weights = np.zeros(x.shape[1])
    weights[used] = found.x
    return weights
