"""Entities: everybody a document speaks of, each with its names, offices and places in the text."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.entries import BODY, LISTED_PERSON, Entry
from stanceclf.actors.lexicon import Lexicon, fold, lexicon
from stanceclf.actors.listed import listed_names
from stanceclf.actors.mention import Mention
from stanceclf.actors.names import sex_of_given_name, sex_of_title
from stanceclf.actors.nouns import is_group, word_class
from stanceclf.actors.runs import start_behind_number
from stanceclf.actors.slugs import plain, slug
from stanceclf.actors.years import DATED, year_of
from stanceclf.quick import maker
from stanceclf.records import Actor, ActorType
from stanceclf.resources import words
from stanceclf.text.document import Document
from stanceclf.text.tokens import tokenize

_PARTICLES: Final = words("particles.txt")

_make_actor: Final = maker(Actor)
_MOST_ORGANISATIONS: Final = 60
# Of people who share a word of their names, no more than this are told apart.
_MOST_NAMESAKES: Final = 30
_LONGEST_INITIALS: Final = 2  # "JB"
_FEWEST_INITIALS: Final = 3
_MOST_INITIALLED: Final = 100  # people whose initials are looked at: more than any talk has
# What a place stands for where the text names that as well, by their ids.
_SEATS: Final = {"new-york": ("united-nations", "United Nations")}
_PARTY: Final = "Party"
_NO_ROLES: Final[frozenset[str]] = frozenset()  # most entities have none
_VOWELS: Final = frozenset("AEIOUY")
_REFLEXIVES: Final = {"herself": "f", "himself": "m"}

# In Python 3.11 reading a member through its class costs 0.1 µs, ten times a global's price.
PERSON: Final[ActorType] = ActorType.PERSON
COUNTRY: Final[ActorType] = ActorType.COUNTRY
ORGANISATION: Final[ActorType] = ActorType.ORGANISATION
GROUP: Final[ActorType] = ActorType.GROUP


class Entity:
    """Somebody the text speaks of; no dataclass, whose `__init__` stays slow when compiled.

    Attributes
    ----------
    name : str
        Canonical name.
    type : ActorType
        Kind of actor.
    id : str
        ISO code or slug.
    sex : str or None
        f or m, of a person whose title or office tells.
    guess : str or None
        f or m, of a person whose given name lets it be guessed.
    plural : bool
        Whether "they" fits better than "it" or "he".
    country, affiliation : str or None
        The country a person belongs to, and whom the person speaks for.
    roles : frozenset of str
        Role nouns that describe a person: "minister", "spokesman".
    seat : str or None
        The state that a person sits for, as the text writes it: "S.C.", "South Carolina".
    named : bool
        Whether the text gives a proper name.
    speaks : bool
        Whether it stands as the subject of a verb of speech.
    spots : list of int
        First tokens of the names of a person.
    mentions : int
        How often it was mentioned so far.
    place : int
        Its number among those mentioned, from 1 on.
    """

    __slots__ = (
        "_actor", "_lower_words", "affiliation", "country", "guess", "id", "mentions", "name",
        "named", "place", "plural", "roles", "seat", "sex", "speaks", "spots", "type",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        type: ActorType,
        id: str = "",
        *,
        affiliation: str | None = None,
        named: bool = True,
        plural: bool = False,
    ) -> None:
        self.name = name
        self.type = type
        self.id = id
        self.sex: str | None = None
        self.guess: str | None = None
        self.plural = plural
        self.country: str | None = None
        self.affiliation = affiliation
        self.roles = _NO_ROLES
        self.seat: str | None = None
        self.named = named
        self.speaks = False
        self.spots: list[int] = []
        self.mentions = 0
        self.place = 0
        self._lower_words: list[str] | None = None
        self._actor: Actor | None = None

    @property
    def certain(self) -> bool:
        """Whether anything but capitals shows that this is a person."""
        if self.guess or self.sex or self.roles or self.country or self.affiliation:
            return True
        return self.speaks or not self.named or len(self.spots) > 1

    def lower_words(self) -> list[str]:
        """Return the words of the name of an organisation, which does not change."""
        if self._lower_words is None:
            self._lower_words = self.name.lower().split()
        return self._lower_words

    def bear(self, *roles: str) -> None:
        """Note role nouns that describe a person."""
        self.roles = self.roles.union(roles)

    def actor(self) -> Actor:
        """Return the record of the entity, one of five of which was made before.

        Once a text is read, only the affiliation of an entity may change.
        """
        country = self.country if self.type is PERSON else None
        affiliation = self.affiliation or country
        known = self._actor
        if known is None or known.affiliation != affiliation:
            key = self.id or slug(self.name)
            known = self._actor = _make_actor(self.name, self.type, affiliation, key)
        return known


class Registry:
    """The named entities of one document."""

    def __init__(
        self, document: Document, mentions: Iterable[Mention], listed: Lexicon | None = None
    ) -> None:
        self.document = document
        self.lexicon = lexicon() if listed is None else listed
        self.people: list[Entity] = []
        self.people_at: dict[int, Entity] = {}
        self._keys: dict[int, tuple[str, ...]] = {}
        self._by_key: dict[tuple[str, ...], Entity] = {}
        self._by_word: dict[str, list[Entity]] = {}
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
        self._name_people(mentions)

    def _collect(self, mentions: list[Mention]) -> None:
        """Note acronyms in brackets, and which variants of listed names the text uses."""
        words, names = self.document.words, self.names
        end = len(words)
        # Cheap checks of most texts, before those of each name.
        brackets, parties = "(" in self.document.text, _PARTY in self.document.text
        for first, last, kind in mentions:
            if kind is kinds.PERSON or kind is kinds.PRONOUN:
                continue
            match = names[first]
            if match is not None:
                self._note_name(match[1], words[first])
            if parties and kind is kinds.ORGANISATION and _PARTY in words[first + 1 : last]:
                name = self.text_of(first, last)
                for short in _party_names(name):
                    self._acronyms.setdefault(short, name)
            if kind is kinds.ORGANISATION and last >= first + _FEWEST_INITIALS:
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
                self._variants.setdefault(_initials(entry.name), entry)
        elif entry.type is COUNTRY and word == entry.name.split()[0]:
            self._usual.add(entry.id)

    @property
    def year(self) -> int:
        """The year that the text names first, or 0."""
        return year_of(self.document.words[:DATED])

    def text_of(self, first: int, last: int) -> str:
        """Return the words of a token range with single spaces, and the number of a division."""
        document = self.document
        first = start_behind_number(document, first)
        if last == first + 1:
            return document.words[first]
        return " ".join(document.text[document.starts[first] : document.ends[last - 1]].split())

    def _name_people(self, mentions: list[Mention]) -> None:
        """Join the names of each person into one entity: full names first, then single words."""
        keyed = []
        for first, last, kind in mentions:
            if kind is kinds.PERSON:
                key = self.key(first, last)
                keyed.append((-len(key), first, last, key))
        keyed.sort()
        for _, first, last, key in keyed:
            alias = self._person_alias(first, last)
            entity = self._by_key.get(key) if alias else self.person(key, first)
            if entity is None and last == first + 1:
                entity = self.by_initials(first)
            if entity is None:
                entity = self._new_person(key, first, last)
            if alias is not None:
                entity.name, entity.id = alias.name, alias.id
                entity.affiliation = alias.parent
            entity.spots.append(first)
            self.people_at[first] = entity
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
        if not 1 < len(word) <= _LONGEST_INITIALS or not word.isupper() or self.names[token]:
            return None
        for person in self.people[:_MOST_INITIALLED]:
            if _initials(person.name).endswith(word):
                return person
        return None

    def person(self, key: tuple[str, ...], near: int) -> Entity | None:
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
            if len(key) > 1 and not _is_part(key, known):
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
        entity = Entity(written(self.text_of(first, last)), PERSON)
        self.people.append(entity)
        self._by_key[key] = entity
        self._keys[id(entity)] = key
        particles = _PARTICLES
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

    def listed(self, entry: Entry) -> Entity:
        """Return the entity of a listed name, under the variant that the text prefers."""
        known = self._meant.get(id(entry))
        if known is None:
            known = self._meant[id(entry)] = self._entity_of(entry)
        return known

    def _entity_of(self, entry: Entry) -> Entity:
        name = entry.name
        if entry.sort is LISTED_PERSON and (person := self._by_key.get(name_key(name))):
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

    def key_of(self, person: Entity) -> tuple[str, ...]:
        """Return the words of a person's fullest name, as `key` gives them."""
        return self._keys.get(id(person), ())

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
        if not _may_be_initials(name):
            return name
        for first, last in self._long:
            full = _owner(self.text_of(first, last))
            for short in (_initials(full), "".join([word[0] for word in full.split()])):
                if _may_be_initials(short):
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
            entity.plural = is_group(name.rsplit(" ", 1)[-1].lower())
        return entity


