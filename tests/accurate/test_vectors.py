"""Vectors of claims from a tiny accurate tier."""

import numpy as np
import pytest

from stanceclf.accurate.encoder import forward
from stanceclf.accurate.inputs import PLACE_CLAIM
from stanceclf.accurate.vectors import ClaimVectors
from stanceclf.errors import ModelError
from stanceclf.records import Span
from stanceclf.stance.blend import StanceBlend
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from tests.accurate.conftest import WIDTH


def given(text: str) -> GivenClaim:
    return GivenClaim(Document.from_text(text), Span(0, len(text)))


def test_a_claim_has_the_same_vector_alone_and_among_others(tier):
    vectors = ClaimVectors(tier.reader, tier.encoder)
    asked = [given("We like it."), given("They never liked any of it, she said."), given("")]
    together = vectors(asked)
    assert together.shape == (3, 2 * WIDTH)
    np.testing.assert_array_equal(together, np.vstack([vectors([one]) for one in asked]))
    assert not np.array_equal(together[0], together[1])
    assert vectors([]).shape == (0, 2 * WIDTH)


def test_the_last_half_is_the_mean_of_the_last_layer_over_the_claim(tier):
    claim = GivenClaim(Document.from_text("We like it. They hate it."), Span(12, 25))
    pieces = tier.reader.read(claim)
    states = tier.encoder.below(pieces) + pieces.roles @ tier.encoder.roles
    for layer in tier.encoder.layers[tier.encoder.roles_at :]:
        states = forward(layer, states, tier.encoder.near(len(pieces.ids)))
    mean = states[pieces.roles[:, PLACE_CLAIM] > 0].mean(axis=0)
    np.testing.assert_allclose(
        ClaimVectors(tier.reader, tier.encoder)([claim])[0, WIDTH:], mean, atol=1e-6
    )


def test_a_blend_with_vectors_answers_and_needs_them_when_loaded(tier, tmp_path):
    texts = [f"We {verb} it in year {n}." for n in range(8) for verb in ("like", "hate")]
    known, labels = [given(text) for text in texts], ["POS", "NEG"] * 8
    vectors = ClaimVectors(tier.reader, tier.encoder)
    blend = StanceBlend(encoder=vectors).fit(known, labels)
    assert "vectors" in blend.tried_
    assert blend.predict(known[:2]).tolist() == ["POS", "NEG"]
    blend.save(tmp_path)
    loaded = StanceBlend.load(tmp_path, encoder=vectors)
    np.testing.assert_allclose(loaded.scores(known), blend.scores(known), atol=1e-3)
    with pytest.raises(ModelError, match=r"'encoder' parameter of StanceBlend\.load"):
        StanceBlend.load(tmp_path)
