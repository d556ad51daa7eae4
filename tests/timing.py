"""What work costs, for tests of how the cost grows."""

import time
from collections.abc import Callable

from stanceclf.allocation import uncollected


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time that `work` takes, without searches for garbage in cycles.

    Such a search looks through all that the other tests have left, which takes .2 s, and falls on
    whatever is done just then. Batches put it off as well.
    """
    with uncollected():
        start = time.process_time()
        work()
        return time.process_time() - start
