"""What the sub-commands share: bytes in, whole records out, one line for each fault."""

import io
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

from stanceclf.errors import DataError, StanceError
from stanceclf.report.terminal import safe

Item = TypeVar("Item")

STANDARD_INPUT = "-"
# One pipeline call per so many documents: batches are what makes it fast. Fewer than a batch may
# have, since whoever reads along waits for a chunk.
CHUNK = 64


@contextmanager
def open_bytes(path: str) -> Iterator[BinaryIO]:
    """Open a file for reading, or standard input for `-`."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise StanceError("standard input is closed; give a file, or leave it open")
        yield sys.stdin.buffer
    else:
        with Path(path).open("rb") as file:
            yield file


def shown_name(path: str) -> str:
    """Return how messages call an input."""
    return "standard input" if path == STANDARD_INPUT else path


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Yield lists of at most `size` items.

    >>> list(chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def prepare_output(*, utf8: bool) -> None:
    """Make standard output take any text: in UTF-8 for JSON, in its own encoding for a table.

    A lone surrogate, or a letter that the encoding lacks, is written as an escape; in JSON that is
    the right form of it.
    """
    if sys.stdout is None:
        raise StanceError("standard output is closed; leave it open, or send it to a file")
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = "utf-8" if utf8 else sys.stdout.encoding
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def write(text: str) -> None:
    """Write a whole record and a line feed to standard output; Ctrl-C waits until it is out."""
    try:
        with _uninterrupted():
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
    except OSError as error:
        error.filename = "standard output"  # for the message; the system names no file here
        raise


def warn(message: object) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"stanceclf: {safe(str(message))}\n")


class Progress:
    """A line on the terminal that counts documents while the output goes elsewhere.

    Attributes
    ----------
    status : int
        The exit status: 2 once a document could not be read.
    """

    def __init__(self) -> None:
        self.status = 0
        self._shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self._start = time.perf_counter()
        self._done = 0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def good(self, results: Iterable[Item | DataError]) -> Iterator[Item]:
        """Yield what came of each document; tell of the others, and remember the exit status."""
        for result in results:
            self.add(1)
            if isinstance(result, DataError):
                self.clear()
                warn(result)
                self.status = 2
            else:
                yield result

    def add(self, count: int) -> None:
        """Count `count` more documents."""
        self._done += count
        if self._shown:
            rate = self._done / (time.perf_counter() - self._start)
            sys.stderr.write(f"\r{self._done} documents, {rate:.0f} a second\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that a message can stand there."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed:
        raise KeyboardInterrupt
