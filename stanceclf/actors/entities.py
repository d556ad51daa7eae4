"""Entities: everybody a document speaks of, each with its names, offices and places in the text."""

from typing import Final

from stanceclf.actors.slugs import slug
from stanceclf.quick import maker
from stanceclf.records import Actor, ActorType

_make_actor: Final = maker(Actor)
_NO_ROLES: Final[frozenset[str]] = frozenset()  # most entities have none

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
