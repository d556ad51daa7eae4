"""Parquet files, and the Arrow files of a Hugging Face data set: a batch of rows at a time."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from stanceclf.corpus.extras import needed
from stanceclf.corpus.items import Fields, Item, Row, oversized
from stanceclf.corpus.lines import broken

_ROWS = 512  # of a batch: a few MB of articles
_STATE, _SPLITS = "state.json", "dataset_dict.json"

Progress = Callable[[float], None]


def data_set_files(directory: Path) -> list[Path] | None:
    """Return the Arrow files of a data set that `datasets` saved; None for other directories."""
    splits = _listed(directory / _SPLITS, "splits")
    if splits is not None:
        return [path for split in splits for path in data_set_files(directory / split) or ()]
    files = _listed(directory / _STATE, "_data_files")
    return None if files is None else [directory / one["filename"] for one in files]


def _listed(path: Path, key: str) -> list[Any] | None:
    """Return a list that a file of JSON has under a key; None where there is no such thing."""
    try:
        found = json.loads(path.read_bytes()).get(key)
    except (OSError, ValueError, AttributeError):
        return None
    return found if isinstance(found, list) else None


def parquet_columns(path: str) -> list[str]:
    """Return the names of the columns of a Parquet file."""
    names: list[str] = _parquet().read_schema(path).names
    return names


def arrow_columns(path: str) -> list[str]:
    """Return the names of the columns of an Arrow stream."""
    arrow = _arrow()
    with arrow.memory_map(path) as source, arrow.ipc.open_stream(source) as stream:
        names: list[str] = stream.schema.names
        return names


def read_parquet(
    path: str, name: str, largest: int, fields: Fields, progress: Progress
) -> Iterator[Item]:
    """Yield the rows of a Parquet file."""
    number = 0
    try:
        with _parquet().ParquetFile(path) as file:
            total = max(file.metadata.num_rows, 1)
            columns = [one for one in _names(fields) if one in file.schema_arrow.names]
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
                yield from _items(batch, name, number, largest, fields)
                number += batch.num_rows
                progress(number / total)
    except (OSError, ValueError) as error:  # Arrow's own errors are kinds of ValueError
        yield broken(name, number + 1, error)


def read_arrow(
    path: str, name: str, largest: int, fields: Fields, progress: Progress
) -> Iterator[Item]:
    """Yield the rows of an Arrow stream, which stays on the disk but for the batch in hand."""
    arrow = _arrow()
    number = 0
    try:
        with arrow.memory_map(path) as source, arrow.ipc.open_stream(source) as stream:
            for whole in stream:
                for start in range(0, whole.num_rows, _ROWS):
                    batch = whole.slice(start, _ROWS)
                    yield from _items(batch, name, number, largest, fields)
                    number += batch.num_rows
                    progress(source.tell() / max(source.size(), 1))
    except (OSError, ValueError) as error:
        yield broken(name, number + 1, error)


def _items(batch: Any, name: str, before: int, largest: int, fields: Fields) -> Iterator[Item]:
    have = set(batch.schema.names)
    columns = [
        batch.column(one).to_pylist() if one in have else [None] * batch.num_rows
        for one in _names(fields)
    ]
    for number, values in enumerate(zip(*columns, strict=True), start=before + 1):
        size = len(values[1]) if isinstance(values[1], str) else 0
        yield Item(name, number, Row(*values) if size <= largest else oversized(size, largest))


def _names(fields: Fields) -> tuple[str, str, str, str]:
    return fields.id, fields.text, fields.title, fields.target


def _parquet() -> Any:
    return needed("pyarrow.parquet", "parquet", "reading Parquet files")


def _arrow() -> Any:
    return needed("pyarrow", "parquet", "reading a data set of Hugging Face")
