"""Offices: which person "the French president" or "the minister" means."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.agreement import NONE, Agreement, NamedPerson
from stanceclf.actors.antecedent_features import Asked
from stanceclf.actors.antecedents import Active, Feature, Task, active
from stanceclf.actors.descriptions import OF_SENDER, goes_on, portfolio
from stanceclf.actors.entities import PERSON, Entity
from stanceclf.actors.nouns import POSSESSIVES, role_sexes, roles, word_class
from stanceclf.actors.phrases import Phrase, end_of_complement
from stanceclf.actors.scene import Scene
from stanceclf.actors.titles import skip_titles
from stanceclf.actors.word_bits import NAME_WORD

_PERSON: Final[Task] = Task.PERSON  # .1 µs less than through the class
_ROLE: Final[Task] = Task.ROLE
_ROLES: Final = roles()
_ROLE_SEXES: Final = role_sexes()
_LEADERS: Final = frozenset(("head", "party"))
# Classes whose nouns are often used for one another.
_LOOSE: Final = frozenset(
    ("officer", "member", "voice", "expert", "party", "envoy", "cleric", "law")
)
# A candidate for a role must score more than this; below it the phrase stays unnamed.
FLOOR: Final = 0.0
_MOST_PEOPLE: Final = 60
_WITH_COMPLEMENT: Final = active(Feature.WITH_COMPLEMENT)
_SAME_COUNTRY: Final = active(Feature.SAME_COUNTRY)
_CERTAIN: Final = active(Feature.CERTAIN)
_UNNAMED: Final = active(Feature.UNNAMED)
_MODIFIED: Final = active(Feature.MODIFIED_ROLE)
_BEARS_ROLE: Final = active(Feature.BEARS_ROLE)
_BEARS_ROLE_OF_BARE_NOUN: Final = active(Feature.BEARS_ROLE_OF_BARE_NOUN)
_BEARS_KIN: Final = active(Feature.BEARS_KIN)
_NO_OFFICE: Final = active(Feature.NO_OFFICE)
_OTHER_OFFICE: Final = active(Feature.OTHER_OFFICE)
_OTHERWISE: Final = frozenset((0, _NO_OFFICE, _OTHER_OFFICE))
_ALIASES: Final = {"premier": "prime minister", "pm": "prime minister", "veep": "vice-president"}
# Offices of other names whose bearers are called so.
_ALSO: Final = {
    "monarch": frozenset(("emir", "emperor", "king", "queen", "sultan")),
    "pontiff": frozenset(("pope",)),
    "prime minister": frozenset(("premier",)),
}
# Offices of one place each, as most are told of by it: nobody else is "the Archbishop of York".
_SEATED: Final = frozenset((
    "ambassador", "archbishop", "bishop", "chancellor", "duke", "emir", "governor", "imam", "king",
    "mayor", "patriarch", "premier", "president", "queen", "sheriff", "sultan",
))  # fmt: skip
# Who speaks for whom the text names: nobody else is "the representative of Ghana".
SENT: Final = word_class("representing")
_OF_PARTIES: Final = word_class("state_member")
_ELECTED: Final = frozenset(("governor", "leader", "representative", "speaker"))
_UNSEATED: Final = frozenset(("voice", "expert"))  # classes of role nouns
_ABOUT: Final = 60  # tokens on each side of a name
_SPOTS: Final = 4  # names of a person that are looked at for the place of an office
_ANYWHERE: Final = frozenset(("federation", "nation", "republic"))  # "President of the Republic"
_LEAD: Final = 1  # the number of the last sentence of a lead, behind a headline at most
_SOON: Final = 4  # sentences
_AHEAD: Final = 24  # mentions
_BEHIND_HEAD: Final = word_class("postmodifier") | {"to"}
_INNER_TITLE: Final = word_class("inner_title")
_PORTFOLIO: Final = word_class("portfolio")
_PASSED: Final = _PORTFOLIO | _INNER_TITLE


def person_beside(scene: Scene, phrase: Phrase) -> Entity | None:
    """Return the person whose name stands right beside a role phrase."""
    words = scene.document.words
    after = scene.end_of_description(phrase.last)
    if after == phrase.last:
        after = end_of_complement(scene.document, phrase.last)  # "its secretary for security, X"
    for index in (phrase.last, phrase.last + 1, after + 1):
        if index < len(words) and (index == phrase.last or words[index - 1] == ","):
            if index > phrase.last:
                index = skip_titles(scene.document, index, min(index + 4, len(words)))
            person = scene.person_at(index)
            if person is not None and (index == phrase.last or _closes(scene, index)):
                return person
    for mention in scene.mentions_before(phrase.first, 2):
        if (
            mention.kind is kinds.PERSON
            and mention.last < phrase.first
            and words[mention.last] == ","
            and phrase.first - mention.last <= 4
            and goes_on(scene, mention.last, phrase.first)
        ):
            return scene.person_at(mention.first)
    return None


def _closes(scene: Scene, index: int) -> bool:
    """Tell whether the name at `index` stands in apposition: a stop or a verb of speech follows."""
    mention = scene.mention_at(index)
    after = mention.last if mention else index + 1
    words = scene.document.words
    return after >= len(words) or words[after] in ",.;:)" or scene.speech.is_verb(after)


class _Bearing(Agreement):
    """How an entity agrees with a role: by the offices, the country and the sex that it has."""

    __slots__ = (
        "complemented", "country", "definite", "former", "head", "narrow", "office",
        "seated", "state",
    )  # fmt: skip

    def __init__(self, scene: Scene, phrase: Phrase, country: str | None, definite: bool) -> None:
        lowers, after = scene.document.lowers, phrase.head + 1
        behind = lowers[after : after + 2]
        linked = len(behind) == 2 and behind[0] in ("of", "for")
        self.head = lowers[phrase.head]
        self.office = _office_of(scene, phrase)
        self.country = country
        self.definite = definite
        self.former = phrase.former
        self.narrow = _is_narrow(scene, phrase)
        self.seated = _is_seated(scene, self.head, after)
        member = self.head in _OF_PARTIES and phrase.head > phrase.start
        self.state = scene.listed_in(phrase.start, phrase.head)[1] if member else None
        self.complemented = phrase.last > after or (linked and behind[1] not in _PORTFOLIO)

    def of(self, entity: Entity) -> Active:
        if entity.type is not PERSON or not _agrees(entity, self.head, self.country):
            return NONE
        standing = _office(entity, self.head, self.office)
        if standing != _BEARS_ROLE and self.country and _is_elsewhere(entity, self.country):
            return NONE
        if self.seated and self.is_another(entity):
            return NONE
        if self.state and not may_sit_for(entity, self.state):
            return NONE
        if self.former and standing == _BEARS_ROLE:
            standing = _OTHER_OFFICE
        if not self.definite:
            if standing != _BEARS_ROLE:
                return NONE
            standing = _BEARS_ROLE_OF_BARE_NOUN
        found = _circumstances(entity, self.complemented, self.country)
        if self.narrow and standing in _OTHERWISE:
            found += _MODIFIED
        return found + standing

    def is_another(self, person: Entity) -> bool:
        """Tell whether a person does not bear the office of the place that is named behind it."""
        if self.head in SENT and self.country:
            return person.country != self.country
        return self.office not in person.roles and self.head not in person.roles


def may_sit_for(person: Entity, state: str) -> bool:
    """Tell whether a member of a party may be the one of a state: "the Texas Republican".

    A state is cut short to some of its letters, in their order: "S.C.", "Tenn.", "Ky.". Who speaks
    for others, or studies them, sits for none.
    """
    if person.seat:
        letters = iter(state.lower())
        known = [letter for letter in person.seat.lower() if letter.isalpha()]
        return person.seat[0] == state[0] and all(letter in letters for letter in known)
    classes = {_ROLES[role] for role in person.roles if " " not in role}
    return classes.isdisjoint(_UNSEATED)


def bearer(
    scene: Scene, phrase: Phrase, country: str | None, token: int, *, definite: bool
) -> Entity | None:
    """Return the person who bears a role: one described so, or one just spoken of.

    Only a definite phrase ("the minister") takes up somebody whose office the text does not tell.
    """
    bearing = _Bearing(scene, phrase, country, definite)
    found = scene.choose(_ROLE, Asked(token), bearing, floor=FLOOR)
    if found is not None and found.named and not _sits_there(scene, phrase, found, country):
        return None
    if found is None and not phrase.former:
        for person in scene.registry.people.all[:_MOST_PEOPLE]:
            if bearing.seated and bearing.is_another(person):
                continue
            if bearing.state and not may_sit_for(person, bearing.state):
                continue
            if bearing.office in person.roles and _agrees(person, bearing.head, country):
                told = person.spots and person.spots[0] < token
                return None if told and not _sits_there(scene, phrase, person, country) else person
    return found


def _sits_there(scene: Scene, phrase: Phrase, person: Entity, country: str | None) -> bool:
    """Tell whether a person may hold an office where a phrase says that it is: "Oran's mayor".

    Of another place than a country the text must speak where it names the person. "The Russian
    leader" may be anybody whom the text does not describe.
    """
    if country:
        if phrase.owner is None and not person.roles:
            return True
        home = scene.country_of(person, person.spots[0] if person.spots else 0)
        return home is None or home.name == country
    seat = _seat(scene, phrase)
    if seat is None:
        return True
    document = scene.document
    for spot in person.spots[:_SPOTS]:
        sentence = document.sentences[document.sentence_of[spot]]
        first, last = max(sentence.first, spot - _ABOUT), min(sentence.last, spot + _ABOUT)
        if seat in document.lowers[first:last]:
            return True
    return False


def _seat(scene: Scene, phrase: Phrase) -> str | None:
    """Return the last word of the place that a phrase gives an office of one place each."""
    lowers, owner, after = scene.document.lowers, phrase.owner, phrase.head + 1
    if lowers[phrase.head] not in _SEATED:
        return None
    if owner is not None and lowers[owner[0]] not in POSSESSIVES:
        at = owner[1] - 1
    elif lowers[after : after + 1] == ["of"]:
        at = scene.end_of_description(after) - 1
    else:
        return None
    return lowers[at] if scene.told[at] & NAME_WORD and lowers[at] not in _ANYWHERE else None


def named_later(scene: Scene, phrase: Phrase, country: str | None, token: int) -> Entity | None:
    """Return the person whom the lead of a report names only by office: "the minister said".

    It is the one whom the next sentences name first, as a speaker, and no office tells apart.
    """
    lowers, sentence_of = scene.document.lowers, scene.document.sentence_of
    here = sentence_of[token]
    if here > _LEAD or any(
        one.kind is kinds.PERSON for one in scene.mentions_before(token, _AHEAD)
    ):
        return None
    head = lowers[phrase.head]
    for mention in scene.mentions_from(phrase.last, _AHEAD):
        away = sentence_of[mention.first] - here
        if away > _SOON:
            break
        if mention.kind is not kinds.PERSON:
            continue
        person, first = scene.registry.people.at[mention.first], mention.first
        if away == 0 or min(person.spots) != first or not _agrees(person, head, country):
            return None
        if lowers[first - 2 : first] == [head, ","]:
            return person  # "the minister, Ada Moreau"
        standing = _office(person, head, _office_of(scene, phrase))
        speaks = scene.speech.speaks(first, mention.last)
        return person if speaks and standing != _OTHER_OFFICE else None
    return None


def of_age(scene: Scene, token: int) -> Entity | None:
    """Return whom "the 44-year-old" takes up: somebody with a name, as a pronoun does."""
    return scene.choose(_PERSON, Asked(token), NamedPerson(_CERTAIN))


def called_before(scene: Scene, head: str, token: int) -> Entity | None:
    """Return the person without a name whom "the aide" takes up: "an aide to X".

    "The mayor of Lentini" takes up no mayor of another town.
    """
    at = token + (scene.document.lowers[token] != head)
    if _is_seated(scene, head, at + 1):
        return None
    for spot in reversed(scene.history.before(token)):
        entity = spot.entity
        if entity.type is PERSON and not entity.named and _heads(entity.name, head):
            return entity
    return None


def _heads(name: str, head: str) -> bool:
    """Tell whether a noun heads the name of somebody unnamed: "adviser to the president"."""
    before, found, after = name.partition(head)
    alone = found and before[-1:] in ("", " ") and after[:1] in ("", " ")
    return bool(alone) and (not after or after.split()[0] in _BEHIND_HEAD)


def _office_of(scene: Scene, phrase: Phrase) -> str:
    """Return the office that a phrase names: "defence minister" of "the minister for defence"."""
    lowers = scene.document.lowers
    head = lowers[phrase.head]
    if head in _ALIASES:
        return _ALIASES[head]
    if phrase.head > phrase.start and lowers[phrase.head - 1] in _PORTFOLIO:
        return f"{portfolio(lowers[phrase.head - 1])} {head}"
    behind = lowers[phrase.head + 1 : phrase.head + 3]
    if len(behind) == 2 and behind[0] in ("for", "of") and behind[1] in _PORTFOLIO:
        return f"{portfolio(behind[1])} {head}"
    return head


def _is_narrow(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether words before a role tell it from others of its kind: "the third judge"."""
    words = scene.document.words[phrase.start : phrase.head]
    return any(word.islower() and word not in _PASSED for word in words)


