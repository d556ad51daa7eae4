"""Holders without a proper name, called what the text calls them: "fishermen in Paposo"."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.casing import is_common
from stanceclf.actors.entities import COUNTRY, GROUP, ORGANISATION, PERSON, Entity
from stanceclf.actors.lexicon import fold
from stanceclf.actors.nouns import POSSESSIVES, word_class
from stanceclf.actors.phrases import Phrase, end_of_complement
from stanceclf.actors.scene import Scene
from stanceclf.actors.word_bits import NAME_WORD
from stanceclf.records import ActorType
from stanceclf.resources import words as listed_words
from stanceclf.text.document import Document

_LEADING: Final = (PERSON, ORGANISATION)
# Words of those countries' names that have "the" before them in a sentence.
_ARTICLED: Final = frozenset((
    "Bahamas", "Comoros", "Emirates", "Kingdom", "Maldives", "Netherlands", "Philippines",
    "Republic", "States",
))  # fmt: skip
_PLACES: Final = listed_words("regions.txt") | listed_words("cities.txt")
_LINKS: Final = word_class("postmodifier")
_WHOLES: Final = word_class("whole")
_BACKWARD: Final = POSSESSIVES | {"hers", "that", "theirs", "these", "this", "those"}
# "Members" alone, "half", says too little: "members of his family".
_RELATED: Final = frozenset((
    "author", "authors", "commander", "half", "head", "leader", "leaders", "majority", "many",
    "member", "members", "most", "one", "part", "side", "some", "wing",
))  # fmt: skip
_HOW: Final = frozenset(("in", "on"))
_BEFORE_MANNER: Final = frozenset(("a", "an", "full", "his", "her", "its", "no", "the", "their"))
_MANNER: Final = word_class("manner")  # "a colonel in charge", "an ambassador in writing"
_RELATIVES: Final = frozenset(("who", "whose"))
_CAPITALISED: Final = word_class("capitalised")


class Unnamed:
    """The unnamed holders of a document, by what they are called."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._entities: dict[tuple[str, ActorType], Entity] = {}

    def entity(
        self,
        phrase: Phrase,
        kind: ActorType,
        owner: Entity | None = None,
        *,
        several: bool = False,
    ) -> Entity:
        """Return the holder that a noun phrase names, without articles and quantifiers.

        "His ally" becomes "ally of X", "his spokesman" "spokesman for X", but "government spokesman
        of X"; "the guild's members" stays as it is. Where `several` is true, all are meant whom the
        phrase singles one out of.
        """
        group = kind is GROUP
        if owner is not None and phrase.owner is not None:
            pronoun = self.scene.document.lowers[phrase.owner[0]] in POSSESSIVES
            personal = owner.type is PERSON and not group
            if pronoun or kind is PERSON or personal:
                lowers = self.scene.document.lowers
                some = "some" in lowers[max(0, phrase.first - 3) : phrase.first]
                one = group and phrase.indefinite and not (some or several)
                name = self.scene.registry.text_of(phrase.start, phrase.last)
                name = singular(name) if one else name
                bare = kind is ORGANISATION and not owner.named
                if not bare and (
                    owner.named or " of " not in owner.name
                ):  # no "ally of envoy of ally of ..."
                    link = "for" if name.startswith("spokes") else "of"
                    name = f"{name} {link} {_with_article(owner)}"
                return self.called(name, kind, plural=group and not one)
        document = self.scene.document
        first, last = self._start(phrase, kind, owner), phrase.last
        name = self._words(first, last, phrase.head)
        if self.scene.opens(first) and not self._is_proper(first):
            name = name[0].lower() + name[1:]
        end = _end_of_name(document, phrase)
        inner = self.scene.mention_around(end - 1) if end > last else None
        if inner is not None and inner.first >= last:
            end = max(end, inner.last)  # "a spokesman for the Norwegian foreign ministry"
        full = name + document.text[document.ends[last - 1] : document.ends[end - 1]]
        entity = self.called(full, kind, plural=group)
        if kind is PERSON and end > phrase.head + 1:
            # "A spokesman for Kenya" speaks for it.
            country, organisation = self.scene.listed_in(phrase.head + 1, end)
            entity.country = entity.country or country
            entity.affiliation = entity.affiliation or organisation
        return entity

    def one_of(self, phrase: Phrase, owner: Entity | None) -> Entity:
        """Return the person whom "one of the rebels", "one of its whips" singles out."""
        several = self.entity(phrase, GROUP, owner, several=True)
        return self.called(singular(several.name), PERSON)

    def called(self, name: str, kind: ActorType, *, plural: bool = False) -> Entity:
        """Return the holder of that name and kind, the first one where there are several."""
        known = self._entities.get((name, kind))
        if known is None:
            known = Entity(name, kind, named=False, plural=plural)
            self._entities[name, kind] = known
        return known

    def _start(self, phrase: Phrase, kind: ActorType, owner: Entity | None) -> int:
        """Return where the name of a holder begins, of whose owner the phrase may tell."""
        if phrase.owner is None:
            return phrase.first
        lowers = self.scene.document.lowers
        if kind is not PERSON and _WHOLES.issuperset(lowers[slice(*phrase.owner)]):
            return phrase.start  # "parliament's defence committee"
        if kind is GROUP and owner is not None and owner.type in _LEADING:
            # "Ada Moreau's deputies": the mention is less
            return min(phrase.first, phrase.owner[0])
        unknown = owner is None and lowers[phrase.owner[0]] in POSSESSIVES
        return phrase.start if unknown else phrase.first

    def _words(self, first: int, last: int, head: int) -> str:
        """Return the words of a phrase, titles left out before a name behind the head."""
        registry = self.scene.registry
        for mention in self.scene.mentions_from(head + 1, 1) if last > head + 1 else ():
            if mention.last > last or mention.kind is not kinds.PERSON:
                break
            begin = mention.first
            while begin > head + 2 and self.scene.told[begin - 1] & NAME_WORD:
                begin -= 1
            if begin < mention.first:
                return f"{registry.text_of(first, begin)} {registry.text_of(mention.first, last)}"
        return registry.text_of(first, last)

    def _is_proper(self, token: int) -> bool:
        """Tell whether the first word of a sentence would have its capital anywhere."""
        words, lowers = self.scene.document.words, self.scene.document.lowers
        if self.scene.told[token + 1] & NAME_WORD or words[token + 1 : token + 2] == ["."]:
            return True  # "Mr. President"
        if words[token].isupper() or lowers[token] in _CAPITALISED:
            return True
        if words[token].partition("-")[0][1:] != lowers[token].partition("-")[0][1:]:
            return True  # "MPs", "NGOs"
        if not any(map(is_common, lowers[token].split("-"))):
            return True  # "Druze leaders", but "Air-traffic controllers"
        if self.scene.registry.names[token] is not None:
            return True
        return self.scene.registry.people.meant((fold(lowers[token]),), token) is not None


