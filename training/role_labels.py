"""Roles of attributions in the project's corpus, derived from its statements by rule.

The corpus marks claims and who reports them, and no cues. Content is a claim that is reported, in
the speaker's words or by a verb (`quotation` other than "none"), without the speaker and the verb
where it holds these. Its source is the annotated source or, where there is none, the actor, as long
as it stands outside every content. The cue is the nearest reporting verb about the source, with its
auxiliaries, or the "according to" before it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.token_features import Kinds, classes_of, is_reporting
from stanceclf.records import Quotation, Span
from stanceclf.text.document import Document
from stanceclf.text.tokens import is_word
from training.attribution import Labelled
from training.claims import claim_labels
from training.corpus import AnnotatedDocument, AnnotatedStatement

SOURCE, CUE, CONTENT = 1, 3, 5  # begin labels of `training.attribution.LABELS`
NEAR = 8  # tokens between a source and its reporting verb at most
_AUXILIARIES = frozenset({"be", "have", "do", "modal", "negation"})


def label_corpus(
    annotated: Sequence[AnnotatedDocument],
    documents: Sequence[Document],
    kinds: Sequence[Kinds],
    groups: Sequence[str],
) -> list[Labelled]:
    """Return annotated documents as `training.attribution.fit_roles` takes them.

    `groups` names for each document those that must not be parted from it, such as its fold.
    """
    rows = zip(annotated, documents, kinds, groups, strict=True)
    return [Labelled(d, kind, role_labels(d, one), group) for one, d, kind, group in rows]


def role_labels(document: Document, annotated: AnnotatedDocument) -> NDArray[np.int64]:
    """Return for each token the position of its label in `training.attribution.LABELS`."""
    reported = [one for one in annotated.statements if one.quotation != Quotation.NONE]
    pieces = [piece for one in reported for piece in content_of(document, one)]
    contents = claim_labels(document, pieces)
    labels = np.where(contents > 0, contents + CONTENT - 1, 0)
    for one in reported:
        span = one.source or one.actor
        tokens = document.tokens_in(span)
        if not tokens or labels[tokens.start : tokens.stop].any():
            continue
        mark(labels, tokens, SOURCE)
        cue = find_cue(document, labels, span)
        if cue:
            mark(labels, cue, CUE)
    return labels


def content_of(document: Document, statement: AnnotatedStatement) -> list[Span]:
    """Return a claim without the speaker and the verb that it may hold.

    A claim runs across an attribution in its middle: "Foreign troops, he said, could come". And it
    holds its subject where the verb carries the stance: "lawmakers urged the army to leave".
    """
    claim = document.tokens_in(statement.claim)
    source = document.tokens_in(statement.source or statement.actor)
    if not source or not claim.start <= source.start < source.stop <= claim.stop:
        return [statement.claim]
    free = np.zeros(len(document.words), dtype=np.int64)
    cue = find_cue(document, free, statement.source or statement.actor)
    if not cue or not claim.start <= cue.start < cue.stop <= claim.stop:
        return [statement.claim]
    first, last = min(source.start, cue.start), max(source.stop, cue.stop)
    before, behind = range(claim.start, first), range(last, claim.stop)
    if not all(map(is_word, document.words[first:last])) or not behind:
        return [statement.claim]
    leads = not any(map(is_word, document.words[claim.start : first]))
    if leads and (cue.start < source.start or statement.quotation == Quotation.DIRECT):
        return [statement.claim]
    if not leads and any(is_word(document.words[at]) for at in (first - 1, last)):
        return [statement.claim]
    return [document.span_of(one.start, one.stop) for one in (before, behind) if one]


def find_cue(document: Document, labels: NDArray[np.int64], source: Span) -> range:
    """Return the tokens of the cue that goes with a source, none where it has none."""
    tokens = document.tokens_in(source)
    sentence = document.sentences[document.sentence_of[tokens.start]]
    lowers = document.lowers
    if lowers[max(0, tokens.start - 2) : tokens.start] == ["according", "to"]:
        return _free(labels, range(tokens.start - 2, tokens.start))
    after = range(tokens.stop, min(tokens.stop + NEAR, sentence.last))
    before = range(tokens.start - 1, max(tokens.start - NEAR, sentence.first) - 1, -1)
    for places in (after, before):
        for at in places:
            if labels[at]:
                break
            if is_reporting(lowers[at]):
                first = at
                while (
                    first - 1 >= sentence.first
                    and not labels[first - 1]
                    and _helps(lowers[first - 1])
                ):
                    first -= 1
                return range(first, at + 1)
    return range(0)


def _helps(lower: str) -> bool:
    return not _AUXILIARIES.isdisjoint(classes_of(lower))


def _free(labels: NDArray[np.int64], tokens: range) -> range:
    return range(0) if labels[tokens.start : tokens.stop].any() else tokens


def mark(labels: NDArray[np.int64], tokens: range, begin: int) -> None:
    """Write a begin label and the inside labels that follow it."""
    labels[tokens.start] = begin
    labels[tokens.start + 1 : tokens.stop] = begin + 1
