"""From phrases to canonical actors: names, pronouns, role nouns and metonyms of one document."""

from bisect import bisect_left
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
from stanceclf.attribution.scene import Referent, Referents
from stanceclf.records import Actor, ActorType, Span
from stanceclf.text.document import Document

_NOBODY: Final = Referent()
_new_tuple: Final = tuple.__new__  # a referent takes .2 us this way, .4 by its class
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
        """Return the canonical actor of each span."""
        # Names are linked to those met before, so phrases are read in the order of the text: an
        # answer must not depend on what else is asked, or when.
        # Spans go as pairs: a dataclass is slow to hash and to compare.
        ends = [(span.start, span.end) for span in spans]
        pairs = sorted(dict.fromkeys(ends))  # most are in order
        actors = {(start, end): self._actor(start, end) for start, end in pairs}
        return [actors[pair] for pair in ends]

    def _actor(self, start: int, end: int) -> Actor:
        """Return the actor of one span; a span without a word keeps its characters as name."""
        document, discourse = self.document, self._discourse
        starts = document.starts
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        if first >= last:
            name = document.text[start:end].strip()
            return Actor(name, ActorType.GROUP, id=slug(name))
        first, last = aide_around(discourse.scene, first, last)
        return discourse.entity(first, last).actor()

    def referents(self) -> Referents:
        """Return whom each mention means; nobody for those that reading passes over, as "it"."""
        numbers: dict[str, int] = {}
        everybody = [_NOBODY]
        scene = self._discourse.scene
        for entity in scene.history.everybody:
            who = _number(numbers, entity.name)
            country, affiliation = entity.country, entity.affiliation
            at = 0 if country is None else _number(numbers, country)
            of = 0 if affiliation is None else _number(numbers, affiliation)
            sort = _SORTS[entity.type] + entity.named
            everybody.append(_new_tuple(Referent, (who, sort, at, of)))
        spots = scene.history.spots
        places, next_one, end = [], 0, len(spots)
        for first in scene.firsts:
            place = 0
            if next_one < end and spots[next_one].token == first:
                place = spots[next_one].entity.place
                next_one += 1
            places.append(place)
        return Referents(everybody, places)


def _number(numbers: dict[str, int], name: str) -> int:
    """Return the number of a name; the first one is 1."""
    return numbers.setdefault(name, len(numbers) + 1)
