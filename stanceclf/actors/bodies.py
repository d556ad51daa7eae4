"""Bodies: "the army", "his government" mean a country; "the bloc", "his party" an organisation."""

from typing import Final

from stanceclf.actors.entities import COUNTRY, ORGANISATION, PERSON, Entity
from stanceclf.actors.entries import ADJECTIVE, OUTLET, PEOPLE, REGION, SEAT
from stanceclf.actors.kinds import COUNTRY as COUNTRY_NAME
from stanceclf.actors.kinds import ORGANISATION as ORGANISATION_NAME
from stanceclf.actors.kinds import PERSON as PERSON_NAME
from stanceclf.actors.lexicon import fold
from stanceclf.actors.nouns import (
    POSSESSIVES,
    is_group,
    organisation_nouns,
    state_nouns,
    word_class,
)
from stanceclf.actors.phrases import Phrase, end_of_complement
from stanceclf.actors.scene import Scene
from stanceclf.actors.told import GROUP, NAME_WORD
from stanceclf.resources import words as listed_words

_STATE_NOUNS: Final = state_nouns()
_ORGANISATION_NOUNS: Final = organisation_nouns()
_OPENING: Final = frozenset((",", "\u2013", "\u2014", "-"))
_COUNCIL: Final = "UN Security Council"
_CLOSING: Final = frozenset((",", ";", ".", ":", "(", ")", "\u2013", "\u2014", "-"))
_OF_STATES: Final = frozenset(("parliament", "senate"))  # that are called by their country
_BY_ADJECTIVE: Final = frozenset((ADJECTIVE, PEOPLE))  # "British" is listed for both
_CHAMBERS: Final = frozenset(("parliament", "senate", "assembly", "congress"))
_HOUSE: Final = frozenset(("house", "chamber"))
_LED: Final = frozenset(("commanded", "led", "run", "spearheaded"))
_NO_LEADERS: Final = frozenset((OUTLET, REGION))
_LINKS: Final = frozenset(("of", "in", "for", "on", "at"))
_GENERIC: Final = word_class("generic_in_name")
_PARTIAL: Final = word_class("partial")  # of a part of a state, or of one side in it
_PARTY_WORDS: Final = word_class("party_word")
_RULES: Final = word_class("rules")
_FORCE: Final = frozenset(("force", "forces", "mission"))
_OF_WHAT: Final = frozenset(("of", "from", "at"))
_CITIES: Final = listed_words("cities.txt")
_FURTHEST: Final = 400  # tokens back to a city
_TWICE: Final = 2
# "The foundation at the time" is any.
_TIMES: Final = frozenset(("beginning", "end", "height", "moment", "time"))
_MANILA: Final = "PHL"  # whose papers call the president's office "the Palace"
_MISSIONS: Final = frozenset(("mission", "force"))
_MOUTHS: Final = frozenset(("radio", "secretariat", "bureau"))  # by which an organisation speaks
_LANDS: Final = frozenset(("country", "nation", "homeland"))
_NEAR: Final = 2  # sentences back to the party that a person speaks for
_PARTIES: Final = word_class("party_noun") | {"group", "bloc", "caucus", "alliance"}
_PLAIN: Final = frozenset(("regional", "same", "entire", "whole"))
_ANY_ORGANISATION: Final = word_class("any_organisation")
_CHAMBER: Final = word_class("chamber")
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
    if head in _RULES and _of_a_part(scene, phrase):
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
    force = _force_named(scene, phrase, token) if head in _MISSIONS else None
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
    return scene.registry.person((fold(lowers[before]),), before) is None


