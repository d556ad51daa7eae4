"""The entities mentioned so far, and who of them a phrase may take up."""

from bisect import bisect_left
from collections.abc import Container

from stanceclf.actors.antecedents import Active, Feature, Fit, Spot, Task, active
from stanceclf.actors.entities import COUNTRY, PERSON, Entity
from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech import Speech
from stanceclf.actors.standing import (
    MOST_CANDIDATES,
    Asked,
    Standing,
    sex_of_pronoun,
    standing_of_earlier,
)
from stanceclf.actors.takings import Takings
from stanceclf.actors.told import told_by_words

WINDOW = 30
_BARE_QUANTITY = active(Feature.BARE_QUANTITY)
_FAR = active(Feature.FAR)
_MENTIONED_FIRST = active(Feature.MENTIONED_FIRST)
_MENTIONED_OFTEN = active(Feature.MENTIONED_OFTEN)
_MENTIONED_TWICE = active(Feature.MENTIONED_TWICE)
_TAKEN_UP_LAST = active(Feature.TAKEN_UP_LAST)
_TAKEN_UP_OTHERWISE = active(Feature.TAKEN_UP_OTHERWISE)
_TAKEN_UP_SO = active(Feature.TAKEN_UP_SO)
_UNNAMED_SPEAKS = active(Feature.UNNAMED_SPEAKS)
_MOST_LEADERS = 4
_MOST_TOLD = 8
# Entities with fewer mentions lead nothing.
_OFTEN = 3
_QUANTITIES = word_class("quantity") | {"both"}
# Pronouns that are settled when somebody asks: of a thing, of many.
SINGLE = ("it", "its")
SEVERAL = ("they", "them", "their")
_OF_PEOPLE = (Task.PERSON, Task.ROLE)


# The spots of the entities that one question may be about, and their tokens.
_Track = tuple[list[Spot], list[int]]


class History:
    """The entities mentioned so far, in the order of the text."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self._told_by_words = told_by_words(speech.document)
        self.spots: list[Spot] = []
        self.first_country: Entity | None = None
        self._tokens: list[int] = []
        # No question is about people and others: a search among either passes over the rest.
        self._people: _Track = ([], [])
        self._others: _Track = ([], [])
        self._counts: dict[Entity, int] = {}
        self._leaders: list[Entity] = []  # the few mentioned most, most first
        # Where "it" and "they" and their forms stand, and who led there.
        sentence_of = speech.document.sentence_of
        things, many = Takings(sentence_of), Takings(sentence_of)
        self.takings = {**dict.fromkeys(SINGLE, things), **dict.fromkeys(SEVERAL, many)}
        self._leaders_at: dict[int, list[Entity]] = {}
        # Whom "he" and "she" took up, and where.
        self._told: list[tuple[Entity, str]] = []
        self._told_at: list[int] = []

    def add(self, spot: Spot) -> None:
        """Append a spot; tokens must not decrease."""
        self.spots.append(spot)
        self._tokens.append(spot.token)
        entity = spot.entity
        if self.first_country is None and entity.type is COUNTRY:
            self.first_country = entity
        spots, tokens = self._people if entity.type is PERSON else self._others
        spots.append(spot)
        tokens.append(spot.token)
        if spot.pronoun:
            word = self.speech.document.lowers[spot.token].partition("'")[0]
            self._told.append((entity, sex_of_pronoun(word)))
            self._told_at.append(spot.token)
        count = self._counts[entity] = self._counts.get(entity, 0) + 1
        if count >= _OFTEN:
            self._promote(entity)

    def _promote(self, entity: Entity) -> None:
        """Note that an entity may be among those mentioned most."""
        leaders = self._leaders
        if leaders and leaders[0] is entity:
            return
        if entity not in leaders:
            leaders.append(entity)
        leaders.sort(key=self._counts.__getitem__, reverse=True)
        del leaders[_MOST_LEADERS:]

    def add_pronoun(self, word: str, token: int) -> None:
        """Note that "it" or "they" stands at a token, to be settled later; tokens must rise."""
        self.takings[word].add(token)
        self._leaders_at[token] = self._leaders[:]

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

    def candidates(self, task: Task, asked: Asked, fits: Fit) -> list[tuple[Entity, Active]]:
        """Return the entities before a phrase that agree, nearest first, with their features.

        Where those mentioned most agree but stand further off, the first of them comes last.
        """
        track = self._people if task in _OF_PEOPLE else self._others
        found, counts = self._nearest(track, asked, fits)
        extra = self._extra(asked)
        answer = []
        for entity, features in found.items():
            count = counts[entity]
            if count > 1:
                features += _MENTIONED_OFTEN if count > 3 else _MENTIONED_TWICE
            if entity in extra:
                features += extra[entity]
            if not entity.named and entity.name in _QUANTITIES:
                features += _BARE_QUANTITY
            answer.append((entity, features))
        return answer

    def _nearest(
        self, track: _Track, asked: Asked, fits: Fit
    ) -> tuple[dict[Entity, Active], dict[Entity, int]]:
        """Return the features of each entity that agrees, and counts of their mentions."""
        sentence = self.speech.document.sentence_of[asked.token]
        standing = Standing(self.speech, self._told_by_words, asked)
        found: dict[Entity, Active] = {}
        counts: dict[Entity, int] = {}
        # Nobody calls himself "he" in his own words: on the corpus equal, in GUM's news .688 to
        # .703 of the pronouns that mean actors.
        passed = {asked.speaker}
        floor = bisect_left(self._tokens, asked.token) - WINDOW
        spots, tokens = track
        end = bisect_left(tokens, asked.token)
        for spot in reversed(spots[max(0, end - WINDOW) : end]):
            if spot.place < floor:
                break
            entity = spot.entity
            if entity in counts:
                counts[entity] += 1
                if spot.subject:
                    found[entity] += standing_of_earlier(spot, sentence)
                continue
            if entity in passed:
                continue
            if len(counts) == MOST_CANDIDATES:
                break
            agreement = fits(entity)
            if agreement is None:
                passed.add(entity)
                continue
            features = standing.of(spot, len(counts)) + agreement
            if not entity.named and spot.speaks and spot.subject:
                features += _UNNAMED_SPEAKS
            found[entity], counts[entity] = features, 1
        for entity, features in self._far(asked.token, passed.union(found), fits):
            found[entity], counts[entity] = features, 1
        return found, counts

    def _far(
        self, token: int, found: Container[Entity | None], fits: Fit
    ) -> list[tuple[Entity, Active]]:
        """Return the first of those mentioned most that agrees and was not found near."""
        for entity in self._leaders_at.get(token, self._leaders):
            if entity not in found and (agreement := fits(entity)) is not None:
                return [(entity, _FAR + agreement)]
        return []

    def _extra(self, asked: Asked) -> dict[Entity, Active]:
        """Return the features that few entities have: the first, those taken up."""
        extra: dict[Entity, Active] = {}
        if asked.sex:
            end = bisect_left(self._told_at, asked.token)
            for entity, sex in self._told[max(0, end - _MOST_TOLD) : end]:
                if not (entity.sex or entity.guess):
                    extra[entity] = _TAKEN_UP_SO if sex == asked.sex else _TAKEN_UP_OTHERWISE
        if self.spots:
            first = self.spots[0].entity
            extra[first] = extra.get(first, 0) + _MENTIONED_FIRST
        if asked.taken is not None:
            extra[asked.taken] = extra.get(asked.taken, 0) + _TAKEN_UP_LAST
        return extra
