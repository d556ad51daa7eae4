"""A report as rows of two tables: its statements, and the verdicts of its actors."""

from collections.abc import Sequence
from typing import Any

from stanceclf.corpus.extras import needed
from stanceclf.records import LABELS, Report
from stanceclf.report.encoding import statement_record, verdict_record

Row = dict[str, Any]
TABLES = ("statements", "verdicts")

_SPAN, _TEXT, _SHARE = "span", "text", "share"
# The columns in the order in which rows have them, for formats that declare them beforehand.
COLUMNS = {
    "statements": {
        "id": _TEXT,
        "statement": "number",
        "claim": _SPAN,
        "actor": _SPAN,
        "actor_name": _TEXT,
        "actor_type": _TEXT,
        "actor_id": _TEXT,
        "affiliation": _TEXT,
        "source": _SPAN,
        "source_name": _TEXT,
        "source_id": _TEXT,
        "stance": _TEXT,
        "condition": _SPAN,
        "condition_kind": _TEXT,
        "condition_short": _TEXT,
        "marker": _SPAN,
        "cue": _SPAN,
        "quotation": _TEXT,
        "probability": _SHARE,
        "probabilities": "shares",
        "confidence": _SHARE,
        "claim_text": _TEXT,
        "condition_text": _TEXT,
        "cue_text": _TEXT,
    },
    "verdicts": {
        "id": _TEXT,
        "actor_name": _TEXT,
        "actor_type": _TEXT,
        "actor_id": _TEXT,
        "affiliation": _TEXT,
        "stance": _TEXT,
        "probability": _SHARE,
        "statements": "numbers",
    },
}


def statement_rows(key: str, report: Report) -> list[Row]:
    """Return a row for each statement: the annotated form, and the words of its spans.

    Examples
    --------
    >>> import stanceclf
    >>> report = stanceclf.analyze("Kenya will send 1,000 police officers to Haiti.")
    >>> [(row["actor_name"], row["claim_text"]) for row in statement_rows("a1", report)]
    [('Kenya', 'Kenya will send 1,000 police officers to Haiti')]
    """
    text = report.text
    return [
        {"id": key, "statement": number}
        | statement_record(one)
        | {
            "claim_text": one.claim.of(text),
            "condition_text": one.condition.span.of(text) if one.condition else None,
            "cue_text": one.cue.of(text) if one.cue else None,
        }
        for number, one in enumerate(report.statements)
    ]


def verdict_rows(key: str, report: Report) -> list[Row]:
    """Return a row for each actor: its position in the document, and on which statements."""
    return [{"id": key} | verdict_record(verdict) for verdict in report.verdicts]


def arrow_schema(table: str) -> Any:
    """Return the Arrow schema of a table."""
    arrow = needed("pyarrow", "parquet", "writing Parquet files")
    shares = [(label.value, arrow.float64()) for label in LABELS]
    types = {
        "text": arrow.string(),
        "span": arrow.list_(arrow.int64()),
        "number": arrow.int64(),
        "numbers": arrow.list_(arrow.int64()),
        "share": arrow.float64(),
        "shares": arrow.struct(shares),
    }
    return arrow.schema([(name, types[kind]) for name, kind in COLUMNS[table].items()])


def clean(row: Row) -> Row:
    """Return a row that Arrow takes: it refuses lone surrogates, which become escapes."""
    return {
        name: value.encode("utf-8", "backslashreplace").decode()
        if isinstance(value, str)
        else value
        for name, value in row.items()
    }


def columns_of(table: str, rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Return rows as columns."""
    return {name: [row[name] for row in rows] for name in COLUMNS[table]}
