"""How the process keeps memory while batches are worked on; on what comes out it has no bearing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

_LARGEST = 31 << 20  # bytes; the C library learns from blocks of up to 32 MB


def keep_freed() -> None:
    """Let the C library keep what a batch frees for the next one.

    It asks the system for each large array anew, whose pages are then mapped one by one, until an
    array as large was freed once. An empty one that is freed at once costs nothing, and batches
    take .93 of the time.
    """
    np.empty(_LARGEST, dtype=np.uint8)


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for garbage in cycles: a batch makes none, and thousands of records.

    Every few hundred new records make the collector look through all of them, and at times through
    all that the process holds, which takes more than .05 of the time of a batch.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
