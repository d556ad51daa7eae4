"""What is known of a document while it is read: its mentions, entities, speech and history."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.agreement import Agreement
from stanceclf.actors.antecedent_features import Asked
from stanceclf.actors.antecedents import Ranker, Task
from stanceclf.actors.bisection import place_in
from stanceclf.actors.entities import COUNTRY, PERSON, Entity
from stanceclf.actors.entries import OUTLET
from stanceclf.actors.history import History
from stanceclf.actors.kinds import COUNTRY as COUNTRY_NAME
from stanceclf.actors.kinds import ORGANISATION
from stanceclf.actors.lexicon import Lexicon
from stanceclf.actors.mention import Mention
from stanceclf.actors.names import opens_sentence
from stanceclf.actors.nouns import word_class
from stanceclf.actors.registry import Registry
from stanceclf.actors.speech import Speech
from stanceclf.actors.word_bits import NAME_WORD, told_by_words
from stanceclf.text.document import Document

_STOPS: Final = frozenset(("\u2013", "\u2014", "-", "--", ":"))
# What a country gains as the text's first, and keeps in another paragraph: on the corpus 13,813
# names of 15,280 are right with 0 and 1, 13,824 with 0.3 and 1, 13,833 with both as they are here.
_FIRST_COUNTRY: Final = 0.3
_OTHER_PARAGRAPH: Final = 0.6
_REQUESTS: Final = word_class("request")
_MOST_NAMES: Final = 60
_LINKS: Final = frozenset(("of", "for", "to", "at", "in", "the", "and", "'s"))


class Scene:
    """A document with all that reading it has brought to light so far."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        ranker: Ranker | None = None,
        quoted: NDArray[np.int8] | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.document = document
        self.mentions = list(mentions)
        self.firsts = [first for first, _, _ in self.mentions]
        self.registry = Registry(document, self.mentions, lexicon)
        self.told = told_by_words(document)
        self.speech = Speech(document, self.told, quoted)
        self.history = History(self.speech)
        match = self.registry.names[0] if document.words else None
        if match is not None and match[1].type is COUNTRY and document.words[0].isupper():
            self.history.first_country = self.registry.listed(match[1])  # of a dateline
        self.ranker = Ranker() if ranker is None else ranker
        # The possessive in "his foreign minister, X": by the first token of the name.
        self.owners: dict[int, int] = {}
        # Whose "Congress" a text means, from which token on: by the chamber's listed name.
        self.chambers: dict[str, list[tuple[int, Entity | None]]] = {}
        # What is worked out when somebody asks. Compiled, a `cached_property` keeps nothing.
        self._organisations: dict[str, None] | None = None
        self._main_country: tuple[Entity | None] | None = None
        self._askers: set[str] = set()  # countries that ask for others' troops
        # Entities learn while the document is read; the order of later questions must not matter.
        self.being_read = True

    def opens(self, token: int) -> bool:
        """Tell whether a capital may be due to its place: "ACCRA (AFP) – Voters said"."""
        return opens_sentence(self.document, token) or self.document.words[token - 1] in _STOPS

    @property
    def organisations(self) -> dict[str, None]:
        """The names of the organisations that the text mentions, in order; a bounded number."""
        if self._organisations is None:
            self._organisations = self._named_organisations()
        return self._organisations

    def _named_organisations(self) -> dict[str, None]:
        told, words = self.told, self.document.words
        names: dict[str, None] = {}
        for first, last, kind in self.mentions:
            if kind is not ORGANISATION:
                continue
            if not (told[last - 1] & NAME_WORD or words[last - 1].isdigit()):
                continue
            while first < last - 1 and not told[first] & NAME_WORD:
                first += 1
            names[self.registry.text_of(first, last)] = None
            if len(names) == _MOST_NAMES:
                break
        return names

    @property
    def main_country(self) -> Entity | None:
        """The country that the text names most often, the first of them where several are."""
        if self._main_country is None:
            self._main_country = (self._named_most(),)
        return self._main_country[0]

    def _named_most(self) -> Entity | None:
        counts: dict[str, int] = {}
        for first, last, kind in self.mentions:
            match = self.registry.names[first] if kind is COUNTRY_NAME else None
            if match is None or match[0] > last or match[1].type is not COUNTRY:
                continue
            if self._asks(first):
                self._askers.add(match[1].name)
            else:
                counts[match[1].name] = counts.get(match[1].name, 0) + 1
        self._askers.difference_update(counts)
        return self.registry.country(max(counts, key=counts.__getitem__)) if counts else None

    def choose(
        self, task: Task, asked: Asked, agreement: Agreement, floor: float | None = None
    ) -> Entity | None:
        """Return the most salient entity before a phrase that agrees with it."""
        found = self.history.candidates(task, asked, agreement)
        return self.ranker.choose(task, found.entities, found.features, floor)

    def mention_at(self, token: int) -> Mention | None:
        """Return the mention that begins at `token`."""
        position = place_in(self.firsts, token)
        if position < len(self.mentions) and self.firsts[position] == token:
            return self.mentions[position]
        return None

    def mentions_from(self, token: int, count: int) -> list[Mention]:
        """Return the next `count` mentions that begin at `token` or later."""
        position = place_in(self.firsts, token)
        return self.mentions[position : position + count]

    def mentions_before(self, token: int, count: int) -> list[Mention]:
        """Return the last `count` mentions that begin before `token`, nearest first."""
        end = place_in(self.firsts, token)
        return [self.mentions[at] for at in range(end - 1, max(0, end - count) - 1, -1)]

    def mention_around(self, token: int) -> Mention | None:
        """Return the mention that covers `token`."""
        position = place_in(self.firsts, token + 1) - 1
        if position >= 0 and token < self.mentions[position].last:
            return self.mentions[position]
        return None

    def person_at(self, token: int) -> Entity | None:
        """Return the person whose name begins at `token`."""
        return self.registry.people.at.get(token)

    def end_of_description(self, index: int) -> int:
        """Return the end of "of X", "for the X" that begins at `index`, or `index`."""
        told, lowers = self.told, self.document.lowers
        stop = min(index + 8, len(lowers))
        end = index
        while end < stop and (told[end] & NAME_WORD or lowers[end] in _LINKS):
            end += 1
        return end

    def listed_in(self, first: int, last: int) -> tuple[str | None, str | None]:
        """Return the first country and the first organisation that a token range names."""
        told, names = self.told, self.registry.names
        country = organisation = None
        index = first
        while index < last:
            match = names[index]
            if match is None or not told[index] & NAME_WORD:
                index += 1
                continue
            begin = index
            index, entry = match
            if entry.sort is OUTLET or self._goes_on(begin, index):
                continue
            name = self.registry.listed(entry).name
            if entry.type is COUNTRY:
                country = country or name
            else:
                organisation = organisation or name
        return country, organisation

    def _goes_on(self, first: int, last: int) -> bool:
        """Tell whether a longer name may be any state's: "Ministry of Defence and Aviation"."""
        if self.document.lowers[first] != "ministry":
            return False
        around = self.mention_at(first)
        return around is not None and around.kind is ORGANISATION and around.last > last

    def home(self, token: int, *, of_body: bool = False) -> Entity | None:
        """Return the country that bare "the government" means: one near and often named.

        The text's own country is where its first mention of any leads; a body may be its at any
        distance, a person is placed by what stands near.
        """
        sentence = self.document.sentence_of[token]
        paragraphs = self.speech.paragraphs
        here = paragraphs[sentence]
        scores: dict[Entity, float] = {}
        for spot in self.history.before(token):
            entity = spot.entity
            if entity.type is not COUNTRY:
                if entity.type is not PERSON or not entity.country:
                    continue
                entity = self.registry.country(entity.country)
            elif self._asks(spot.token):
                continue
            away = 1 + sentence - spot.sentence
            gain = (1.5 if spot.subject else 1.0) * (2.0 if spot.opens else 1.0)
            if paragraphs[spot.sentence] != here:
                gain *= _OTHER_PARAGRAPH
            scores[entity] = scores.get(entity, 0.0) + gain / (away * away)
        first = self.history.first_country
        if of_body and scores and first is not None:
            scores[first] = scores.get(first, 0.0) + _FIRST_COUNTRY
        if scores:
            return max(scores, key=scores.__getitem__)
        return self._home_behind(token)

    def _home_behind(self, token: int) -> Entity | None:
        """Return the country that the text names next, else the one that leads it."""
        for spot in self.history.after(token):
            if spot.entity.type is COUNTRY and not self._asks(spot.token):
                return spot.entity
        first, main = self.history.first_country, self.main_country
        return main if first is None or first.name in self._askers else first

    def _asks(self, token: int) -> bool:
        """Tell whether a country asks for another's troops: "sent at the request of Lebanon"."""
        lowers = self.document.lowers
        return token > 1 and lowers[token - 1] == "of" and lowers[token - 2] in _REQUESTS

    def country_of(self, entity: Entity, token: int) -> Entity | None:
        """Return the country that an entity belongs to, as far as the text tells."""
        if entity.type is COUNTRY:
            return entity
        if entity.country:
            return self.registry.country(entity.country)
        if entity.affiliation and self.registry.is_country(entity.affiliation):
            return self.registry.country(entity.affiliation)
        return self.home(entity.spots[0] if entity.spots else token) or self.home(token)
