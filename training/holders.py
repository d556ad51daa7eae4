"""Fit the choice of holder and source: from annotated documents to its weights."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.phrases import read_phrase
from stanceclf.attribution.clause_words import ClauseWords, vocabulary_of
from stanceclf.attribution.holder_features import Standings
from stanceclf.attribution.holders import NOBODY, HolderFinder
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Referents, Scene
from stanceclf.attribution.surroundings import Range, Surroundings
from stanceclf.matching import same_actor
from stanceclf.records import Actor, Span
from stanceclf.text.document import Document
from training.choice import fit_choice
from training.corpus import AnnotatedDocument, AnnotatedStatement

LEAST = 10  # occurrences of a word that has a number of its own

_UNCOVERED = -2  # the annotated phrase is no candidate

# Of an actor: all the mentions that are resolved to it, and the one that is annotated.
Meant = tuple[set[int], int]
Answers = tuple[list[Meant], list[Meant]]  # the right holders, the right sources


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
    referents: Sequence[Referents],
    *,
    seed: int = 0,
) -> HolderFinder:
    """Fit the choice on annotated documents.

    Parameters
    ----------
    annotated, documents : sequence
        The annotation of each document, and its tokens.
    candidates, actors, referents : sequence of sequence
        The mentions of each document, the canonical actor of each, and whom it means.
    """
    scenes = [
        Scene(document, found, quotation_states(document))
        for document, found in zip(documents, candidates, strict=True)
    ]
    answers = [
        claim_answers(*row) for row in zip(annotated, documents, candidates, actors, strict=True)
    ]
    return fit_on(scenes, answers, referents, seed=seed)


def fit_on(
    scenes: Sequence[Scene],
    answers: Sequence[dict[Range, Answers]],
    referents: Sequence[Referents],
    *,
    seed: int = 0,
) -> HolderFinder:
    """Fit the choice on claims, as token ranges, with their right holders and sources.

    `referents` tell whom the candidates of each document mean.
    """
    forms = chain.from_iterable(scene.document.lowers for scene in scenes)
    words = ClauseWords(vocabulary_of(forms, LEAST))
    around = Surroundings.of(words, scenes, [list(one) for one in answers], referents)
    standings = Standings.of(around)
    right = _right(standings, around.starts, answers)
    return HolderFinder(fit_choice(standings, words, right, seed=seed))


def claim_answers(
    annotated: AnnotatedDocument,
    document: Document,
    candidates: Sequence[Candidate],
    actors: Sequence[Actor],
) -> dict[Range, Answers]:
    """Return the right holders and sources of each annotated claim, in reading order."""
    right: dict[Range, Answers] = {}
    for statement in sorted(annotated.statements, key=lambda one: one.claim):
        tokens = document.tokens_in(statement.claim)
        if tokens:
            holders, sources = right.setdefault((tokens.start, tokens.stop), ([], []))
            holders.append(_mentions(statement, "actor", document, candidates, actors))
            sources.append(_mentions(statement, "source", document, candidates, actors))
    return right


def _right(
    standings: Standings, starts: Sequence[int], answers: Sequence[dict[Range, Answers]]
) -> NDArray[np.float32]:
    """Return 1 for each pair whose candidate is a right one of its claim.

    Those are the mentions whose name comes out right, or the annotated one where none does: what
    counts is the name.
    """
    right = np.zeros((len(standings.claim_of), 2), dtype=np.float32)
    bounds = standings.bounds.tolist()
    claims = (
        (start, answer)
        for start, of_document in zip(starts, answers, strict=True)
        for answer in of_document.values()
    )
    for low, high, (start, answer) in zip(bounds, bounds[1:], claims, strict=False):
        first = int(standings.candidate_of[low]) - start
        for column, wanted in enumerate(answer):
            for same, annotated in wanted:
                near = {at for one in same if low <= (at := low + one - first) < high - 1}
                if annotated == NOBODY:
                    near = {high - 1}
                elif not near and low <= (at := low + annotated - first) < high - 1:
                    near = {at}
                right[list(near), column] = 1.0
    return right


def _mentions(
    statement: AnnotatedStatement,
    field: str,
    document: Document,
    candidates: Sequence[Candidate],
    actors: Sequence[Actor],
) -> Meant:
    """Return the mentions that are resolved to the annotated actor, and the annotated one."""
    mention = statement.actor if field == "actor" else statement.source
    if mention is None:
        return set(), NOBODY
    own = field == "actor" or statement.source_name == statement.actor_name
    name = statement.actor_name if own else statement.source_name
    kind = statement.actor_type.value if own else None
    same = {at for at, actor in enumerate(actors) if same_actor(name, actor.name, kind)}
    found = mention_index(document, candidates, mention)
    return same, _UNCOVERED if found == NOBODY else found
