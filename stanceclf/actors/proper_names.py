"""Proper names: whom a phrase means that is a name as a whole, or that holds one as a label."""

from bisect import bisect_right
from operator import itemgetter
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.casing import is_common
from stanceclf.actors.chambers import chamber, country_by_adjective
from stanceclf.actors.described import national
from stanceclf.actors.entities import COUNTRY, PERSON, Entity
from stanceclf.actors.entries import ADJECTIVE, BODY, LISTED_ORGANISATION, OUTLET, PEOPLE, Entry
from stanceclf.actors.extents import NUMBERED
from stanceclf.actors.kinds import is_adjective, noun_kind
from stanceclf.actors.nouns import organisation_nouns, roles, word_class
from stanceclf.actors.phrases import Phrase
from stanceclf.actors.scene import Scene
from stanceclf.actors.state_bodies import NATIONS, RULES, is_state
from stanceclf.actors.titles import skip_titles
from stanceclf.actors.unnamed import is_plural
from stanceclf.actors.word_bits import GROUP, NAME_WORD

_ROLES: Final = roles()
_ORGANISATION_NOUNS: Final = organisation_nouns()
_GENERIC: Final = word_class("generic_in_name")
_LABELS: Final = word_class("label")
_IN_FULL: Final = word_class("last_of_name")
_SEARCHED: Final = 4096  # tokens of a text in which a name is looked for
_LEFT: Final = (
    word_class("party_word")
    | word_class("leaning")
    | frozenset(word.removesuffix("s") for word in word_class("party_members"))
)
_MARKS: Final = word_class("possessive_mark")
# Listed names that do not always mean what they name.
_DOUBTFUL: Final = frozenset((OUTLET, PEOPLE))
_ARTICLES: Final = word_class("article")
_BODIES: Final = frozenset(("army", "crown", "kingdom", "marines", "navy", "palace", "presidency"))
_OWN_NOUNS: Final = word_class("own_noun")  # that may follow an organisation's own name
_PARTY_MEMBERS: Final = word_class("party_members")
_PARTY_NOUN: Final = word_class("party_noun")
_QUANTITY: Final = word_class("quantity")
_SEATED: Final = frozenset(("guard", "ministry", "office", "treasury"))
# What each state calls a body of its own.
_SHARED: Final = frozenset((
    "air force", "armed forces", "chancellery", "defence force", "defence forces", "defense force",
    "defense forces", "general staff", "joint chiefs", "joint chiefs of staff",
    "national security council", "presidential palace", "security forces",
))  # fmt: skip
# Chambers that the lexicon lists for one country and others have as well; where another's is the
# only one of that name beside it, the other's code.
_NAMESAKES: Final = {"Congress": None, "House of Commons": "CAN"}
_AFTER_NAME: Final = frozenset(("party", "union"))
_AMERICAN: Final = frozenset(("us", "u.s."))
_SEATS: Final = word_class("state_seat")
_PLACE: Final = itemgetter(0)
_PARTS: Final = frozenset(("%", "thirds", "quarters"))


def listed(scene: Scene, first: int, last: int) -> Entity | None:
    """Return the entity of a phrase that the lexicon lists as a whole, its article aside."""
    lowers, registry = scene.document.lowers, scene.registry
    while last > first + 1 and lowers[last - 1] in _MARKS:
        last -= 1
    match, start = registry.names[first], first
    if match is None or match[0] != last or match[1].sort is OUTLET:
        start = first + 1
        if start >= last or lowers[first] not in _ARTICLES:
            start = first - 1  # "Hague", of which "the" is a part
            if start < 0 or lowers[start] not in _ARTICLES:
                return None
        match = registry.names[start]
        if match is None or match[0] != last or match[1].sort is OUTLET:
            return None
    entry = match[1]
    some = (entry.type is not PERSON and is_person(scene, start)) or is_share(scene, entry, start)
    return None if some else _meant(scene, entry, start, last)


def whole(scene: Scene, first: int, last: int) -> Entity | None:
    """Return what `listed` does for a mention that is a listed name, in fewer steps."""
    match = scene.registry.names[first]
    if match is None or match[0] != last or match[1].sort in _DOUBTFUL:
        return None
    return _meant(scene, match[1], first, last)


