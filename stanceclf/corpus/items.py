"""What readers yield: a record of a file, not yet parsed, or why it could not be read."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from stanceclf.errors import DataError
from stanceclf.report.jsonl import Article, parse_object

LARGEST = 10 << 20  # bytes of a record; 10^6 words have some 6 MB


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields of a record, or the columns of a table, are called."""

    id: str = "id"
    text: str = "text"
    title: str = "title"
    target: str = "target"


class Row(NamedTuple):
    """The values of a row of a table, of any type."""

    id: object
    text: object
    title: object = None
    target: object = None


class Item(NamedTuple):
    """A record where it stands.

    Attributes
    ----------
    file : str
        The name of its file.
    number : int
        Its line, or its row, counted from one.
    payload : bytes, Row or DataError
        A line of JSON, the values of a row, or why there are none.
    """

    file: str
    number: int
    payload: bytes | Row | DataError

    @property
    def place(self) -> str:
        """Where the record stands, for messages and as an id where a record has none."""
        return f"{self.file}:{self.number}"


def content_of(payload: bytes | Row | DataError) -> bytes:
    """Return the bytes that a payload is hashed by."""
    if isinstance(payload, bytes):
        return payload
    if isinstance(payload, DataError):
        return str(payload).encode("utf-8", "surrogatepass")
    return repr(tuple(payload)).encode("utf-8", "surrogatepass")


def article_of(item: Item, fields: Fields) -> Article:
    """Return the article of an item.

    Raises
    ------
    DataError
        If the record is no article; the message does not name the place.
    """
    payload = item.payload
    if isinstance(payload, DataError):
        raise payload
    row = _row(parse_object(payload), fields) if isinstance(payload, bytes) else payload
    if row.text is None:
        raise DataError(f"the record has no `{fields.text}`")
    return Article(
        _id(row.id, fields) or item.place,
        _string(row.text, fields.text),
        _string(row.title, fields.title),
        _string(row.target, fields.target),
    )


def oversized(size: int, largest: int) -> DataError:
    """Return why a record of `size` bytes is left out."""
    return DataError(
        f"the record has {size:,} bytes, more than the {largest:,} that --max-record allows"
    )


def _row(record: dict[str, Any], fields: Fields) -> Row:
    get = record.get
    return Row(get(fields.id), get(fields.text), get(fields.title), get(fields.target))


def _id(value: object, fields: Fields) -> str:
    """Return an id as a string: tables often number their rows."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise DataError(f"`{fields.id}` must be a string or a whole number; got {_shown(value)}")


def _string(value: object, field: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DataError(f"`{field}` must be a string; got {_shown(value)}")
    return value


def _shown(value: object) -> str:
    """Return the beginning of a value that is not what it should be."""
    return json.dumps(value, default=str)[:60]
