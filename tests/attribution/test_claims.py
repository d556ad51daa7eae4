"""What the released model makes of plain reported speech, one case a construction."""

from pathlib import Path

import pytest

from tests.golden import read_blocks, with_misses

BLOCKS = read_blocks(Path(__file__).with_name("claims.txt"), at_least=9)


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_golden(pipeline, text, expected):
    found = [
        f"{one.actor.name} | {one.source.name if one.source else '-'} | {one.claim.of(text)}"
        for one in pipeline.analyze(text).statements
    ]
    assert "\n".join(found) == "\n".join(expected)


SPANS = read_blocks(Path(__file__).with_name("spans.txt"), at_least=8)
MISSED = ['"We will not send a single soldier', "Officials in Ankara have rejected the mission"]


@pytest.mark.parametrize(("text", "expected"), with_misses(SPANS, MISSED))
def test_spans(pipeline, text, expected):
    """Claims joined in a sentence, interrupted, quoted in part, split, or of several sentences."""
    if pipeline.claims.segmenter is None:
        pytest.skip(
            "the released model has no stage 'segments': it was fitted before there was one"
        )
    found = [one.claim.of(text) for one in pipeline.analyze(text).statements]
    assert "\n".join(dict.fromkeys(found)) == "\n".join(expected)
