"""Annotated documents as the stance stage needs them: given claims with their right answers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stanceclf.records import LABELS, Span, Stance
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training.corpus import AnnotatedDocument


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A given claim with its right answers: index of the label, condition, cue; and its topic."""

    given: GivenClaim
    label: int
    condition: Span | None
    cue: Span | None
    topic: str


def read_documents(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the documents of JSON Lines files in the form of ANNOTATION.md."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def gold_claims(
    annotated: Sequence[AnnotatedDocument], documents: Sequence[Document]
) -> list[GoldClaim]:
    """Return the statements of annotated documents, in order; `documents` are their texts."""
    return [
        GoldClaim(
            GivenClaim(
                document,
                statement.claim,
                statement.actor,
                statement.source,
                statement.actor_name,
                one.target,
            ),
            LABELS.index(statement.stance),
            statement.condition,
            statement.cue,
            one.topic,
        )
        for one, document in zip(annotated, documents, strict=True)
        for statement in one.statements
    ]


def recorded_claims(records: Iterable[Mapping[str, Any]]) -> list[GoldClaim]:
    """Return the statements of documents as `read_documents` gives them: any gold file's."""
    claims: list[GoldClaim] = []
    for record in records:
        document = Document.from_text(record["text"])
        for statement in record["statements"]:
            actor, source, condition, cue = (
                Span(*statement[field]) if statement.get(field) else None
                for field in ("actor", "source", "condition", "cue")
            )
            span, name = Span(*statement["claim"]), statement["actor_name"]
            given = GivenClaim(document, span, actor, source, name, record.get("target", ""))
            label = LABELS.index(Stance(statement["stance"]))
            claims.append(GoldClaim(given, label, condition, cue, record.get("topic", "")))
    return claims
