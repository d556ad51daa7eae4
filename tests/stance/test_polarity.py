from pathlib import Path

import pytest

from stanceclf.stance.polarity import polarity_features
from stanceclf.stance.view import views
from tests.golden import read_blocks
from tests.stance.conftest import claims_of

BLOCKS = read_blocks(Path(__file__).parent / "polarity.txt", at_least=7)


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_sign_of_a_clause(text, expected):
    (view,) = views(claims_of(text))
    assert set(expected) <= set(polarity_features(view))
