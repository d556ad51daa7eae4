"""The entities mentioned so far, and who of them a phrase may take up."""

from bisect import bisect_left
from operator import itemgetter

from stanceclf.actors.antecedents import Feature, Fit, Spot
from stanceclf.actors.entities import COUNTRY, Entity
from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech import Speech
from stanceclf.actors.standing import (
    MOST_CANDIDATES,
    Asked,
    sex_of_pronoun,
    standing_before,
    standing_of_earlier,
)

WINDOW = 30
# Members of an enumeration are slow to read through its class, in Python 3.11.
_BARE_QUANTITY = Feature.BARE_QUANTITY
_FAR = Feature.FAR
_MENTIONED_FIRST = Feature.MENTIONED_FIRST
_MENTIONED_OFTEN = Feature.MENTIONED_OFTEN
_MENTIONED_TWICE = Feature.MENTIONED_TWICE
_TAKEN_UP_LAST = Feature.TAKEN_UP_LAST
_TAKEN_UP_OTHERWISE = Feature.TAKEN_UP_OTHERWISE
_TAKEN_UP_SO = Feature.TAKEN_UP_SO
_UNNAMED_SPEAKS = Feature.UNNAMED_SPEAKS
_MOST_LEADERS = 4
_MOST_TOLD = 8
# Entities with fewer mentions lead nothing.
_OFTEN = 3
_QUANTITIES = word_class("quantity") | {"both"}


class History:
    """The entities mentioned so far, in the order of the text."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.spots: list[Spot] = []
        self.first_country: Entity | None = None
        self._tokens: list[int] = []
        self._counts: dict[Entity, int] = {}
        self._leaders: list[Entity] = []  # the few mentioned most, most first
        self._taken: list[tuple[int, Entity]] = []
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
        if spot.pronoun:
            word = self.speech.document.lowers[spot.token].partition("'")[0]
            self._told.append((entity, sex_of_pronoun(word)))
            self._told_at.append(spot.token)
        count = self._counts[entity] = self._counts.get(entity, 0) + 1
        if count >= _OFTEN and self._leaders[:1] != [entity]:
            if entity not in self._leaders:
                self._leaders.append(entity)
            self._leaders.sort(key=self._counts.__getitem__, reverse=True)
            del self._leaders[_MOST_LEADERS:]

    def take(self, token: int, entity: Entity) -> None:
        """Note whom "they" at a token takes up; tokens must not decrease."""
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
        """Return the entities before a phrase that agree, nearest first, with their features.

        Where those mentioned most agree but stand further off, the first of them comes last.
        """
        found, counts = self._nearest(asked, fits)
        extra = self._extra(asked)
        answer = []
        for entity, count in counts.items():
            active = found[entity] or []
            if count > 1:
                active.append(_MENTIONED_OFTEN if count > 3 else _MENTIONED_TWICE)
            if entity in extra:
                active += extra[entity]
            if not entity.named and entity.name in _QUANTITIES:
                active.append(_BARE_QUANTITY)
            answer.append((entity, active))
        return answer

    def _nearest(
        self, asked: Asked, fits: Fit
    ) -> tuple[dict[Entity, list[Feature] | None], dict[Entity, int]]:
        """Return the features of each entity, None if it does not agree, and counts of mentions."""
        sentence = self.speech.document.sentence_of[asked.token]
        standing = standing_before(self.speech, asked)
        found: dict[Entity, list[Feature] | None] = {}
        counts: dict[Entity, int] = {}
        if asked.speaker is not None:
            # Nobody calls himself "he" in his own words: on the corpus equal, in GUM's news .688
            # to .703 of the pronouns that mean actors.
            found[asked.speaker] = None
        for spot in reversed(self.before(asked.token)):
            entity = spot.entity
            if entity in found:
                active = found[entity]
                if active is not None:
                    counts[entity] += 1
                    if spot.subject:
                        active += standing_of_earlier(spot, sentence)
                continue
            if len(counts) == MOST_CANDIDATES:
                break
            agreement = fits(entity)
            if agreement is None:
                found[entity] = None
                continue
            active = found[entity] = standing(spot, len(counts))
            active += agreement
            if not entity.named and spot.speaks and spot.subject:
                active.append(_UNNAMED_SPEAKS)
            counts[entity] = 1
        for entity in self._leaders:
            if entity not in found and (agreement := fits(entity)) is not None:
                found[entity] = [_FAR, *agreement]
                counts[entity] = 1
                break
        return found, counts

    def _extra(self, asked: Asked) -> dict[Entity, list[Feature]]:
        """Return the features that few entities have: the first, those taken up."""
        extra: dict[Entity, list[Feature]] = {}
        if asked.sex:
            end = bisect_left(self._told_at, asked.token)
            for entity, sex in self._told[max(0, end - _MOST_TOLD) : end]:
                if not (entity.sex or entity.guess):
                    extra[entity] = [_TAKEN_UP_SO if sex == asked.sex else _TAKEN_UP_OTHERWISE]
        if self.spots:
            extra.setdefault(self.spots[0].entity, []).append(_MENTIONED_FIRST)
        if asked.taken is not None:
            extra.setdefault(asked.taken, []).append(_TAKEN_UP_LAST)
        return extra
