"""What the released model makes of plain reported speech, one case a construction."""

from pathlib import Path

import pytest

from tests.golden import read_blocks

BLOCKS = read_blocks(Path(__file__).with_name("claims.txt"), at_least=9)


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_golden(pipeline, text, expected):
    found = [
        f"{one.actor.name} | {one.source.name if one.source else '-'} | {one.claim.of(text)}"
        for one in pipeline.analyze(text).statements
    ]
    assert "\n".join(found) == "\n".join(expected)
