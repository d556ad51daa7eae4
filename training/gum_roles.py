"""Roles of attributions in GUM: who says, by which words, what.

GUM marks which elementary discourse units attribute others ("he said"). Here such a unit becomes a
cue, the verb that governs it with its auxiliaries, or "according to"; and a source, the mention in
that verb's subject. The content is what stands beside the unit in its sentence, up to units that
attribute something else.

What is said in the first or second person ("I think") is left out: within a text it marks the
writer's own doubts, not somebody else's words. So are units without a verb, such as bylines.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.mention import Mention
from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.scene import kinds_of
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.attribution import Labelled
from training.claims import claim_labels
from training.gum import PARTITIONS, SHIPPABLE, GumDocument, GumToken, GumUnit, read_gum
from training.role_labels import CONTENT, CUE, SOURCE, mark

_FIRST_OR_SECOND = frozenset({"i", "we", "you"})
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_OF_THE_VERB = frozenset({"aux", "aux:pass", "compound:prt"})
_OPENERS = frozenset({"that", "whether"})


def read_roles(
    gum: Path,
    *,
    genres: Sequence[str] = SHIPPABLE,
    partitions: Sequence[str] = PARTITIONS,
) -> list[Labelled]:
    """Return the documents of GUM's shippable genres with the role of each token."""
    return [_labelled(one) for one in read_gum(gum, genres=genres, partitions=partitions)]


def _labelled(gum: GumDocument) -> Labelled:
    document = Document.from_text(gum.text)
    mentions = find_mentions(document)
    labels = role_labels(document, gum, mentions)
    return Labelled(document, kinds_of(document, mentions), labels, gum.id)


def role_labels(
    document: Document, gum: GumDocument, mentions: Sequence[Mention]
) -> NDArray[np.int64]:
    """Return for each token the position of its label in `training.attribution.LABELS`."""
    found = list(attributions(gum))
    contents = claim_labels(document, [span for _, _, spans in found for span in spans])
    labels = np.where(contents > 0, contents + CONTENT - 1, 0)
    for cue, source, _ in found:
        named = named_by(document, mentions, source)
        for span, begin in ((named, SOURCE), (cue, CUE)):
            tokens = document.tokens_in(span)
            if tokens and not labels[tokens.start : tokens.stop].any():
                mark(labels, tokens, begin)
    return labels


def attributions(gum: GumDocument) -> Iterator[tuple[Span, Span, list[Span]]]:
    """Yield the cue, the head of the source and the contents of each attribution."""
    starts = [sentence.start for sentence in gum.sentences]
    for unit in gum.units:
        if not unit.relation.startswith("attribution"):
            continue
        cue_and_source = _speech(gum, unit)
        if cue_and_source is None:
            continue
        sentence = gum.sentences[bisect_right(starts, unit.span.start) - 1]
        contents = list(_contents(gum, unit, sentence))
        if contents:
            yield (*cue_and_source, contents)


def _speech(gum: GumDocument, unit: GumUnit) -> tuple[Span, Span] | None:
    """Return the cue of a unit and the head of its source; None where it has no verb or subject."""
    inside = [at for at, token in enumerate(gum.tokens) if unit.span.covers(token.span)]
    for at in inside:
        token = gum.tokens[at]
        words = token.span.of(gum.text).lower()
        if words == "according" and token.head in inside:
            to = gum.tokens[at + 1]
            return Span(token.span.start, to.span.end), gum.tokens[token.head].span
    for at in inside:
        if gum.tokens[at].upos not in _VERBS:
            continue
        subject = _dependent(gum.tokens, inside, at, _SUBJECTS)
        if subject is None:
            continue
        if subject.span.of(gum.text).lower() in _FIRST_OR_SECOND:
            return None
        return _verb(gum.tokens, inside, at), subject.span
    return None


def _dependent(
    tokens: Sequence[GumToken], inside: Sequence[int], head: int, relations: Sequence[str]
) -> GumToken | None:
    """Return the first token of `inside` that hangs on `head` by one of `relations`."""
    for at in inside:
        if tokens[at].head == head and tokens[at].relation in relations:
            return tokens[at]
    return None


def _verb(tokens: Sequence[GumToken], inside: Sequence[int], at: int) -> Span:
    """Return a verb with the auxiliaries and the particle next to it."""
    first = last = at
    while first - 1 in inside and _belongs(tokens[first - 1], at):
        first -= 1
    while last + 1 in inside and _belongs(tokens[last + 1], at):
        last += 1
    return Span(tokens[first].span.start, tokens[last].span.end)


def _belongs(token: GumToken, verb: int) -> bool:
    negates = token.relation == "advmod" and token.xpos == "RB" and token.upos == "PART"
    return token.head == verb and (token.relation in _OF_THE_VERB or negates)


def _contents(gum: GumDocument, unit: GumUnit, sentence: Span) -> Iterator[Span]:
    """Yield what stands before and behind a unit in its sentence, up to another attribution.

    Only the side on which the unit's head stands; the other one too where the unit cuts a sentence.
    """
    head = gum.units[unit.head].span if unit.head >= 0 else unit.span
    if not sentence.overlaps(head) or head == unit.span:
        return
    others = [
        one.span
        for one in gum.units
        if one.relation.startswith("attribution") and sentence.covers(one.span) and one != unit
    ]
    start = max([sentence.start, *(o.end for o in others if o.end <= unit.span.start)])
    end = min([sentence.end, *(o.start for o in others if o.start >= unit.span.end)])
    quoted = gum.text[sentence.start : sentence.end].count('"') >= 4
    if head.start < unit.span.start or quoted:
        yield _trimmed(gum.text, start, unit.span.start)
    if head.start > unit.span.start or quoted:
        yield _trimmed(gum.text, unit.span.end, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a content without the word that leads to it."""
    piece = text[start:end]
    stripped = piece.lstrip(" ,:")
    start += len(piece) - len(stripped)
    first, _, rest = stripped.partition(" ")
    if first.lower() in _OPENERS and rest:
        start += len(first) + 1
    return Span(start, end)


def named_by(document: Document, mentions: Sequence[Mention], head: Span) -> Span:
    """Return the mention that a head stands in, else the name behind that title, else the head."""
    tokens = document.tokens_in(head)
    named = head
    for one in mentions:
        if one.first <= tokens.start < one.last:
            return document.span_of(one.first, one.last)
        if one.first == tokens.stop and one.kind == "person":
            named = document.span_of(one.first, one.last)
    return named
