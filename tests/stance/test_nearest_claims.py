"""Rows that say how near claims are, against the kernel that they stand for."""

import numpy as np
import pytest

from stanceclf.records import Span
from stanceclf.stance import nearest_claims
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.nearest_claims import Nearness
from stanceclf.text.document import Document

TEXT = Document.from_text("Nobody in the town asked for a levy on salt.")


def claims(count: int) -> list[GivenClaim]:
    return [GivenClaim(TEXT, Span(0, end)) for end in range(1, count + 1)]


def vectors(asked) -> np.ndarray:
    """Return three numbers of each claim, one of which is the same in all."""
    ends = np.array([claim.claim.end for claim in asked], float)
    return np.column_stack([np.sin(ends), np.cos(3 * ends), np.ones(len(ends))])


def kernel(asked):
    varied = vectors(asked)[:, :2]
    scaled = (varied - varied.mean(axis=0)) / varied.std(axis=0)
    apart = ((scaled[:, None] - scaled[None]) ** 2).sum(axis=2)
    return np.exp(-apart / 2)


def test_products_of_rows_are_those_of_the_kernel():
    rows = Nearness(vectors).fit_transform(claims(20))
    np.testing.assert_allclose(rows @ rows.T, kernel(claims(20)), atol=1e-4)


def test_some_known_claims_come_near_to_all(monkeypatch):
    monkeypatch.setattr(nearest_claims, "_MOST_NEAR", 12)
    rows = Nearness(vectors).fit_transform(claims(40))
    assert rows.shape == (40, 12)
    assert np.abs(rows @ rows.T - kernel(claims(40))).mean() < 0.05


def test_a_claim_has_the_same_row_alone_and_twice():
    near = Nearness(vectors)
    fitted = near.fit_transform([*claims(9), *claims(9)])
    np.testing.assert_allclose(fitted[:9], fitted[9:], atol=1e-9)
    np.testing.assert_allclose(near.transform(claims(1)), fitted[:1], atol=1e-9)
    assert near.transform([]).shape == (0, 18)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda asked: np.ones(len(asked)),
        lambda asked: np.ones((1, 2)),
        lambda asked: np.full((len(asked), 2), np.nan),
    ],
)
def test_an_encoder_that_returns_something_else_is_named(wrong):
    with pytest.raises(ValueError, match="'encoder' parameter of StanceBlend must return"):
        Nearness(wrong).fit_transform(claims(3))


def test_an_encoder_of_another_width_is_named():
    near = Nearness(vectors)
    near.fit_transform(claims(9))
    near.encoder = lambda asked: np.ones((len(asked), 5))
    with pytest.raises(ValueError, match=r"have 3 numbers\. Got vectors of 5 instead"):
        near.transform(claims(2))
