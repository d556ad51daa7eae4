"""How a mention stands to a pronoun or a role noun that may take it up."""

from enum import IntEnum, auto
from itertools import product
from typing import Final

from stanceclf.actors.agreement import Agreement
from stanceclf.actors.antecedents import Active, Feature, active
from stanceclf.actors.candidates import Candidates
from stanceclf.actors.entities import COUNTRY, Entity
from stanceclf.actors.governing import closes_report, ends_of_subject
from stanceclf.actors.nouns import word_class
from stanceclf.actors.phrases import end_of_complement
from stanceclf.actors.speech import Speech
from stanceclf.actors.speech_verbs import SAYS
from stanceclf.actors.spots import Spot
from stanceclf.actors.word_bits import (
    ARTICLE,
    COMMA,
    HAS_OBJECT,
    MARK,
    MODIFIED,
    NAME,
    OPENS_COMPLEMENT,
    PEOPLE,
    PLACING,
    VERB,
)
from stanceclf.attribution.quotes import OPENING
from stanceclf.text.document import Document

MOST_CANDIDATES: Final = 7
_AWAY: Final = (Feature.SAME_SENTENCE, Feature.SENTENCE_BEFORE, Feature.TWO_BEFORE, Feature.FURTHER)
_RANK: Final = (Feature.NEAREST, Feature.SECOND, Feature.THIRD) + (Feature.LATER,) * MOST_CANDIDATES
_AFTER_VERB: Final = active(Feature.AFTER_VERB)
_BARE_QUANTITY: Final = active(Feature.BARE_QUANTITY)
_BEFORE_VERB: Final = active(Feature.BEFORE_VERB)
_BOTH_SPEAK: Final = active(Feature.BOTH_SPEAK)
_COMPLEMENT: Final = active(Feature.COMPLEMENT)
_GOVERNS: Final = active(Feature.GOVERNS)
_MENTIONED_OFTEN: Final = active(Feature.MENTIONED_OFTEN)
_MENTIONED_TWICE: Final = active(Feature.MENTIONED_TWICE)
# What the n-th mention adds: from the fourth on, it is often instead of twice.
_MENTIONED: Final = [0, 0, _MENTIONED_TWICE, 0, _MENTIONED_OFTEN - _MENTIONED_TWICE]
_COUNTED: Final = len(_MENTIONED)
_MODIFIES: Final = active(Feature.MODIFIES)
_OBJECT_OF_SUBJECT_IN_CLAUSE: Final = active(Feature.OBJECT_OF_SUBJECT_IN_CLAUSE)
_OPENING_OF_OPENING: Final = active(Feature.OPENING_OF_OPENING)
_OPENS_PARAGRAPH: Final = active(Feature.OPENS_PARAGRAPH)
_OPENS_SENTENCE_BEFORE: Final = active(Feature.OPENS_SENTENCE_BEFORE)
_OWNER_OF_SUBJECT_IN_CLAUSE: Final = active(Feature.OWNER_OF_SUBJECT_IN_CLAUSE)
_PARALLEL_OBJECT: Final = active(Feature.PARALLEL_OBJECT)
_PARALLEL_SUBJECT: Final = active(Feature.PARALLEL_SUBJECT)
_PEOPLE: Final = active(Feature.PEOPLE)
_PLACED: Final = active(Feature.PLACED)
_PRONOUN: Final = active(Feature.PRONOUN)
_SPEAKS: Final = active(Feature.SPEAKS)
_SUBJECT_OF_OTHER_CLAUSE: Final = active(Feature.SUBJECT_OF_OTHER_CLAUSE)
_SUBJECT_OF_SAME_SENTENCE: Final = active(Feature.SUBJECT_OF_SAME_SENTENCE)
_UNNAMED_SPEAKS: Final = active(Feature.UNNAMED_SPEAKS)
_WITHIN_REPORT: Final = active(Feature.WITHIN_REPORT)

_CLAUSE_MARKS: Final = ', ; : ( ) " \u201c \u201d'
_CLAUSE_WORDS: Final = (
    "and but or that who which whom because as when if while after before until where although"
    " though since whether what how why"
)
_NO_REPORT: Final = (-1, -1)
_QUANTITIES: Final = word_class("quantity") | {"both"}
_LONGEST_CLAUSE: Final = 200  # tokens: a text may be one sentence
_BOUNDARIES: Final = frozenset(f"{_CLAUSE_MARKS} {_CLAUSE_WORDS}".split())


class Form(IntEnum):
    """How a phrase stands in its clause, as far as its word tells."""

    SUBJECT = auto()
    OBJECT = auto()
    OWNER = auto()
    NOUN = auto()


# Members of an enumeration are slow to read through its class, in Python 3.11.
SUBJECT: Final[Form] = Form.SUBJECT
OBJECT: Final[Form] = Form.OBJECT
OWNER: Final[Form] = Form.OWNER
_NOUN: Final[Form] = Form.NOUN


