"""Whether the modules that go from word to word are compiled, or run as plain Python."""

from importlib.util import find_spec
from typing import Final

COMPILED: Final = "compiled"
PLAIN: Final = "plain Python"


def form() -> str:
    """Return `COMPILED` or `PLAIN`: what the package in use is since it was installed.

    >>> form() in (COMPILED, PLAIN)
    True
    """
    found = find_spec("stanceclf.actors.mentions")
    return PLAIN if found is None or str(found.origin).endswith(".py") else COMPILED
