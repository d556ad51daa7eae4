"""Pronouns of the third person: which entities agree with one."""

from typing import Final

from stanceclf.actors.agreement import NONE, Agreement
from stanceclf.actors.antecedent_features import OBJECT, OWNER, SUBJECT, Asked, Form, sex_of_pronoun
from stanceclf.actors.antecedents import Active, Feature, Task, active
from stanceclf.actors.entities import COUNTRY, GROUP, ORGANISATION, PERSON, Entity
from stanceclf.actors.history import SEVERAL, SINGLE
from stanceclf.actors.names import function_words
from stanceclf.actors.nouns import word_class
from stanceclf.actors.scene import Scene
from stanceclf.actors.speakers import FIRST_PERSON, ONE, speaker_mention

_FUNCTION_WORDS: Final = function_words()
_AS_WELL: Final = frozenset(("so", "nor", "neither"))
_ECHOING: Final = frozenset((
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "was", "were", "will",
    "would",
))  # fmt: skip
_BETWEEN: Final = 3  # tokens before a name: "the far-right"
_COLLECTIVE: Final = word_class("collective")
_NO_SUBJECT_AFTER: Final = word_class("no_subject_after")
_COUNTRY: Final = active(Feature.COUNTRY)
_PLURAL: Final = active(Feature.PLURAL)
_UNNAMED: Final = active(Feature.UNNAMED)
_CERTAIN: Final = active(Feature.CERTAIN)
_SEX_KNOWN: Final = active(Feature.SEX_KNOWN)
_SEX_UNLIKELY: Final = active(Feature.SEX_UNLIKELY)


def antecedent(scene: Scene, low: str, token: int) -> Entity | None:
    """Return whom the pronoun `low` at `token` takes up; None if it is none or nobody agrees."""
    if low == "who":
        for spot in reversed(scene.history.before(token, 4)):
            if spot.entity.type in (PERSON, GROUP):
                return spot.entity
        return None
    question = _QUESTIONS.get(low)
    if question is None:
        return None
    if low in SINGLE and (echoed := _echoed(scene, token)) is not None:
        return echoed
    return scene.choose(question[0], _ask(scene, low, token), question[1])


def _echoed(scene: Scene, token: int) -> Entity | None:
    """Return who ends the sentence before a token that begins one: "So does the Left. Its head"."""
    document = scene.document
    sentence = document.sentence_of[token] - 1
    if sentence < 0 or document.sentences[sentence].last != token:
        return None
    for mention in scene.mentions_before(token, 1):
        if token - mention.last > 1 or document.sentence_of[mention.first] != sentence:
            return None
        at = mention.first - 1
        floor = max(document.sentences[sentence].first, at - _BETWEEN)
        while at > floor and document.lowers[at] not in _ECHOING:
            at -= 1
        if at < 1 or document.lowers[at - 1] not in _AS_WELL:
            return None
        entity = scene.history.at(mention.first)
        return None if entity is None or _THING.of(entity) == NONE else entity
    return None


def _ask(scene: Scene, low: str, token: int) -> Asked:
    """Return what is known of a pronoun's place."""
    form = _form(scene, low, token)
    takings = scene.history.takings.get(low)
    taken = takings.taken_before(token) if takings is not None else None
    sex = sex_of_pronoun(low) if low in THIRD_PERSON else None
    return Asked(token, form, _speaker(scene, token), taken, sex)


def _form(scene: Scene, low: str, token: int) -> Form:
    """Return how a pronoun stands in its clause."""
    if low in ("her", "it"):
        lowers = scene.document.lowers
        after = lowers[token + 1] if token + 1 < len(lowers) else ""
        if low == "her":
            owner = after[:1].isalpha() and after not in _FUNCTION_WORDS
            return OWNER if owner else OBJECT
        before = lowers[token - 1] if token else ""
        return OBJECT if before in _NO_SUBJECT_AFTER else SUBJECT
    return _FORMS[low]


def _speaker(scene: Scene, token: int) -> Entity | None:
    """Return who says the quotation that a token stands in, as far as the reading has come."""
    if not scene.speech.is_quoted(token):
        return None
    mention = speaker_mention(scene, token)
    if mention is None:
        return None
    return scene.person_at(mention.first) or scene.history.at(mention.first)


class _Person(Agreement):
    """How an entity agrees with "he" or "she"."""

    __slots__ = ("sex",)

    def __init__(self, sex: str) -> None:
        self.sex = sex

    def of(self, entity: Entity) -> Active:
        if entity.type is not PERSON or (entity.sex and entity.sex != self.sex):
            return NONE
        known = entity.sex or entity.guess
        found = 0
        if known:
            found = _SEX_KNOWN if known == self.sex else _SEX_UNLIKELY
        if known or entity.certain:
            found += _CERTAIN
        return found if entity.named else found + _UNNAMED


class _Thing(Agreement):
    """How an entity agrees with "it"."""

    __slots__ = ()

    def of(self, entity: Entity) -> Active:
        if entity.type is COUNTRY:
            return _COUNTRY
        if entity.type is ORGANISATION and not entity.plural:
            return 0 if entity.named else _UNNAMED
        return NONE


class _Many(Agreement):
    """How an entity agrees with "they"."""

    __slots__ = ()

    def of(self, entity: Entity) -> Active:
        if entity.type is PERSON:
            return NONE
        if entity.plural or entity.name.rpartition(" ")[2] in _COLLECTIVE:
            return _PLURAL
        return _COUNTRY if entity.type is COUNTRY else 0


_THING: Final = _Thing()
_QUESTIONS: Final[dict[str, tuple[Task, Agreement]]] = {
    **dict.fromkeys(("he", "him", "his"), (Task.PERSON, _Person("m"))),
    **dict.fromkeys(("she", "her"), (Task.PERSON, _Person("f"))),
    **dict.fromkeys(SINGLE, (Task.THING, _THING)),
    **dict.fromkeys(SEVERAL, (Task.MANY, _Many())),
}
_FORMS: Final = {
    **dict.fromkeys(("he", "she", "they"), SUBJECT),
    **dict.fromkeys(("him", "them"), OBJECT),
    **dict.fromkeys(("his", "its", "their"), OWNER),
}
ASKING: Final = frozenset(_QUESTIONS) | {"who"}
# What a pronoun is that nothing can be told of: its own name, and of this type.
UNRESOLVED: Final = {
    **dict.fromkeys(FIRST_PERSON, GROUP),
    **dict.fromkeys(ONE, PERSON),
    **dict.fromkeys(("he", "him", "his", "she", "her"), PERSON),
    **dict.fromkeys(SEVERAL, GROUP),
    **dict.fromkeys(SINGLE, ORGANISATION),
}
THIRD_PERSON: Final = frozenset(low for low, (task, _) in _QUESTIONS.items() if task is Task.PERSON)
