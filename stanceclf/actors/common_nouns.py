"""Common nouns: whom "the army", "the farmers' union", "one of the rebels", "its members" mean."""

from collections.abc import Callable
from typing import Final

from stanceclf.actors import kinds, organisation_bodies, state_bodies
from stanceclf.actors.descriptions import OF_SENDER
from stanceclf.actors.entities import COUNTRY, GROUP, ORGANISATION, PERSON, Entity
from stanceclf.actors.entries import LISTED_ORGANISATION, PEOPLE
from stanceclf.actors.mention import Mention
from stanceclf.actors.nouns import POSSESSIVES, is_group, organisation_nouns, roles, word_class
from stanceclf.actors.offices import SENT, person_beside
from stanceclf.actors.pairs import PAIRED, paired
from stanceclf.actors.phrases import Phrase, behind_owned, end_of_complement
from stanceclf.actors.pronouns import UNRESOLVED
from stanceclf.actors.proper_names import is_part_of_name, is_share, labelled
from stanceclf.actors.role_nouns import role, unknown
from stanceclf.actors.state_bodies import LANDS
from stanceclf.actors.unnamed import Unnamed, is_plural, singular
from stanceclf.actors.word_bits import GROUP as GROUP_NOUN
from stanceclf.actors.word_bits import NAME_WORD

_ASKED: Final = "respondents"  # of a poll, of which any share is one
_GOVERNING: Final = frozenset(("ministers", "officials"))
_ROLES: Final = roles()
_ORGANISATION_NOUNS: Final = organisation_nouns()
_GENERIC: Final = word_class("generic_in_name")
_MEMBER: Final = word_class("member")
_OWN_MEMBER: Final = word_class("own_member")
_LONGEST_RANK: Final = 3  # tokens: "the prime minister"
_RULING: Final = frozenset(
    ("president", "premier", "chancellor", "minister", "king", "emir", "sultan", "taoiseach")
)
_OWNER: Final = word_class("organisation_role")  # "the owner, Vectus Global,"
_PARTY_NOUN: Final = word_class("party_noun")
_FOLLOWING: Final = _PARTY_NOUN | {"city", "union"}
_MARKS: Final = word_class("possessive_mark")
# A sovereign's government is the text's own kingdom's, else the one that writes of it that way.
_STYLES: Final = word_class("style")
_KINGDOMS: Final = word_class("kingdom")
_REALM: Final = "United Kingdom"


