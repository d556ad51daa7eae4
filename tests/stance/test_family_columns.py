"""Columns found for a whole batch are those of the features' names, family by family."""

import numpy as np
import pytest
from hypothesis import given, settings

from stanceclf.stance.featurizer import FAMILY_NAMES, MORE_FAMILIES, ClaimFeaturizer
from tests.stance.random_claims import claim_lists


def assert_direct_is_named(claims, chooser, families):
    featurizer = ClaimFeaturizer(
        families=families, chooser=chooser, min_count=1, max_features=1 << 20
    ).fit(claims)
    direct = featurizer.matrix(featurizer.encode(claims)).toarray()
    named = featurizer.matrix(featurizer.encode_names(featurizer.names(claims))).toarray()
    assert featurizer.n_features_ > 0 or not claims
    np.testing.assert_array_equal(direct, named)


@settings(deadline=None)
@given(claim_lists())
def test_all_families(small_chooser, claims):
    assert_direct_is_named(claims, small_chooser, FAMILY_NAMES)


@settings(deadline=None, max_examples=20)
@given(claim_lists())
def test_families_without_columns_of_their_own_beside_those_with(small_chooser, claims):
    assert_direct_is_named(claims, small_chooser, ("words", *MORE_FAMILIES, "context"))


@pytest.mark.parametrize("family", FAMILY_NAMES)
def test_the_corpus(pipeline, corpus_claims, family):
    assert_direct_is_named(corpus_claims, pipeline.stance.chooser, (family,))
