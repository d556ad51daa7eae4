"""The forward pass against torch's: live where torch is installed, and against its numbers."""

import numpy as np
import pytest
from numpy.typing import NDArray

from stanceclf.accurate.encoder import HEADS, NEARNESS, Encoder, apart, gelu
from stanceclf.accurate.files import encoder_of
from stanceclf.accurate.inputs import N_ROLES, PLACE_CLAIM, Pieces
from stanceclf.accurate.vectors import claim_vector
from tests.accurate.conftest import LAYERS, TRAINED_FROM, arrays

# What the same network in torch 2.13 says of `pieces(n)` with the weights of `arrays()`.
TORCH_SCORES = {
    5: [-0.6124, -3.3248, -0.1843, -0.8021],
    12: [-0.5242, -3.2851, -0.2991, -0.9830],
}


KINDS = 32


def pieces(length: int) -> Pieces:
    rng = np.random.default_rng(length)
    roles = (rng.random((length, N_ROLES)) < 0.3).astype(np.float32)
    return Pieces(rng.integers(0, 40, length), roles, length // 2)


def near() -> dict[str, NDArray[np.float32]]:
    """Return a table of nearness."""
    return {NEARNESS: np.random.default_rng(2).normal(size=(KINDS, HEADS)).astype(np.float32)}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return encoder_of(arrays(), LAYERS, TRAINED_FROM)


@pytest.mark.parametrize("length", TORCH_SCORES)
def test_scores_are_those_that_torch_gave(encoder, length):
    np.testing.assert_allclose(encoder.scores(pieces(length)), TORCH_SCORES[length], atol=1e-3)


@pytest.mark.parametrize("more", [{}, near()], ids=["BERT", "MPNet"])
def test_the_trained_layers_are_those_of_torch(more):
    torch = pytest.importorskip("torch", reason="torch is for training: extra `train-accurate`")
    from training.accurate.network import Batch, Network

    weights = arrays() | more
    encoder = encoder_of(weights, LAYERS, TRAINED_FROM)
    several = [pieces(length) for length in (5, 12, 7)]
    for one in several:
        one.roles[one.marker :, PLACE_CLAIM] = 1.0
    network = Network(weights, TRAINED_FROM, LAYERS).fitted(weights)
    with torch.no_grad():
        states = [encoder.below(one) for one in several]
        roles = [one.roles for one in several]
        scores, vectors = network(Batch(states, roles, [one.marker for one in several]))
    expected = [encoder.scores(one) for one in several]
    np.testing.assert_allclose(scores.numpy(), expected, atol=1e-3)
    expected = [claim_vector(encoder, one) for one in several]
    np.testing.assert_allclose(vectors.flatten(1).numpy(), expected, atol=1e-3)
    assert set(network.arrays()) < set(arrays())


def test_gelu_is_near_the_exact_one():
    values = np.array([-3.0, -1.0, 0.0, 0.5, 2.0], np.float32)
    # x times the share of the normal distribution below x, from tables.
    exact = [-0.00405, -0.15866, 0.0, 0.34573, 1.95450]
    np.testing.assert_allclose(gelu(values), exact, atol=1e-3)


def test_a_role_changes_the_answer(encoder):
    plain = pieces(12)
    other = Pieces(plain.ids, 1 - plain.roles, plain.marker)
    assert np.abs(encoder.scores(plain) - encoder.scores(other)).max() > 0.01


def test_nearness_changes_the_answer(encoder):
    other = encoder_of(arrays() | near(), LAYERS, TRAINED_FROM)
    assert np.abs(encoder.scores(pieces(12)) - other.scores(pieces(12))).max() > 0.01


def test_far_pieces_are_of_wider_kinds():
    behind = apart(300, KINDS)[0]
    steps = {1: 1, 7: 7, 8: 8, 11: 8, 12: 9, 16: 10, 23: 11, 32: 12, 64: 14, 127: 15, 299: 15}
    assert {far: int(behind[far]) - KINDS // 2 for far in steps} == steps
    before = apart(300, KINDS)[:, 0]
    assert {far: int(before[far]) for far in steps} == steps
