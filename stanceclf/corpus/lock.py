"""A lock on a directory, which the system takes away when its process ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stanceclf.errors import StanceError

LOCK = ".lock"


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the lock of a directory, or raise a `StanceError` that names who holds it."""
    with (directory / LOCK).open("a+", encoding="ascii") as file:
        try:
            _lock(file.fileno())
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise StanceError(
                f"{directory}: another run is at work there (process {holder}); wait for it, or "
                "choose another --out"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(descriptor: int) -> None:
        # Far behind the text: a locked byte cannot be read there.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
