"""A run over a corpus: begun, or gone on with; stopped at any moment; ended with the same bytes."""

import platform
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import stanceclf
from stanceclf.corpus.engines import engine_for, in_order
from stanceclf.corpus.extras import needed
from stanceclf.corpus.lock import locked
from stanceclf.corpus.progress import Progress
from stanceclf.corpus.sources import (
    Meter,
    Source,
    check_columns,
    find_sources,
    fingerprint,
    read_items,
)
from stanceclf.corpus.store import Store, same_records
from stanceclf.corpus.work import Job, Reader, Shard, cut
from stanceclf.errors import DataError, StanceError

Totals = dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    Attributes
    ----------
    totals : dict or None
        Records, unreadable ones, words, statements and verdicts; None where the run was stopped.
    shards : int
        That are committed.
    rate : str
        What this run did, for a person; empty where there was nothing left to do.
    """

    totals: Totals | None
    shards: int
    rate: str


def run_corpus(
    load: Callable[[], Reader],
    inputs: Sequence[str],
    out: Path,
    job: Job,
    *,
    model: Mapping[str, Any],
    jobs: int = 1,
    scheduler: str | None = None,
    resume: bool = True,
    say: Callable[[str], None] = lambda message: None,
) -> Outcome:
    """Read all articles of `inputs` and write their statements and verdicts below `out`.

    Parameters
    ----------
    load : callable
        Returns the pipeline; called where there is work to do.
    inputs : sequence of str
        Files and directories, in the order in which they are read.
    out : Path
        Made if need be.
    job : Job
        The options that what is written depends on.
    model : mapping
        Name and hash of the model and of what else the answers depend on.
    jobs : int
        Processes of this machine.
    scheduler : str, optional
        The address of a Dask scheduler, whose workers do the work instead.
    resume : bool
        Whether to go on with a run that is in `out`; otherwise it is refused.
    say : callable
        Takes lines for a person.

    Raises
    ------
    StanceError
        If the input, the directory or an engine is not as it should be, or the disk is full; what
        is committed by then stays, and the same call goes on.
    """
    for form in job.formats:
        if form == "parquet":
            needed("pyarrow.parquet", "parquet", "writing Parquet files")
    if out.exists() and not out.is_dir():
        raise StanceError(f"{out}: a file; --out names a directory, which is made if need be")
    sources = find_sources(inputs)
    check_columns(sources, job.fields)
    _refuse_inside(inputs, out)
    about = {
        "model": dict(model),
        "versions": _versions(job),
        "input": fingerprint(sources),
        "options": {**asdict(job), "formats": list(job.formats)},
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        with locked(out):
            store = Store.open(out, about, resume=resume)
            if store.complete:
                return Outcome(store.totals(), len(store.shards), "")
            return _go_on(load, sources, store, job, jobs, scheduler, say)
    except OSError as error:
        raise StanceError(
            f"{error.filename or out}: {error.strerror or error}; whole shards are kept, and the "
            "same command continues after them"
        ) from None


def _go_on(
    load: Callable[[], Reader],
    sources: Sequence[Source],
    store: Store,
    job: Job,
    jobs: int,
    scheduler: str | None,
    say: Callable[[str], None],
) -> Outcome:
    before = store.shards[-1]["input_end"] if store.shards else 0
    if store.shards:
        say(f"{store.directory}: going on behind the {len(store.shards)} shards that are there")
    meter = Meter()
    shards = cut(read_items(sources, job.fields, job.largest, meter), meter, job.shard_size)
    left = _behind(store, shards)
    progress = Progress(sum(source.size for source in sources), before)
    with (
        _stoppable(progress, say) as stopped,
        engine_for(load(), job, jobs=jobs, scheduler=scheduler) as engine,
    ):
        for shard, done in in_order(engine, left, stopped):
            store.commit(shard, done)
            progress.add(done.counts["records"], done.counts["words"], shard.position)
        if stopped():
            return Outcome(None, len(store.shards), progress.rate())
    store.finish()
    return Outcome(store.totals(), len(store.shards), progress.rate())


def _behind(store: Store, shards: Iterator[Shard]) -> Iterator[Shard]:
    """Yield the shards that are not committed; see that the others are what they were."""
    committed = len(store.shards)
    last = -1
    for shard in shards:
        last = shard.number
        if shard.number < committed:
            same_records(store, shard)
        else:
            yield shard
    if last + 1 < committed:
        raise DataError(
            f"{store.directory}: the input has fewer records than when they were worked on; "
            "choose another --out, or delete it"
        )


@contextmanager
def _stoppable(progress: Progress, say: Callable[[str], None]) -> Iterator[Callable[[], bool]]:
    """Let the first Ctrl-C end the run behind the shards in work, and the second at once."""
    pressed: list[int] = []

    def press(number: int, frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)
        progress.clear()
        say("stopping behind the shards in work; Ctrl-C again drops them")

    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    ours = usual and threading.current_thread() is threading.main_thread()
    if ours:
        signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        progress.clear()
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _refuse_inside(inputs: Sequence[str], out: Path) -> None:
    """Raise where a run would read what it writes."""
    for one in inputs:
        if out.resolve().is_relative_to(Path(one).resolve()):
            raise StanceError(f"{out}: inside the input {one}; choose an --out beside it")


def _versions(job: Job) -> dict[str, str]:
    """Return the versions that the bytes of the output depend on."""
    packages = ["numpy", *(["pyarrow"] if "parquet" in job.formats else [])]
    return {
        "stanceclf": stanceclf.__version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        **{package: version(package) for package in packages},
    }
