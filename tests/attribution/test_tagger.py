from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.tagger import INSIDE, OUTSIDE, Tagger, runs, viterbi
from stanceclf.attribution.token_features import SLOTS, TokenFeatures, learn_vocabulary
from stanceclf.text.document import Document

TEXTS = [
    'Ada Moreau said Belgium would send troops. "We stay," she said.',
    "Kenya rejects the plan.\nIts army does not.",
    "",
    "One",
]


def tagger(documents):
    """Return a tagger with random weights: what it finds does not matter here."""
    features = TokenFeatures(learn_vocabulary(documents, least=1), ["B-person"])
    random = np.random.default_rng(1)
    # As a model file keeps them.
    weights = random.normal(size=(features.size, 3)).astype(np.float16).astype(np.float32)
    return Tagger(features, weights, random.normal(size=(3, 3)).astype(np.float32))


def found(one, documents):
    kinds = [bytes(len(document.words)) for document in documents]
    return one.tag(documents, kinds, [quotation_states(document) for document in documents])


def test_a_batch_gives_what_single_documents_give():
    documents = [Document.from_text(text) for text in TEXTS]
    one = tagger(documents)
    assert found(one, documents) == [found(one, [document])[0] for document in documents]


def test_state_round_trip_finds_the_same():
    documents = [Document.from_text(text) for text in TEXTS]
    one = tagger(documents)
    again = Tagger.from_state(*one.state())
    assert found(again, documents) == found(one, documents)


def test_slots_own_stretches_of_the_table_that_do_not_overlap():
    documents = [Document.from_text(text) for text in TEXTS]
    features = TokenFeatures(learn_vocabulary(documents), [])
    kinds = [bytes(len(document.words)) for document in documents]
    columns = features.columns(documents, kinds, [quotation_states(d) for d in documents])
    ends = [*features.starts[1:], features.size]
    for number in range(len(SLOTS)):
        rows = features.slot(number, columns)
        assert rows.min() >= features.starts[number]
        assert rows.max() < ends[number]


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_viterbi_equals_trying_every_labelling(seed, lengths):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(sum(lengths), 3)).astype(np.float32)
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    starts = np.cumsum([0, *lengths[:-1]]).tolist()
    answers = viterbi(scores, list(zip(starts, lengths, strict=True)), transitions)
    for start, length, answer in zip(starts, lengths, answers, strict=True):
        best = max(
            path_score(labels, start, scores, transitions)
            for labels in product(range(3), repeat=length)
            if labels[0] != INSIDE
        )
        assert path_score(answer, start, scores, transitions) == pytest.approx(best, abs=1e-4)


def path_score(labels, start, scores, transitions):
    local = sum(scores[start + at, label] for at, label in enumerate(labels))
    return local + sum(transitions[a, b] for a, b in pairwise(labels))


@given(st.lists(st.sampled_from([0, 1, 2]), max_size=30))
def test_runs_begin_where_a_span_begins_and_do_not_touch_outside(labels):
    for first, last in runs(labels, 0):
        assert labels[first] == 1
        assert set(labels[first + 1 : last]) <= {INSIDE}
        assert last == len(labels) or labels[last] != INSIDE
        assert OUTSIDE not in labels[first:last]
