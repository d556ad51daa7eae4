"""The named entities of a document: people, countries and organisations, each entered once."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.entities import COUNTRY, GROUP, ORGANISATION, Entity
from stanceclf.actors.entries import BODY, LISTED_PERSON, Entry
from stanceclf.actors.lexicon import Lexicon, lexicon
from stanceclf.actors.listed import listed_names
from stanceclf.actors.mention import Mention
from stanceclf.actors.nouns import is_group
from stanceclf.actors.people import People
from stanceclf.actors.spellings import (
    FEWEST_INITIALS,
    PARTY,
    TRADES,
    initials,
    may_be_initials,
    owner_in,
    party_names,
    text_of,
    without_trade,
)
from stanceclf.actors.years import DATED, year_of
from stanceclf.text.document import Document

_MOST_ORGANISATIONS: Final = 60
# What a place stands for where the text names that as well, by their ids.
_SEATS: Final = {"new-york": ("united-nations", "United Nations")}


class Registry:
    """The named entities of one document."""

    def __init__(
        self, document: Document, mentions: Iterable[Mention], listed: Lexicon | None = None
    ) -> None:
        self.document = document
        self.lexicon = lexicon() if listed is None else listed
        self._listed: dict[str, Entity] = {}
        self._others: dict[str, Entity] = {}
        self._acronyms: dict[str, str] = {}
        # Names whose initials are acronyms as well, once one is asked for that no bracket explains.
        self._long: list[tuple[int, int]] = []
        self._variants: dict[str, Entry] = {}
        self._usual: set[str] = set()
        self._formers: dict[str, str | None] = {}
        self._named_ids: set[str] = set()
        self._states: set[str] = set()  # what is named by more than its bodies
        # By id of an entry, which its table keeps.
        self._meant: dict[int, Entity] = {}
        # What `Lexicon.match` gives for each token, up to the end of its sentence.
        self.names = listed_names(document, self.lexicon)
        mentions = list(mentions)
        self._collect(mentions)
        self.people = People(document, self.names, mentions)

    def _collect(self, mentions: list[Mention]) -> None:
        """Note acronyms in brackets, and which variants of listed names the text uses."""
        words, lowers, names = self.document.words, self.document.lowers, self.names
        end = len(words)
        # Cheap checks of most texts, before those of each name.
        brackets, parties = "(" in self.document.text, PARTY in self.document.text
        for first, last, kind in mentions:
            if kind is kinds.PERSON or kind is kinds.PRONOUN:
                continue
            match = names[first]
            if match is not None:
                self._note_name(match[1], words[first])
            if parties and kind is kinds.ORGANISATION and PARTY in words[first + 1 : last]:
                name = self.text_of(first, last)
                for short in party_names(name):
                    self._acronyms.setdefault(short, name)
            elif match is None and kind is kinds.ORGANISATION and lowers[last - 1] in TRADES:
                name = self.text_of(first, last)
                self._acronyms.setdefault(without_trade(name), name)
            if kind is kinds.ORGANISATION and last >= first + FEWEST_INITIALS:
                self._long.append((first, last))
            if brackets and last + 2 < end and words[last] == "(" and words[last + 2] == ")":
                short = words[last + 1]
                if len(short) > 1 and short[0].isupper() and sum(map(str.isupper, short)) > 1:
                    self._acronyms[short] = self.text_of(first, last)

    def _note_name(self, entry: Entry, word: str) -> None:
        """Note that the text uses a listed name, which begins with `word` there."""
        if not entry.rival:
            self._named_ids.add(entry.id)
        if entry.sort is not BODY:
            self._states.add(entry.id)
        if entry.variant:
            self._variants.setdefault(entry.id, entry)
            if entry.type is ORGANISATION:
                self._variants.setdefault(initials(entry.name), entry)
        elif entry.type is COUNTRY and word == entry.name.split()[0]:
            self._usual.add(entry.id)

    @property
    def year(self) -> int:
        """The year that the text names first, or 0."""
        return year_of(self.document.words[:DATED])

    def text_of(self, first: int, last: int) -> str:
        """Return the words of a token range with single spaces, and the number of a division."""
        return text_of(self.document, first, last)

    def listed(self, entry: Entry) -> Entity:
        """Return the entity of a listed name, under the variant that the text prefers."""
        known = self._meant.get(id(entry))
        if known is None:
            known = self._meant[id(entry)] = self._entity_of(entry)
        return known

    def _entity_of(self, entry: Entry) -> Entity:
        name = entry.name
        if entry.sort is LISTED_PERSON and (person := self.people.named(name)):
            return person
        if entry.rival and entry.id not in self._named_ids:
            return self.organisation(entry.rival)
        if entry.id in _SEATS and _SEATS[entry.id][0] in self._named_ids:
            return self.organisation(_SEATS[entry.id][1])
        if entry.type is ORGANISATION:
            name = self._variants.get(entry.id, self._variants.get(entry.name, entry)).name
        elif entry.id not in self._usual:
            variant = self._variants.get(entry.id)
            name = variant.name if variant is not None else self._former(entry) or name
        entity = self._listed.get(name)
        if entity is None:
            entity = Entity(name, entry.type, entry.id, affiliation=entry.parent)
            entity.plural = entry.type is GROUP
            self._listed[name] = entity
        return entity

    def _former(self, entry: Entry) -> str | None:
        """Return "Soviet Union" for Russia where the text says "Soviet" and never "Russian".

        A date from its times says as much.
        """
        if entry.id not in self.lexicon.former:
            return None
        if entry.id not in self._formers:
            former = self.lexicon.former[entry.id]
            stem = entry.name[:-1].lower()
            lowers = self.document.lowers
            then = 0 < self.year <= former.last or former.adjective in lowers
            meant = then and not any(low.startswith(stem) for low in lowers)
            self._formers[entry.id] = former.name if meant else None
        return self._formers[entry.id]

    def organisations(self) -> list[Entity]:
        """Return the organisations named first, so far, a bounded number."""
        listed = islice(self._listed.values(), _MOST_ORGANISATIONS)
        named = [entity for entity in listed if entity.type is ORGANISATION]
        return named + list(islice(self._others.values(), _MOST_ORGANISATIONS))

    def names_country(self, code: str) -> bool:
        """Tell whether the text names a country, by its ISO code, or whatever else by its id."""
        return code in self._named_ids

    def names_state(self, code: str) -> bool:
        """Tell whether the text names a country by more than its bodies."""
        return code in self._states

    def is_country(self, name: str) -> bool:
        """Tell whether a name is a country's."""
        return name in self.lexicon.countries

    def country(self, name: str) -> Entity:
        """Return the entity of a country by its canonical name."""
        entity = self._listed.get(name)
        if entity is None:
            entity = Entity(name, COUNTRY, self.lexicon.countries.get(name, ""))
            self._listed[name] = entity
        return entity

    def _in_full(self, name: str) -> str:
        """Return the first name of several words in the text whose initials a name is: "MDP"."""
        if not may_be_initials(name):
            return name
        for first, last in self._long:
            full = owner_in(self.text_of(first, last))
            for short in (initials(full), "".join([word[0] for word in full.split()])):
                if may_be_initials(short):
                    self._acronyms.setdefault(short, full)
        self._long.clear()
        return self._acronyms.get(name, name)

    def organisation(self, name: str) -> Entity:
        """Return the entity of an organisation that no list knows."""
        name = self._acronyms.get(name) or self._in_full(name)
        entity = self._others.get(name)
        if entity is None:
            key = self.lexicon.ids.get(name, "")
            entity = self._others[name] = Entity(name, ORGANISATION, key)
            last = name.rsplit(" ", 1)[-1].lower()
            entity.plural = is_group(last) and last not in TRADES  # "Vectus Partners" is an "it"
        return entity
