"""Where shards are worked on: this process, several of this machine, or a Dask cluster.

An engine has a width, the shards it wants in hand at once, and `submit`, which returns a future.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Protocol

import stanceclf
from stanceclf.corpus.extras import needed
from stanceclf.corpus.work import Done, Job, Reader, Shard, work
from stanceclf.errors import StanceError

_LOSSES = 3  # of the process that works on one shard, until the shard is given up


class Future(Protocol):
    """What `submit` returns."""

    def result(self) -> Done:
        """Wait for the outcome."""
        ...

    def cancel(self) -> bool:
        """Drop the work, if it has not begun; tell whether it is dropped."""
        ...


class Engine(Protocol):
    """Where shards are worked on."""

    width: int

    def submit(self, shard: Shard) -> Future:
        """Begin on a shard, soon or at once."""
        ...

    def mend(self, error: Exception) -> bool:
        """Get ready again after an error; tell whether that can help."""
        ...


class Inline:
    """This process: a shard is worked on when its outcome is asked for."""

    width = 1

    def __init__(self, pipeline: Reader, job: Job) -> None:
        self._arguments = (pipeline, job)

    def submit(self, shard: Shard) -> Future:
        """Keep the shard for later."""
        return _Later(lambda: work(*self._arguments, shard.items))

    def mend(self, error: Exception) -> bool:
        """Tell that nothing helps."""
        return False


class _Later:
    """A future that is worked out, or waited for, when it is asked."""

    def __init__(self, result: Callable[[], Done], *, droppable: bool = True) -> None:
        self.result = result
        self._droppable = droppable

    def cancel(self) -> bool:
        return self._droppable


class Processes:
    """Processes of this machine, each with a model of its own; one that is lost is replaced."""

    def __init__(self, pipeline: Reader, job: Job, jobs: int) -> None:
        self.width = 2 * jobs
        self._jobs = jobs
        self._arguments = (pipeline, job)
        self._begin()

    def _begin(self) -> None:
        # Spawned, not forked: a fork would copy threads' locks in whatever state they are.
        context = get_context("spawn")
        held, self._lifeline = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(self._jobs, context, _begin_worker, (held,))

    def submit(self, shard: Shard) -> Future:
        """Send the shard to the processes."""
        try:
            return self._pool.submit(work, *self._arguments, shard.items)
        except BrokenExecutor as error:
            return _Later(partial(_fail, error))  # one was lost just now; `mend` is asked in turn

    def mend(self, error: Exception) -> bool:
        """Replace the processes, if one of them was lost."""
        if not isinstance(error, BrokenExecutor):
            return False
        self.kill()
        self._begin()
        return True

    def close(self) -> None:
        """Let the processes end, who have nothing to do."""
        self._pool.shutdown()
        self._lifeline.close()

    def kill(self) -> None:
        """End the processes, whatever they do."""
        self._lifeline.close()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _begin_worker(held: Connection) -> None:
    """Leave Ctrl-C to the first process, and end with it even where it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, args=(held,), daemon=True).start()


def _follow(held: Connection) -> None:
    """End this process when the first one lets go of the other end, or is no more."""
    with suppress(EOFError, OSError):
        held.recv_bytes()  # nothing is ever sent
    os._exit(1)


def _fail(error: Exception) -> Done:
    raise error


class Cluster:
    """A Dask cluster; its scheduler gives the shards of a worker that is lost to others."""

    def __init__(self, client: Any, pipeline: Reader, job: Job) -> None:
        self._client = client
        self._arguments = (pipeline, job, stanceclf.__version__)
        self.width = max(2, 2 * sum(client.nthreads().values()))

    def submit(self, shard: Shard) -> Future:
        """Send the shard to the scheduler."""
        # Not scattered: data that is scattered is lost with the worker that holds it.
        future = self._client.submit(_work_elsewhere, *self._arguments, shard.items, pure=False)
        return _Later(future.result, droppable=False)  # whether it has begun is not known here

    def mend(self, error: Exception) -> bool:
        """Say what happened, where it is the cluster's fault: the scheduler has tried already."""
        if isinstance(error, OSError | CancelledError) or type(error).__name__ == "KilledWorker":
            raise StanceError(f"the Dask cluster gave the work up: {error}") from None
        if isinstance(error, ImportError) or "deserialization of the task graph" in str(error):
            same = f"stanceclf {stanceclf.__version__}"
            raise StanceError(f"the Dask scheduler and workers need {same} too: {error}") from None
        return False


def _work_elsewhere(pipeline: Reader, job: Job, version: str, items: list[Any]) -> Done:
    """Work on a shard on another machine, whose library must be the same."""
    if stanceclf.__version__ != version:
        raise StanceError(
            f"a worker has stanceclf {stanceclf.__version__}, the run {version}: install the same"
        )
    return work(pipeline, job, items)


@contextmanager
def engine_for(pipeline: Reader, job: Job, *, jobs: int, scheduler: str | None) -> Iterator[Engine]:
    """Yield the engine that options ask for, and close it."""
    if scheduler is not None:
        distributed = needed("distributed", "dask", "--scheduler")
        dask = needed("dask", "dask", "--scheduler")
        # Shards are megabytes, and go with their tasks on purpose.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
            try:
                client = distributed.Client(scheduler, timeout=10, set_as_default=False)
            except (OSError, ValueError) as error:
                raise StanceError(f"no Dask scheduler at {scheduler}: {error}") from None
            with client:
                yield Cluster(client, pipeline, job)
    elif jobs > 1:
        processes = Processes(pipeline, job, jobs)
        try:
            yield processes
        except BaseException:
            processes.kill()
            raise
        processes.close()
    else:
        yield Inline(pipeline, job)


def in_order(
    engine: Engine, shards: Iterable[Shard], stopped: Callable[[], bool]
) -> Iterator[tuple[Shard, Done]]:
    """Yield each shard with its outcome, in their order, with `engine.width` of them in hand.

    Parameters
    ----------
    engine : Engine
    shards : iterable of Shard
        Read lazily.
    stopped : callable
        Whether to take no more shards; those in work are finished.
    """
    waiting: deque[tuple[Shard, Future]] = deque()
    left = iter(shards)
    while True:
        while len(waiting) < engine.width and not stopped():
            shard = next(left, None)
            if shard is None:
                break
            waiting.append((shard, engine.submit(shard)))
        if stopped():
            while waiting and waiting[-1][1].cancel():
                waiting.pop()
        if not waiting:
            return
        yield waiting[0][0], _outcome(engine, waiting)
        waiting.popleft()


def _outcome(engine: Engine, waiting: deque[tuple[Shard, Future]]) -> Done:
    """Return the outcome of the first shard, which is tried again where a process was lost."""
    for _ in range(_LOSSES):
        try:
            return waiting[0][1].result()
        except StanceError:
            raise
        except Exception as error:
            if not engine.mend(error):
                raise
            again = [(shard, engine.submit(shard)) for shard, _ in waiting]
            waiting.clear()
            waiting.extend(again)
    shard = waiting[0][0]
    raise StanceError(
        f"the process that read {shard.items[0].place} to {shard.items[-1].place} was lost "
        f"{_LOSSES} times, perhaps for want of memory; try fewer --jobs"
    )
