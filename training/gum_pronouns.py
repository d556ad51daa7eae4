"""Pronouns of GUM, their chains, and what the library takes them for.

A pronoun counts that is a third-person personal or possessive one (no reflexive), that refers to
something (an expletive "it" is no mention), and before which a mention of its chain stands that is
no pronoun.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from stanceclf.actors.antecedents import Ranker, Task
from stanceclf.actors.discourse import Discourse
from stanceclf.actors.entities import Entity
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.pronouns import antecedent
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.antecedents import Question, Recorder, rows_of
from training.gum import GumDocument

FORMS = {
    form: row
    for row, forms in (
        ("he", "he him his"),
        ("she", "she her hers"),
        ("they", "they them their theirs"),
        ("it", "it its"),
    )
    for form in forms.split()
}
ACTORS = frozenset(["person", "organization", "place"])
_PRONOUN_TAGS = frozenset(["PRP", "PRP$", "DT", "WP", "WP$", "WDT"])


@dataclass(frozen=True, slots=True)
class GumPronoun:
    """A pronoun: its place, its row of `FORMS`, its chain, and whether that can be an actor."""

    span: Span
    row: str
    chain: str
    actor: bool


def pronouns(document: GumDocument) -> Iterator[GumPronoun]:
    """Yield the pronouns of a document that count."""
    tags = {token.span: token.xpos for token in document.tokens}
    named: dict[str, int] = {}  # where the first mention of each chain ends that is no pronoun
    for mention in document.mentions:
        if tags.get(mention.span) not in _PRONOUN_TAGS:
            named.setdefault(mention.entity, mention.span.end)
            continue
        row = FORMS.get(mention.span.of(document.text).lower())
        known = named.get(mention.entity)
        if row is not None and known is not None and known <= mention.span.start:
            yield GumPronoun(mention.span, row, mention.entity, mention.kind in ACTORS)


class Reading:
    """A document of GUM as the library reads it."""

    def __init__(self, gum: GumDocument, ranker: Ranker) -> None:
        self.gum = gum
        self.document = Document.from_text(gum.text)
        self._recorder = Recorder(ranker.table)
        self._discourse = Discourse(self.document, find_mentions(self.document), self._recorder)
        self._by_length = sorted(gum.mentions, key=lambda one: one.span.end - one.span.start)

    def answers(self) -> Iterator[tuple[GumPronoun, bool]]:
        """Yield each pronoun and whether the entity chosen for it belongs to its chain."""
        for pronoun, token in self._places():
            entity = antecedent(self._discourse.scene, self.document.lowers[token], token)
            yield pronoun, entity is not None and self._chain(entity, token) == pronoun.chain

    def questions(self) -> Iterator[tuple[Task, Question]]:
        """Yield what the ranker is asked, where one of several candidates is right."""
        for pronoun, token in self._places():
            before = len(self._recorder.asked)
            antecedent(self._discourse.scene, self.document.lowers[token], token)
            for task, candidates in self._recorder.asked[before : before + 1]:
                right = np.array(
                    [self._chain(entity, token) == pronoun.chain for entity, _ in candidates]
                )
                if right.any() and len(right) > 1:
                    yield task, (rows_of(candidates), right)

    def _places(self) -> Iterator[tuple[GumPronoun, int]]:
        for pronoun in pronouns(self.gum):
            tokens = self.document.tokens_in(pronoun.span)
            if tokens:
                yield pronoun, tokens.start

    def _chain(self, entity: Entity, token: int) -> str | None:
        """Return the chain of the last phrase before `token` that names an entity."""
        for spot in reversed(self._discourse.scene.history.before(token, token)):
            if spot.entity is entity and not spot.pronoun:
                return self._chain_at(self.document.span_of(spot.token, spot.last))
        return None

    def _chain_at(self, span: Span) -> str | None:
        """Return the chain of the smallest mention around a phrase, else around its last word."""
        for inner in (span, Span(span.end - 1, span.end)):
            for mention in self._by_length:
                if mention.span.start <= inner.start and inner.end <= mention.span.end:
                    return mention.entity
        return None
