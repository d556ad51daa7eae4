"""Texts without case are read as others are, in the same offsets."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stanceclf
from stanceclf.actors.casing import recased
from tests.actors.test_properties import TEXTS
from tests.golden import read_blocks

BLOCKS = read_blocks(Path(__file__).with_name("casing.txt"), at_least=11)


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_golden(text, expected):
    assert recased(text) == "\n".join(expected)


@given(st.one_of(st.text(max_size=200), TEXTS.map(str.upper), TEXTS.map(str.lower)))
def test_the_length_and_the_letters_stay(text):
    found = recased(text)
    assert len(found) == len(text)
    assert found.lower() == text.lower()


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_actors_are_the_same_in_any_case(pipeline: stanceclf.Pipeline, change) -> None:
    text = (
        "Kenya will send 600 police to Haiti, President Ada Moreau said. The Kremlin rejected the "
        "force. NATO will not send troops. The United States welcomed the deployment of troops."
    )
    report = pipeline.analyze(change(text))
    assert report.text == change(text)
    expected = pipeline.analyze(text)
    assert [(one.claim, one.actor) for one in report.statements] == [
        (one.claim, one.actor) for one in expected.statements
    ]
    assert {"Kenya", "Russia", "NATO", "United States"} <= {v.actor.name for v in report.verdicts}
