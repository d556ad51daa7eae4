"""Reports and answers as JSON objects: the records that `analyze` and `classify` write.

Spans are `[start, end]`, absent ones null; probabilities are rounded to four digits.
"""

import json
from collections.abc import Sequence
from typing import Any

from stanceclf.records import (
    LABELS,
    Attribution,
    Classified,
    Reason,
    Report,
    Span,
    Statement,
    Verdict,
)

Json = dict[str, Any]


def report_record(key: str, report: Report, reasons: Sequence[Sequence[Reason]] = ()) -> Json:
    """Return `report` in the annotated form, probabilities and reasons beside."""
    named = {verdict.actor.name: verdict for verdict in report.verdicts}
    record: Json = {
        "id": key,
        "statements": [statement_record(statement) for statement in report.statements],
        "actors": {name: verdict.stance.value for name, verdict in named.items()},
        "actor_probabilities": {
            name: round(float(one.probability), 4) for name, one in named.items()
        },
        "actor_ids": {name: verdict.actor.id for name, verdict in named.items()},
    }
    for statement, why in zip(record["statements"], reasons, strict=False):
        statement["reasons"] = [
            {"words": _offsets(one.span), "loss": round(one.loss, 4)} for one in why
        ]
    return record


def attributions_record(key: str, text: str, attributions: Sequence[Attribution]) -> Json:
    """Return who says what in a document, with the words of every span."""
    return {
        "id": key,
        "attributions": [
            {
                "contents": [_offsets(content) for content in one.contents],
                "content_texts": [content.of(text) for content in one.contents],
                "cue": _offsets(one.cue),
                "cue_text": one.cue.of(text) if one.cue else None,
                "source": _offsets(one.source_mention),
                "source_name": one.source.name if one.source else None,
                "source_type": one.source.type.value if one.source else None,
                "source_id": one.source.id if one.source else None,
                "affiliation": one.source.affiliation if one.source else None,
                "quotation": one.quotation.value,
                "probability": round(float(one.probability), 4),
            }
            for one in attributions
        ],
    }


def classified_record(key: str, classified: Sequence[Classified]) -> Json:
    """Return the answers for the given claims of one document, in the order they were given."""
    return {
        "id": key,
        "stances": [one.stance.value for one in classified],
        "conditions": [
            _offsets(one.condition.span if one.condition else None) for one in classified
        ],
        "probabilities": [_probabilities(one.probabilities) for one in classified],
    }


def described_record(
    key: str, title: str, report: Report, reasons: Sequence[Sequence[Reason]] = ()
) -> Json:
    """Return one self-contained object: `report_record`, the text, and the words of each span."""
    record = report_record(key, report, reasons)
    for statement, one in zip(record["statements"], report.statements, strict=True):
        statement["claim_text"] = one.claim.of(report.text)
        statement["condition_text"] = one.condition.span.of(report.text) if one.condition else None
    record["verdicts"] = [verdict_record(verdict) for verdict in report.verdicts]
    return {"id": key, "title": title, "text": report.text} | record


def dumps(record: Json | list[Json], *, indent: int | None = None) -> str:
    """Return `record` as JSON that keeps its characters as they are."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent)


def statement_record(one: Statement) -> Json:
    """Return a statement in the annotated form, with what the model adds to it."""
    return {
        "claim": _offsets(one.claim),
        "actor": _offsets(one.mention),
        "actor_name": one.actor.name,
        "actor_type": one.actor.type.value,
        "actor_id": one.actor.id,
        "affiliation": one.actor.affiliation,
        "source": _offsets(one.source_mention),
        "source_name": one.source.name if one.source else None,
        "source_id": one.source.id if one.source else None,
        "stance": one.stance.value,
        "condition": _offsets(one.condition.span if one.condition else None),
        "condition_kind": one.condition.kind.value if one.condition else None,
        "condition_short": one.condition.short if one.condition else None,
        "marker": _offsets(one.condition.marker if one.condition else None),
        "cue": _offsets(one.cue),
        "quotation": one.quotation.value,
        "probability": round(float(one.probability), 4),
        "probabilities": _probabilities(one.probabilities),
        "confidence": round(float(one.confidence), 4),
    }


def verdict_record(verdict: Verdict) -> Json:
    """Return an actor's position in a document as a whole."""
    return {
        "actor_name": verdict.actor.name,
        "actor_type": verdict.actor.type.value,
        "actor_id": verdict.actor.id,
        "affiliation": verdict.actor.affiliation,
        "stance": verdict.stance.value,
        "probability": round(float(verdict.probability), 4),
        "statements": list(verdict.statements),
    }


def _offsets(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _probabilities(values: Sequence[float]) -> Json:
    return {
        label.value: round(float(value), 4) for label, value in zip(LABELS, values, strict=True)
    }