def _leader(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return who leads "the French-led force in Mali", which is not the place's."""
    words = scene.document.words
    for at in range(phrase.start, phrase.head):
        name, dash, verb = words[at].rpartition("-")
        if dash and name and verb in _LED:
            found = scene.registry.lexicon.match([name], [name.lower()], 0)
            if found is not None and found[1].sort not in _NO_LEADERS:
                return scene.registry.listed(found[1])
    return None


def _force_named(scene: Scene, phrase: Phrase, token: int) -> Entity | None:
    """Return the mission that bare "the mission" takes up, as "UNIFIL" is one."""
    lowers = scene.document.lowers
    if not phrase.definite or phrase.head != phrase.start or phrase.last != phrase.head + 1:
        return None
    for spot in reversed(scene.history.before(token)):
        if spot.entity.type is ORGANISATION and _is_called(scene, spot.entity, lowers[phrase.head]):
            return spot.entity
    return None


def _owned(scene: Scene, head: str, owner: Entity, token: int) -> Entity | None:
    """Return whom "its army", "his force" speaks for."""
    if owner.type is ORGANISATION and head not in _LANDS:
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


def organisation(scene: Scene, phrase: Phrase, owner: Entity | None, token: int) -> Entity | None:
    """Return the organisation that a common noun takes up; None where it names itself."""
    lowers = scene.document.lowers
    head = lowers[phrase.head]
    plain = phrase.head == phrase.start and phrase.last == phrase.head + 1
    if owner is not None:
        return _of_owner(scene, head, owner, token, plain=plain)
    if plain and _names_itself(scene, phrase, head):
        return _named_so(scene, phrase, head, token)
    if not plain and not _PLAIN.issuperset(lowers[phrase.start : phrase.last - 1]):
        of_two = phrase.head == phrase.start + 1 and lowers[phrase.start] in ("upper", "lower")
        if not (of_two and head in _HOUSE):
            return _of_country(scene, phrase, head)
    if phrase.indefinite:
        return None
    if head in _CHAMBER and head != "police":
        return _bare_chamber(scene, phrase, token)
    if head == "city" and phrase.definite:
        return _city_before(scene, token)
    found = _taken_up(scene, head, token)
    if found is None and head == "council" and _is_council(scene, phrase):
        return scene.registry.organisation(_COUNCIL)
    if (
        found is None
        and head == "house"
        and _LINKS.isdisjoint(lowers[phrase.last : phrase.last + 1])
    ):
        return _in_full(scene)
    return found


def _names_itself(scene: Scene, phrase: Phrase, head: str) -> bool:
    """Tell whether whose body it is, or of what, stands beside a noun: "the soldiers' union".

    "The association of bar owners" and "the chamber of commerce" take up none named before.
    """
    lowers, last = scene.document.lowers, phrase.last
    if phrase.owner is not None:
        return lowers[phrase.owner[0]] not in POSSESSIVES
    if head in _CHAMBER or last >= len(lowers) or lowers[last] not in _OF_WHAT:
        return False
    if not _TIMES.isdisjoint(lowers[last + 1 : last + 3]):
        return False
    behind = scene.mention_around(last + 1) if head == "party" else None
    if behind is not None and behind.kind is PERSON_NAME:
        return False  # "the party of Lincoln"
    return end_of_complement(scene.document, last) > last


def _named_so(scene: Scene, phrase: Phrase, head: str, token: int) -> Entity | None:
    """Return an organisation named before that is called all that a phrase is."""
    if phrase.owner is not None:
        return None
    found = _taken_up(scene, head, token)
    end = end_of_complement(scene.document, phrase.last)
    called = scene.document.lowers[phrase.last : end]
    return found if found is not None and set(called) <= set(found.name.lower().split()) else None


def _of_owner(scene: Scene, head: str, owner: Entity, token: int, *, plain: bool) -> Entity | None:
    """Return the organisation that somebody's body is: "its parliament", "her party"."""
    if head in _MOUTHS and owner.named and owner.type is not PERSON:
        return owner
    if owner.type is PERSON and owner.affiliation and head not in _CHAMBER:
        return scene.registry.organisation(owner.affiliation)
    if plain and head == "company" and owner.type is COUNTRY:
        return owner  # "Guinea's company" is its soldiers
    if plain and head in _CHAMBER and owner.type is not ORGANISATION:
        country_owner = scene.country_of(owner, token)
        return chamber(scene, head, country_owner) if country_owner else None
    if owner.type is PERSON and owner.named and head in _PARTIES:
        return _party_near(scene, token)
    return None


def _of_country(scene: Scene, phrase: Phrase, head: str) -> Entity | None:
    """Return the chamber of the country whose adjective stands before it: "Turkish parliament"."""
    if head not in _OF_STATES or phrase.last != phrase.head + 1:
        return None
    country = country_by_adjective(scene, phrase.start, phrase.head)
    return None if country is None else chamber(scene, head, country)


def _party_near(scene: Scene, token: int) -> Entity | None:
    """Return the party that a person may speak for whose own the text does not tell.

    It is the one that the sentence before, or this one, is about: "The Greens are against it.
    Senator X said her party".
    """
    sentence = scene.document.sentence_of[token]
    best = None
    for spot in reversed(scene.history.before(token)):
        if sentence - spot.sentence > _NEAR:
            break
        entity = spot.entity
        nouns = scene.registry.lexicon.nouns.get(entity.name, ())
        if nouns and _PARTIES.isdisjoint(nouns):
            continue
        if entity.type is ORGANISATION and entity.named and _is_party(entity.name):
            if spot.subject:
                return entity
            best = best or entity
    return best


def _is_party(name: str) -> bool:
    """Tell whether an organisation's name may be a party's, and is not that of another body."""
    last = name.lower().rpartition(" ")[2]
    return last in _PARTIES or is_group(last) or last not in _ORGANISATION_NOUNS


def beside(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return the organisation whose name stands behind a noun: "a police union, SIULP, said"."""
    document = scene.document
    words, last = document.words, phrase.last
    stop = document.sentences[document.sentence_of[phrase.head]].last
    if last + 2 >= stop or words[last] not in _OPENING or phrase.counted:
        return None
    first = last + 1 + (document.lowers[last + 1] == "the")
    name = scene.mention_at(first)
    if name is None or name.kind is not ORGANISATION_NAME or name.last >= stop:
        return None
    if words[name.last] not in _CLOSING or not scene.told[name.last - 1] & NAME_WORD:
        return None
    return scene.registry.organisation(scene.registry.text_of(first, name.last))


def country_by_adjective(scene: Scene, first: int, last: int) -> Entity | None:
    """Return the country whose adjective a token range is: "Turkish"."""
    match = scene.registry.names[first]
    if match is None or match[0] != last or match[1].sort not in _BY_ADJECTIVE:
        return None
    return scene.registry.country(match[1].name)


def chamber(scene: Scene, head: str, owner: Entity) -> Entity:
    """Return "Turkish parliament" for the parliament of a country."""
    adjective = scene.registry.lexicon.adjectives.get(owner.id)
    word = head.title() if head == "senate" else head
    name = f"{adjective} {word}" if adjective else f"{word} of {owner.name}"
    entity = scene.registry.organisation(name)
    entity.affiliation = owner.name
    return entity


def _bare_chamber(scene: Scene, phrase: Phrase, token: int) -> Entity | None:
    """Return the chamber named before that a bare noun takes up, else that of the home country."""
    head = scene.document.lowers[phrase.head]
    home = scene.home(token, of_body=True)
    for spot in reversed(scene.history.before(token)):
        entity = spot.entity
        if entity.type is not ORGANISATION:
            continue
        if _is_called(scene, entity, head):
            country = scene.listed_in(spot.token, spot.last)[0] or entity.affiliation
            if country is None or home is None or country == home.name:
                return entity
    return chamber(scene, head, home) if home is not None else None


def _city_before(scene: Scene, token: int) -> Entity | None:
    """Return the city that the text named last; a capital, but not where a report is sent from.

    Where several are, one that is named once and well before is not what a text is of.
    """
    names, registry, document = scene.registry.names, scene.registry, scene.document
    number = document.sentence_of[token]
    near = document.sentences[max(0, number - 1)].first
    counts: dict[str, int] = {}
    found: Entity | None = None
    for at in range(token - 1, max(-1, token - _FURTHEST), -1):
        match = names[at]
        if match is None:
            continue
        last, entry = match
        city = entry.name in _CITIES
        goes_on = document.words[at].isupper() or scene.told[last] & NAME_WORD
        if not city and (entry.sort is not SEAT or goes_on):
            continue  # "PARIS, 3 May", "Washington Heights"
        name = registry.text_of(at, last)
        counts[name] = counts.get(name, 0) + 1
        found = registry.listed(entry) if city else registry.organisation(name)
        if at >= near or counts[name] == _TWICE:
            return found
    return found if len(counts) == 1 else None


def _is_council(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether "the Council" is the one in New York: in a text that names the United Nations.

    A text that names the European Union as well may mean either.
    """
    names = scene.registry.names_country
    if not scene.document.words[phrase.head][0].isupper() or names("european-union"):
        return False
    return names("united-nations") or names("new-york")


def _in_full(scene: Scene) -> Entity | None:
    """Return the House of Representatives that a text names later on as "the House"."""
    for name in scene.organisations:
        if name.endswith("House of Representatives"):
            return scene.registry.organisation(name)
    return None


def _is_called(scene: Scene, entity: Entity, head: str) -> bool:
    """Tell whether a noun stands for an organisation, or is a word of its name."""
    nouns = scene.registry.lexicon.nouns.get(entity.name, ())
    return head in nouns or _is_word_of(entity.lower_words(), head)


def _bears(entity: Entity, head: str) -> bool:
    """Tell whether an organisation's name bears a noun, or one that it may stand for.

    One without a proper name must be told from others: "the defence committee ...; the committee".
    """
    named = entity.lower_words()
    if not entity.named:
        return head in named[1:] and (named[-1] == head or not _LINKS.isdisjoint(named))
    return _is_word_of(named, head) or (head in _HOUSE and not _CHAMBERS.isdisjoint(named))


def _is_word_of(named: list[str], head: str) -> bool:
    """Tell whether a noun is a word of a name, and not as in "House Armed Services Committee"."""
    if head == "house" and head in named[:-1]:
        return named[named.index(head) + 1] == "of"
    return head in named


def _taken_up(scene: Scene, head: str, token: int) -> Entity | None:
    """Return the nearest organisation that a noun may stand for."""
    nouns = scene.registry.lexicon.nouns
    salient, best = None, 0.0
    sentence = scene.document.sentence_of[token]
    for spot in reversed(scene.history.before(token)):
        entity = spot.entity
        if entity.type is not ORGANISATION:
            continue
        if head in nouns.get(entity.name, ()) or _bears(entity, head):
            return entity
        if not entity.named:
            continue
        away = sentence - spot.sentence
        if head in _ANY_ORGANISATION and away <= 3 and not nouns.get(entity.name):
            score = 1.0 / (1 + away) + (0.3 if spot.subject else 0.0)
            if score > best:
                salient, best = entity, score
    if salient is None:
        for entity in reversed(scene.registry.organisations()):
            if _is_called(scene, entity, head):
                return entity
    return salient
