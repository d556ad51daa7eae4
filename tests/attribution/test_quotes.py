from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.attribution.quotes import CLOSING, INSIDE, OPENING, quotation_states
from stanceclf.text.document import Document
from tests.golden import read_blocks

BLOCKS = read_blocks(Path(__file__).with_name("quotes.txt"), at_least=38)


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_golden(text, expected):
    document = Document.from_text(text)
    states = quotation_states(document).tolist()
    opens = [at for at, state in enumerate(states) if state == OPENING]
    closes = [at for at, state in enumerate(states) if state == CLOSING]
    found = [document.span_of(a, b + 1).of(text) for a, b in zip(opens, closes, strict=True)]
    assert "\n".join(found) == "\n".join(expected)


@given(st.text(alphabet="ab \n\"'“”‘’«»„\u203a\u2039\u201a`—「」.,", max_size=120))
def test_every_quotation_opens_and_closes(text):
    states = quotation_states(Document.from_text(text)).tolist()
    inside = False
    for state in states:
        if state == OPENING:
            assert not inside
            inside = True
        elif state == CLOSING:
            assert inside
            inside = False
        else:
            assert (state == INSIDE) == inside
    assert not inside
