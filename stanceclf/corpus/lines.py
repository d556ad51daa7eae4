"""Files of lines and of text, packed or not: JSON Lines, CSV, plain articles."""

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from stanceclf.corpus.extras import needed
from stanceclf.corpus.items import Fields, Item, Row, oversized
from stanceclf.errors import DataError

# What unpacking raises; zstandard has an error of its own, made one of these by `_Unpacking`.
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, OSError)
_PART = 1 << 20


@contextmanager
def opened(path: str) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """Open a file that may be packed; yield it and a function that tells how far it is read.

    The position counts bytes of the file as it stands on the disk.
    """
    with ExitStack() as stack:
        raw = stack.enter_context(Path(path).open("rb"))
        if path.endswith(".gz"):
            packed: Any = gzip.GzipFile(fileobj=raw)
            yield stack.enter_context(packed), raw.tell
        elif path.endswith(".zst"):
            yield stack.enter_context(io.BufferedReader(_Unpacking(raw), 1 << 17)), raw.tell
        else:
            yield raw, raw.tell


class _Unpacking(io.RawIOBase):
    """A zstd file, which unlike zstandard's own reader tells the end of a file from a break."""

    def __init__(self, raw: BinaryIO) -> None:
        self._zstandard = needed("zstandard", "zstd", "reading .zst files")
        self._raw = raw
        self._frame: Any = None
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            packed = self._raw.read(1 << 17)
            if not packed:
                if self._frame is not None:
                    raise EOFError("the file ends in the middle of a zstd frame")
                return 0
            self._ready = self._unpacked(packed)
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _unpacked(self, packed: bytes) -> bytes:
        parts = []
        try:
            while packed:
                if self._frame is None:
                    self._frame = self._zstandard.ZstdDecompressor().decompressobj()
                parts.append(self._frame.decompress(packed))
                packed = b""
                if self._frame.eof:
                    packed, self._frame = self._frame.unused_data, None
        except self._zstandard.ZstdError as error:
            raise OSError(str(error)) from None
        return b"".join(parts)


def read_jsonl(file: IO[bytes], name: str, largest: int) -> Iterator[Item]:
    """Yield the lines of a file that are not blank; no more than `largest` bytes are held."""
    number = 0
    try:
        while line := file.readline(largest + 1):
            number += 1
            if len(line) > largest and not line.endswith(b"\n"):
                size = len(line)
                while not line.endswith(b"\n") and (line := file.readline(_PART)):
                    size += len(line)
                yield Item(name, number, oversized(size, largest))
            elif not line.isspace():
                yield Item(name, number, line)
    except BROKEN as error:
        yield broken(name, number + 1, error)


def read_csv(file: IO[bytes], name: str, largest: int, fields: Fields) -> Iterator[Item]:
    """Yield the rows of a CSV file, or with tabs where its name says so, that has a header."""
    number = 1
    try:
        with _cells(file, name, largest) as rows:
            header: list[str] = next(rows, [])
            at = [header.index(one) if one in header else -1 for one in _names(fields)]
            while True:
                number = rows.line_num + 1
                try:
                    cells = next(rows, None)
                except csv.Error as error:
                    yield Item(name, number, _no_row(error, number, rows.line_num))
                    continue
                if cells is None:
                    return
                if cells:
                    yield Item(name, number, _csv_row(cells, header, at, largest))
    except csv.Error as error:  # in the header
        yield Item(name, number, _no_row(error, number, number))
    except BROKEN as error:
        yield broken(name, number, error)


def csv_header(file: IO[bytes], name: str) -> list[str]:
    """Return the names of the columns of a CSV file."""
    with _cells(file, name, _PART) as rows:
        header: list[str] = next(rows, [])
        return header


def read_text(path: str, name: str, largest: int) -> Iterator[Item]:
    """Yield the one article of a file of plain text; its id is the name without suffix."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(largest + 1)
        if len(data) > largest:
            yield Item(name, 1, oversized(Path(path).stat().st_size, largest))
        else:
            text = data.decode("utf-8-sig")
            yield Item(name, 1, Row(name.removesuffix(".txt"), text))
    except UnicodeDecodeError as error:
        reason = DataError(f"not valid UTF-8: {error.reason} at byte {error.start}")
        yield Item(name, 1, reason)
    except OSError as error:
        yield broken(name, 1, error)


def broken(name: str, number: int, error: Exception) -> Item:
    """Return the item that says that a file cannot be read any further."""
    reason = getattr(error, "strerror", None) or error
    return Item(name, number, DataError(f"the file cannot be read from here on: {reason}"))


def _names(fields: Fields) -> tuple[str, str, str, str]:
    return fields.id, fields.text, fields.title, fields.target


@contextmanager
def _cells(file: IO[bytes], name: str, largest: int) -> Iterator[Any]:
    # The limit is one for all of csv; its default is 128 KB a cell.
    csv.field_size_limit(max(csv.field_size_limit(), largest + 1))
    # Bytes that are not UTF-8 become surrogates, by which their row is told from the others.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        # Strict: else one quotation mark without its fellow takes all rows behind it for a cell.
        yield csv.reader(text, delimiter="\t" if ".tsv" in name else ",", strict=True)
    finally:
        text.detach()  # whoever opened the file closes it


def _no_row(error: csv.Error, first: int, last: int) -> DataError:
    """Return why lines are no row, and how many of them went with it."""
    reason = "a quotation mark is not closed" if "end of data" in str(error) else str(error)
    lines = f"; lines {first} to {last} were taken for one row" if last > first else ""
    return DataError(f"not valid CSV: {reason}{lines}")


def _csv_row(cells: list[str], header: list[str], at: list[int], largest: int) -> Row | DataError:
    if len(cells) != len(header):
        return DataError(f"{len(cells)} cells where the header has {len(header)}")
    size = sum(map(len, cells))
    if size > largest:
        return oversized(size, largest)
    row = Row(*(cells[one] if one >= 0 else None for one in at))
    try:
        "".join(map(str, row)).encode()
    except UnicodeEncodeError:
        return DataError("not valid UTF-8")
    return row
