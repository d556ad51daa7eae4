"""Golden blocks: cases as text that a linguist can add to.

A block is the input, a line `---`, the expected lines, a line `===`; any other form raises.
"""

from pathlib import Path
from typing import Any

import pytest

Block = tuple[str, list[str]]


def read_blocks(path: Path, *, at_least: int) -> list[Block]:
    """Return input and expected lines of each block; fewer than `at_least` is an error."""
    blocks = []
    pieces = path.read_text(encoding="utf-8").split("\n===\n")
    if pieces.pop().strip():
        raise ValueError(f"{path.name}: the last block does not end with ===")
    for number, piece in enumerate(pieces, 1):
        given, line, expected = piece.partition("\n---\n")
        if not line or not given.strip():
            raise ValueError(f"{path.name}: block {number} has no line ---")
        blocks.append((given, expected.split("\n")))
    if len(blocks) < at_least:
        raise ValueError(f"{path.name}: {len(blocks)} blocks, at least {at_least} expected")
    return blocks


def with_misses(blocks: list[Block], openings: list[str]) -> list[Any]:
    """Return the blocks as parameters; what the released model misses must fail until mended.

    Each of `openings` begins the text of one block.
    """
    mark = pytest.mark.xfail(reason="the released model misses it", strict=True)
    missed = [text for text, _ in blocks if any(text.startswith(one) for one in openings)]
    if len(missed) != len(openings):
        raise ValueError(f"{len(openings)} openings, {len(missed)} blocks that begin with one")
    return [
        pytest.param(text, expected, marks=[mark] if text in missed else [])
        for text, expected in blocks
    ]
