"""Patterns keep to what every supported Python matches alike."""

import re
from pathlib import Path

import pytest

import stanceclf

_PACKAGE = Path(stanceclf.__file__).parent
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")


@pytest.mark.parametrize("pattern", [")?+", ")*+", ")++", "){2}+", "){1,2}+"])
def test_possessive_groups_are_recognised(pattern: str) -> None:
    assert _POSSESSIVE_GROUP.search(pattern)


def test_no_group_is_possessive() -> None:
    """Python before 3.11.5 matches them wrongly: past the end of a text, or for ever."""
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(_PACKAGE.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert not found
