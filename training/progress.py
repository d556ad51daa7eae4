"""How far long work is, on standard error."""

import sys
import time
from collections.abc import Callable


def reporter() -> Callable[[str], None]:
    """Return what tells a message with the seconds since the work began."""
    start = time.monotonic()

    def say(message: str) -> None:
        print(f"[{time.monotonic() - start:6.1f} s] {message}", file=sys.stderr, flush=True)

    return say
