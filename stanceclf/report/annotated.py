"""Reading the files that an evaluation compares; the first fault of a file ends it.

A score over the lines that happen to be whole would mislead, so nothing is skipped here.
"""

from collections.abc import Callable, Iterable
from typing import Any

from stanceclf.errors import DataError
from stanceclf.records import LABELS
from stanceclf.report.jsonl import objects_of, read_objects, span_of, string_of

Json = dict[str, Any]
_SLACK = 0.01  # that rounded probabilities may lack of 1


def read_gold(lines: Iterable[bytes], name: str) -> dict[str, Json]:
    """Return annotated documents by `id`."""
    return _read(lines, name, check_gold)


def read_predicted(lines: Iterable[bytes], name: str) -> dict[str, Json]:
    """Return records by `id` as `analyze` writes them."""
    return _read(lines, name, check_predicted)


def read_given(lines: Iterable[bytes], name: str) -> dict[str, Json]:
    """Return records by `id` as `classify` writes them."""
    return _read(lines, name, check_given)


def _read(lines: Iterable[bytes], name: str, check: Callable[[Json], None]) -> dict[str, Json]:
    records = {}
    for number, record in read_objects(lines, name):
        if isinstance(record, DataError):
            raise record
        try:
            check(record)
        except DataError as error:
            raise DataError(f"{name}:{number}: {error}") from None
        records[record["id"]] = record
    return records


def check_gold(record: Json) -> None:
    """Raise a `DataError` unless a record is an annotated document."""
    text = string_of(record, "text", required=True)
    check_predicted(record)
    _check_labels("actors", record.get("actors"), dict)
    for statement in record["statements"]:
        string_of(statement, "actor_type", required=True)
        span_of(statement, "claim", text)
        span_of(statement, "condition", text)


def check_predicted(record: Json) -> None:
    """Raise a `DataError` unless a record has what `analyze` writes."""
    for statement in objects_of(record, "statements"):
        if not _is_span(statement.get("claim")):
            raise DataError("a statement has no `claim` of the form [start, end]")
        string_of(statement, "actor_name")
        _check_labels("stance", [statement.get("stance")], list)
    _check_labels("actors", record.get("actors", {}), dict)


def check_given(record: Json) -> None:
    """Raise a `DataError` unless a record has what `classify` writes."""
    _check_labels("stances", record.get("stances"), list)
    conditions = record.get("conditions") or []
    if not isinstance(conditions, list) or not all(
        one is None or _is_span(one) for one in conditions
    ):
        raise DataError("`conditions` must be a list of [start, end] or null")
    probabilities = record.get("probabilities") or []
    if not isinstance(probabilities, list) or not all(map(_is_distribution, probabilities)):
        raise DataError(
            f"`probabilities` must hold a number for each of {', '.join(LABELS)}, which sum to 1"
        )


def _check_labels(field: str, value: object, kind: type[list[Any]] | type[dict[str, Any]]) -> None:
    """Raise unless `value` is a list of labels, or an object whose values are labels."""
    if isinstance(value, kind):
        labels = value.values() if isinstance(value, dict) else value
        if all(isinstance(one, str) and one in LABELS for one in labels):
            return
    raise DataError(f"`{field}` must hold labels ({', '.join(LABELS)}); got {value!r:.60}")


def _is_distribution(value: object) -> bool:
    return (
        isinstance(value, dict)
        and all(type(value.get(one)) in (int, float) and 0 <= value[one] <= 1 for one in LABELS)
        and abs(sum(value[one] for one in LABELS) - 1) < _SLACK
    )


def _is_span(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(type(offset) is int and offset >= 0 for offset in value)
    )
