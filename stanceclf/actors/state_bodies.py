"""Bodies of a state: "the army", "his government", "the foreign ministry" mean a country."""

from typing import Final

from stanceclf.actors.casing import is_common
from stanceclf.actors.entities import COUNTRY, ORGANISATION, PERSON, Entity
from stanceclf.actors.entries import ADJECTIVE, OUTLET, REGION
from stanceclf.actors.kinds import COUNTRY as COUNTRY_NAME
from stanceclf.actors.leaders import led_by
from stanceclf.actors.lexicon import fold
from stanceclf.actors.named_before import force_named
from stanceclf.actors.names import is_title, words_of
from stanceclf.actors.nouns import is_group, state_nouns, word_class
from stanceclf.actors.phrases import Phrase
from stanceclf.actors.scene import Scene
from stanceclf.actors.word_bits import GROUP, NAME_WORD

_SEATED: Final = (["in"], ["of"])
_STATE_NOUNS: Final = state_nouns()
_MONTHS: Final = words_of("month")
_LED: Final = frozenset(("commanded", "led", "run", "spearheaded"))
_NO_LEADERS: Final = frozenset((OUTLET, REGION))
_GENERIC: Final = word_class("generic_in_name")
_PARTIAL: Final = word_class("partial")  # of a part of a state, or of one side in it
_PARTY_WORDS: Final = word_class("party_word")
RULES: Final = word_class("rules")
# Nations inside a state that are called by their name, and have a government.
NATIONS: Final = {"scottish": "Scotland", "welsh": "Wales"}
_FORCE: Final = frozenset(("force", "forces", "mission"))
_MANILA: Final = "PHL"  # whose papers call the president's office "the Palace"
LANDS: Final = frozenset(("country", "nation", "homeland"))
_TROOPS: Final = word_class("troops")
_UNIT: Final = word_class("unit")
_STATE: Final = _STATE_NOUNS | _TROOPS | _UNIT
_SECOND: Final = frozenset(noun.rpartition(" ")[2] for noun in _STATE_NOUNS if " " in noun)


def is_state(document_lowers: list[str], phrase: Phrase) -> bool:
    """Tell whether a phrase names a body, or people, of a state."""
    head = document_lowers[phrase.head]
    if head in _STATE:
        return True
    if phrase.head > phrase.start:
        if head == "police":
            return True
        return head in _SECOND and f"{document_lowers[phrase.head - 1]} {head}" in _STATE_NOUNS
    if head != "ministry":
        return False
    return document_lowers[phrase.head + 1 : phrase.head + 3] == ["of", "defence"]


def state(
    scene: Scene,
    phrase: Phrase,
    owner: Entity | None,
    country: str | None,
    organisation: str | None,
    token: int,
) -> Entity | None:
    """Return whom a body of a state speaks for; None where it stands for itself."""
    head = scene.document.lowers[phrase.head]
    if owner is not None:
        return _owned(scene, head, owner, token)
    if phrase.start < phrase.head and (leader := _leader(scene, phrase)) is not None:
        return leader
    if country:
        return scene.registry.country(country)
    if organisation:
        return scene.registry.organisation(organisation)
    behind = _named_behind(scene, phrase)
    if behind is not None:
        return scene.country_of(behind, token) if head != "office" else None
    if head in ("office", "side") or head in _UNIT:
        return None
    if head in _TROOPS and not _is_listed_whole(scene, phrase):
        return None
    if head in RULES and (_of_a_part(scene, phrase) or _in_a_part(scene, phrase)):
        return None
    if scene.told[phrase.head] & GROUP and not phrase.definite:
        return None
    return _of_nobody(scene, phrase, head, token)


