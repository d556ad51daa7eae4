"""How a mention stands to a pronoun or a role noun that may take it up."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache
from itertools import product

from stanceclf.actors.antecedents import Active, Feature, Spot
from stanceclf.actors.entities import Entity
from stanceclf.actors.governing import closes_report, ends_of_subject
from stanceclf.actors.names import function_words, is_name_word
from stanceclf.actors.nouns import word_class
from stanceclf.actors.phrases import end_of_complement
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
_GOVERNS = Feature.GOVERNS
_WITHIN_REPORT = Feature.WITHIN_REPORT
_AFTER_VERB = Feature.AFTER_VERB
_MODIFIES = Feature.MODIFIES
_BOTH_SPEAK = Feature.BOTH_SPEAK
_OBJECT_OF_SUBJECT_IN_CLAUSE = Feature.OBJECT_OF_SUBJECT_IN_CLAUSE
_OPENING_OF_OPENING = Feature.OPENING_OF_OPENING
_OPENS_PARAGRAPH = Feature.OPENS_PARAGRAPH
_OWNER_OF_SUBJECT_IN_CLAUSE = Feature.OWNER_OF_SUBJECT_IN_CLAUSE
_PARALLEL_OBJECT = Feature.PARALLEL_OBJECT
_PARALLEL_SUBJECT = Feature.PARALLEL_SUBJECT
_SUBJECT_OF_OTHER_CLAUSE = Feature.SUBJECT_OF_OTHER_CLAUSE
_BEFORE = (_OPENS_SENTENCE_BEFORE,)
_SAME = (_SUBJECT_OF_SAME_SENTENCE,)

_MARKS = frozenset(("'s", "'", "\u2019", "\u2019s"))
_ARTICLES = frozenset(("the", "a", "an"))
_PLACING = word_class("place_preposition")
_COMPLEMENTS = word_class("complement")
_OBJECT_VERBS = word_class("object_verb")
_CLAUSE_MARKS = ', ; : ( ) " \u201c \u201d'
_CLAUSE_WORDS = (
    "and but or that who which whom because as when if while after before until where although"
    " though since whether what how why"
)
_BOUNDARIES = frozenset(f"{_CLAUSE_MARKS} {_CLAUSE_WORDS}".split())
_VERBS = word_class("auxiliary") | frozenset(("shall", "should", "'d", "'ll", "not", "n't", "also"))


class Form(IntEnum):
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


Standing = Callable[[Spot, int], list[Feature]]


def standing_before(speech: Speech, asked: Asked) -> Standing:
    """Return what tells the features of a mention, the n-nearest, as an antecedent of `asked`.

    A function of its own for each question: what the phrase itself tells is read once, and not for
    each of the candidates.
    """
    document, paragraphs, quoted = speech.document, speech.paragraphs, speech.quoted
    lowers, form, token = document.lowers, asked.form, asked.token
    here = document.sentence_of[token]
    paragraph, said = paragraphs[here], quoted[token] != 0
    by_subject = form is _SUBJECT_FORM
    speaks = by_subject and speech.is_verb(token + 1)
    opening = by_subject and token - document.sentences[here].first < 2
    ends = ends_of_subject(speech, token) if by_subject else ()
    closes = speaks and closes_report(speech, token)

    def standing(spot: Spot, rank: int) -> list[Feature]:
        sentence, opens = spot.sentence, spot.opens
        away = here - sentence
        alone = spot.alone
        if alone is None:
            alone = spot.alone = circumstances(speech, spot)
        near = paragraphs[sentence] == paragraph
        otherwise = (quoted[spot.token] != 0) is not said
        places = _PLACES[away if away < 3 else 3][rank]
        active = [*places[8 * near + 4 * otherwise + 2 * spot.subject + opens], *alone]
        if form is _NOUN_FORM:
            return active
        subject = _COMPLEMENT not in alone
        parted = None
        if away == 0 and subject:
            parted = by_subject or not _BOUNDARIES.isdisjoint(lowers[spot.last : token])
        both_open = opens and opening and away == 1
        anew = opens and sentence > 0 and paragraphs[sentence] != paragraphs[sentence - 1]
        both_speak = speaks and spot.speaks is True
        active += _of_forms(form, subject, both_speak, parted, both_open, anew)
        if away == 0:
            if closes:
                active.append(_WITHIN_REPORT)
            elif spot.last in ends and spot.subject:
                active.append(_GOVERNS)
        return active

    return standing


# Which features hang together is written down once, and each of the few hundred outcomes is kept.


def _of_places(
    away: int, rank: int, near: bool, otherwise: bool, subject: bool, opens: bool
) -> list[Feature]:
    """Return what hangs on the places of a mention and the phrase; `near` is in one paragraph."""
    active = [_AWAY[away], _RANK[rank]]
    if near:
        active.append(_SAME_PARAGRAPH)
    if subject:
        active.append(_SUBJECT)
        if away == 0:
            active.append(_SUBJECT_OF_SAME_SENTENCE)
    if opens:
        active.append(_OPENS_SENTENCE)
        if away == 1 and subject:
            active.append(_OPENS_SENTENCE_BEFORE)
    if otherwise:
        active.append(_QUOTED_OTHERWISE)
    return active


_FLAGS = list(product((False, True), repeat=4))
# By sentences away and by rank: the rows of `_of_places`, by its flags as the digits of a number.
_PLACES = [
    [[_of_places(away, rank, *flags) for flags in _FLAGS] for rank in range(MOST_CANDIDATES)]
    for away in range(len(_AWAY))
]


@cache
def _of_forms(
    form: Form, subject: bool, both_speak: bool, parted: bool | None, both_open: bool, anew: bool
) -> list[Feature]:
    """Return what a pronoun's form adds: whether both stand alike, and are parted by a clause.

    `parted` is None unless the mention is a subject in the pronoun's sentence; `anew` tells whether
    the mention opens a paragraph.
    """
    active = []
    if form is not _SUBJECT_FORM:
        active += [] if subject else [_PARALLEL_OBJECT]
    elif subject:
        active.append(_PARALLEL_SUBJECT)
    if both_speak:
        active.append(_BOTH_SPEAK)
    if parted:
        active.append(_SUBJECT_OF_OTHER_CLAUSE)
    elif parted is not None:  # a clause cannot hold a subject and a pronoun for it as its object
        owner = form is _OWNER_FORM
        active.append(_OWNER_OF_SUBJECT_IN_CLAUSE if owner else _OBJECT_OF_SUBJECT_IN_CLAUSE)
    if both_open:
        active.append(_OPENING_OF_OPENING)
    if anew:
        active.append(_OPENS_PARAGRAPH)
    return active


def standing_of_earlier(spot: Spot, asked_sentence: int) -> Active:
    """Return what an earlier mention of a candidate adds, where it is a subject."""
    away = asked_sentence - spot.sentence
    if away == 1 and spot.opens:
        return _BEFORE
    return () if away else _SAME


def circumstances(speech: Speech, spot: Spot) -> list[Feature]:
    """Return what hangs on the mention alone, and note whether it speaks."""
    document, token, last = speech.document, spot.token, spot.last
    lowers = document.lowers
    behind = lowers[last] if last < len(lowers) else ""
    if spot.speaks is None:
        spot.speaks = speech.speaks(token, last)
    subject, verb = spot.subject, behind
    if subject and behind in _COMPLEMENTS:  # "a farmer in El Oro told": it is the farmer who told
        end = end_of_complement(document, last)
        verb = lowers[end] if end < len(lowers) else ""
    active = [_SPEAKS] if spot.speaks or is_speech_verb(verb) else []
    if spot.pronoun:
        active.append(_PRONOUN)
    if subject and (verb in _VERBS or is_speech_verb(verb) or verb.endswith("ed")):
        active.append(_BEFORE_VERB)
    elif behind.isalpha() and behind[-1] != "s" and document.words[last].islower():
        if behind not in function_words():
            active.append(_MODIFIES)
    if not spot.subject or behind in _MARKS:
        active.append(_COMPLEMENT)
    if token and _is_placed(lowers, token, document.sentences[spot.sentence].first):
        active.append(_PLACED)
    if spot.subject and _is_object(speech, token, document.sentences[spot.sentence].first):
        active.append(_AFTER_VERB)
    return active


def _is_placed(lowers: list[str], token: int, first: int) -> bool:
    """Tell whether a preposition of place governs a mention: "in Graz", "from Graz, Austria".

    The sentence of the mention, which begins at `token`, begins at `first`.
    """
    before = lowers[token - 1] if token > first else ""
    if before in _ARTICLES and token - 1 > first:
        before = lowers[token - 2]
    return before in _PLACING or (before == "," and token > 2 and lowers[token - 3] in _PLACING)


def _is_object(speech: Speech, token: int, first: int) -> bool:
    """Tell whether a verb that no subject follows stands before a mention: "told General X"."""
    words, at = speech.document.words, token - 1
    while at > first and token - at < 5 and (is_name_word(words[at]) or words[at] in _ARTICLES):
        at -= 1
    if at <= first:
        return False
    low = words[at]
    return low in _OBJECT_VERBS or (low.endswith("ed") and not is_speech_verb(low))
