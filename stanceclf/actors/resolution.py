"""From phrases to canonical actors: names, pronouns, role nouns and metonyms of one document."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.antecedents import Ranker
from stanceclf.actors.descriptions import aide_around
from stanceclf.actors.discourse import Discourse
from stanceclf.actors.lexicon import Lexicon
from stanceclf.actors.mention import Mention
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.slugs import slug
from stanceclf.attribution.found import Found
from stanceclf.attribution.scene import UNKNOWN, Referents
from stanceclf.records import Actor, ActorType, Span
from stanceclf.text.document import Document

# A claim; the words that name its holder, and who that is; the same of its source.
Named = tuple[Found, Span | None, Actor, Span | None, Actor | None]

_UNHELD: Final[tuple[Span | None, Actor]] = (None, Actor("", ActorType.GROUP))
_NO_SOURCE: Final[tuple[Span | None, Actor | None]] = (None, None)
_SORTS: Final = {kind: 1 + 2 * at for at, kind in enumerate(ActorType)}


def resolve(
    document: Document,
    spans: Sequence[Span],
    mentions: Sequence[Mention] | None = None,
    *,
    ranker: Ranker | None = None,
    quoted: NDArray[np.int8] | None = None,
    lexicon: Lexicon | None = None,
) -> list[Actor]:
    """Return the canonical actor of each span.

    Parameters
    ----------
    document : Document
    spans : sequence of Span
        Phrases of the document that name holders; they need not equal a found mention.
    mentions : sequence of Mention, optional
        What `find_mentions` gives for the document, where it is known already.
    ranker : Ranker, optional
        Chooses antecedents; one with weights found by hand if not given.
    quoted : ndarray of int8, shape (n_tokens,), optional
        What `quotation_states` gives for the document, where it is known already.
    lexicon : Lexicon, optional
        The listed names; those of `stanceclf.resources` if not given.

    Returns
    -------
    list of Actor
        One for each span, in the order given.

    Examples
    --------
    >>> text = "Ada Moreau, the Belgian minister, left. She will not send troops."
    >>> [actor.name for actor in resolve(Document.from_text(text), [Span(40, 43)])]
    ['Ada Moreau']
    """
    if not spans:
        return []
    found = find_mentions(document, lexicon) if mentions is None else mentions
    return Reading(document, found, ranker=ranker, quoted=quoted, lexicon=lexicon).actors(spans)


class Reading:
    """A document that has been read once; the parameters are those of `resolve`."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        *,
        ranker: Ranker | None = None,
        quoted: NDArray[np.int8] | None = None,
        lexicon: Lexicon | None = None,
    ):
        self.document = document
        self.mentions = mentions
        self._discourse = Discourse(document, mentions, ranker, quoted, lexicon)

    def actors(self, spans: Sequence[Span]) -> list[Actor]:
        """Return the canonical actor of each span; one without a word is called what it holds."""
        document = self.document
        tokens = [document.tokens_in(span) for span in spans]
        ranges = sorted({(one.start, one.stop) for one in tokens if one})
        actors = {(first, last): self._actor(first, last) for first, last in ranges}
        return [
            actors[one.start, one.stop] if one else _wordless(span.of(document.text))
            for span, one in zip(spans, tokens, strict=True)
        ]

    def named(self, found: Sequence[Found]) -> list[Named]:
        """Return claims, each with its holder and with its source, where it has one."""
        lasts: dict[int, int] = {}
        for claim in found:
            actor, source = claim.actor, claim.source
            if actor is not None:
                lasts[actor[0]] = actor[1]
            if source is not None:
                lasts[source[0]] = source[1]
        document = self.document
        known: dict[int, tuple[Span | None, Actor]] = {}
        for first in sorted(lasts):
            last = lasts[first]
            known[first] = document.span_of(first, last), self._actor(first, last)
        answer: list[Named] = []
        for claim in found:
            actor, source = claim.actor, claim.source
            held, holder = _UNHELD if actor is None else known[actor[0]]
            said, speaker = _NO_SOURCE if source is None else known[source[0]]
            answer.append((claim, held, holder, said, speaker))
        return answer

    def _actor(self, first: int, last: int) -> Actor:
        """Return the actor of a range of tokens.

        Names are linked to those met before, so phrases are asked for in the order of the text: an
        answer must not depend on what else is asked, or when.
        """
        first, last = aide_around(self._discourse.scene, first, last)
        return self._discourse.entity(first, last).actor()

    def referents(self) -> Referents:
        """Return whom each mention means; nobody for those that reading passes over, as "it"."""
        numbers: dict[str, int] = {}
        everybody = list(UNKNOWN)
        scene = self._discourse.scene
        for entity in scene.history.everybody:
            country, affiliation = entity.country, entity.affiliation
            everybody.append(_number(numbers, entity.name))
            everybody.append(_SORTS[entity.type] + entity.named)
            everybody.append(0 if country is None else _number(numbers, country))
            everybody.append(0 if affiliation is None else _number(numbers, affiliation))
        spots = scene.history.spots
        places, next_one, end = [], 0, len(spots)
        for first in scene.firsts:
            place = 0
            if next_one < end and spots[next_one].token == first:
                place = spots[next_one].entity.place
                next_one += 1
            places.append(place)
        return Referents(everybody, places)


def _wordless(characters: str) -> Actor:
    """Return the actor of a span without a word."""
    name = characters.strip()
    return Actor(name, ActorType.GROUP, id=slug(name))


def _number(numbers: dict[str, int], name: str) -> int:
    """Return the number of a name; the first one is 1."""
    return numbers.setdefault(name, len(numbers) + 1)
