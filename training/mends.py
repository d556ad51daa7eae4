"""Mend annotations after the names are invented, from a table that says why.

A mend is a line of JSON: `document`, `statement` (counted from 0 as the writer left them, null for
the document itself), `field`, `from`, `to`, `why`. Spans are given as substrings of the text, the
occurrence nearest to the claim being meant, or as `{"find": ..., "nth": n}`. The field `statements`
removes a statement (`to` null) or adds one (`from` null, `to` in the form of a draft); the field
`actors.NAME` sets a verdict, null removing it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from stanceclf.errors import DataError
from training.spans import locate
from training.validate import SPAN_FIELDS, STATEMENT_FIELDS, read_lines

FIELDS = ("document", "statement", "field", "from", "to", "why")
Mend = Mapping[str, Any]


def read_mends(path: Path) -> dict[str, list[Mend]]:
    """Return the mends of a table by document id."""
    mends: dict[str, list[Mend]] = defaultdict(list)
    for line, mend in read_lines(path):
        if sorted(mend) != sorted(FIELDS) or not mend["why"]:
            raise DataError(f"{path}:{line}: a mend has exactly the fields {', '.join(FIELDS)}.")
        mends[mend["document"]].append(mend)
    return dict(mends)


def mended(record: Mapping[str, Any], mends: Sequence[Mend]) -> dict[str, Any]:
    """Return a document after its mends; one that does not fit the document raises a DataError."""
    new = deepcopy(dict(record))
    statements: list[dict[str, Any] | None] = list(new["statements"])
    for mend in mends:
        field = mend["field"]
        try:
            if field.startswith("actors."):
                _set_verdict(new["actors"], field.removeprefix("actors."), mend)
            elif field == "statements":
                _change_list(new["text"], statements, mend)
            else:
                _set_field(new["text"], statements[mend["statement"]], mend)
        except (DataError, TypeError, IndexError, KeyError) as error:
            where = f"{record['id']}: statement {mend['statement']}: {field}"
            raise DataError(f"{where}: the mend does not fit: {error}") from error
    new["statements"] = [statement for statement in statements if statement is not None]
    return new


def statement_from_draft(text: str, draft: Mapping[str, Any], used: set[Any]) -> dict[str, Any]:
    """Turn a statement whose spans are substrings into one with offsets."""
    claim = locate(text, draft["claim"], used=used)
    used.add(claim)
    statement: dict[str, Any] = {"claim": list(claim)}
    for field in SPAN_FIELDS[1:]:
        statement[field] = list(locate(text, draft[field], claim)) if draft.get(field) else None
    for field in STATEMENT_FIELDS[len(SPAN_FIELDS) :]:
        statement[field] = draft.get(field)
    unknown = draft.keys() - set(STATEMENT_FIELDS)
    if unknown:
        raise DataError(f"unknown fields {', '.join(sorted(unknown))}")
    return statement


def _set_verdict(actors: dict[str, str], name: str, mend: Mend) -> None:
    """Set or remove a verdict of the document."""
    if actors.get(name) != mend["from"]:
        raise DataError(f"{name} is {actors.get(name)!r}")
    if mend["to"] is None:
        del actors[name]
    else:
        actors[name] = mend["to"]


def _change_list(text: str, statements: list[dict[str, Any] | None], mend: Mend) -> None:
    """Add a statement at the end, or blank one so that the others keep their numbers."""
    if mend["to"] is None:
        if statements[mend["statement"]] is None:
            raise DataError("it is gone already")
        statements[mend["statement"]] = None
        return
    statements.append(statement_from_draft(text, mend["to"], set()))


def _set_field(text: str, statement: dict[str, Any] | None, mend: Mend) -> None:
    """Set one field of a statement, spans by their words."""
    if statement is None:
        raise DataError("the statement is gone")
    field, new = mend["field"], mend["to"]
    old = statement[field]
    if field in SPAN_FIELDS:
        old = None if old is None else text[slice(*old)]
        new = None if new is None else list(locate(text, new, tuple(statement["claim"])))
    if old != mend["from"]:
        raise DataError(f"it is {old!r}, not {mend['from']!r}")
    statement[field] = new
