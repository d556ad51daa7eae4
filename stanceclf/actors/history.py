"""The entities mentioned so far, and who of them a phrase may take up."""

from operator import attrgetter
from typing import Final

from stanceclf.actors.agreement import Agreement
from stanceclf.actors.antecedent_features import (
    Asked,
    Standing,
    of_quantity,
    sex_of_pronoun,
)
from stanceclf.actors.antecedents import Feature, Task, active
from stanceclf.actors.bisection import place_in
from stanceclf.actors.candidates import Candidates
from stanceclf.actors.entities import COUNTRY, PERSON, Entity
from stanceclf.actors.kinds import PRONOUN
from stanceclf.actors.mention import Mention
from stanceclf.actors.pronoun_chains import Takings
from stanceclf.actors.speech import Speech
from stanceclf.actors.spots import Spot
from stanceclf.actors.word_bits import BARS_SUBJECT, NOBODY, OWNS, told_by_words

WINDOW: Final = 30
_FAR: Final = active(Feature.FAR)
_MENTIONED_FIRST: Final = active(Feature.MENTIONED_FIRST)
_TAKEN_UP_LAST: Final = active(Feature.TAKEN_UP_LAST)
_TAKEN_UP_OTHERWISE: Final = active(Feature.TAKEN_UP_OTHERWISE)
_TAKEN_UP_SO: Final = active(Feature.TAKEN_UP_SO)
_MOST_LEADERS: Final = 4
_MOST_TOLD: Final = 8
# Entities with fewer mentions lead nothing.
_OFTEN: Final = 3
_MENTIONS: Final = attrgetter("mentions")
# Pronouns that are settled when somebody asks: of a thing, of many.
SINGLE: Final = ("it", "its")
SEVERAL: Final = ("they", "them", "their")
_OF_PEOPLE: Final = (Task.PERSON, Task.ROLE)


class History:
    """The entities mentioned so far, in the order of the text."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self._told_by_words = told_by_words(speech.document)
        self._sentence_of = speech.document.sentence_of
        self._sentence = -1  # of the last spot
        self.spots: list[Spot] = []
        self.tokens: list[int] = []  # of the spots
        self.everybody: list[Entity] = []  # in the order of their first mentions
        self.first_country: Entity | None = None
        # No question is about people and others: a search among either passes over the rest.
        self._people: list[Spot] = []
        self._people_at: list[int] = []  # their tokens
        self._others: list[Spot] = []
        self._others_at: list[int] = []
        self._leaders: list[Entity] = []  # the few mentioned most, most first
        # Where "it" and "they" and their forms stand, and who led there.
        things, many = Takings(self._sentence_of), Takings(self._sentence_of)
        self.takings = {**dict.fromkeys(SINGLE, things), **dict.fromkeys(SEVERAL, many)}
        self._leaders_at: dict[int, list[Entity]] = {}
        # Whom "he" and "she" took up, and where.
        self._told: list[tuple[Entity, str]] = []
        self._told_at: list[int] = []

    def note(self, mention: Mention, entity: Entity) -> None:
        """Enter whom a mention means; mentions come in the order of the text."""
        first, last, kind = mention
        told = self._told_by_words
        if told[first] & NOBODY:
            return  # "every soldier" is nobody that "he" could take up
        sentence = self._sentence_of[first]
        subject = not (told[first - 1] & BARS_SUBJECT or told[last] & OWNS)
        opens, self._sentence = sentence != self._sentence, sentence
        spot = Spot(first, last, entity, sentence, subject, opens, kind is PRONOUN)
        self.spots.append(spot)
        self.tokens.append(first)
        if entity.type is PERSON:
            if subject and not entity.certain:
                entity.speaks = spot.speaks = self.speech.speaks(first, last)
            if kind is PRONOUN:
                word = self.speech.document.lowers[first].partition("'")[0]
                self._told.append((entity, sex_of_pronoun(word)))
                self._told_at.append(first)
            self._people.append(spot)
            self._people_at.append(first)
        else:
            if self.first_country is None and entity.type is COUNTRY:
                self.first_country = entity
            self._others.append(spot)
            self._others_at.append(first)
        entity.mentions += 1
        if entity.mentions == 1:
            self.everybody.append(entity)
            entity.place = len(self.everybody)
        elif entity.mentions >= _OFTEN:
            self._promote(entity)

    def _promote(self, entity: Entity) -> None:
        """Note that an entity may be among those mentioned most."""
        leaders = self._leaders
        if leaders and leaders[0] is entity:
            return
        if entity not in leaders:
            leaders.append(entity)
        leaders.sort(key=_MENTIONS, reverse=True)
        del leaders[_MOST_LEADERS:]

    def add_pronoun(self, word: str, token: int) -> None:
        """Note that "it" or "they" stands at a token, to be settled later; tokens must rise."""
        self.takings[word].add(token)
        self._leaders_at[token] = self._leaders[:]

    def before(self, token: int, window: int = WINDOW) -> list[Spot]:
        """Return the last spots before `token`, nearest last."""
        end = place_in(self.tokens, token)
        return self.spots[max(0, end - window) : end]

    def after(self, token: int, window: int = 8) -> list[Spot]:
        """Return the next spots from `token` on."""
        begin = place_in(self.tokens, token)
        return self.spots[begin : begin + window]

    def at(self, token: int) -> Entity | None:
        """Return the entity of the spot that begins at `token`."""
        place = place_in(self.tokens, token)
        known = place < len(self.tokens) and self.tokens[place] == token
        return self.spots[place].entity if known else None

    def candidates(self, task: Task, asked: Asked, agreement: Agreement) -> Candidates:
        """Return the entities before a phrase, nearest first, and the features of those that agree.

        Where those mentioned most agree but stand further off, the first of them comes last.
        """
        if task in _OF_PEOPLE:
            track, at = self._people, self._people_at
        else:
            track, at = self._others, self._others_at
        begin = place_in(self.tokens, asked.token) - WINDOW
        floor = self.tokens[begin] if begin > 0 else 0
        end = place_in(at, asked.token)
        # Nobody calls himself "he" in his own words: on the corpus equal, in GUM's news .688 to
        # .703 of the pronouns that mean actors.
        found = Candidates(asked.speaker)
        near = Standing(self.speech, self._told_by_words, asked)
        near.nearest(track[max(0, end - WINDOW) : end], floor, agreement, found)
        for entity in self._leaders_at.get(asked.token, self._leaders):
            if found.place_of(entity) < 0 and (agreed := agreement.of(entity)) >= 0:
                found.add(entity, _FAR + agreed + of_quantity(entity))
                break
        if self.spots:
            self._tell_few(asked, found)
        return found

    def _tell_few(self, asked: Asked, found: Candidates) -> None:
        """Add the features that few entities have: the first, those taken up."""
        if asked.sex:
            end = place_in(self._told_at, asked.token)
            last: dict[Entity, str] = {}
            for entity, sex in self._told[max(0, end - _MOST_TOLD) : end]:
                last[entity] = sex
            for entity, sex in last.items():
                if not (entity.sex or entity.guess):
                    so = sex == asked.sex
                    found.tell(entity, _TAKEN_UP_SO if so else _TAKEN_UP_OTHERWISE)
        found.tell(self.spots[0].entity, _MENTIONED_FIRST)
        if asked.taken is not None:
            found.tell(asked.taken, _TAKEN_UP_LAST)
