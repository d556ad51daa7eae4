"""Batches over the processes of joblib, or over whatever `joblib.parallel_config` names."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat

from joblib import Parallel, delayed

from stanceclf.batches import Input
from stanceclf.records import Report
from stanceclf.shipping import Packed, pack, unpack

Batch = Sequence[Input]
Analyze = Callable[[Batch], Iterable[Report]]

# Batches of a task: seconds of work, beside milliseconds of shipping. The first tasks are smaller,
# so that a few hundred texts do not all go to one process.
TASK_BATCHES = 8
_FIRST_TASKS = 4


def in_processes(analyze: Analyze, batches: Iterable[Batch], n_jobs: int) -> Iterator[Report]:
    """Yield the reports of batches in their order, worked on by several processes.

    Parameters
    ----------
    analyze : callable
        From a batch to its reports; a method of a loaded pipeline goes as the name of its model.
    batches : iterable of lists of (text, title, target)
        Read lazily, a few tasks ahead of the work.
    n_jobs : int
        As joblib takes it.
    """
    sent: deque[list[str]] = deque()  # appended by the thread of joblib that sends the tasks

    def tasks() -> Iterator[list[Batch]]:
        for task in _tasks(batches):
            sent.append([text for batch in task for text, _, _ in batch])
            yield task

    parallel = Parallel(n_jobs=n_jobs, return_as=_return_as(n_jobs), batch_size=1)
    done = parallel(delayed(_analyzed)(analyze, task) for task in tasks())
    return chain.from_iterable(unpack(sent.popleft(), packed) for packed in done)


def _return_as(n_jobs: int) -> str:
    """Return "generator" where the backend can: Ray's and multiprocessing's give lists only."""
    try:
        Parallel(n_jobs=n_jobs, return_as="generator")
    except ValueError:
        return "list"
    return "generator"


def _analyzed(analyze: Analyze, task: Sequence[Batch]) -> list[Packed]:
    return pack(chain.from_iterable(map(analyze, task)))


def _tasks(batches: Iterable[Batch]) -> Iterator[list[Batch]]:
    iterator = iter(batches)
    for size in chain([1] * _FIRST_TASKS, repeat(TASK_BATCHES)):
        task = list(islice(iterator, size))
        if not task:
            return
        yield task
