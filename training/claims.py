"""Fit the claim tagger: from annotated documents to its weights."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.mention_kinds import TOKEN_KINDS
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.sequences import sequences
from stanceclf.attribution.tagger import BEGIN, INSIDE, N_LABELS, Tagger
from stanceclf.attribution.token_features import (
    SLOTS,
    Kinds,
    TokenFeatures,
    learn_vocabulary,
)
from stanceclf.records import Span
from stanceclf.text.document import Document
from stanceclf.text.tokens import is_word
from training.crf import ChainCRF
from training.one_hot import one_hot


def claim_labels(document: Document, claims: Sequence[Span]) -> NDArray[np.int64]:
    """Return outside, begin or inside for each token; marks at a claim's edges are left out."""
    labels = np.zeros(len(document.words), dtype=np.int64)
    free = 0
    for claim in sorted(set(claims)):
        tokens = document.tokens_in(claim)
        first, last = tokens.start, tokens.stop
        while first < last and not is_word(document.words[first]):
            first += 1
        while last > first and not is_word(document.words[last - 1]):
            last -= 1
        if first >= free and first < last:
            labels[first] = BEGIN
            labels[first + 1 : last] = INSIDE
            free = last
    return labels


def token_rows(
    features: TokenFeatures, documents: Sequence[Document], kinds: Sequence[Kinds]
) -> Any:
    """Return the slot values of every token as a sparse matrix of ones, documents one by one."""
    parts = []
    for document, kind in zip(documents, kinds, strict=True):
        columns = features.columns([document], [kind], [quotation_states(document)])
        parts.append(np.stack([features.slot(at, columns) for at in range(len(SLOTS))], axis=1))
    return one_hot(np.concatenate(parts), features.size)


def fit_tagger(
    documents: Sequence[Document],
    kinds: Sequence[Kinds],
    labels: Sequence[NDArray[np.int64]],
    *,
    l2: float = 4.0,
    max_iter: int = 150,
    least_weight: float = 0.01,
) -> Tagger:
    """Fit a tagger on documents whose tokens are labelled outside, begin or inside."""
    known = sorted({TOKEN_KINDS[kind] for document in kinds for kind in document})
    features = TokenFeatures(learn_vocabulary(documents), known)
    lengths = [last - first for document in documents for first, last in sequences(document)]
    crf = ChainCRF(N_LABELS, l2=l2, max_iter=max_iter)
    crf.fit(token_rows(features, documents, kinds), np.concatenate(labels), lengths)
    weights = np.where(np.abs(crf.weights_) < least_weight, 0.0, crf.weights_)
    return Tagger(features, weights.astype(np.float32), crf.transitions_.astype(np.float32))
