"""Many names in one piece: a tenth of the memory, for what is seldom asked for again."""

import json
import zlib
from collections.abc import Iterable


class Joined:
    """Names in order, whatever characters they have.

    >>> Joined(["letters:e\\n", "words:go"]).parted()
    ['letters:e\\n', 'words:go']
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._bytes = zlib.compress(json.dumps(list(names)).encode(), level=1)

    def parted(self) -> list[str]:
        """Return the names."""
        names: list[str] = json.loads(zlib.decompress(self._bytes))
        return names
