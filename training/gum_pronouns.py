"""Pronouns of GUM and the candidates that the library would weigh for them.

A pronoun counts that is a third-person personal or possessive one (no reflexive), refers to
something (is a mention, so that an expletive "it" is none) and whose chain has a mention that is no
pronoun before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from stanceclf.actors.antecedents import Ranker, Spot
from stanceclf.actors.discourse import Discourse
from stanceclf.actors.entities import Entity
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.pronouns import antecedent
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.gum import GumDocument, GumMention

PERSONS = {
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
    """A pronoun with an antecedent: its place, its word's row, its chain and the chain's type."""

    span: Span
    row: str
    entity: str
    kind: str


def pronouns(document: GumDocument) -> Iterator[GumPronoun]:
    """Yield the pronouns of a document that a mention which is no pronoun goes before."""
    tags = {token.span: token.xpos for token in document.tokens}
    named: dict[str, int] = {}  # where the first mention of each chain ends that is no pronoun
    for mention in document.mentions:
        if tags.get(mention.span) not in _PRONOUN_TAGS:
            named.setdefault(mention.entity, mention.span.end)
            continue
        row = PERSONS.get(mention.span.of(document.text).lower())
        known = named.get(mention.entity)
        if row is not None and known is not None and known <= mention.span.start:
            yield GumPronoun(mention.span, row, mention.entity, mention.kind)


class Chains:
    """The chain that a phrase of the library belongs to."""

    def __init__(self, document: GumDocument) -> None:
        self.mentions: list[GumMention] = sorted(
            document.mentions, key=lambda one: one.span.end - one.span.start
        )

    def chain(self, span: Span) -> str | None:
        """Return the chain of the smallest mention around a phrase, else around its last word."""
        for inner in (span, Span(span.end - 1, span.end)):
            for mention in self.mentions:
                if mention.span.start <= inner.start and inner.end <= mention.span.end:
                    return mention.entity
        return None


class Reading:
    """A document of GUM as the library reads it."""

    def __init__(self, gum: GumDocument, ranker: Ranker | None = None) -> None:
        self.gum = gum
        self.document = Document.from_text(gum.text)
        self.discourse = Discourse(self.document, find_mentions(self.document), ranker)
        self._chains = Chains(gum)
        self._memo: dict[tuple[int, int], str | None] = {}

    def chain_of(self, entity: Entity, token: int) -> str | None:
        """Return the chain of the last phrase before `token` that named an entity."""
        for spot in reversed(self.discourse.scene.history.before(token, 1 << 30)):
            if spot.entity is entity and not spot.pronoun:
                return self._chain(spot)
        return None

    def _chain(self, spot: Spot) -> str | None:
        key = spot.token, spot.last
        if key not in self._memo:
            self._memo[key] = self._chains.chain(self.document.span_of(*key))
        return self._memo[key]

    def answers(self) -> Iterator[tuple[GumPronoun, int, Entity | None]]:
        """Yield each pronoun, its token, and whom the library takes it for."""
        for pronoun in pronouns(self.gum):
            tokens = self.document.tokens_in(pronoun.span)
            if tokens:
                low = self.document.lowers[tokens.start]
                yield pronoun, tokens.start, antecedent(self.discourse.scene, low, tokens.start)