class CommonNouns:
    """Whom the common noun phrases of a document mean.

    Parameters
    ----------
    unnamed : Unnamed
        The holders without a proper name.
    entity : callable
        Tells whom any range of tokens means, as an owner inside a phrase.
    """

    __slots__ = ("document", "entity", "scene", "unnamed")

    def __init__(self, unnamed: Unnamed, entity: Callable[[int, int], Entity]) -> None:
        self.scene = unnamed.scene
        self.document = unnamed.scene.document
        self.unnamed = unnamed
        self.entity = entity

    def holder(self, phrase: Phrase, token: int) -> Entity:
        """Return the entity of a common noun phrase."""
        land = self._land(phrase)
        if land is not None:
            return self._holder(behind_owned(phrase), land, token)
        paired_off = self.document.lowers[phrase.head] in PAIRED
        return self._holder(phrase, None if paired_off else self._owner(phrase), token)

    def _holder(self, phrase: Phrase, owner: Entity | None, token: int) -> Entity:
        """Return the entity of a common noun phrase that somebody may own."""
        lowers, told = self.document.lowers, self.scene.told[phrase.head]
        head = lowers[phrase.head]
        found = self._of_several(phrase, head, owner) or labelled(self.scene, phrase)
        if found is not None:
            return found
        country, organisation = self.scene.listed_in(phrase.start, phrase.head + 1)
        if head in _ROLES:
            country = country or self._sender(phrase, head)
            company = organisation_bodies.beside(self.scene, phrase) if head in _OWNER else None
            return company or role(self.unnamed, phrase, owner, country, token)
        if state_bodies.is_state(lowers, phrase) and (not phrase.counted or country):
            return self._state(phrase, owner, country, organisation, token)
        if head in _ORGANISATION_NOUNS:
            found = (
                self._before_noun(phrase)
                or organisation_bodies.beside(self.scene, phrase)
                or organisation_bodies.organisation(self.scene, phrase, owner, token)
            )
            return found or self.unnamed.entity(phrase, ORGANISATION, owner)
        at, names = phrase.head, self.scene.registry.names
        longer = names[phrase.start] if phrase.start < at else None
        if longer is not None and longer[0] == at + 1:
            at = phrase.start  # "71 percent of South Koreans"
        match = names[at]
        if match is not None and is_share(self.scene, match[1], at):
            return self.unnamed.entity(phrase, GROUP, owner)
        if match is not None and match[1].sort is PEOPLE and not phrase.counted:
            return self.scene.registry.listed(match[1])
        if owner is not None and told & NAME_WORD:
            return self.entity(phrase.start, phrase.last)
        if told & GROUP_NOUN or phrase.counted:
            return self._group(phrase, head, owner, organisation)
        return unknown(self.unnamed, phrase, owner, country, token)

    def _sender(self, phrase: Phrase, head: str) -> str | None:
        """Return the country for which an envoy speaks: "the representative of Ghana"."""
        last, lowers = phrase.head + 1, self.document.lowers
        if head not in SENT or last >= len(lowers) or lowers[last] not in OF_SENDER:
            return None
        return self.scene.listed_in(last, end_of_complement(self.document, last))[0]

    def _of_several(self, phrase: Phrase, head: str, owner: Entity | None) -> Entity | None:
        """Return who "one of them", "one of the rebels", "the latter" are."""
        lowers = self.document.lowers
        if lowers[phrase.last - 1] in ("them", "us") and lowers[phrase.last - 2] == "of":
            return self._part_of(phrase)
        if head in PAIRED and phrase.last == phrase.head + 1:
            one = paired(self.scene, head, phrase.first - 1)
            return None if one is None else self.entity(one.first, one.last)
        if phrase.picked and is_plural(head):
            return person_beside(self.scene, phrase) or self.unnamed.one_of(phrase, owner)
        if phrase.counted and lowers[phrase.last - 1] == _ASKED:
            return self.unnamed.called(_ASKED, GROUP, plural=True)
        return None

    def _before_noun(self, phrase: Phrase) -> Entity | None:
        """Return the organisation that a common noun only follows: "the Nua Glas party"."""
        lowers, told = self.document.lowers, self.scene.told
        if self.document.words[phrase.head] not in _FOLLOWING:
            return None
        if phrase.owner is not None and lowers[phrase.owner[0]] not in POSSESSIVES:
            return None
        first = phrase.start
        while first < phrase.head and not told[first] & NAME_WORD:
            first += 1
        names = range(first, phrase.head)
        plain = all(told[at] & NAME_WORD and lowers[at] not in _GENERIC for at in names)
        if not names or not plain:
            return None
        match = self.scene.registry.names[first]
        if match is not None and match[1].sort is not LISTED_ORGANISATION:
            return None
        if is_part_of_name(self.scene, first, phrase.head):
            registry = self.scene.registry
            return registry.organisation(registry.text_of(first, phrase.head + 1))
        return self.entity(first, phrase.head)

    def _owner(self, phrase: Phrase) -> Entity | None:
        """Return who owns the head; nobody where an unnamed owner only modifies: "the stage's"."""
        if phrase.owner is None:
            return None
        first, last = phrase.owner
        style = self._style(phrase, first, last)
        if style == "excellency":
            return None
        if style:
            home = self.scene.home(phrase.head, of_body=True)
            crowned = home is not None and home.id in _KINGDOMS
            return home if crowned else self.scene.registry.country(_REALM)
        owner = self.entity(first, last)
        by_pronoun = self.document.lowers[first] in POSSESSIVES
        return owner if owner.named or (by_pronoun and owner.name not in UNRESOLVED) else None

    def _land(self, phrase: Phrase) -> Entity | None:
        """Return the country that stands between owner and head: "his own country's soldiers"."""
        lowers, start = self.document.lowers, phrase.start
        if start + 1 >= phrase.head or lowers[start] not in LANDS or lowers[start + 1] != "'s":
            return None
        land = self.entity(phrase.first, start + 1)
        return land if land.type is COUNTRY else None

    def _style(self, phrase: Phrase, first: int, last: int) -> str | None:
        """Return the style that an owner [first, last) is called by: "majesty"."""
        lowers = self.document.lowers
        if last == phrase.start and lowers[last] in _STYLES:
            return lowers[last]  # behind "her", which the phrase has for the owner
        while last > first + 1 and lowers[last - 1] in _MARKS:
            last -= 1
        return lowers[last - 1] if lowers[last - 1] in _STYLES else None

    def _state(
        self,
        phrase: Phrase,
        owner: Entity | None,
        country: str | None,
        organisation: str | None,
        token: int,
    ) -> Entity:
        """Return whom a body or the people of a state stand for."""
        seat = self._seat(phrase, token)
        if seat is not None:
            return seat
        people = self.scene.told[phrase.head] & GROUP_NOUN != 0
        seated = self.document.lowers[phrase.head + 1 : phrase.last][:1] == ["in"]
        if country is None and organisation is None and (seated or not people):
            country, organisation = self.scene.listed_in(phrase.head, phrase.last)
        if country is None and organisation is None and owner is None:
            country = state_bodies.seat_behind(self.scene, phrase)
        found = state_bodies.state(self.scene, phrase, owner, country, organisation, token)
        if found is not None:
            return found
        if people:
            return self._group(phrase, self.document.lowers[phrase.head], owner, organisation)
        return self.unnamed.entity(phrase, ORGANISATION, owner)

    def _seat(self, phrase: Phrase, token: int) -> Entity | None:
        """Return the country that "the prime minister's office" speaks for."""
        lowers = self.document.lowers
        if lowers[phrase.head] != "office" or phrase.owner is None:
            return None
        first, last = phrase.owner
        if lowers[last - 1] not in _RULING or last - first > _LONGEST_RANK:
            return None
        return self.scene.country_of(self.entity(first, last), token)

    def _group(
        self, phrase: Phrase, head: str, owner: Entity | None, organisation: str | None
    ) -> Entity:
        """Return unnamed people, or the organisation whose people they are."""
        scene = self.scene
        after = phrase.head + 1
        last = end_of_complement(self.document, after) if phrase.last == after else phrase.last
        link = self.document.lowers[after] if after + 1 < last else ""
        if head in _MEMBER:
            if owner is not None and owner.type is ORGANISATION:
                return owner
            if owner is not None and owner.affiliation and head in _OWN_MEMBER:
                return scene.registry.organisation(owner.affiliation)
            if link in ("of", "from"):
                organisation = scene.listed_in(after, last)[1] or organisation
            if organisation:
                return scene.registry.organisation(organisation)
        if head in _GOVERNING and link == "from" and (sender := scene.listed_in(after, last)[0]):
            return scene.registry.country(sender)
        if phrase.definite and link == "of":
            whole = scene.mention_around(last - 1)
            owned = whole is not None and self.document.lowers[whole.first - 1] in _MARKS
            if whole is not None and not owned and self._is_party(whole):
                return self.entity(max(whole.first, after + 1), last)
        return self.unnamed.entity(phrase, GROUP, owner)

    def _is_party(self, mention: Mention) -> bool:
        """Tell whether a mention names an organisation, not a town that no list knows."""
        if mention.kind is not kinds.ORGANISATION:
            return False
        name = self.document.words[mention.last - 1]
        several = mention.last > mention.first + 1
        short = sum(map(str.isupper, name)) > 1  # "PJD", "GSoA"
        return several or short or is_group(name.lower())

    def _part_of(self, phrase: Phrase) -> Entity:
        """Return who "one of them", "some of them" are."""
        whole = self.entity(phrase.last - 1, phrase.last)
        if not phrase.indefinite or whole.named:
            return whole
        return self.unnamed.called(singular(whole.name), PERSON)
