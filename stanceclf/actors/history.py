"""The entities mentioned so far, and how each stands to a phrase that takes one up."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto
from operator import itemgetter

from stanceclf.actors.antecedents import Active, Feature, Fit, Spot
from stanceclf.actors.entities import Entity
from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech import Speech, is_speech_verb

WINDOW = 30
_MOST_CANDIDATES = 7
# Members of an enumeration are slow to read through its class, in Python 3.11.
_AWAY = (Feature.SAME_SENTENCE, Feature.SENTENCE_BEFORE, Feature.TWO_BEFORE, Feature.FURTHER)
_RANK = (Feature.NEAREST, Feature.SECOND, Feature.THIRD) + (Feature.LATER,) * _MOST_CANDIDATES
_SAME_PARAGRAPH = Feature.SAME_PARAGRAPH
_SUBJECT = Feature.SUBJECT
_SUBJECT_OF_SAME_SENTENCE = Feature.SUBJECT_OF_SAME_SENTENCE
_OPENS_SENTENCE = Feature.OPENS_SENTENCE
_OPENS_SENTENCE_BEFORE = Feature.OPENS_SENTENCE_BEFORE
_SPEAKS = Feature.SPEAKS
_PRONOUN = Feature.PRONOUN
_QUOTED_OTHERWISE = Feature.QUOTED_OTHERWISE
_MENTIONED_TWICE = Feature.MENTIONED_TWICE
_MENTIONED_OFTEN = Feature.MENTIONED_OFTEN
_MARKS = frozenset(("'s", "'", "\u2019", "\u2019s"))


class Form(Enum):
    """How a phrase stands in its clause, as far as its word tells."""

    SUBJECT = auto()
    OBJECT = auto()
    OWNER = auto()
    NOUN = auto()


@dataclass(slots=True)
class Asked:
    """A phrase that takes somebody up: where it stands, its form, who says it in a quotation."""

    token: int
    form: Form = Form.NOUN
    speaker: Entity | None = None
    taken: Entity | None = None


class History:
    """The entities mentioned so far, in the order of the text."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.spots: list[Spot] = []
        self._tokens: list[int] = []
        self._counts: dict[Entity, int] = {}
        self._taken: list[tuple[int, Entity]] = []
        self._leaders: list[Entity] = []  # the few mentioned most, most first

    def add(self, spot: Spot) -> None:
        """Append a spot; tokens must not decrease."""
        self.spots.append(spot)
        self._tokens.append(spot.token)
        count = self._counts[spot.entity] = self._counts.get(spot.entity, 0) + 1
        if count > 2:
            leaders = self._leaders
            if spot.entity not in leaders:
                leaders.append(spot.entity)
            leaders.sort(key=self._counts.__getitem__, reverse=True)
            del leaders[4:]

    def take(self, token: int, entity: Entity) -> None:
        """Note whom "they" at a token takes up."""
        self._taken.append((token, entity))

    def taken_before(self, token: int) -> Entity | None:
        """Return whom the last "they" before a token took up, in its sentence or the one before."""
        place = bisect_left(self._taken, token, key=itemgetter(0)) - 1
        if place < 0:
            return None
        last, entity = self._taken[place]
        sentence_of = self.speech.document.sentence_of
        return entity if sentence_of[token] - sentence_of[last] < 2 else None

    def before(self, token: int, window: int = WINDOW) -> list[Spot]:
        """Return the last spots before `token`, nearest last."""
        end = bisect_left(self._tokens, token)
        return self.spots[max(0, end - window) : end]

    def after(self, token: int, window: int = 8) -> list[Spot]:
        """Return the next spots from `token` on."""
        begin = bisect_left(self._tokens, token)
        return self.spots[begin : begin + window]

    def at(self, token: int) -> Entity | None:
        """Return the entity of the spot that begins at `token`."""
        place = bisect_left(self._tokens, token)
        known = place < len(self._tokens) and self._tokens[place] == token
        return self.spots[place].entity if known else None

    def candidates(self, asked: Asked, fits: Fit) -> list[tuple[Entity, list[Feature]]]:
        """Return the entities before a phrase that agree, nearest first, with their features."""
        sentence = self.speech.document.sentence_of[asked.token]
        # By entity: its features; None if it does not agree.
        found: dict[Entity, list[Feature] | None] = {}
        counts: dict[Entity, int] = {}
        for spot in reversed(self.before(asked.token)):
            entity = spot.entity
            if entity in found:
                active = found[entity]
                if active is None:
                    continue
                counts[entity] += 1
                if spot.subject:
                    active += _stand_of_subject(spot, sentence - spot.sentence)
                continue
            if len(counts) == _MOST_CANDIDATES:
                break
            agreement = fits(entity)
            if agreement is None:
                found[entity] = None
                continue
            active = found[entity] = self._stand(spot, asked, sentence, len(counts))
            active += agreement
            counts[entity] = 1
        hero = self._hero(fits, found)
        if hero is not None:
            found[hero] = [Feature.FAR, *(fits(hero) or ())]
            counts[hero] = 1
        if not counts:
            return []
        answer = []
        for entity, count in counts.items():
            active = found[entity] or []
            if count > 1:
                active.append(_MENTIONED_OFTEN if count > 3 else _MENTIONED_TWICE)
            if entity is asked.taken:
                active.append(Feature.TAKEN_UP_LAST)
            if not entity.named and entity.name in _QUANTITIES:
                active.append(Feature.BARE_QUANTITY)
            if self.spots and entity is self.spots[0].entity:
                active.append(Feature.MENTIONED_FIRST)
            if entity is asked.speaker:
                active.append(Feature.SPEAKER_OF_QUOTATION)
            answer.append((entity, active))
        return answer

    def _hero(self, fits: Fit, found: dict[Entity, list[Feature] | None]) -> Entity | None:
        """Return who is mentioned most of those that agree, if not found yet."""
        for entity in self._leaders:
            if entity not in found and fits(entity) is not None:
                return entity
        return None

    def _stand(self, spot: Spot, asked: Asked, sentence: int, rank: int) -> list[Feature]:
        """Return the features of how a mention stands to a phrase."""
        speech, token = self.speech, asked.token
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
        if spot.speaks is None:
            spot.speaks = speech.speaks(spot.token, spot.last)
        if spot.speaks:
            active.append(_SPEAKS)
        if spot.pronoun:
            active.append(_PRONOUN)
        if (not speech.quoted[spot.token]) is not (not speech.quoted[token]):
            active.append(_QUOTED_OTHERWISE)
        active += self._place(spot, asked, away)
        return active

    def _place(self, spot: Spot, asked: Asked, away: int) -> list[Feature]:
        """Return how the places of a mention and a phrase in their clauses go together."""
        speech, token, form = self.speech, asked.token, asked.form
        lowers = speech.document.lowers
        behind = lowers[spot.last] if spot.last < len(lowers) else ""
        active: list[Feature] = []
        subject = spot.subject
        if behind in _MARKS:
            subject = False
        elif behind in _VERBS or behind.endswith("ed") or is_speech_verb(behind):
            active.append(Feature.BEFORE_VERB)
        if not subject:
            active.append(Feature.COMPLEMENT)
        first = speech.document.sentences[spot.sentence].first
        before = lowers[spot.token - 1] if spot.token > first else ""
        if before in _ARTICLES and spot.token - 1 > first:
            before = lowers[spot.token - 2]
        if before == "," and spot.token > 2 and lowers[spot.token - 3] in _PLACING:
            before = "in"  # "from Graz, Austria"
        if before in _PLACING:
            active.append(Feature.PLACED)
        if form is Form.NOUN:
            return active
        if form is Form.SUBJECT:
            if spot.speaks and token + 1 < len(lowers) and is_speech_verb(lowers[token + 1]):
                active.append(Feature.BOTH_SPEAK)
            if subject:
                active.append(Feature.PARALLEL_SUBJECT)
        elif not subject:
            active.append(Feature.PARALLEL_OBJECT)
        if away == 0 and subject:
            if form is not Form.SUBJECT and _BOUNDARIES.isdisjoint(lowers[spot.last : token]):
                owner = form is Form.OWNER
                active.append(
                    Feature.OWNER_OF_SUBJECT_IN_CLAUSE
                    if owner
                    else Feature.OBJECT_OF_SUBJECT_IN_CLAUSE
                )
            else:
                active.append(Feature.SUBJECT_OF_OTHER_CLAUSE)
        elif away == 1 and spot.opens and form is Form.SUBJECT:
            first = speech.document.sentences[speech.document.sentence_of[token]].first
            if token - first < 2:
                active.append(Feature.OPENING_OF_OPENING)
        if spot.opens and spot.sentence and speech.paragraphs[spot.sentence] != (
            speech.paragraphs[spot.sentence - 1]
        ):
            active.append(Feature.OPENS_PARAGRAPH)
        return active


_BOUNDARIES = frozenset(
    ", ; : ( ) \" \u201c \u201d and but or that who which whom because as when if while after before until"
    " where although though since whether what how why".split()
)
_VERBS = frozenset(
    "is are was were be been has have had do does did will would can could may might must shall"
    " should 'd 'll did not n't also".split()
)
_QUANTITIES = word_class("quantity") | {"both"}
_ARTICLES = frozenset(("the", "a", "an"))
_PLACING = word_class("place_preposition")


def _stand_of_subject(spot: Spot, away: int) -> Active:
    """Return what an earlier mention of a candidate adds, `away` sentences back."""
    if away == 1 and spot.opens:
        return (_OPENS_SENTENCE_BEFORE,)
    return () if away else (_SUBJECT_OF_SAME_SENTENCE,)
