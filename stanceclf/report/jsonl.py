"""Reading the project's record streams: one JSON object a line, each line checked.

`analyze` reads `{"id", "text"[, "title", "target"]}`; `classify` also looks at the claims and
mentions of `statements`. `stanceclf.report.encoding` makes the records that they write.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stanceclf.errors import DataError
from stanceclf.records import GivenStatement, Span

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """A document to be analysed, and the claims that came with it where they were asked for."""

    id: str
    text: str
    title: str = ""
    target: str = ""
    statements: tuple[GivenStatement, ...] = ()


def read_objects(lines: Iterable[bytes], name: str) -> Iterator[tuple[int, Json | DataError]]:
    """Yield the number of each line that is not blank, with its object or what is wrong with it.

    A bad line is yielded rather than raised, so that the lines after it can still be done.

    Parameters
    ----------
    lines : iterable of bytes
        As a file opened in binary mode gives them.
    name : str
        The file's name, for messages.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = parse_object(line)
            string_of(record, "id", required=True)
            first = seen.setdefault(record["id"], number)
            if first != number:
                raise DataError(f"duplicate id {record['id']!r}, first on line {first}")
        except DataError as error:
            yield number, DataError(f"{name}:{number}: {error}")
        else:
            yield number, record


def read_articles(
    lines: Iterable[bytes], name: str, *, statements: bool = False
) -> Iterator[Article | DataError]:
    """Yield an `Article` for each line that is not blank, or what is wrong with the line.

    Parameters
    ----------
    lines, name
        As for `read_objects`.
    statements : bool
        Whether to read the claims and mentions of `statements`, and nothing else of them.
    """
    for number, record in read_objects(lines, name):
        if isinstance(record, DataError):
            yield record
            continue
        try:
            text = string_of(record, "text", required=True)
            yield Article(
                record["id"],
                text,
                string_of(record, "title"),
                string_of(record, "target"),
                given_statements(record, text) if statements else (),
            )
        except DataError as error:
            yield DataError(f"{name}:{number}: {error}")


def span_of(record: Mapping[str, Any], field: str, text: str) -> Span | None:
    """Return the offsets in `field`, checked against `text`; None where they are null or absent."""
    value = record.get(field)
    if value is None:
        return None
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(type(offset) is int for offset in value)
        or not 0 <= value[0] < value[1] <= len(text)
    ):
        raise DataError(
            f"`{field}` must be null or [start, end] with 0 <= start < end <= {len(text)}, "
            f"the length of the text; got {_shown(value)}"
        )
    return Span(*value)


def string_of(record: Mapping[str, Any], field: str, *, required: bool = False) -> str:
    """Return a field that holds a string; absent and null count as empty unless required."""
    value = record.get(field)
    if value is None and not required:
        return ""
    if value is None:
        raise DataError(f"the record has no `{field}`")
    if not isinstance(value, str):
        raise DataError(f"`{field}` must be a string; got {_shown(value)}")
    return value


def objects_of(record: Mapping[str, Any], field: str) -> list[Json]:
    """Return a field that holds a list of objects."""
    value = record.get(field)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise DataError(f"`{field}` must be a list of objects; got {_shown(value)}")
    return value


def given_statements(record: Json, text: str) -> tuple[GivenStatement, ...]:
    """Return the claims and mentions of the record of a document, checked against its text."""
    given = []
    for index, statement in enumerate(objects_of(record, "statements")):
        try:
            claim = span_of(statement, "claim", text)
            if claim is None:
                raise DataError("the statement has no `claim`")
            given.append(
                GivenStatement(
                    claim,
                    span_of(statement, "actor", text),
                    string_of(statement, "actor_name"),
                    span_of(statement, "source", text),
                    string_of(statement, "source_name"),
                )
            )
        except DataError as error:
            raise DataError(f"statement {index}: {error}") from None
    return tuple(given)


def parse_object(line: bytes) -> Json:
    """Parse one line, or say in a `DataError` what is wrong with it."""
    try:
        text = line.rstrip(b"\r\n").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"not valid UTF-8: {error.reason} at byte {error.start}") from None
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(f"not valid JSON: {error.msg} at column {error.colno}") from None
    except ValueError:
        raise DataError("not valid JSON: a number has thousands of digits") from None
    except RecursionError:
        raise DataError("not valid JSON: nested too deeply") from None
    if not isinstance(record, dict):
        raise DataError(f"not a JSON object but a {type(record).__name__}")
    return record


def _shown(value: object) -> str:
    """Return the beginning of a value that is not what it should be."""
    return json.dumps(value)[:60]
