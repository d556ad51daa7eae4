"""Fit the choices of holder and source: from annotated documents to their weights."""

from collections.abc import Iterator, Sequence
from typing import Any

from stanceclf.attribution.holders import NOBODY, Candidate, HolderFinder, Scene, ask
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.choice import fit_choice

Record = dict[str, Any]
Asked = tuple[list[list[str]], list[int]]


def mention_index(document: Document, candidates: Sequence[Candidate], span: Span) -> int:
    """Return the candidate that names what `span` names: the one that shares most tokens with it."""
    tokens = document.tokens_in(span)
    best, most = NOBODY, 0
    for index, candidate in enumerate(candidates):
        if candidate.first >= tokens.stop:
            break
        shared = min(candidate.last, tokens.stop) - max(candidate.first, tokens.start)
        # An appositive may follow the name: "Ada Moreau, the minister" is found as two mentions.
        if shared > most:
            best, most = index, shared
    return best


def questions(
    record: Record, document: Document, candidates: Sequence[Candidate], field: str
) -> Iterator[Asked]:
    """Yield the features of the candidates of each annotated claim, and the right ones.

    `field` is `actor` or `source`. A claim whose holder is not among the candidates is left out.
    """
    scene = Scene.of(document, candidates)
    right: dict[tuple[int, int], set[int]] = {}
    before_of: dict[tuple[int, int], int] = {}
    before = NOBODY
    for statement in sorted(record["statements"], key=lambda s: s["claim"]):
        tokens = document.tokens_in(Span(*statement["claim"]))
        if not tokens:
            continue
        claim = (tokens.start, tokens.stop)
        before_of.setdefault(claim, before)
        mention = statement[field]
        found = mention_index(document, candidates, Span(*mention)) if mention else NOBODY
        if mention and found == NOBODY:
            continue
        right.setdefault(claim, set()).add(found)
        before = mention_index(document, candidates, Span(*statement["actor"]))
    for claim, answers in right.items():
        question = ask(scene, claim, before_of[claim])
        good = [at for at, option in enumerate(question.options) if option in answers]
        if good:
            yield question.features, good


def fit_holders(
    records: Sequence[Record],
    documents: Sequence[Document],
    candidates: Sequence[Sequence[Candidate]],
    *,
    l2: float = 1.0,
) -> HolderFinder:
    """Fit the two choices on annotated documents."""
    choices = []
    for field in ("actor", "source"):
        asked = [
            one
            for record, document, mentions in zip(records, documents, candidates, strict=True)
            for one in questions(record, document, mentions, field)
        ]
        choices.append(fit_choice([f for f, _ in asked], [good for _, good in asked], l2=l2))
    return HolderFinder(*choices)