def _is_seated(scene: Scene, head: str, after: int) -> bool:
    """Tell whether whose office it is stands behind it: "mayor [of Mombasa]", "of the EU"."""
    if head not in _SEATED and head not in SENT:
        return False
    behind = scene.document.lowers[after : after + 2]
    if len(behind) < 2 or behind[0] not in (OF_SENDER if head in SENT else ("of",)):
        return False
    named = after + 1 + (head in SENT and behind[1] == "the")
    return scene.told[named] & NAME_WORD != 0


def _circumstances(entity: Entity, complemented: bool, country: str | None) -> Active:
    """Return the features that do not hang on the office itself."""
    found = _WITH_COMPLEMENT if complemented else 0
    if country and entity.country == country:
        found += _SAME_COUNTRY
    if entity.certain:
        found += _CERTAIN
    return found if entity.named else found + _UNNAMED


def _office(person: Entity, head: str, office: str) -> Active:
    """Return how a role stands to the offices that the text gives a person."""
    if office in person.roles:
        return _BEARS_ROLE
    if office in _ALSO and not _ALSO[office].isdisjoint(person.roles):
        return _BEARS_ROLE
    classes = {_ROLES[role] for role in person.roles if " " not in role}
    if not classes:
        return _NO_OFFICE
    if head in _OF_PARTIES and not _ELECTED.isdisjoint(person.roles):
        return _BEARS_KIN  # "Rep. Moreau ... the Ohio Democrat"
    if head in person.roles:
        rivals = any(role.endswith(f" {head}") for role in person.roles)
        return _OTHER_OFFICE if rivals else _BEARS_KIN
    kind = _ROLES.get(head, "worker")
    if (head == "leader" and classes & _LEADERS) or (kind in classes and kind in _LOOSE):
        return _BEARS_KIN
    return 0 if kind == "worker" and kind not in classes else _OTHER_OFFICE


def _is_elsewhere(person: Entity, country: str) -> bool:
    """Tell whether a person, of no country, speaks for another body than a country's."""
    return not person.country and person.affiliation not in (None, country)


def _agrees(person: Entity, head: str, country: str | None) -> bool:
    """Tell whether country and sex of a role and a person go together."""
    if country and person.country and person.country != country:
        return False
    sex = _ROLE_SEXES.get(head)
    return not (sex and person.sex and sex != person.sex)