def _meant(scene: Scene, entry: Entry, first: int, last: int) -> Entity:
    """Return whom a listed name means: "the Canadian" may be a person named before."""
    if entry.sort is ADJECTIVE and (person := national(scene, entry, first, last)) is not None:
        return person
    return _body_of(scene, entry, first, last) or scene.registry.listed(entry)


def _body_of(scene: Scene, entry: Entry, first: int, last: int) -> Entity | None:
    """Return the other country whose "Ministry of Defence" it is: Kenya's, the one in Oslo."""
    if entry.sort is not BODY:
        return _chamber_elsewhere(scene, entry, first) if entry.name in _NAMESAKES else None
    lowers, match = scene.document.lowers, None
    # States have a body of that name.
    many = not _SEATED.isdisjoint(lowers[first:last]) or " ".join(lowers[first:last]) in _SHARED
    if first > 1 and lowers[first - 1] in _MARKS:
        owner = scene.mention_around(first - 2)
        match = None if owner is None else scene.registry.names[owner.first]
    elif many and lowers[last : last + 1] == ["in"] and last + 1 < len(lowers):
        match = scene.registry.names[last + 1]
    elif many and not scene.registry.names_state(entry.id):
        return scene.home(first, of_body=True)
    if match is None or match[1].type is not COUNTRY:
        return None
    return scene.registry.listed(match[1])


def _chamber_elsewhere(scene: Scene, entry: Entry, first: int) -> Entity | None:
    """Return another country's chamber of that name: "Brazil's Congress", "Congress" behind it."""
    owner = _country_before(scene, first)
    if owner is None and scene.document.lowers[first] in _AMERICAN:
        owner = scene.registry.country(entry.parent or "")
    if owner is not None:
        found = None if owner.name == entry.parent else _chamber_of(scene, entry, owner)
        _note_chamber(scene, entry, first, found)
        return found
    known = scene.chambers.get(entry.name)
    at = bisect_right(known, first, key=_PLACE) if known else 0
    if known and at:
        return known[at - 1][1]
    code, registry = _NAMESAKES.get(entry.name), scene.registry
    if code is None or entry.parent is None or not registry.names_country(code):
        return None
    if registry.names_country(registry.lexicon.countries[entry.parent]):
        return None
    return _chamber_of(scene, entry, registry.country(registry.lexicon.names[code]))


def _country_before(scene: Scene, first: int) -> Entity | None:
    """Return the country whose possessive stands before a token: "Kenya's"."""
    if first < 2 or scene.document.lowers[first - 1] not in _MARKS:
        return None
    owner = scene.mention_around(first - 2)
    match = None if owner is None else scene.registry.names[owner.first]
    if match is None or match[0] != first - 1 or match[1].type is not COUNTRY:
        return None
    return scene.registry.listed(match[1])


def _chamber_of(scene: Scene, entry: Entry, owner: Entity) -> Entity:
    """Return "Brazilian Congress"."""
    adjective = scene.registry.lexicon.adjectives.get(owner.id)
    name = f"{adjective} {entry.name}" if adjective else f"{entry.name} of {owner.name}"
    entity = scene.registry.organisation(name)
    entity.affiliation = owner.name
    return entity


def _note_chamber(scene: Scene, entry: Entry, first: int, entity: Entity | None) -> None:
    """Note whose chamber a text means from a token on; None for the listed one."""
    known = scene.chambers.setdefault(entry.name, [])
    if scene.being_read and (not known or known[-1][0] < first):
        known.append((first, entity))


def _organisation(scene: Scene, first: int, last: int) -> Entity:
    """Return the organisation of a name that no list knows; a country's court or chamber is its."""
    registry, seat = scene.registry, scene.document.lowers[last - 1]
    if seat not in _SEATS:
        return registry.organisation(registry.text_of(first, last))
    match = registry.names[first]
    if seat == "parliament":
        country = country_by_adjective(scene, first, last - 1)
        if country is not None:
            return chamber(scene, seat, country)
    entity = registry.organisation(registry.text_of(first, last))
    if match is None or match[1].sort is not ADJECTIVE or match[0] >= last:
        country = _country_before(scene, first)
    else:
        behind = registry.names[match[0]]
        if behind is not None and behind[1].sort is ADJECTIVE:
            return entity  # "the Ukrainian Canadian Congress"
        country = registry.listed(match[1])
        if behind is not None and behind[0] == last and behind[1].name in _NAMESAKES:
            _note_chamber(scene, behind[1], first, entity)
    if country is not None:
        entity.affiliation = entity.affiliation or country.name
    return entity