class Asked:
    """A phrase that takes somebody up; never changed.

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

    __slots__ = ("form", "sex", "speaker", "taken", "token")

    def __init__(
        self,
        token: int,
        form: Form = _NOUN,
        speaker: Entity | None = None,
        taken: Entity | None = None,
        sex: str | None = None,
    ) -> None:
        self.token = token
        self.form = form
        self.speaker = speaker
        self.taken = taken
        self.sex = sex


def sex_of_pronoun(low: str) -> str:
    """Return f or m for "he", "she" and their forms.

    >>> sex_of_pronoun("her")
    'f'
    """
    return "f" if low in ("she", "her") else "m"


class Standing:
    """How mentions stand to one phrase; what the phrase itself tells is read once."""

    __slots__ = (
        "closes", "ends", "form", "here", "opening", "paragraph", "report", "said",
        "speaks", "speech", "token", "told",
    )  # fmt: skip

    def __init__(self, speech: Speech, told: list[int], asked: Asked) -> None:
        document, token, form = speech.document, asked.token, asked.form
        by_subject = form is SUBJECT
        self.speech = speech
        self.told = told
        self.form = form
        self.token = token
        self.here = here = document.sentence_of[token]
        self.paragraph = speech.paragraphs[here]
        self.said = 4 if speech.quoted[token] else 0
        owner = form is OWNER and not self.said
        self.report = _report_before(speech, told, token) if owner else _NO_REPORT
        self.speaks = by_subject and speech.is_verb(token + 1)
        self.opening = by_subject and token - document.sentences[here].first < 2
        self.ends = ends_of_subject(speech, token) if by_subject else ()
        self.closes = self.speaks and closes_report(speech, token)

    def nearest(
        self, spots: list[Spot], floor: int, agreement: Agreement, found: Candidates
    ) -> None:
        """Enter each entity, nearest first, with its features; enough that agree end the search.

        Parameters
        ----------
        spots : list of Spot
            Those before the phrase, nearest last.
        floor : int
            The first token of the first of them that counts.
        agreement : Agreement
        found : Candidates
            Nobody who agrees so far.
        """
        here, features = self.here, found.features
        counts = [0] * len(features)
        rank = 0
        opening, closing = self.report
        for spot in reversed(spots):
            if spot.token < floor:
                break
            if opening < spot.token < closing and (
                spot.token > opening + 2 or spot.last < closing - 1  # not all: "Haiti Relief Fund"
            ):
                continue
            entity = spot.entity
            away = here - spot.sentence
            place = found.place_of(entity)
            if place >= 0:
                if features[place] >= 0:
                    counts[place] += 1
                    features[place] += _of_earlier(spot, away, counts[place])
                continue
            if rank == MOST_CANDIDATES:
                break
            held = agreement.of(entity)
            if held >= 0:
                held += self._of(spot, rank, away)
                if not entity.named:
                    held += _of_unnamed(entity, spot)
                rank += 1
            found.add(entity, held)
            counts.append(1)

    def _of(self, spot: Spot, rank: int, away: int) -> Active:
        """Return the features of a mention, the n-nearest, so many sentences before the phrase."""
        if not spot.read:
            circumstances(self.speech, self.told, spot)
        flags = spot.flags ^ self.said
        if spot.paragraph == self.paragraph:
            flags += 8
        found = _PLACES[away if away < 3 else 3][rank][flags]
        if self.form is _NOUN:
            return found + spot.for_noun
        found += spot.for_subject if self.form is SUBJECT else spot.for_other
        if away == 0:
            found += self._in_sentence(spot, subject=not spot.complement)
        elif away == 1 and self.opening and spot.opens:
            found += _OPENING_OF_OPENING
        if self.speaks and spot.speaks:
            found += _BOTH_SPEAK
        return found

    def _in_sentence(self, spot: Spot, *, subject: bool) -> Active:
        """Return what a mention in the sentence of a pronoun adds."""
        found = 0
        if subject:
            # A clause cannot hold a subject and a pronoun for it as its object.
            other = self.form is SUBJECT or self.token - spot.last > _LONGEST_CLAUSE
            if other or not _BOUNDARIES.isdisjoint(
                self.speech.document.lowers[spot.last : self.token]
            ):
                found = _SUBJECT_OF_OTHER_CLAUSE
            elif self.form is OWNER:
                found = _OWNER_OF_SUBJECT_IN_CLAUSE
            else:
                found = _OBJECT_OF_SUBJECT_IN_CLAUSE
        if self.closes:
            found += _WITHIN_REPORT
        elif spot.last in self.ends and spot.subject:
            found += _GOVERNS
        return found


def _report_before(speech: Speech, told: list[int], token: int) -> tuple[int, int]:
    """Return the marks of the quotation whose speaker "its" at `token` tells of.

    In '"Haiti needs us," its foreign minister said' whoever has the minister is named elsewhere.
    """
    at = token - 1
    if at > 0 and told[at - 1] & SAYS and speech.document.lowers[at] == "to":  # "according to its"
        at -= 1
    if told[at] & SAYS:
        at -= 1
    if told[at] & COMMA and not speech.quoted[at]:
        at -= 1
    if at < 0 or not speech.quoted[at]:
        return _NO_REPORT
    return speech.quoted.rfind(OPENING, 0, at + 1), at


def of_quantity(entity: Entity) -> Active:
    """Return what tells of somebody without a name who is but a number of some: "many"."""
    return 0 if entity.named or entity.name not in _QUANTITIES else _BARE_QUANTITY


def _of_unnamed(entity: Entity, spot: Spot) -> Active:
    """Return what tells of a candidate without a name, by its nearest mention."""
    found = of_quantity(entity)
    return found + _UNNAMED_SPEAKS if spot.speaks and spot.subject else found


def _of_earlier(spot: Spot, away: int, count: int) -> Active:
    """Return what an earlier mention of a candidate, so many sentences away, adds as the n-th."""
    found = _MENTIONED[count] if count < _COUNTED else 0
    if not spot.subject or away > 1:
        return found
    if away == 0:
        return found + _SUBJECT_OF_SAME_SENTENCE
    return found + _OPENS_SENTENCE_BEFORE if spot.opens else found


def _of_places(
    away: int, rank: int, near: bool, otherwise: bool, subject: bool, opens: bool
) -> Active:
    """Return what hangs on the places of a mention and the phrase; `near` is in one paragraph."""
    found = [_AWAY[away], _RANK[rank]]
    if near:
        found.append(Feature.SAME_PARAGRAPH)
    if subject:
        found.append(Feature.SUBJECT)
        if away == 0:
            found.append(Feature.SUBJECT_OF_SAME_SENTENCE)
    if opens:
        found.append(Feature.OPENS_SENTENCE)
        if away == 1 and subject:
            found.append(Feature.OPENS_SENTENCE_BEFORE)
    if otherwise:
        found.append(Feature.QUOTED_OTHERWISE)
    return active(*found)


_FLAGS: Final = list(product((False, True), repeat=4))
# By sentences away and by rank: the rows of `_of_places`, by its flags as the digits of a number.
_PLACES: Final = [
    [[_of_places(away, rank, *flags) for flags in _FLAGS] for rank in range(MOST_CANDIDATES)]
    for away in range(len(_AWAY))
]


def circumstances(speech: Speech, told: list[int], spot: Spot) -> None:
    """Fill in what hangs on the mention alone.

    `told` is what `told_by_words` gives for the document.
    """
    paragraphs, sentence = speech.paragraphs, spot.sentence
    if spot.speaks is None:
        spot.speaks = speech.speaks(spot.token, spot.last)
    spot.read = True
    spot.flags = 4 * (speech.quoted[spot.token] != 0) + 2 * spot.subject + spot.opens
    spot.paragraph = paragraphs[sentence]
    spot.complement = not spot.subject or told[spot.last] & MARK != 0
    found = _of_words(speech.document, told, spot)
    if spot.complement:
        found += _COMPLEMENT
    spot.for_noun = found
    if spot.opens and sentence > 0 and spot.paragraph != paragraphs[sentence - 1]:
        found += _OPENS_PARAGRAPH
    spot.for_subject = found if spot.complement else found + _PARALLEL_SUBJECT
    spot.for_other = found + _PARALLEL_OBJECT if spot.complement else found


def _of_words(document: Document, told: list[int], spot: Spot) -> Active:
    """Return what the words of a mention and those about it tell."""
    token, last, subject = spot.token, spot.last, spot.subject
    first = document.sentences[spot.sentence].first
    verb = behind = told[last]
    if subject and behind & OPENS_COMPLEMENT:  # "a farmer in El Oro told": it is the farmer who did
        verb = told[end_of_complement(document, last)]
    found = _SPEAKS if verb & SAYS or spot.speaks else 0
    if spot.pronoun:
        found += _PRONOUN
    if subject and verb & VERB:
        found += _BEFORE_VERB
    elif behind & MODIFIED:
        found += _MODIFIES
    if token > first:
        if _is_placed(told, token, first):
            found += _PLACED
        if subject and _is_object(told, token, first):
            found += _AFTER_VERB
    if told[last - 1] & PEOPLE and spot.entity.type is COUNTRY:
        name = spot.entity.name.rpartition(" ")[2].lower()
        if document.lowers[last - 1] != name:
            found += _PEOPLE
    return found


def _is_placed(told: list[int], token: int, first: int) -> bool:
    """Tell whether a preposition of place governs a mention: "in Graz", "from Graz, Austria".

    The sentence of the mention, which begins at `token`, begins at `first`, before it.
    """
    before = told[token - 1]
    if before & ARTICLE and token - 1 > first:
        before = told[token - 2]
    return bool(before & PLACING or (before & COMMA and token > 2 and told[token - 3] & PLACING))


def _is_object(told: list[int], token: int, first: int) -> bool:
    """Tell whether a verb that no subject follows stands before a mention: "told General X"."""
    at = token - 1
    while at > first and token - at < 5 and told[at] & NAME:
        at -= 1
    return at > first and told[at] & HAS_OBJECT != 0
