from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.role_columns import WordNumbers
from stanceclf.attribution.roles import (
    SEGMENT_SIZE,
    RoleTagger,
    SegmentModel,
    role_features,
)
from stanceclf.attribution.segment_features import N_ROLES
from stanceclf.attribution.tagger import Tagger
from stanceclf.attribution.token_features import learn_vocabulary
from stanceclf.text.document import Document

TEXTS = [
    'Ada Moreau said (on Monday) that Belgium would send troops. "We stay, " she told Radio One.',
    "Kenya rejects the plan, according to Ola Berg.\nIts army does not.",
    "",
    "One",
    '"""',
    ") ) ( said that",
]


@pytest.fixture(scope="module")
def tagger():
    """Return a tagger with random weights: what it finds does not matter here."""
    documents = [Document.from_text(text) for text in TEXTS]
    words = WordNumbers(["say", "the"], ["id"], ["said told", "belgium kenya"])
    features = role_features(learn_vocabulary(documents, least=1), ["B-person"], words)
    random = np.random.default_rng(4)
    weights = random.normal(scale=0.3, size=(features.size, 7)).astype(np.float16)
    chain = Tagger(features, weights.astype(np.float32), np.zeros((7, 7), np.float32))
    segment = random.normal(scale=0.1, size=SEGMENT_SIZE).astype(np.float16).astype(np.float32)
    lines = np.tile(np.array([0, 1], np.float32), (N_ROLES, 1))
    return RoleTagger(chain, words, SegmentModel(segment, lines), [0.05] * N_ROLES)


def found(tagger, documents):
    kinds = [bytes(len(document.words)) for document in documents]
    return tagger.tag(documents, kinds, [quotation_states(document) for document in documents])


def test_a_batch_gives_what_single_documents_give(tagger):
    documents = [Document.from_text(text) for text in TEXTS]
    together = found(tagger, documents)
    assert sum(map(len, together)) > 3
    for document, roles in zip(documents, together, strict=True):
        (alone,) = found(tagger, [document])
        assert [one[:3] for one in alone] == [one[:3] for one in roles]
        assert [one.probability for one in alone] == pytest.approx(
            [one.probability for one in roles], abs=1e-3
        )


def test_state_round_trip_is_near_and_then_the_same(tagger):
    documents = [Document.from_text(text) for text in TEXTS]
    again = RoleTagger.from_state(*tagger.state())  # its weights are bytes now
    np.testing.assert_allclose(again.tagger._rows, tagger.tagger._rows, atol=0.01)
    third = RoleTagger.from_state(*again.state())
    assert found(third, documents) == found(again, documents)


def test_nothing_is_found_in_nothing(tagger):
    assert found(tagger, []) == []
    assert found(tagger, [Document.from_text("")]) == [[]]


@settings(max_examples=40)
@given(st.text(alphabet='said that "“”(),.\nAB', max_size=120))
def test_spans_are_in_order_and_stay_in_their_paragraph(tagger, text):
    document = Document.from_text(text)
    (roles,) = found(tagger, [document])
    assert all(one.last <= other.first for one, other in pairwise(roles))
    for one in roles:
        assert 0 <= one.first < one.last <= len(document.words)
        assert 0.05 < one.probability <= 1
        sentences = [
            document.sentences[document.sentence_of[at]] for at in (one.first, one.last - 1)
        ]
        between = text[sentences[0].span.end : sentences[1].span.start]
        assert "\n" not in between
