"""Word lists as text: one entry a line, `#` for notes, sources and licences.

A line may hold tab-separated columns. Lists are read once, on first use.
"""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the list `name`, each split at its tabs."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0].rstrip() for line in text.split("\n"))
    return tuple(tuple(line.split("\t")) for line in lines if line.strip())


@cache
def words(name: str) -> frozenset[str]:
    """Return the first column of the list `name` as a set."""
    return frozenset(row[0] for row in rows(name))
