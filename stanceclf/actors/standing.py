"""How a mention stands to a pronoun or a role noun that may take it up."""

from dataclasses import dataclass
from enum import Enum, auto

from stanceclf.actors.antecedents import Active, Feature, Spot
from stanceclf.actors.entities import Entity
from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech import Speech, is_speech_verb

MOST_CANDIDATES = 7
# Members of an enumeration are slow to read through its class, in Python 3.11.
_AWAY = (Feature.SAME_SENTENCE, Feature.SENTENCE_BEFORE, Feature.TWO_BEFORE, Feature.FURTHER)
_RANK = (Feature.NEAREST, Feature.SECOND, Feature.THIRD) + (Feature.LATER,) * MOST_CANDIDATES
_SAME_PARAGRAPH = Feature.SAME_PARAGRAPH
_SUBJECT = Feature.SUBJECT
_SUBJECT_OF_SAME_SENTENCE = Feature.SUBJECT_OF_SAME_SENTENCE
_OPENS_SENTENCE = Feature.OPENS_SENTENCE
_OPENS_SENTENCE_BEFORE = Feature.OPENS_SENTENCE_BEFORE
_SPEAKS = Feature.SPEAKS
_PRONOUN = Feature.PRONOUN
_QUOTED_OTHERWISE = Feature.QUOTED_OTHERWISE
_BEFORE_VERB = Feature.BEFORE_VERB
_COMPLEMENT = Feature.COMPLEMENT
_PLACED = Feature.PLACED
_BOTH_SPEAK = Feature.BOTH_SPEAK
_OBJECT_OF_SUBJECT_IN_CLAUSE = Feature.OBJECT_OF_SUBJECT_IN_CLAUSE
_OPENING_OF_OPENING = Feature.OPENING_OF_OPENING
_OPENS_PARAGRAPH = Feature.OPENS_PARAGRAPH
_OWNER_OF_SUBJECT_IN_CLAUSE = Feature.OWNER_OF_SUBJECT_IN_CLAUSE
_PARALLEL_OBJECT = Feature.PARALLEL_OBJECT
_PARALLEL_SUBJECT = Feature.PARALLEL_SUBJECT
_SUBJECT_OF_OTHER_CLAUSE = Feature.SUBJECT_OF_OTHER_CLAUSE

_MARKS = frozenset(("'s", "'", "\u2019", "\u2019s"))
_ARTICLES = frozenset(("the", "a", "an"))
_PLACING = word_class("place_preposition")
_CLAUSE_MARKS = ', ; : ( ) " \u201c \u201d'
_CLAUSE_WORDS = (
    "and but or that who which whom because as when if while after before until where although"
    " though since whether what how why"
)
_BOUNDARIES = frozenset(f"{_CLAUSE_MARKS} {_CLAUSE_WORDS}".split())
_VERBS = word_class("auxiliary") | frozenset(("shall", "should", "'d", "'ll", "not", "n't", "also"))


class Form(Enum):
    """How a phrase stands in its clause, as far as its word tells."""

    SUBJECT = auto()
    OBJECT = auto()
    OWNER = auto()
    NOUN = auto()


_SUBJECT_FORM, _NOUN_FORM, _OWNER_FORM = Form.SUBJECT, Form.NOUN, Form.OWNER


@dataclass(slots=True)
class Asked:
    """A phrase that takes somebody up; never changed, though not frozen, which would cost 1 µs.

    Attributes
    ----------
    token : int
        Where it stands.
    form : Form
        How it stands in its clause.
    speaker : Entity or None
        Who says the quotation that it stands in.
    taken : Entity or None
        Whom "they" took up shortly before.
    sex : str or None
        f or m, of "she" and "he".
    """

    token: int
    form: Form = Form.NOUN
    speaker: Entity | None = None
    taken: Entity | None = None
    sex: str | None = None


def sex_of_pronoun(low: str) -> str:
    """Return f or m for "he", "she" and their forms.

    >>> sex_of_pronoun("her")
    'f'
    """
    return "f" if low in ("she", "her") else "m"