def _is_listed_whole(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the head and the word before it are one body: "armed forces", not any forces."""
    lowers, head = scene.document.lowers, phrase.head
    return head > phrase.start and f"{lowers[head - 1]} {lowers[head]}" in _STATE_NOUNS


def _of_nobody(scene: Scene, phrase: Phrase, head: str, token: int) -> Entity | None:
    """Return whom "the mission", "the Palace", "the army" speaks for, of which no owner is told."""
    registry = scene.registry
    palace = head == "palace" and scene.document.words[phrase.head][0].isupper()
    if palace and registry.names_country(_MANILA):
        return registry.country(registry.lexicon.names[_MANILA])
    force = force_named(scene, phrase, token) if head in _FORCE else None
    return force or scene.home(token, of_body=True)


def _of_a_part(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether who rules does so in a part of a state: "the provincial government".

    A name that no list knows is a part's, if no person's: "the Catalan government". A party's is
    the country's, unless it is yet to come: "a Labour government".
    """
    lowers, told = scene.document.lowers, scene.told
    for at in range(phrase.start, phrase.head):
        if lowers[at] in _PARTIAL:
            return True
    before = phrase.head - 1
    if before < phrase.start or not told[before] & NAME_WORD or lowers[before] in _GENERIC:
        return False
    if scene.registry.names[before] is not None or lowers[phrase.head] == "administration":
        return False
    if phrase.definite and lowers[before] == "coalition":
        return False
    if phrase.definite and (is_group(f"{lowers[before]}s") or lowers[before] in _PARTY_WORDS):
        return False
    return scene.registry.people.meant((fold(lowers[before]),), before) is None


def _in_a_part(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether who rules does so in a place that no list knows: "in Mekelle", "of Malaita"."""
    after = phrase.head + 1
    document = scene.document
    if document.lowers[after : after + 1] not in _SEATED or after + 1 >= len(document.words):
        return False
    if not scene.told[after + 1] & NAME_WORD or scene.registry.names[after + 1] is not None:
        return False
    low = document.lowers[after + 1]
    if document.lowers[after] == "of":
        several = scene.told[after + 2] & NAME_WORD  # "of Khwaja Ada Moreau"
        return not (several or is_common(low) or is_title(low))
    return low not in _MONTHS


def _leader(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return who leads "the French-led force in Mali", which is not the place's.

    "The Callaghan government" is that of the country that he led.
    """
    words, registry = scene.document.words, scene.registry
    for at in range(phrase.start, phrase.head):
        name, dash, verb = words[at].rpartition("-")
        if dash and name and verb in _LED:
            found = registry.lexicon.match([name], [name.lower()], 0)
            if found is not None and found[1].sort not in _NO_LEADERS:
                return registry.listed(found[1])
    before = phrase.head - 1
    lowers = scene.document.lowers
    ruled = phrase.definite and lowers[phrase.head] in RULES
    if ruled and lowers[before] in NATIONS:
        return registry.organisation(NATIONS[lowers[before]])
    if not ruled or registry.names[before] is not None or not scene.told[before] & NAME_WORD:
        return None
    country = led_by(registry, words[before], before)
    return None if country is None else registry.country(country)


def _owned(scene: Scene, head: str, owner: Entity, token: int) -> Entity | None:
    """Return whom "its army", "his force" speaks for."""
    if owner.type is ORGANISATION and head not in LANDS:
        return owner
    if owner.type is PERSON:
        if head in _TROOPS:
            return owner
        if owner.affiliation and not owner.country and head in _FORCE:
            return scene.registry.organisation(owner.affiliation)
        if head == "office" and not owner.country:
            return None
    return scene.country_of(owner, token)


def seat_behind(scene: Scene, phrase: Phrase) -> str | None:
    """Return the country of "the foreign ministry in Budapest", which the phrase leaves out."""
    after = phrase.head + 1
    lowers = scene.document.lowers
    if phrase.last != after or lowers[after : after + 1] != ["in"]:
        return None
    if lowers[phrase.head] in _TROOPS or scene.told[phrase.head] & GROUP:
        return None  # "the soldiers in Budapest" may be anybody's
    match = scene.registry.names[after + 1] if after + 1 < len(lowers) else None
    named = match is not None and match[1].type is COUNTRY and match[1].sort is not ADJECTIVE
    return match[1].name if named and match is not None else None


def _named_behind(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return who stands behind the head: "the government of President X", "of Kenya"."""
    lowers = scene.document.lowers
    after = phrase.head + 1
    if after + 1 < len(lowers) and lowers[after] == "of":
        for mention in scene.mentions_from(after + 1, 1):
            if mention.first > after + 4:
                return None
            match = scene.registry.names[mention.first]
            if mention.kind is COUNTRY_NAME and match and match[0] == mention.last:
                return scene.registry.listed(match[1])
            return scene.person_at(mention.first)
    return None
