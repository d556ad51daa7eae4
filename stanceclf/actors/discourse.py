"""One reading of a document, mention by mention, that settles who each phrase means."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors import bodies, kinds
from stanceclf.actors.antecedents import Ranker
from stanceclf.actors.demonstratives import demonstrated
from stanceclf.actors.descriptions import describe_people
from stanceclf.actors.entities import COUNTRY, GROUP, ORGANISATION, PERSON, Entity
from stanceclf.actors.kinds import Mention, is_adjective, noun_kind
from stanceclf.actors.leaders import tell_leaders
from stanceclf.actors.lexicon import BODY, OUTLET, PEOPLE, Entry, Lexicon, Sort
from stanceclf.actors.memo import kept
from stanceclf.actors.names import is_name_word, skip_titles
from stanceclf.actors.nouns import (
    endings,
    is_group,
    organisation_nouns,
    role_sexes,
    roles,
    word_class,
)
from stanceclf.actors.offices import bearer, called_before, named_later, of_age, person_beside
from stanceclf.actors.pairs import PAIRED, paired
from stanceclf.actors.phrases import POSSESSIVES, Phrase, end_of_complement, read_phrase
from stanceclf.actors.pronouns import (
    ASKING,
    THIRD_PERSON,
    UNRESOLVED,
    antecedent,
)
from stanceclf.actors.scene import Scene
from stanceclf.actors.speakers import FIRST_PERSON, speaker_mention
from stanceclf.actors.takings import Takings
from stanceclf.actors.unnamed import Unnamed, is_plural, singular
from stanceclf.text.document import Document

# "Our envoy said our ally said ...": owners of owners are followed no deeper than this.
_DEEPEST = 5
_PRONOUNS = FIRST_PERSON | ASKING | {"a"}  # "A: We stay." begins an answer
_may_be_pronoun = kept(lambda lower: lower.partition("'")[0] in _PRONOUNS)
_GENERIC = word_class("generic_in_name")
_LABELS = word_class("label")
_MARKS = frozenset(("'s", "'", "\u2019"))
_DOUBTFUL = frozenset((OUTLET, PEOPLE))  # listed names that do not always mean what they name
_ARTICLES = frozenset(("the", "a", "an"))
_LISTED_BODY = Sort.ORGANISATION
_MEMBER = word_class("member")
_OWN_MEMBER = word_class("own_member")
_BODIES = frozenset(("army", "crown", "kingdom", "marines", "navy", "palace", "presidency"))
_LONGEST_RANK = 3  # tokens: "the prime minister"
_RULING = frozenset(
    ("president", "premier", "chancellor", "minister", "king", "emir", "sultan", "taoiseach")
)
_PARTY_NOUN = word_class("party_noun")
_QUANTITY = word_class("quantity")


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
        # Entities learn while the document is read; the order of later questions must not matter.
        self._reading = True
        describe_people(self.scene)
        tell_leaders(self.scene.registry)
        for mention in self.scene.mentions:
            self._read(mention)
        self._reading = False

    def entity(self, first: int, last: int) -> Entity:
        """Return whom the tokens [first, last) mean."""
        known = self._memo.get((first, last))
        if known is not None:
            return known
        if self._depth > _DEEPEST:
            return self.unnamed.entity(read_phrase(self.document, first, last), PERSON)
        self._depth += 1
        known = self._memo[first, last] = self._settle(first, last)
        self._depth -= 1
        return known

    def forget(self) -> None:
        """Settle every phrase anew when it is asked for again, but no "they" for another one."""
        for takings in self.scene.history.takings.values():
            for token in takings.tokens:
                self.entity(token, token + 1)
        self._memo.clear()

    def _read(self, mention: Mention) -> None:
        """Settle a mention and enter it into the history."""
        first, last, kind = mention
        scene = self.scene
        if kind is kinds.PERSON:
            entity = self._memo[first, last] = scene.registry.people_at[first]
        elif kind is kinds.PRONOUN and (
            (low := self.document.lowers[first].partition("'")[0]) not in THIRD_PERSON
        ):
            if low in scene.history.takings:
                scene.history.add_pronoun(low, first)
            return  # left until somebody asks: "it" and "we" add little to anybody's salience
        elif kind is kinds.PRONOUN:
            entity = self.entity(first, last)
            if entity.name == low:
                return  # unresolved: nobody that a later pronoun could take up
        else:
            entity = self._whole(first, last) or self.entity(first, last)
        if first in scene.owners:
            self._belong(entity, scene.owners[first])
        scene.note(mention, entity)

    def _belong(self, person: Entity, token: int) -> None:
        """Note whom a person belongs to, by the possessive at `token`: "its spokesman, X"."""
        owner = self.entity(token, token + 1)
        if owner is person or owner.name in UNRESOLVED:
            return
        if owner.type is COUNTRY:
            person.country = person.country or owner.name
        elif owner.type is ORGANISATION:
            person.affiliation = person.affiliation or owner.name
        else:
            person.country = person.country or owner.country

    def _settle(self, first: int, last: int) -> Entity:
        """Try a pronoun, then a name, then a common noun."""
        if last == first + 1 and _may_be_pronoun(self.document.lowers[first]):
            entity = self._pronoun(first)
            if entity is not None:
                return entity
        listed = self._listed(first, last)
        if listed is not None:
            return listed
        phrase = read_phrase(self.document, first, last, self.scene.mention_around(first))
        return self._named(phrase) or self._common(phrase, first)

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
        return self.unnamed.called(low, kind) if found is None and kind else found

    def _settle_before(self, takings: Takings, token: int) -> None:
        """Settle each pronoun that the one at a token hangs on, from the first of them on."""
        chain = []
        before = takings.before(token)
        while before is not None and not takings.is_settled(before):
            chain.append(before)
            before = takings.before(before)
        for at in reversed(chain):
            self._memo[at, at + 1] = self._settle(at, at + 1)

    def _speaker(self, token: int) -> Entity | None:
        """Return who says "I" at a place."""
        mention = speaker_mention(self.scene, token)
        if mention is None:
            return antecedent(self.scene, "who", token)
        return self.entity(mention.first, mention.last)

    # Names

    def _is_person(self, token: int) -> bool:
        """Tell whether a token belongs to a person's name in this text, as "Jordan" may."""
        around = self.scene.mention_around(token)
        return around is not None and around.kind is kinds.PERSON

    def _listed(self, first: int, last: int) -> Entity | None:
        """Return the entity of a phrase that the lexicon lists as a whole, its article aside."""
        lowers, registry = self.document.lowers, self.scene.registry
        while last > first + 1 and lowers[last - 1] in _MARKS:
            last -= 1
        match, start = registry.match(first), first
        if match is None or match[0] != last or match[1].sort is OUTLET:
            start = first + 1
            if start >= last or lowers[first] not in _ARTICLES:
                start = first - 1  # "Hague", of which "the" is a part
                if start < 0 or lowers[start] not in _ARTICLES:
                    return None
            match = registry.match(start)
            if match is None or match[0] != last or match[1].sort is OUTLET:
                return None
        entry = match[1]
        some = (entry.type is not PERSON and self._is_person(start)) or self._is_share(entry, start)
        return None if some else registry.listed(entry)

    def _whole(self, first: int, last: int) -> Entity | None:
        """Return what `_listed` does for a mention that is a listed name, in fewer steps."""
        match = self.scene.registry.match(first)
        if match is None or match[0] != last or match[1].sort in _DOUBTFUL:
            return None
        entity = self._memo[first, last] = self.scene.registry.listed(match[1])
        return entity

    def _is_share(self, entry: Entry, token: int) -> bool:
        """Tell whether a name of a people means some of them: "two in three Germans"."""
        if entry.sort is not PEOPLE:
            return False
        before = self.document.lowers[token - 1] if token else ""
        counts = before in _QUANTITY or before[:1].isdigit() or before == "more"
        if before == "of" and token > 1:
            amount = self.document.lowers[token - 2].rpartition("-")[2]
            counts = amount in _QUANTITY or amount == "thirds"
        return counts

    def _named(self, phrase: Phrase) -> Entity | None:
        """Return the entity of a phrase that is a proper name as a whole."""
        first, last = phrase.first, phrase.last
        if phrase.owner is not None and phrase.owner[0] >= first:
            return None
        words, lowers = self.document.words, self.document.lowers
        registry = self.scene.registry
        if not is_name_word(words[first]):
            return self._named_within(phrase)
        match = registry.match(first)
        if (
            match is not None
            and match[0] == last
            and match[1].sort is not OUTLET
            and not (phrase.counted or self._is_share(match[1], first) or self._is_person(first))
        ):
            return registry.listed(match[1])
        person = registry.person(registry.key(first, last), first)
        if person is not None:
            return person
        bare = skip_titles(self.document, first, last)
        while bare < last - 1 and lowers[bare] in roles():
            bare += 1
        if bare < last and self._is_person(bare):
            person = registry.person(registry.key(bare, last), first)
            if person is not None:
                return person
        return (
            registry.organisation(registry.text_of(first, last)) if self._is_name(phrase) else None
        )

    def _named_within(self, phrase: Phrase) -> Entity | None:
        """Return the organisation in "the opposition Farmers' Party"."""
        words = self.document.words
        first = phrase.first
        while first < phrase.head and words[first].isalpha() and words[first].islower():
            first += 1
        inner = self.scene.mention_around(first) if is_name_word(words[first]) else None
        if inner is None or inner.kind is not kinds.ORGANISATION:
            return None
        return self.scene.registry.organisation(self.scene.registry.text_of(first, phrase.last))

    def _is_name(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is a proper name: capitals that neither place nor noun explains."""
        words, lowers = self.document.words, self.document.lowers
        head = lowers[phrase.head]
        if not is_name_word(words[phrase.head]) or head in roles() or phrase.counted:
            return False
        own = [
            index
            for index in range(phrase.first, phrase.head + 1)
            if is_name_word(words[index]) and lowers[index] not in _GENERIC
        ]
        if not own:
            return False
        if bodies.is_state(lowers, phrase):
            if head == "ministry" or (phrase.last == phrase.first + 1 and head in _BODIES):
                return False  # "the External Affairs Ministry", "the Palace"
            if any(self._is_body(index, phrase.last) for index in own):
                return False
            match = self.scene.registry.match(phrase.first)
            return match is None or any(match[0] <= index < phrase.head for index in own)
        if phrase.head == phrase.first:
            opens = phrase.first in self.scene.openings
            return not (head in organisation_nouns() or (is_group(head) and opens))
        return True

    def _is_body(self, first: int, last: int) -> bool:
        """Tell whether the lexicon lists a range as a body of a state: "Southern Command"."""
        match = self.scene.registry.match(first)
        return match is not None and match[0] == last and match[1].sort is BODY

    # Common nouns

    def _common(self, phrase: Phrase, token: int) -> Entity:
        """Return the entity of a common noun phrase."""
        words, lowers = self.document.words, self.document.lowers
        head = lowers[phrase.head]
        owner = None if head in PAIRED else self._owner(phrase)
        found = self._of_several(phrase, head, owner) or self._labelled(phrase)
        if found is not None:
            return found
        country, organisation = self.scene.listed_in(phrase.start, phrase.head + 1)
        if head in roles():
            return self._role(phrase, head, owner, country, token)
        if bodies.is_state(lowers, phrase) and (not phrase.counted or country):
            return self._state(phrase, owner, country, organisation, token)
        if head in organisation_nouns():
            found = (
                self._before_noun(phrase)
                or bodies.beside(self.scene, phrase)
                or bodies.organisation(self.scene, phrase, owner, token)
            )
            return found or self.unnamed.entity(phrase, ORGANISATION, owner)
        match = self.scene.registry.match(phrase.head)
        if match is not None and self._is_share(match[1], phrase.head):
            return self.unnamed.entity(phrase, GROUP, owner)
        if match is not None and match[1].sort is PEOPLE and not phrase.counted:
            return self.scene.registry.listed(match[1])
        if owner is not None and is_name_word(words[phrase.head]):
            return self.entity(phrase.start, phrase.last)
        if is_group(head) or phrase.counted:
            return self._group(phrase, head, owner, organisation)
        return self._unknown(phrase, head, owner, country, token)

    def _of_several(self, phrase: Phrase, head: str, owner: Entity | None) -> Entity | None:
        """Return who "one of them", "one of the rebels", "the latter" are."""
        lowers = self.document.lowers
        if lowers[phrase.last - 1] in ("them", "us") and lowers[phrase.last - 2] == "of":
            return self._part_of(phrase)
        if head in PAIRED and phrase.last == phrase.head + 1:
            one = paired(self.scene, head, phrase.first - 1)
            return None if one is None else self.entity(one.first, one.last)
        if phrase.picked and is_plural(head):
            return person_beside(self.scene, phrase) or self.unnamed.one_of(phrase, owner)
        return None

    def _labelled(self, phrase: Phrase) -> Entity | None:
        """Return the organisation in "the left-wing Sumar party", "M23 rebels"."""
        words, head = self.document.words, phrase.head
        if self.document.lowers[head] not in _LABELS or not words[head][0].islower():
            return None
        first = head
        while first > phrase.start and is_name_word(words[first - 1]):
            first -= 1
        name = self.scene.mention_around(head - 1) if first < head else None
        if name is not None and name.kind is kinds.ORGANISATION and name.last == head:
            first = name.first  # "the Citizens' Revolution party"
        if first == head or self._is_person(first):
            return None
        match = self.scene.registry.match(first)
        if match is not None and match[1].type is COUNTRY:
            return None
        low = self.document.lowers[first]
        if head - first == 1 and (is_adjective(low) or noun_kind(low) is not None):
            return None
        return self.scene.registry.organisation(self.scene.registry.text_of(first, head))

    def _before_noun(self, phrase: Phrase) -> Entity | None:
        """Return the organisation that a common noun only follows: "the Nua Glas party"."""
        words, lowers = self.document.words, self.document.lowers
        if phrase.owner is not None or words[phrase.head] not in _PARTY_NOUN:
            return None
        first = phrase.start
        while first < phrase.head and not is_name_word(words[first]):
            first += 1
        names = range(first, phrase.head)
        plain = all(is_name_word(words[at]) and lowers[at] not in _GENERIC for at in names)
        if not names or not plain:
            return None
        match = self.scene.registry.match(first)
        if match is not None and match[1].sort is not _LISTED_BODY:
            return None
        return self.entity(first, phrase.head)

    def _owner(self, phrase: Phrase) -> Entity | None:
        """Return who owns the head; nobody where an unnamed owner only modifies: "the stage's"."""
        if phrase.owner is None:
            return None
        owner = self.entity(*phrase.owner)
        by_pronoun = self.document.lowers[phrase.owner[0]] in POSSESSIVES
        return owner if owner.named or (by_pronoun and owner.name not in UNRESOLVED) else None

    def _unknown(
        self, phrase: Phrase, head: str, owner: Entity | None, country: str | None, token: int
    ) -> Entity:
        """Return the entity of a phrase whose head no list knows."""
        if country and is_name_word(self.document.words[phrase.head]):
            return self.scene.registry.country(country)
        if owner is not None and owner.type is not PERSON:
            return owner
        if phrase.definite and head.endswith(endings("person_ending")):
            found = demonstrated(self.scene, phrase, token)
            if found is None and head == "year-old":
                found = of_age(self.scene, token)
            found = found or bearer(self.scene, phrase, country, token, definite=True)
            if found is not None:
                return found
        one = not phrase.definite or noun_kind(head) is kinds.ROLE
        if one and (later := named_later(self.scene, phrase, country, token)) is not None:
            return later
        kind = PERSON if one else ORGANISATION
        return self.unnamed.entity(phrase, kind, owner)

    def _state(
        self,
        phrase: Phrase,
        owner: Entity | None,
        country: str | None,
        organisation: str | None,
        token: int,
    ) -> Entity:
        """Return whom a body or the people of a state stand for."""
        seat = self._seat(phrase, token)
        if seat is not None:
            return seat
        people = is_group(self.document.lowers[phrase.head])
        seated = self.document.lowers[phrase.head + 1 : phrase.last][:1] == ["in"]
        if country is None and organisation is None and (seated or not people):
            country, organisation = self.scene.listed_in(phrase.head, phrase.last)
        if country is None and organisation is None and owner is None:
            country = bodies.seat_behind(self.scene, phrase)
        found = bodies.state(self.scene, phrase, owner, country, organisation, token)
        if found is not None:
            return found
        if people:
            return self._group(phrase, self.document.lowers[phrase.head], owner, organisation)
        return self.unnamed.entity(phrase, ORGANISATION, owner)

    def _seat(self, phrase: Phrase, token: int) -> Entity | None:
        """Return the country that "the prime minister's office" speaks for."""
        lowers = self.document.lowers
        if lowers[phrase.head] != "office" or phrase.owner is None:
            return None
        first, last = phrase.owner
        if lowers[last - 1] not in _RULING or last - first > _LONGEST_RANK:
            return None
        return self.scene.country_of(self.entity(first, last), token)

    def _group(
        self, phrase: Phrase, head: str, owner: Entity | None, organisation: str | None
    ) -> Entity:
        """Return unnamed people, or the organisation whose people they are."""
        scene = self.scene
        after = phrase.head + 1
        last = end_of_complement(self.document, after) if phrase.last == after else phrase.last
        link = self.document.lowers[after] if after + 1 < last else ""
        if head in _MEMBER:
            if owner is not None and owner.type is ORGANISATION:
                return owner
            if owner is not None and owner.affiliation and head in _OWN_MEMBER:
                return scene.registry.organisation(owner.affiliation)
            if link in ("of", "from"):
                organisation = scene.listed_in(after, last)[1]
            if organisation:
                return scene.registry.organisation(organisation)
        if phrase.definite and link == "of":
            whole = scene.mention_around(last - 1)
            if whole is not None and self._is_party(whole):
                return self.entity(max(whole.first, after + 1), last)
        return self.unnamed.entity(phrase, GROUP, owner)

    def _is_party(self, mention: Mention) -> bool:
        """Tell whether a mention names an organisation, not a town that no list knows."""
        if mention.kind is not kinds.ORGANISATION:
            return False
        name = self.document.words[mention.last - 1]
        several = mention.last > mention.first + 1
        return several or (name.isupper() and len(name) > 1) or is_group(name.lower())

    def _part_of(self, phrase: Phrase) -> Entity:
        """Return who "one of them", "some of them" are."""
        whole = self.entity(phrase.last - 1, phrase.last)
        if not phrase.indefinite or whole.named:
            return whole
        return self.unnamed.called(singular(whole.name), PERSON)

    def _role(
        self, phrase: Phrase, head: str, owner: Entity | None, country: str | None, token: int
    ) -> Entity:
        """Return the person behind "the French president", "its spokesman", "a diplomat"."""
        if owner is not None and country is None:
            if owner.type is COUNTRY:
                country = owner.name
            elif owner.type is PERSON and head != "counterpart":
                country = owner.country
        beside = person_beside(self.scene, phrase)
        if beside is not None:
            if self._reading:
                beside.country = beside.country or country
            return beside
        if not phrase.indefinite:
            kin = roles()[head] == "kin"
            definite = phrase.definite and owner is None and not (kin or phrase.possessed)
            person = bearer(self.scene, phrase, country, token, definite=definite)
            if person is not None and (person.named or phrase.last == phrase.head + 1):
                return person
            if definite and phrase.start == phrase.head and phrase.last == phrase.head + 1:
                known = called_before(self.scene, head, token)
                if known is not None:
                    return known
        later = named_later(self.scene, phrase, country, token)
        return later or self._holder_of(phrase, head, owner, country)

    def _holder_of(
        self, phrase: Phrase, head: str, owner: Entity | None, country: str | None
    ) -> Entity:
        """Return the holder of an office who has no name."""
        entity = self.unnamed.entity(phrase, PERSON, owner)
        entity.country = entity.country or country
        entity.sex = entity.sex or role_sexes().get(head)
        return entity
