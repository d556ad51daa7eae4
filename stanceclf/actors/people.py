"""The people whom a text names: which names are one person's, and whose a part of a name is."""

from collections.abc import Iterable
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.entities import PERSON, Entity
from stanceclf.actors.entries import LISTED_PERSON, Entry
from stanceclf.actors.lexicon import fold
from stanceclf.actors.listed import Match
from stanceclf.actors.mention import Mention
from stanceclf.actors.names import sex_of_given_name, sex_of_title
from stanceclf.actors.nouns import word_class
from stanceclf.actors.spellings import (
    LONGEST_INITIALS,
    PARTICLES,
    initials,
    is_part,
    name_key,
    text_of,
    written,
)
from stanceclf.text.document import Document

# Of people who share a word of their names, no more than this are told apart.
_MOST_NAMESAKES: Final = 30
_MOST_INITIALLED: Final = 100  # people whose initials are looked at: more than any talk has
_REFLEXIVES: Final = {"herself": "f", "himself": "m"}


class People:
    """The people whom a document names.

    Parameters
    ----------
    document : Document
    names : list
        What `listed_names` gives for it.
    mentions : iterable of Mention

    Attributes
    ----------
    all : list of Entity
        In the order in which they were told apart: those of longer names first.
    at : dict
        The person of each name, by the first token of the mention.
    """

    def __init__(self, document: Document, names: list[Match], mentions: Iterable[Mention]) -> None:
        self.document = document
        self.names = names
        self.all: list[Entity] = []
        self.at: dict[int, Entity] = {}
        self._keys: dict[int, tuple[str, ...]] = {}
        self._by_key: dict[tuple[str, ...], Entity] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._name(mentions)

    def _name(self, mentions: Iterable[Mention]) -> None:
        """Join the names of each person into one entity: full names first, then single words."""
        keyed = []
        for first, last, kind in mentions:
            if kind is kinds.PERSON:
                key = self.key(first, last)
                keyed.append((-len(key), first, last, key))
        keyed.sort()
        for _, first, last, key in keyed:
            alias = self._person_alias(first, last)
            entity = self._by_key.get(key) if alias else self.meant(key, first)
            if entity is None and last == first + 1:
                entity = self.by_initials(first)
            if entity is None:
                entity = self._new_person(key, first, last)
            if alias is not None:
                entity.name, entity.id = alias.name, alias.id
                entity.affiliation = alias.parent
            entity.spots.append(first)
            self.at[first] = entity
            entity.sex = entity.sex or self._sex(first, last)
            entity.guess = entity.guess or _guess(key)

    def key(self, first: int, last: int) -> tuple[str, ...]:
        """Return the words of a name, folded, without stops; those of the person an alias means."""
        alias = self._person_alias(first, last)
        if alias is not None:
            return name_key(alias.name)
        lowers = self.document.lowers[first:last]
        return tuple([low if low.isascii() else fold(low) for low in lowers if low[0].isalnum()])

    def _person_alias(self, first: int, last: int) -> Entry | None:
        """Return the person that a user's list gives for a name, if it gives one."""
        match = self.names[first]
        if match is None or match[1].sort is not LISTED_PERSON or match[0] != last:
            return None
        return match[1]

    def by_initials(self, token: int) -> Entity | None:
        """Return the first person whose initials a word is that no list knows: "AM".

        What a text calls a person may begin with a title: "Presenter Ada Moreau".
        """
        word = self.document.words[token]
        if not 1 < len(word) <= LONGEST_INITIALS or not word.isupper() or self.names[token]:
            return None
        for person in self.all[:_MOST_INITIALLED]:
            if initials(person.name).endswith(word):
                return person
        return None

    def meant(self, key: tuple[str, ...], near: int) -> Entity | None:
        """Return the person whom the words of a name mean: the whole name, or a part of it."""
        exact = self._by_key.get(key)
        if exact is not None:
            return exact
        if not key:
            return None
        best, distance = None, 0
        for entity in self._by_word.get(key[-1], [])[-_MOST_NAMESAKES:]:
            known = self._keys[id(entity)]
            # A single word, by which the person was found, is a part.
            if len(key) > 1 and not is_part(key, known):
                continue
            away = min((abs(spot - near) for spot in entity.spots[-8:]), default=0)
            # A surname is likelier than a given name to stand alone.
            away += 0 if known[-1] == key[-1] else 10_000
            if best is None or away < distance:
                best, distance = entity, away
        return best

    def _new_person(self, key: tuple[str, ...], first: int, last: int) -> Entity:
        """Enter a person under the name that a mention gives."""
        names = self.document.words
        if last < len(names) and names[last] == "." and names[last - 1] in ("Jr", "Sr"):
            last += 1
        if len(key) == 1 and first and self.document.lowers[first - 1] in word_class("noble_title"):
            first -= 1
        entity = Entity(written(text_of(self.document, first, last)), PERSON)
        self.all.append(entity)
        self._by_key[key] = entity
        self._keys[id(entity)] = key
        particles = PARTICLES
        for word in key:
            if word not in particles:
                self._by_word.setdefault(word, []).append(entity)
        return entity

    def _sex(self, first: int, last: int) -> str | None:
        """Return the sex that a title in front or "herself" behind tells."""
        lowers = self.document.lowers
        for token in range(first - 1, max(0, first - 2) - 1, -1):
            if sex := sex_of_title(lowers[token]):
                return sex
        return _REFLEXIVES.get(lowers[last]) if last < len(lowers) else None

    def key_of(self, person: Entity) -> tuple[str, ...]:
        """Return the words of a person's fullest name, as `key` gives them."""
        return self._keys.get(id(person), ())

    def named(self, name: str) -> Entity | None:
        """Return the person of just this name."""
        return self._by_key.get(name_key(name))


def _guess(key: tuple[str, ...]) -> str | None:
    """Return the sex that the given names of a full name suggest."""
    for word in key[: max(1, len(key) - 1)]:
        if sex := sex_of_given_name(word):
            return sex
    return None