def _party_names(name: str) -> tuple[str, str]:
    """Return what else a party goes by.

    >>> _party_names("Social Democratic Party of Xanadu")
    ('Social Democratic', 'Social Democrats')
    """
    head = name.partition(f" {_PARTY}")[0]
    return head, f"{head.removesuffix('ic')}s"


def name_key(name: str) -> tuple[str, ...]:
    """Return the words of a name as `Registry.key` does for one that stands in a text.

    >>> name_key("Élise M. Moreau")
    ('elise', 'm', 'moreau')
    """
    return tuple(plain(word) for word in tokenize(name)[0] if word[0].isalnum())


def written(name: str) -> str:
    """Return a person's name as it is written in running text, where it stands in capitals.

    >>> written("NICOLAS DE MOREAU"), written("ADA Moreau"), written("A. L. MOREAU")
    ('Nicolas de Moreau', 'Ada Moreau', 'A. L. Moreau')
    """
    if not name.isupper():
        first, blank, rest = name.partition(" ")
        shouted = first.isupper() and len(first) > _LONGEST_INITIALS
        return first.title() + blank + rest if shouted and sex_of_given_name(first) else name
    if ("." in name and " " not in name) or _VOWELS.isdisjoint(name):
        return name
    particles = _PARTICLES
    return " ".join(
        part.lower() if index and part.lower() in particles else part.title()
        for index, part in enumerate(name.split(" "))
    )


def _guess(key: tuple[str, ...]) -> str | None:
    """Return the sex that the given names of a full name suggest."""
    for word in key[: max(1, len(key) - 1)]:
        if sex := sex_of_given_name(word):
            return sex
    return None


def _owner(name: str) -> str:
    """Return a name without a noun behind it that it owns: "the Fishers Guild's annual ball"."""
    for mark in ("'s ", "\u2019s "):
        owner, _, owned = name.partition(mark)
        if owned[:1].islower():
            return owner
    return name


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _may_be_initials(name: str) -> bool:
    return len(name) >= _FEWEST_INITIALS and name[-1].isupper() and " " not in name


def _is_part(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether the words of `part` all stand in `whole` in order; an initial fits its word."""
    rest = iter(whole)
    return all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest)
        for word in part
    )
