import json

import numpy as np
import pytest
from hypothesis import given, settings

from stanceclf.byte_rows import ByteRows
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.convolution import CLAIM, REACH, WIDTH, Convolution, Laid, joined
from stanceclf.stance.lexis import MARKERS
from stanceclf.stance.scorer import softmax
from stanceclf.stance.windows import Windows
from tests.stance.random_claims import claim_lists

WORDS = [*MARKERS[1:], "the", "will", "not", "withdraw", "troop", "force", "if", ",", "."]
FILTERS, DIMENSIONS, LABELS = 6, 4, 3


@pytest.fixture(scope="module")
def convolution():
    random = np.random.default_rng(3)

    def drawn(*shape):
        return random.normal(size=shape).astype(np.float32)

    return Convolution(
        WORDS,
        ByteRows.of(drawn(len(WORDS), DIMENSIONS)),
        drawn(WIDTH, DIMENSIONS, FILTERS),
        drawn(3, FILTERS),
        drawn(3 * FILTERS, LABELS),
        drawn(LABELS),
    )


@given(claims=claim_lists())
@settings(max_examples=60, deadline=None)
def test_it_is_what_a_loop_over_words_says(convolution, claims):
    windows = Windows.of(ClaimRows.of(claims))
    laid, stems = Laid.of(windows), windows.rows.texts.lexis.stems
    vectors = convolution.vectors.take(np.arange(len(WORDS)))
    known = dict(zip(WORDS, vectors, strict=True))
    nothing = np.zeros(DIMENSIONS, np.float32)
    expected = []
    for claim in range(len(claims)):
        words = np.flatnonzero(laid.owners == claim)
        vectors = [known.get(stems[stem], nothing) for stem in laid.stems[words]]
        padded = [nothing] * REACH + vectors + [nothing] * REACH
        own, beside = [np.zeros(FILTERS)], [np.zeros(FILTERS)]
        for at, region in enumerate(laid.regions[words]):
            read = np.einsum("wd,wdf->f", padded[at : at + WIDTH], convolution.filters)
            answer = np.maximum(read + convolution.bias[region], 0.0)
            (own if region == CLAIM else beside).append(answer)
        mean = np.mean(own[1:], axis=0) if own[1:] else own[0]
        pooled = np.concatenate([np.max(own, axis=0), np.max(beside, axis=0), mean])
        expected.append(pooled @ convolution.outer + convolution.outer_bias)
    found = convolution.probabilities(windows)
    assert found.shape == (len(claims), LABELS)
    if claims:
        np.testing.assert_allclose(found, softmax(np.array(expected)), atol=0.05)


@given(claims=claim_lists())
@settings(max_examples=30, deadline=None)
def test_an_answer_does_not_hang_on_the_other_claims(convolution, claims):
    rows = [ClaimRows.of([claim]) for claim in claims]
    alone = [convolution.probabilities(Windows.of(one))[0].tolist() for one in rows]
    assert convolution.probabilities(Windows.of(ClaimRows.of(claims))).tolist() == alone


@given(claims=claim_lists())
@settings(max_examples=30, deadline=None)
def test_a_cut_has_the_words_of_its_claims(claims):
    laid = Laid.of(Windows.of(ClaimRows.of(claims)))
    order = np.arange(len(claims))[::-1]
    cut = laid.cut(order)
    for place, claim in enumerate(order):
        assert cut.stems[cut.owners == place].tolist() == laid.stems[laid.owners == claim].tolist()


def test_state_round_trip(convolution):
    config, arrays = convolution.state()
    again = Convolution.from_state(json.loads(json.dumps(config)), arrays)
    for name, array in again.state()[1].items():
        np.testing.assert_array_equal(array, arrays[name])


def test_joined_probabilities_sum_to_one_and_lie_between():
    one, other = np.array([[0.9, 0.1, 0.0]]), np.array([[0.5, 0.5, 0.0]])
    found = joined(one.astype(np.float32), other.astype(np.float32))
    assert found.sum() == pytest.approx(1.0)
    assert 0.5 < found[0, 0] < 0.9