def _end_of_name(document: Document, phrase: Phrase) -> int:
    """Return the end of a phrase with its complement, if that does not only point back.

    "Dockers of their union" are called dockers.
    """
    lowers, last = document.lowers, phrase.last
    behind = lowers[last : last + 2]
    if last > phrase.head + 1:
        return last
    if len(behind) > 1 and (
        (
            behind[0] == "for"
            and behind[1] in POSSESSIVES
            and lowers[last + 2 : last + 3] == ["part"]
        )
        or (behind[0] == "of" and behind[1] in _BACKWARD and lowers[phrase.head] not in _RELATED)
        or (behind[0] in _HOW and _is_manner(document, last + 1))
    ):
        return last
    return end_of_complement(document, last)


def _is_manner(document: Document, at: int) -> bool:
    """Tell whether "charge", "the phone" stand at a token, and no place: "in Brazil call"."""
    words = document.words
    return words[at] in _MANNER or (
        words[at] in _BEFORE_MANNER and not _MANNER.isdisjoint(words[at + 1 : at + 2])
    )


def is_plural(lower: str) -> bool:
    """Tell whether a noun looks like one for several people.

    >>> is_plural("deputies"), is_plural("fishermen"), is_plural("press")
    (True, True, False)
    """
    return lower.endswith(("men", "s")) and not lower.endswith("ss")


def singular(name: str) -> str:
    """Return a noun phrase for several people as one for one of them.

    >>> singular("fishermen in Paposo"), singular("ruling-party deputies")
    ('fisherman in Paposo', 'ruling-party deputy')
    """
    parts = name.split(" ")
    head = next((at for at, part in enumerate(parts) if at and part in _LINKS), len(parts)) - 1
    noun = parts[head]
    if noun.endswith("men"):
        noun = noun[:-3] + "man"
    elif noun.endswith("ies"):
        noun = noun[:-3] + "y"
    else:
        noun = noun.removesuffix("s")
    return " ".join([*parts[:head], noun, *parts[head + 1 :]])


def _with_article(owner: Entity) -> str:
    """Return "the Fishers Union" for an organisation of several words, "the teacher"."""
    if not owner.named:
        alone = owner.plural or owner.name in _RELATIVES
        return owner.name if alone else f"the {owner.name}"
    if owner.type is COUNTRY:
        several = not _ARTICLED.isdisjoint(owner.name.split())
    else:
        several = owner.type is ORGANISATION and " " in owner.name and owner.name not in _PLACES
    return f"the {owner.name}" if several else owner.name
