"""The lists of `stanceclf/resources` that scripts make: where they stand, how they are written."""

from collections.abc import Sequence
from pathlib import Path

RESOURCES = Path(__file__).parent.parent / "stanceclf" / "resources"


def write_list(name: str, head: str, lines: Sequence[str]) -> None:
    """Write a list: its head, which says columns, source and licence, and one entry a line."""
    (RESOURCES / name).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
