"""Annotated documents as the stance stage needs them: given claims with their right answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stanceclf.records import LABELS, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training import corpus
from training.corpus import AnnotatedDocument
from training.validate import read_lines


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A given claim with its right answers: index of the label, condition, cue; and its topic."""

    given: GivenClaim
    label: int
    condition: Span | None
    cue: Span | None
    topic: str


def read_records(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the records of JSON Lines files in the form of ANNOTATION.md, unchecked."""
    return [record for path in paths for _, record in read_lines(path)]


def records_by_id(path: Path) -> dict[str, dict[str, Any]]:
    """Return the records of one file by document id, as `stanceclf.evaluation` takes them."""
    return {record["id"]: record for record in read_records([path])}


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


def claims_of(annotated: Sequence[corpus.AnnotatedDocument]) -> list[GoldClaim]:
    """Return the statements of annotated documents that are not tokenized yet."""
    return gold_claims(annotated, [Document.from_text(one.text) for one in annotated])


def read_claims(paths: Iterable[Path]) -> list[GoldClaim]:
    """Return the statements of annotated files; they need not meet the rules of our corpus."""
    return claims_of([one for path in paths for one in corpus.read_documents(path, checked=False)])
