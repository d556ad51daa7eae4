"""Word lists as text: one entry a line, `#` for notes, sources and licences.

A line may hold tab-separated columns. Lists are read once, on first use; long ones are not kept,
since whoever reads one makes a table of it.
"""

from functools import cache
from pathlib import Path

Rows = tuple[tuple[str, ...], ...]

_HERE = Path(__file__).parent  # `importlib.resources` takes 5 ms to import
_MOST_KEPT = 400  # rows: the longer lists take 4 MB, and are asked for once
_kept: dict[str, Rows] = {}


def rows(name: str) -> Rows:
    """Return the rows of the list `name`, each split at its tabs."""
    known = _kept.get(name)
    if known is not None:
        return known
    text = (_HERE / name).read_text(encoding="utf-8")
    # Lists, not generators: 2 ms less for the 36,000 lines that a first answer reads.
    lines = [line.partition("#")[0].rstrip() for line in text.split("\n")]
    read = tuple([tuple(line.split("\t")) for line in lines if line])
    if len(read) <= _MOST_KEPT:
        _kept[name] = read
    return read


@cache
def words(name: str) -> frozenset[str]:
    """Return the first column of the list `name` as a set."""
    return frozenset(row[0] for row in rows(name))


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """Return the words of each class of the list `name`: a class a line, then its words."""
    return {kind: frozenset(listed.split()) for kind, listed in rows(name)}