def standing(speech: Speech, spot: Spot, asked: Asked, rank: int) -> list[Feature]:
    """Return the features of a mention, the `rank`-nearest, as an antecedent of a phrase."""
    sentence = speech.document.sentence_of[asked.token]
    away = sentence - spot.sentence
    active = [_AWAY[min(away, 3)], _RANK[rank]]
    if away == 0 or speech.paragraphs[spot.sentence] == speech.paragraphs[sentence]:
        active.append(_SAME_PARAGRAPH)
    if spot.subject:
        active.append(_SUBJECT)
        if away == 0:
            active.append(_SUBJECT_OF_SAME_SENTENCE)
    if spot.opens:
        active.append(_OPENS_SENTENCE)
        if away == 1 and spot.subject:
            active.append(_OPENS_SENTENCE_BEFORE)
    if (not speech.quoted[spot.token]) is not (not speech.quoted[asked.token]):
        active.append(_QUOTED_OTHERWISE)
    behind = (speech.document.lowers[spot.last : spot.last + 1] or [""])[0]
    subject = spot.subject and behind not in _MARKS
    active += _circumstances(speech, spot, behind, subject=subject)
    if asked.form is not _NOUN_FORM:
        active += _parallels(speech, spot, asked.token, asked.form, subject=subject)
        if away == 0 and subject:
            active.append(_clause(speech, spot, asked))
        if spot.opens:
            active += _openings(speech, spot, asked, away)
    return active


def standing_of_earlier(spot: Spot, asked_sentence: int) -> Active:
    """Return what an earlier mention of a candidate adds, where it is a subject."""
    away = asked_sentence - spot.sentence
    if away == 1 and spot.opens:
        return (_OPENS_SENTENCE_BEFORE,)
    return () if away else (_SUBJECT_OF_SAME_SENTENCE,)


def _circumstances(speech: Speech, spot: Spot, behind: str, *, subject: bool) -> list[Feature]:
    """Return what hangs on the mention alone; `behind` is the word behind it."""
    active = []
    if spot.speaks is None:
        spot.speaks = speech.speaks(spot.token, spot.last)
    if spot.speaks:
        active.append(_SPEAKS)
    if spot.pronoun:
        active.append(_PRONOUN)
    if behind in _VERBS or behind.endswith("ed") or is_speech_verb(behind):
        active.append(_BEFORE_VERB)
    if not subject:
        active.append(_COMPLEMENT)
    if _is_placed(speech, spot):
        active.append(_PLACED)
    return active


def _is_placed(speech: Speech, spot: Spot) -> bool:
    """Tell whether a preposition of place governs a mention: "in Graz", "from Graz, Austria"."""
    lowers, token = speech.document.lowers, spot.token
    first = speech.document.sentences[spot.sentence].first
    before = lowers[token - 1] if token > first else ""
    if before in _ARTICLES and token - 1 > first:
        before = lowers[token - 2]
    return before in _PLACING or (before == "," and token > 2 and lowers[token - 3] in _PLACING)


def _parallels(
    speech: Speech, spot: Spot, token: int, form: Form, *, subject: bool
) -> list[Feature]:
    """Return whether a mention and the pronoun at `token` stand alike in their clauses."""
    if form is not _SUBJECT_FORM:
        return [] if subject else [_PARALLEL_OBJECT]
    active = [_PARALLEL_SUBJECT] if subject else []
    behind = speech.document.lowers[token + 1 : token + 2]
    if spot.speaks and behind and is_speech_verb(behind[0]):
        active.append(_BOTH_SPEAK)
    return active


def _clause(speech: Speech, spot: Spot, asked: Asked) -> Feature:
    """Return how a pronoun stands to a subject of its sentence: a clause cannot hold both."""
    between = speech.document.lowers[spot.last : asked.token]
    if asked.form is _SUBJECT_FORM or not _BOUNDARIES.isdisjoint(between):
        return _SUBJECT_OF_OTHER_CLAUSE
    if asked.form is _OWNER_FORM:
        return _OWNER_OF_SUBJECT_IN_CLAUSE
    return _OBJECT_OF_SUBJECT_IN_CLAUSE


def _openings(speech: Speech, spot: Spot, asked: Asked, away: int) -> Active:
    """Return what a mention that opens its sentence opens beside, and whether the pronoun does."""
    document, paragraphs, sentence = speech.document, speech.paragraphs, spot.sentence
    active: Active = ()
    if away == 1 and asked.form is _SUBJECT_FORM:
        first = document.sentences[document.sentence_of[asked.token]].first
        if asked.token - first < 2:
            active = (_OPENING_OF_OPENING,)
    if sentence and paragraphs[sentence] != paragraphs[sentence - 1]:
        active += (_OPENS_PARAGRAPH,)
    return active
