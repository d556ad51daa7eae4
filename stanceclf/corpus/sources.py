"""Which files an input consists of, in which order, and by what they are known again."""

import csv
import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from stanceclf.corpus import lines, tables
from stanceclf.corpus.items import Fields, Item
from stanceclf.errors import DataError

# By the end of a name, the longer ones first.
KINDS = {
    ".jsonl.gz": "jsonl",
    ".jsonl.zst": "jsonl",
    ".csv.gz": "csv",
    ".csv.zst": "csv",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".txt": "text",
}
_ENDS = 1 << 16  # bytes at either end of a file that are hashed


class Source(NamedTuple):
    """A file of articles.

    Attributes
    ----------
    path : str
        Where it is.
    name : str
        What it is called in ids and errors: from the name of the input on, with slashes.
    kind : str
        jsonl, csv, parquet, text or arrow.
    size : int
        In bytes.
    """

    path: str
    name: str
    kind: str
    size: int


class Meter:
    """How far an input is read, in bytes of its files."""

    def __init__(self) -> None:
        self._before = 0
        self._size = 0
        self._share = 0.0

    def begin(self, source: Source) -> None:
        """Count what was read before, and start on a file."""
        self._before += self._size
        self._size, self._share = source.size, 0.0

    def at(self, share: float) -> None:
        """Say which share of the file is read."""
        self._share = min(share, 1.0)

    @property
    def position(self) -> int:
        """Bytes read of all files."""
        return self._before + int(self._size * self._share)


def find_sources(inputs: Sequence[str]) -> list[Source]:
    """Return the files of inputs: each a file, a directory of files, or a saved data set.

    Raises
    ------
    DataError
        If there is no such input, none of its files can be read, or two have one name.
    """
    sources = [source for one in inputs for source in _files_of(Path(one))]
    counts = Counter(source.name for source in sources)
    double = next((name for name, count in counts.items() if count > 1), None)
    if double:
        raise DataError(
            f"two inputs are called {double}, so that ids and errors could not tell them apart: "
            "give the directory above them"
        )
    return sources


def check_columns(sources: Sequence[Source], fields: Fields) -> None:
    """Raise a `DataError` that names the first table without a column of texts."""
    for source in sources:
        columns = _columns(source)
        if columns is not None and fields.text not in columns:
            raise DataError(
                f"{source.path}: no column {fields.text!r}; there are "
                f"{', '.join(map(repr, columns)) or 'none'} (choose one with --text-field)"
            )


def fingerprint(sources: Sequence[Source]) -> dict[str, Any]:
    """Return by what an input is known again: names, sizes, and both ends of each file.

    What stands between the ends is checked shard by shard when a run goes on.
    """
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.name}\0{source.size}\0".encode("utf-8", "surrogateescape"))
        if source.kind != "text":  # a million small files would be opened twice
            with Path(source.path).open("rb") as file:
                digest.update(file.read(_ENDS))
                file.seek(max(_ENDS, source.size - _ENDS))
                digest.update(file.read(_ENDS))
    return {
        "files": len(sources),
        "bytes": sum(source.size for source in sources),
        "sha256": digest.hexdigest(),
    }


def read_items(
    sources: Sequence[Source], fields: Fields, largest: int, meter: Meter
) -> Iterator[Item]:
    """Yield the records of all sources in their order; what cannot be read is among them."""
    for source in sources:
        meter.begin(source)
        try:
            yield from _read(source, fields, largest, meter)
        except OSError as error:
            yield lines.broken(source.name, 1, error)
        meter.at(1.0)


def _read(source: Source, fields: Fields, largest: int, meter: Meter) -> Iterator[Item]:
    path, name = source.path, source.name
    if source.kind == "text":
        yield from lines.read_text(path, name, largest)
    elif source.kind == "parquet":
        yield from tables.read_parquet(path, name, largest, fields, meter.at)
    elif source.kind == "arrow":
        yield from tables.read_arrow(path, name, largest, fields, meter.at)
    else:
        with lines.opened(path) as (file, tell):
            if source.kind == "csv":
                items = lines.read_csv(file, name, largest, fields)
            else:
                items = lines.read_jsonl(file, name, largest)
            for item in items:
                yield item
                meter.at(tell() / max(source.size, 1))


def _files_of(path: Path) -> Iterator[Source]:
    top = path.resolve().name
    if path.is_dir():
        saved = tables.data_set_files(path)
        files = _below(path) if saved is None else saved
        found = False
        for file in files:
            kind = _kind(file.name) if saved is None else "arrow"
            if kind:
                found = True
                yield _source(file, f"{top}/{file.relative_to(path).as_posix()}", kind)
        if not found:
            raise DataError(f"{path}: no file in it ends in {', '.join(KINDS)}")
    else:
        kind = _kind(path.name)
        if not kind and path.exists():
            raise DataError(f"{path}: its name must end in one of {', '.join(KINDS)}")
        yield _source(path, top, kind or "")


def _below(directory: Path) -> Iterator[Path]:
    """Yield the files below a directory, in an order that is the same on every machine."""
    for folder, folders, names in os.walk(directory):
        folders.sort()
        for name in sorted(names):
            yield Path(folder, name)


def _source(path: Path, name: str, kind: str) -> Source:
    try:
        return Source(str(path), name, kind, path.stat().st_size)
    except OSError as error:
        raise DataError(f"{path}: {error.strerror or error}") from None


def _kind(name: str) -> str | None:
    return next((kind for end, kind in KINDS.items() if name.endswith(end)), None)


def _columns(source: Source) -> list[str] | None:
    """Return the columns of a table; None where there are none, or they cannot be read yet."""
    try:
        if source.kind == "parquet":
            return tables.parquet_columns(source.path)
        if source.kind == "arrow":
            return tables.arrow_columns(source.path)
        if source.kind == "csv":
            with lines.opened(source.path) as (file, _):
                return lines.csv_header(file, source.name)
    except (*lines.BROKEN, csv.Error, ValueError):
        return None  # the reader says so, in its place among the records
    return None
