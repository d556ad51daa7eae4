"""What the choice of holders reads of names in apposition, and models from before it did."""

import numpy as np
import pytest

from stanceclf.attribution.choice import Choice
from stanceclf.attribution.crossings import CROSSINGS, FIRST
from stanceclf.attribution.holder_features import Standings
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Scene
from stanceclf.attribution.surroundings import Surroundings
from stanceclf.byte_rows import ByteRows
from stanceclf.text.document import Document


def standings_of(choice, text, *mentions):
    """Return the standings of candidates, as token ranges, to a claim that is all of the text."""
    document = Document.from_text(text)
    candidates = [Candidate(first, last, "organisation") for first, last in mentions]
    scene = Scene(document, candidates, quotation_states(document))
    return Standings.of(Surroundings.of(choice.words, [scene], [[(0, len(document.words))]]))


@pytest.fixture(scope="module")
def choice(pipeline):
    return pipeline.claims.holders.choice


@pytest.mark.parametrize(
    ("text", "mentions", "before", "behind"),
    [
        # By a comma: 1, 2 more where the candidate is a name, 1 more where the other is one.
        ("Rengo, the federation, agreed", [(0, 1), (2, 4)], [0, 2], [3, 0]),
        # Side by side: the same from 5.
        ("The bloc ECOWAS agreed", [(1, 2), (2, 3)], [0, 7], [6, 0]),
        ("Rengo and Denmark agreed", [(0, 1), (2, 3)], [0, 0], [0, 0]),
        ("Rengo left. Denmark agreed", [(0, 1), (3, 4)], [0, 0], [0, 0]),
    ],
)
def test_apposition(choice, text, mentions, before, behind):
    pairs = standings_of(choice, text, *mentions).pairs
    assert pairs["name before"].tolist() == [*before, 0]
    assert pairs["name behind"].tolist() == [*behind, 0]
    assert {pairs[name][-1] for name in ("proper", "name before", "name behind")} == {0}  # nobody


def test_a_model_from_before_there_were_these_columns_scores_without_them(choice):
    config, arrays = choice.state()
    young = len(CROSSINGS) - FIRST
    old = {name: value for name, value in config.items() if name != "crossings"}
    one = Choice.from_state({**old, "rows": len(choice.deep.numbers)}, arrays)
    assert one.crossings == FIRST == len(CROSSINGS) - young
    standings = standings_of(choice, "Rengo, the federation, agreed", (0, 1), (2, 4))
    again = Choice.from_state(*one.state())
    assert again.crossings == FIRST
    np.testing.assert_array_equal(again.scores(standings), one.scores(standings))
    assert len(again.deep.numbers) == len(one.deep.numbers)


def test_rows_of_small_weights_are_not_stored(choice):
    below, least = np.flatnonzero(~choice.wide.any(axis=1))[:2]
    wide, (faint,) = choice.wide.copy(), np.flatnonzero(choice.deep.numbers.any(axis=1))[:1]
    wide[below] = 9e-3, -9e-3
    wide[least] = 0, -1.1e-2
    scales = choice.deep.scales.copy()
    scales[faint] = 0.009 / 127
    deep = ByteRows(choice.deep.numbers, scales)
    one = Choice(choice.words, wide, deep, choice.bias, choice.last, choice.crossings)
    again = Choice.from_state(*one.state())
    wide[below] = 0
    np.testing.assert_array_equal(again.wide, wide.astype(np.float16))
    assert not again.deep.numbers[faint].any()
    kept = np.arange(len(scales)) != faint
    np.testing.assert_array_equal(again.deep.numbers[kept], choice.deep.numbers[kept])
