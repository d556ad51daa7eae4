import numpy as np
import pytest

from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.role_columns import WordNumbers
from stanceclf.attribution.roles import SEGMENT_SIZE, role_features, token_columns
from stanceclf.attribution.segment_features import (
    NOWHERE,
    SLOTS,
    log_odds,
    segment_columns,
    segment_rows,
)
from stanceclf.attribution.segments import Segments, constrained, marginals
from stanceclf.attribution.token_features import learn_vocabulary
from stanceclf.text.document import Document

TEXT = 'Lena Holm said, that "we stay, now." It rains.'


@pytest.fixture(scope="module")
def described():
    """Return the columns of two spans, where "said" is surely a cue: "that … now" and "Lena"."""
    document = Document.from_text(TEXT)
    words = WordNumbers(["say"], [], [])
    features = role_features(learn_vocabulary([document], least=1), [""], words)
    kinds = [bytes(len(document.words))]
    tokens = token_columns(features, words, [document], kinds, [quotation_states(document)])
    scores = np.zeros((len(document.words), 7), np.float32)
    scores[:, 0] = 8
    scores[2, 3] = 20
    transitions = constrained(np.zeros((7, 7), np.float32))
    chains = marginals(scores, [(0, len(document.words))], transitions)
    first = np.array([document.words.index("that"), 0])
    last = np.array([document.words.index("It") - 2, 1])
    segments = Segments(first, last, np.array([2, 0]), np.array([0.5, 0.9], np.float32))
    return segments, segment_columns(tokens, chains, segments)


def test_slots_name_columns_that_are_there(described):
    segments, columns = described
    assert {name for slot in SLOTS for name in slot} <= set(columns)
    assert all((column >= 0).all() for column in columns.values())
    rows = segment_rows(columns, segments.role)
    assert rows.min() >= 0
    assert rows.max() < SEGMENT_SIZE
    assert (rows[0] != rows[1]).all()


def test_what_stands_in_and_about_a_span(described):
    _, columns = described
    assert columns["commas"].tolist() == [1, 0]
    assert columns["pair"][0] == 3 + 1  # one mark opens, none closes before the stop
    assert columns["1b"].tolist() == [2, NOWHERE]  # the cue stands one token before, and nowhere
    assert columns["1a"].tolist() == [NOWHERE, 2]
    assert columns["bounds"][1] == 1 + 1 + 8  # begins sentence and paragraph


def test_log_odds_are_finite_at_both_ends():
    chance = np.array([0.0, 0.5, 1.0], np.float32)
    none = np.zeros(3, np.int64)
    found = log_odds(Segments(none, none, none, chance))
    assert np.isfinite(found).all()
    assert found[1] == pytest.approx(0)
