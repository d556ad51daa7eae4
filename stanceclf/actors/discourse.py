"""One reading of a document, mention by mention, that settles who each phrase means."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.antecedents import Ranker
from stanceclf.actors.common_nouns import CommonNouns
from stanceclf.actors.described import described
from stanceclf.actors.descriptions import describe_people
from stanceclf.actors.entities import COUNTRY, ORGANISATION, PERSON, Entity
from stanceclf.actors.kinds import PERSON as PERSON_NAME
from stanceclf.actors.kinds import PRONOUN
from stanceclf.actors.kinds import ROLE as ROLE_NOUN
from stanceclf.actors.leaders import tell_leaders
from stanceclf.actors.lexicon import Lexicon
from stanceclf.actors.mention import Mention
from stanceclf.actors.phrases import read_phrase
from stanceclf.actors.pronoun_chains import Takings
from stanceclf.actors.pronouns import ASKING, THIRD_PERSON, UNRESOLVED, antecedent
from stanceclf.actors.proper_names import listed, named, whole
from stanceclf.actors.role_nouns import label_of_role
from stanceclf.actors.scene import Scene
from stanceclf.actors.speakers import FIRST_PERSON, speaker_mention
from stanceclf.actors.unnamed import Unnamed
from stanceclf.actors.word_bits import NOUN
from stanceclf.text.document import Document
from stanceclf.text.memo import kept

# "Our envoy said our ally said ...": owners of owners are followed no deeper than this.
_DEEPEST: Final = 5
_PRONOUNS: Final = FIRST_PERSON | ASKING | {"a"}  # "A: We stay." begins an answer


def _opens_pronoun(lower: str) -> bool:
    return lower.partition("'")[0] in _PRONOUNS


_may_be_pronoun: Final = kept(_opens_pronoun)


class Discourse:
    """The entities of a document, and how its phrases refer to them."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        ranker: Ranker | None = None,
        quoted: NDArray[np.int8] | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.document = document
        self.scene = Scene(document, mentions, ranker, quoted, lexicon)
        self.unnamed = Unnamed(self.scene)
        self._memo: dict[tuple[int, int], Entity] = {}
        self._depth = 0
        describe_people(self.scene)
        tell_leaders(self.scene.registry)
        self._read()
        self.scene.being_read = False

    def entity(self, first: int, last: int) -> Entity:
        """Return whom the tokens [first, last) mean."""
        known = self._memo.get((first, last))
        if known is not None:
            return known
        return self._settled(first, last, self.scene.mention_around(first))

    def _settled(self, first: int, last: int, around: Mention | None) -> Entity:
        """Settle whom tokens mean, the first of which `around` covers, and keep it."""
        if self._depth > _DEEPEST:
            return self.unnamed.entity(read_phrase(self.document, first, last), PERSON)
        self._depth += 1
        known = self._memo[first, last] = self._settle(first, last, around)
        self._depth -= 1
        return known

    def forget(self) -> None:
        """Settle every phrase anew when it is asked for again, but no "they" for another one."""
        for takings in self.scene.history.takings.values():
            for token in takings.tokens:
                self.entity(token, token + 1)
        self._memo.clear()

    def _read(self) -> None:
        """Settle the mentions in the order of the text and enter them into the history."""
        scene, memo, lowers = self.scene, self._memo, self.document.lowers
        people_at, names, owners = scene.registry.people.at, scene.registry.names, scene.owners
        history, takings = scene.history, scene.history.takings
        for mention in scene.mentions:
            first, last, kind = mention
            if kind is PERSON_NAME:
                entity = memo[first, last] = people_at[first]
            elif kind is PRONOUN:
                low = lowers[first].partition("'")[0]
                if low not in THIRD_PERSON:
                    # Left until somebody asks: "it" and "we" add little to anybody's salience.
                    if low in takings:
                        history.add_pronoun(low, first)
                    continue
                entity = self.entity(first, last)
                if entity.name == low:
                    continue  # unresolved: nobody that a later pronoun could take up
            elif names[first] and (known := whole(scene, first, last)):
                entity = memo[first, last] = known
            else:
                entity = memo.get((first, last)) or self._settled(first, last, mention)
            if first in owners:
                self._belong(entity, owners[first])
            history.note(mention, entity)

    def _belong(self, person: Entity, token: int) -> None:
        """Note whom a person belongs to, by the possessive at `token`: "its spokesman, X"."""
        if self.document.lowers[token] == "your":
            return  # the one addressed, not the one who speaks
        owner = self.entity(token, token + 1)
        if owner is person or owner.name in UNRESOLVED:
            return
        if owner.type is COUNTRY:
            person.country = person.country or owner.name
        elif owner.type is ORGANISATION:
            person.affiliation = person.affiliation or owner.name
        else:
            person.country = person.country or owner.country

    def _settle(self, first: int, last: int, around: Mention | None) -> Entity:
        """Try a pronoun, then a name, then a common noun."""
        alone = last == first + 1 and not self.scene.told[first] & NOUN
        if alone and _may_be_pronoun(self.document.lowers[first]):
            entity = self._pronoun(first)
            if entity is not None:
                return entity
        if around is not None and self._is_label(around):
            if around.kind is ROLE_NOUN:
                return label_of_role(self.unnamed, around)
            person = self.scene.registry.people.by_initials(first) if alone else None
            if person is not None:
                return person
        names = self.scene.registry.names
        # The article is a part of some listed names, and stands before others.
        near = names[first] or names[first + 1] or names[first - 1]
        if near and (known := listed(self.scene, first, last)):
            return known
        phrase = read_phrase(self.document, first, last, around)
        found = described(self.scene, phrase, first) or named(self.scene, phrase)
        # Made for each phrase: one that is kept would hold what holds it, which no count frees.
        return found or CommonNouns(self.unnamed, self.entity).holder(phrase, first)

    def _is_label(self, mention: Mention) -> bool:
        """Tell whether a mention is a speaker's label in a transcript: "GOVERNOR:", "AM:"."""
        words, behind = self.document.words, mention.last
        if behind == len(words) or not (words[behind] == ":" or words[behind] == "("):
            return False  # as most are
        return self.scene.speech.label_of(mention.first) == mention.first

    def _pronoun(self, token: int) -> Entity | None:
        """Return whom a pronoun takes up; None if it is in capitals or takes up nobody."""
        low, word = self.document.lowers[token].partition("'")[0], self.document.words[token]
        if word.isupper() and len(word) > 1:
            return None
        if low in FIRST_PERSON or (word == "A" and self.scene.speech.label_of(token) == token):
            speaker = self._speaker(token)
            if speaker is not None:
                return speaker
        takings = self.scene.history.takings.get(low)
        if takings is not None:
            self._settle_before(takings, token)
        found = antecedent(self.scene, low, token)
        if takings is not None:
            takings.take(token, found)
        kind = UNRESOLVED.get(low)
        if found is None and kind:
            return self.unnamed.called("I" if low == "i" else low, kind)
        return found

    def _settle_before(self, takings: Takings, token: int) -> None:
        """Settle each pronoun that the one at a token hangs on, from the first of them on."""
        chain = []
        before = takings.before(token)
        while before is not None and not takings.is_settled(before):
            chain.append(before)
            before = takings.before(before)
        for at in reversed(chain):
            self._memo[at, at + 1] = self._settle(at, at + 1, self.scene.mention_around(at))

    def _speaker(self, token: int) -> Entity | None:
        """Return who says "I" at a place."""
        mention = speaker_mention(self.scene, token)
        if mention is None:
            if not self.scene.speech.is_quoted(token):
                return None
            return antecedent(self.scene, "who", token)
        return self.entity(mention.first, mention.last)
