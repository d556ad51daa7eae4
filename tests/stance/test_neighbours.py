from dataclasses import replace

import numpy as np
import pytest

from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.neighbours import around, around_changed, neighbour_features
from tests.stance.conftest import gold


@pytest.fixture(scope="module")
def claims():
    return [claim.given for claim in gold()]


@pytest.fixture(scope="module")
def first(claims):
    return np.random.default_rng(0).dirichlet(np.ones(4), len(claims))


def test_order_of_claims_does_not_matter(claims, first):
    order = np.random.default_rng(1).permutation(len(claims))
    shuffled = neighbour_features([claims[place] for place in order], first[order])
    np.testing.assert_allclose(shuffled, neighbour_features(claims, first)[order], atol=1e-6)


def test_documents_do_not_reach_each_other(claims, first):
    together = neighbour_features(claims, first)
    apart = np.vstack(
        [neighbour_features(claims[at : at + 10], first[at : at + 10]) for at in range(0, 60, 10)]
    )
    np.testing.assert_allclose(together, apart, atol=1e-6)


def test_the_claim_before_is_seen(claims, first):
    features = neighbour_features(claims, first)
    np.testing.assert_allclose(features[1, 8:12], np.log(first[0] + 1e-3), atol=1e-5)
    np.testing.assert_allclose(features[0, 8:12], np.log(0.25), atol=1e-5)


def test_a_claim_alone_and_no_claim(claims, first):
    assert np.isfinite(neighbour_features(claims[:1], first[:1])).all()
    assert neighbour_features([], np.zeros((0, 4))).shape == (0, 30)


def test_more_others_than_the_training_has_count_as_so_many(claims, first):
    document = claims[0].document
    # The number of others stands last.
    few, many, more = (
        neighbour_features([replace(claims[0], document=document)] * n, first[:1].repeat(n, 0))[0]
        for n in (12, 200, 400)
    )
    assert few[-1] < many[-1] < 2
    np.testing.assert_allclose(many, more, atol=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_what_changes_in_variants_is_as_if_all_were_new(claims, first, seed):
    rng = np.random.default_rng(seed)
    rows = ClaimRows.of([claims[at] for at in rng.permutation(len(claims))])
    known = rows.document, rows.holder, rows.edges
    variants, changed = [], []
    for variant in range(12):
        of_document = np.flatnonzero(rows.document == rng.integers(6))
        some = rng.permutation(of_document)[: rng.integers(1, 11)]
        variants += [variant] * len(some)
        changed += some.tolist()
    fresh = rng.dirichlet(np.ones(4), len(changed))
    expected = np.zeros((len(changed), 30))
    for variant in range(12):
        of_variant = np.flatnonzero(np.array(variants) == variant)
        whole = first.copy()
        whole[np.array(changed)[of_variant]] = fresh[of_variant]
        expected[of_variant] = around(*known, whole)[np.array(changed)[of_variant]]
    found = around_changed(*known, first, np.array(variants), np.array(changed), fresh)
    np.testing.assert_allclose(found, expected, atol=1e-6)