def named(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return the entity of a phrase that is a proper name as a whole."""
    first, last = phrase.first, phrase.last
    if phrase.owner is not None and phrase.owner[0] >= first:
        return None
    registry, lowers = scene.registry, scene.document.lowers
    if not scene.told[first] & NAME_WORD:
        return _named_within(scene, phrase)
    match = registry.names[first]
    if match is not None and match[0] == last and match[1].sort is not OUTLET:
        if is_share(scene, match[1], first):
            return None  # "most Poles" are some of them, and no body of that name
        if not (phrase.counted or is_person(scene, first)):
            return registry.listed(match[1])
    person = registry.people.meant(registry.people.key(first, last), first)
    if person is not None:
        return person
    bare = skip_titles(scene.document, first, last)
    while bare < last - 1 and lowers[bare] in _ROLES:
        bare += 1
    if bare < last and is_person(scene, bare):
        person = registry.people.meant(registry.people.key(bare, last), first)
        if person is not None:
            return person
    is_name = _is_name(scene, phrase) or _is_numbered(scene, phrase)
    return _organisation(scene, first, last) if is_name else None


def _is_numbered(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a number makes a common noun a name: "Charter 77"."""
    lowers, first = scene.document.lowers, phrase.first
    two = phrase.last == first + 2
    return two and lowers[first + 1].isdigit() and lowers[first] in NUMBERED


def _named_within(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return the organisation in "the opposition Farmers' Party"."""
    words, told = scene.document.words, scene.told
    first, head = phrase.first, phrase.head
    while first < head and words[first].islower() and words[first].isalpha():
        first += 1
    if first > phrase.first and (party := labelled(scene, phrase)) is not None:
        return party  # "the opposition Nua Glas party"
    inner = scene.mention_around(first) if told[first] & NAME_WORD else None
    if inner is None or inner.kind is not kinds.ORGANISATION:
        return None
    last, before = phrase.last, head - 1
    follows = last == head + 1 and words[head] in _AFTER_NAME and told[before] & NAME_WORD
    if follows and not is_common(scene.document.lowers[before]):
        last = head  # "the governing Smer party"
    return scene.registry.organisation(scene.registry.text_of(first, last))


def _is_name(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a phrase is a proper name: capitals that neither place nor noun explains."""
    lowers, told = scene.document.lowers, scene.told
    head = lowers[phrase.head]
    if not told[phrase.head] & NAME_WORD or head in _ROLES or phrase.counted:
        return False
    own = [
        index
        for index in range(phrase.first, phrase.head + 1)
        if told[index] & NAME_WORD and lowers[index] not in _GENERIC
    ]
    if not own:
        return False
    if is_state(lowers, phrase):
        alone = phrase.last == phrase.first + 1
        if head == "ministry" or (alone and head in _BODIES):
            return False  # "the External Affairs Ministry", "the Palace"
        nation = head in RULES and lowers[phrase.head - 1] in NATIONS
        if nation or " ".join(lowers[phrase.first : phrase.last]) in _SHARED:
            return False  # "the Scottish Government", "The Armed Forces"
        if alone and is_plural(head) and scene.opens(phrase.first):
            return False  # "Officials said"
        if any(_is_body(scene, index, phrase.last) for index in own):
            return False
        match = scene.registry.names[phrase.first]
        return match is None or any(match[0] <= index < phrase.head for index in own)
    if phrase.head == phrase.first:
        if head in _ORGANISATION_NOUNS:
            return False
        return not (told[phrase.head] & GROUP and scene.opens(phrase.first)) or (
            head in _PARTY_MEMBERS and _is_party_alone(scene, phrase)
        )
    return lowers[phrase.head - 1] != "member"  # "Member States"


def _is_party_alone(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether members stand for their party: "Greens", but not "Republicans on the panel"."""
    around = scene.mention_around(phrase.head)
    alone = phrase.last == phrase.head + 1
    return alone and around is not None and around.kind is kinds.ORGANISATION


def _is_body(scene: Scene, first: int, last: int) -> bool:
    """Tell whether the lexicon lists a range as a body of a state: "Southern Command"."""
    match = scene.registry.names[first]
    return match is not None and match[0] == last and match[1].sort is BODY


def _before_own_noun(scene: Scene, first: int, head: int) -> Entity | None:
    """Return the organisation that its own noun follows: "the NATO alliance", no "Fatah bloc"."""
    match = scene.registry.names[first]
    if match is None or match[0] != head or match[1].sort is not LISTED_ORGANISATION:
        return None
    own = scene.document.lowers[head] in scene.registry.lexicon.nouns.get(match[1].name, ())
    return scene.registry.listed(match[1]) if own else None


def labelled(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return the organisation in "the left-wing Sumar party", "M23 rebels"."""
    words, head = scene.document.words, phrase.head
    if phrase.start < head and words[head] in _OWN_NOUNS:
        body = _before_own_noun(scene, phrase.start, head)
        if body is not None:
            return body
    if scene.document.lowers[head] not in _LABELS or not words[head][0].islower():
        return None
    first = head
    while first > phrase.start and scene.told[first - 1] & NAME_WORD:
        first -= 1
    name = scene.mention_around(head - 1) if first < head else None
    if name is not None and name.kind is kinds.ORGANISATION and name.last == head:
        first = name.first  # "the Citizens' Revolution party"
    if first == head or is_person(scene, first):
        return None
    match = scene.registry.names[first]
    if match is not None and match[1].type is COUNTRY and not _goes_on(scene, match[0], head):
        return None
    low = scene.document.lowers[first]
    if head - first == 1 and (is_adjective(low) or noun_kind(low) is not None):
        return None
    last = head + 1 if is_part_of_name(scene, first, head) else head
    return scene.registry.organisation(scene.registry.text_of(first, last))


def _goes_on(scene: Scene, first: int, head: int) -> bool:
    """Tell whether a party's name goes on behind a country's: "the France Insoumise party"."""
    lowers = scene.document.lowers
    if first >= head or lowers[head] not in _PARTY_NOUN or scene.registry.names[first] is not None:
        return False
    if lowers[head] == "party" and head == first + 1:
        return lowers[first] not in _LEFT
    return not is_common(lowers[head - 1])


def is_part_of_name(scene: Scene, first: int, head: int) -> bool:
    """Tell whether a noun behind a name belongs to it: "the Flower faction", "the M5 movement".

    Not where the text, or a list, has the name without it as well: "Black Lives Matter said".
    """
    lowers = scene.document.lowers
    if lowers[head] not in _IN_FULL or scene.registry.names[first] is not None:
        return False
    if head > first + 1 and lowers[head - 1] in _ORGANISATION_NOUNS:
        return False  # "the Civic Forum movement"
    # Bounded, as each name of a long text may be asked about.
    words, count = scene.document.words[:_SEARCHED], head - first
    name, noun = scene.document.words[first:head], scene.document.words[head]
    at = -1
    for _ in range(words.count(name[0])):
        at = words.index(name[0], at + 1)
        if words[at : at + count] == name and words[at + count : at + count + 1] != [noun]:
            return False
    return True


def is_person(scene: Scene, token: int) -> bool:
    """Tell whether a token belongs to a person's name in this text, as "Jordan" may."""
    around = scene.mention_around(token)
    return around is not None and around.kind is kinds.PERSON


def is_share(scene: Scene, entry: Entry, token: int) -> bool:
    """Tell whether a name of a people means some of them: "two in three Germans"."""
    if entry.sort is not PEOPLE:
        return False
    before = scene.document.lowers[token - 1] if token else ""
    counts = before in _QUANTITY or before[:1].isdigit() or before == "more"
    if before == "of" and token > 1:
        amount = scene.document.lowers[token - 2].rpartition("-")[2]
        counts = amount in _QUANTITY or amount in _PARTS
    return counts
