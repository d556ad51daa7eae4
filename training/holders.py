"""Fit the choices of holder and source: from annotated documents to their weights."""

from collections.abc import Iterator, Sequence

from stanceclf.actors.phrases import read_phrase
from stanceclf.attribution.holders import NOBODY, HolderFinder, ask
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Scene
from stanceclf.evaluation import same_actor
from stanceclf.records import Actor, Span
from stanceclf.text.document import Document
from training.choice import fit_choice
from training.corpus import AnnotatedDocument, AnnotatedStatement

Asked = tuple[list[list[str]], list[int]]


def mention_index(document: Document, candidates: Sequence[Candidate], span: Span) -> int:
    """Return the candidate that holds the head of `span`, else that shares most with it.

    Without either it is `NOBODY`. Of "an aide to the French president" the aide is meant.
    """
    tokens = document.tokens_in(span)
    if not tokens:
        return NOBODY
    head = read_phrase(document, tokens.start, tokens.stop).head
    best, most = NOBODY, 0
    for index, candidate in enumerate(candidates):
        if candidate.first >= tokens.stop:
            break
        shared = min(candidate.last, tokens.stop) - max(candidate.first, tokens.start)
        if shared > 0 and candidate.first <= head < candidate.last:
            return index
        if shared > most:
            best, most = index, shared
    return best


def fit_holders(
    annotated: Sequence[AnnotatedDocument],
    documents: Sequence[Document],
    candidates: Sequence[Sequence[Candidate]],
    actors: Sequence[Sequence[Actor]],
    *,
    l2: float = 3.0,
) -> HolderFinder:
    """Fit the two choices on annotated documents.

    Parameters
    ----------
    annotated, documents : sequence
        The annotation of each document, and its tokens.
    candidates, actors : sequence of sequence
        The mentions of each document, and the canonical actor of each.
    """
    choices = []
    for field in ("actor", "source"):
        asked = [
            one
            for rows in zip(annotated, documents, candidates, actors, strict=True)
            for one in _questions(*rows, field)
        ]
        choices.append(fit_choice([f for f, _ in asked], [good for _, good in asked], l2=l2))
    return HolderFinder(*choices)


def _questions(
    annotated: AnnotatedDocument,
    document: Document,
    candidates: Sequence[Candidate],
    actors: Sequence[Actor],
    field: str,
) -> Iterator[Asked]:
    """Yield the features of the candidates of each annotated claim, and the right ones."""
    scene = Scene.of(document, candidates, quotation_states(document))
    right: dict[tuple[int, int], set[int]] = {}
    before_of: dict[tuple[int, int], int] = {}
    before = NOBODY
    for statement in sorted(annotated.statements, key=lambda one: one.claim):
        tokens = document.tokens_in(statement.claim)
        if tokens:
            claim = (tokens.start, tokens.stop)
            before_of.setdefault(claim, before)
            answers = _answers(statement, field, document, candidates, actors)
            right.setdefault(claim, set()).update(answers)
            held = mention_index(document, candidates, statement.actor)
            before = before if held == NOBODY else held
    for claim, answers in right.items():
        question = ask(scene, claim, before_of[claim])
        good = [at for at, option in enumerate(question.all_options()) if option in answers]
        if good:
            yield question.features(scene), good


def _answers(
    statement: AnnotatedStatement,
    field: str,
    document: Document,
    candidates: Sequence[Candidate],
    actors: Sequence[Actor],
) -> set[int]:
    """Return the mentions that are right: the annotated one, and any other of the same actor."""
    mention = statement.actor if field == "actor" else statement.source
    if mention is None:
        return {NOBODY}
    own = field == "actor" or statement.source_name == statement.actor_name
    name = statement.actor_name if own else statement.source_name
    kind = statement.actor_type.value if own else None
    same = {at for at, actor in enumerate(actors) if same_actor(name, actor.name, kind)}
    return same | {mention_index(document, candidates, mention)} - {NOBODY}
