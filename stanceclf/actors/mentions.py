"""Mentions: the phrases of a document that can name a holder.

One walk over the tokens. A capitalised word begins a name, which the lexicon, its head noun, a
title or a given name tells the kind of; a lower-case noun for an office, a body or a group ends a
phrase that is read back to its article. Recall comes first: what no mention covers, no later stage
finds.
"""

from operator import itemgetter
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.casing import is_common
from stanceclf.actors.entities import COUNTRY, PERSON
from stanceclf.actors.entries import ADJECTIVE, OUTLET, PEOPLE, Entry
from stanceclf.actors.entries import BODY as BODY_OF_STATE
from stanceclf.actors.extents import end_of_name
from stanceclf.actors.kinds import PRONOUNS, noun_kind
from stanceclf.actors.labels import labels_of_roles
from stanceclf.actors.lexicon import Lexicon, lexicon
from stanceclf.actors.listed import listed_names
from stanceclf.actors.mention import Mention, MentionKind
from stanceclf.actors.name_kinds import Likelier, likelier_kind
from stanceclf.actors.names import (
    function_words,
    is_name_word,
    is_title,
    opens_sentence,
    sex_of_given_name,
    words_of,
)
from stanceclf.actors.nouns import (
    POSSESSIVES,
    is_group,
    is_role,
    organisation_nouns,
    state_nouns,
    word_class,
)
from stanceclf.actors.pairs import PAIRED, stands_alone
from stanceclf.actors.parting import POSTMODIFIERS, SHARES
from stanceclf.actors.reading import start_of_phrase, start_of_share
from stanceclf.actors.runs import (
    has_charge,
    names_charge,
    start_behind_date,
    start_behind_initial,
    start_behind_label,
    start_of_coordination,
    start_of_person,
)
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.actors.states import is_of_state
from stanceclf.actors.steps import step_at
from stanceclf.actors.titles import skip_titles
from stanceclf.actors.told import (
    BODY,
    DETERMINER,
    GROUP,
    MODIFIES,
    NAME_WORD,
    NO_NAME,
    NOUN,
    OPENS_TITLE,
    ROLE,
    SMALL,
    TITLE,
    told_by_words,
)
from stanceclf.actors.unlisted import kind_of_name, kind_of_single, may_be_name
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable
from stanceclf.text.row import Found, Row

# Marks after which a word may be capitalised by its place alone.
_OPENING_MARKS: Final = "\"\u201c\u2018'\u00ab:(\u2014\u2013-\u2022"
_COURTESY: Final = word_class("courtesy")
_ADDRESS_ENDS: Final = frozenset((",", ".", "?", "!", ";"))
_ASKS: Final = word_class("asking")
_STYLES: Final = word_class("style")
_TIMES: Final = words_of("weekday", "month")
_WITHIN: Final = frozenset(("in", "at", "near", "outside"))
_COMPLEMENTS: Final = frozenset(("of", "for", "and", "against"))
_DETERMINER: Final = word_class("determiner")
_ENACTING: Final = word_class("enacting")
_FAMILY_NOUN: Final = word_class("family_noun")
_FORM_OF_ADDRESS: Final = word_class("form_of_address")
_FUNCTION_WORDS: Final = function_words()
# Behind "heads" that tells where somebody goes: "The bill heads to the Senate".
_ONWARD: Final = frozenset((
    "back", "for", "home", "in", "into", "it", "next", "off", "out", "to", "towards", "up",
))  # fmt: skip
_ONE_OF: Final = ["one", "of"]
_OF_SEVERAL: Final = PAIRED | SHARES | {"them"}
_GENERIC_IN_NAME: Final = word_class("generic_in_name")
_INNER_NAME: Final = word_class("inner_name")
_JOINED: Final = frozenset((",", "and"))
_MARKS: Final = word_class("possessive_mark")
_MEMBERS: Final = frozenset(("democrat", "republican"))  # that a state's name stands before
_LEANING: Final = word_class("leaning")
_NAME_OPENER: Final = word_class("name_opener")
_NOBLE_TITLE: Final = word_class("noble_title")
_ORGANISATION_NOUNS: Final = organisation_nouns()
_OWNED_THING: Final = word_class("owned_thing")
_PARTY_ALWAYS: Final = word_class("party_always")
_PARTY_EVENT: Final = word_class("party_event")
_PARTY_MEMBERS: Final = word_class("party_members")
_PARTY_WORD: Final = word_class("party_word")
_PLACE_PREPOSITION: Final = word_class("place_preposition")
_POSTED: Final = frozenset(("at", "for", "to"))
_QUANTITY: Final = word_class("quantity")
_SEATS: Final = frozenset(("R-", "D-", "I-"))
_SELDOM_HOLDING: Final = frozenset(("heads", "opposition", "state", "government"))
_STATE_KIND: Final = word_class("state_kind")
_STATE_NOUNS: Final = state_nouns()
_STATING: Final = frozenset(("state", "states"))
_STEP_OF: Final = (None, *MentionKind)
_WRITTEN_THING: Final = word_class("written_thing")
_A_NAME: Final = _STEP_OF.index(kinds.PERSON)
_A_PRONOUN: Final = _STEP_OF.index(kinds.PRONOUN)
# Of each form the place of its step in `_STEP_OF`.
_STEPS_OF_FORMS: Final = FormTable(lambda form: (_STEP_OF.index(step_at(form.word)),), 1)
_FIRST: Final = itemgetter(0)  # no two mentions begin at one token; tuples take longer to compare
_new_tuple: Final = tuple.__new__  # a mention takes .2 us this way, .4 by its class


def find_mentions(
    document: Document, listed: Lexicon | None = None, likelier: Likelier = likelier_kind
) -> list[Mention]:
    """Return the mentions of `document` in reading order; they do not overlap.

    Parameters
    ----------
    document : Document
    listed : Lexicon, optional
        The listed names; those of `stanceclf.resources` if not given.
    likelier : callable
        Settles the kinds of names that no list knows.

    Examples
    --------
    >>> document = Document.from_text("The French president met Ada Moreau of the Greens.")
    >>> [(m.kind.value, document.span_of(m.first, m.last).of(document.text))
    ...  for m in find_mentions(document)]
    [('role', 'The French president'), ('person', 'Ada Moreau'), ('organisation', 'Greens')]
    """
    finder = _Finder(document, lexicon() if listed is None else listed, likelier)
    finder.walk()
    return finder.settled()


def _steps(row: Row) -> Found:
    return row.found(row.column(_STEPS_OF_FORMS))


class _Finder:
    """One walk over a document; single unknown names wait until all names are known."""

    def __init__(self, document: Document, listed: Lexicon, likelier: Likelier) -> None:
        self.document = document
        self.likelier = likelier
        self.words = document.words
        self.lowers = document.lowers
        self.found: list[Mention] = []
        self.pending: list[int] = []
        # Names of several words that "in" or "at" stands before, and which seem to be nobody's.
        self.places: set[tuple[str, ...]] = set()
        # Of members' names: whether the text writes them with a capital that no place explains.
        self.parties: dict[str, bool] = {}
        self.matches = listed_names(document, listed)
        # A user's names by their first tokens; nothing in most runs.
        self.own = listed.own_names(self.words, self.lowers)
        self.labels = labels_of_roles(document)
        self.told = told_by_words(document)

    def walk(self) -> None:
        """Visit every token once, names as a whole."""
        behind = 0  # the end of the name visited last
        # Past the words at which there is nothing to do.
        indices, steps = self.document.part().found(_steps)
        if self.own or self.labels:
            more = dict.fromkeys((*self.own, *self.labels), _A_NAME)
            named = {**dict(zip(indices, steps, strict=True)), **more}
            indices = sorted(named)
            steps = [named[index] for index in indices]
        for place, index in enumerate(indices):
            if index < behind:
                continue
            step = steps[place]
            kind = _STEP_OF[step]
            if index in self.labels:
                behind = self._add(index, self.labels[index], kinds.ROLE)
            elif step == _A_NAME:
                behind = index + 1 if self._ends_seat(index) else self._capital(index)
            elif step == _A_PRONOUN:
                if self.words[index] in _OF_SEVERAL:
                    self._of_several(index)
                else:
                    self._add(index, index + 1, kinds.PRONOUN)
            elif kind is not None:
                self._noun(index, kind)

    def settled(self) -> list[Mention]:
        """Return all mentions, with each single unknown name decided or left out."""
        if self.places:
            self._drop_places()
        people = self._name_people()
        if self.pending:
            for index in self.pending:
                opens = self._opens(index)
                single = kind_of_single(self.document, index, people, self.likelier, opens=opens)
                if single is not None:
                    listed = single is kinds.ORGANISATION and self._needs_adjective(index)
                    self._add(index - listed, index + 1, single)
            self.found.sort(key=_FIRST)
        return self.found

    def _needs_adjective(self, index: int) -> bool:
        """Tell whether an adjective makes a common word a name: "the Serb List", no acronym."""
        listed = self.matches[index - 1] if index > 1 else None
        if listed is None or listed[1].sort is not ADJECTIVE or listed[0] != index:
            return False
        low = self.lowers[index]
        people = low in _PARTY_WORD or low in _LEANING or self.told[index] & GROUP
        return self.lowers[index - 2] == "the" and not people and is_common(low)

    def _drop_places(self) -> None:
        """Leave out a name that the text gives a place: "Banja Luka has not", "in Banja Luka"."""
        lowers, places = self.lowers, self.places
        self.found = [
            mention
            for mention in self.found
            if mention.kind is not kinds.PERSON
            or tuple(lowers[mention.first : mention.last]) not in places
        ]

    def _name_people(self) -> set[str]:
        """Give a place's name to the person who bears it: "Paris said", where Ada Paris spoke.

        Returns the words of the names of all persons.
        """
        people: set[str] = set()
        families: set[str] = set()
        for first, last, kind in self.found:
            if kind is kinds.PERSON:
                people.update(self.lowers[first:last])
                if last > first + 1:
                    families.add(self.lowers[last - 1])
        if not families:
            return people
        for place, (first, last, kind) in enumerate(self.found):
            if kind is not kinds.COUNTRY or last > first + 1 or self.lowers[first] not in families:
                continue
            before = self.lowers[first - 1] if first else ""
            placed = before in _PLACE_PREPOSITION or before in ("of", "the")
            if not placed and is_name_word(self.words[first]):
                self.found[place] = Mention(first, last, kinds.PERSON)
        return people

    def _add(self, first: int, last: int, kind: MentionKind) -> int:
        if kind is kinds.PERSON and first > 1 and self.words[first - 2] == "A":
            first = start_behind_initial(self.document, first)
        elif kind is kinds.ORGANISATION:
            first = start_behind_date(self.document, first)
        self.found.append(_new_tuple(Mention, (first, last, kind)))
        return last

    def _drop_after(self, first: int) -> int:
        """Take back the mentions from `first` on; return where a phrase from there may begin."""
        while self.pending and self.pending[-1] >= first:
            self.pending.pop()
        while self.found and self.found[-1].last > first:
            if self.found[-1].first < first:
                return self.found[-1].last
            self.found.pop()
        return first

    def _opens(self, index: int) -> bool:
        """Tell whether a capital at `index` may be due to its place alone."""
        return opens_sentence(self.document, index) or self.words[index - 1] in _OPENING_MARKS

    def _ends_sentence(self, index: int) -> bool:
        """Tell whether a token is the last one of its sentence."""
        return index + 1 == self.document.sentences[self.document.sentence_of[index]].last

    def _runs_on(self, index: int) -> bool:
        """Tell whether a name word follows."""
        return self.told[index + 1] & NAME_WORD != 0

    def _of_several(self, index: int) -> None:
        """Visit a word that may mean some of those named before: "the latter", "62 percent"."""
        first, kind = index, kinds.PRONOUN
        if self.lowers[index] in SHARES:
            first, kind = start_of_share(self.document, index), kinds.GROUP
            if first == index:
                return
        elif self.words[index] not in PAIRED:
            if self.lowers[max(0, index - 2) : index] == _ONE_OF:
                first, kind = index - 2, kinds.ROLE
        elif stands_alone(self.document, index):
            first = index - 1
        else:
            return
        self.found.append(Mention(self._drop_after(first), index + 1, kind))

    def _noun(self, index: int, kind: MentionKind) -> int:
        """Visit a noun that may head a phrase."""
        after = index + 1
        sentence_of, starts = self.document.sentence_of, self.document.starts
        if index and self.words[index - 1] in "./" and starts[index - 1] + 1 == starts[index]:
            return after  # a part of an address: "t.co/abc"
        if self._is_stating(index) or self._heads_none(index):
            return after
        if after < len(self.words) and sentence_of[after] == sentence_of[index]:
            following = self.told[after]
            if following & NOUN and following & SMALL and not self._has_verb(index):
                return after  # "government spokesman": the head is yet to come
            if kind is kinds.ROLE and following & NAME_WORD and self.lowers[after] not in PRONOUNS:
                return after  # "foreign minister Ada Moreau": the name is the mention
            if self.words[index] == "year-old" and self._is_noun(after):
                return after  # "a 30-year-old treaty"
        previous = self.found[-1] if self.found else None
        first = index
        if self.lowers[index] not in _QUANTITY:
            first = start_of_phrase(self.document, index, previous)
            if self.lowers[index] in _OWNED_THING and self._is_owned(first, index):
                return after  # "the Council's powers": whoever owns them may hold
        return self._add(self._drop_after(first), after, kind)

    def _is_stating(self, index: int) -> bool:
        """Tell whether "state" or "states" is the verb: "the report states", "Saudis state that".

        "The states that border Mali" and "US states that" are none.
        """
        lowers = self.lowers
        if not index or lowers[index] not in _STATING or self.words[index] != lowers[index]:
            return False
        before, behind = lowers[index - 1], lowers[index + 1 : index + 2]
        told, listed = self.told[index - 1], self.matches[index - 1]
        if lowers[index] == "state":
            people = told & GROUP or (listed is not None and listed[1].sort is PEOPLE)
            return bool(people) and not _FUNCTION_WORDS.isdisjoint(behind)
        if before in _WRITTEN_THING:
            return True
        if behind != ["that"]:
            return False
        named = self.found[-1] if self.found and self.found[-1].last == index else None
        by_name = named is not None and named.kind in (kinds.COUNTRY, kinds.PERSON)
        if by_name:
            return not self.words[index - 1].isupper()
        return told & ROLE != 0 and before not in _STATE_KIND

    def _heads_none(self, index: int) -> bool:
        """Tell whether a noun heads no phrase for a holder: "heads of [state]".

        Nor does one in "their opposition to it", a verb that looks like one ("it heads to the
        Senate"), or heads that are no people: "heads have rolled".
        """
        lowers = self.lowers
        if lowers[index] not in _SELDOM_HOLDING:  # as most
            return False
        if lowers[index] == "heads":
            return not self._are_people(index)
        if lowers[index] == "opposition":
            owned = index > 0 and lowers[index - 1] in POSSESSIVES
            return owned and lowers[index + 1 : index + 2] == ["to"]
        if index < 2:
            return False
        joined = lowers[max(0, index - 3) : index] == ["of", "state", "and"]
        of = index - 1 - 2 * joined
        return lowers[max(0, of - 1) : of + 1] == ["heads", "of"]

    def _are_people(self, index: int) -> bool:
        """Tell whether "heads" are people: "heads of state", "village heads"."""
        lowers, before = self.lowers, self.told[index - 1]
        if lowers[index - 1] in POSSESSIVES:
            return False
        behind = lowers[index + 1 : index + 2]
        if behind == ["of"]:
            return True
        bare = self._opens(index) or before & DETERMINER or lowers[index - 1] in _FUNCTION_WORDS
        moves = behind == [] or behind[0] in _ONWARD or behind[0] in _TIMES
        return not (bare or moves or self.told[index + 1] & DETERMINER)

    def _has_verb(self, index: int) -> bool:
        """Tell whether the verb "states" stands behind somebody: "the minister states that"."""
        return self.lowers[index] not in _WRITTEN_THING and self._is_stating(index + 1)

    def _is_owned(self, first: int, index: int) -> bool:
        """Tell whether a possessive stands in a phrase before its head."""
        return not _MARKS.isdisjoint(self.lowers[first:index]) or self.lowers[first] in POSSESSIVES

    def _ends_seat(self, index: int) -> bool:
        """Tell whether a word ends a member's state: "(R-South [Carolina])"."""
        if index < 2 or self.words[index - 2] not in ",(":
            return False  # as most
        return self.words[index - 1][:2] in _SEATS

    def _capital(self, index: int) -> int:
        """Visit a word that is written as a name."""
        listed = self.matches[index]
        if listed is not None and listed[1].sort is OUTLET and self._runs_on(listed[0] - 1):
            listed = None
        if listed is not None:
            last, entry = listed
            return self._listed(index, self._end_of_name(index), last, entry)
        told = self.told[index]
        if told & GROUP and self._opens(index) and not self._runs_on(index):
            if self.lowers[index + 1 : index + 2] == ["'"] and self._end_of_name(index) > index + 1:
                return self._unlisted(index, self._end_of_name(index))  # "Shipowners' Council"
            if self.lowers[index] in _PARTY_MEMBERS and self._is_party_alone(index):
                return self._add(index, index + 1, kinds.ORGANISATION)
            return self._noun(index, kinds.GROUP)
        if self._begins_none(index):
            return index + 1
        end = self._end_of_name(index)
        kind = noun_kind(self.lowers[index]) if end == index + 1 else None
        if kind is not None and self._opens(index) and not self._is_address(index, end):
            return self._noun(index, kind)
        bare = self._behind_titles(index, end)
        if bare > index and not (
            (bare < end and self._holds_organisation(bare, end)) or self._heads_body(end - 1)
        ):
            return self._titled(index, bare, end)
        if bare > index and self._bears_titles(index, bare, end):
            return self._titled(index, bare, end)
        return self._unlisted(index, end)

    def _is_party_alone(self, index: int) -> bool:
        """Tell whether a word that opens a sentence is a party: "Greens", if so within another.

        What stands behind it may single some of them out: "Republicans on the panel".
        """
        lowers, word = self.lowers, self.words[index]
        if not POSTMODIFIERS.isdisjoint(lowers[index + 1 : index + 2]):
            return False
        if lowers[index] in _PARTY_ALWAYS:
            return True
        if word not in self.parties:
            places = (at for at, other in enumerate(self.words) if other == word)
            self.parties[word] = not all(map(self._opens, places))
        return self.parties[word]

    def _begins_none(self, index: int) -> bool:
        """Tell whether a capitalised word begins no name: "Far-right", "Welcomes the offer"."""
        if self.told[index] & NO_NAME:
            return not self._opens_name(index)
        return self.lowers[index] in _ENACTING and self._opens(index)

    def _opens_name(self, index: int) -> bool:
        """Tell whether a capital that a sentence does not owe begins a name: "the New Komeito"."""
        opener = self.lowers[index] in _NAME_OPENER and self._runs_on(index)
        if not opener or not self._opens(index):
            return opener
        if self.lowers[index] in ("jan", "per"):
            return True  # no month and no preposition stands before a name there
        behind = self.lowers[index + 1]
        listed = self.matches[index + 1] is not None or is_title(behind) or is_role(behind)
        return self.lowers[index] == "new" and not listed and not is_common(behind)

    def _end_of_name(self, index: int) -> int:
        """Return where the name that begins at `index` ends: before one of the user's at latest."""
        if not self.own:
            return end_of_name(self.document, index)
        if self.words[index][0].islower() and index in self.own:
            return self.own[index]
        end = end_of_name(self.document, index)
        for token in range(index + 1, end):
            match = self.matches[token] if token in self.own else None
            if match is None:
                continue
            if match[1].type is PERSON and self._behind_titles(index, end) == token:
                return end  # "Colonel Zorbo"
            before = self.matches[index]
            if match[0] > token + 1 or (before is not None and before[0] <= token):
                return token  # "Northern Iron Guard", "Sarmatian RSF", but not "Ada Zorbo"
        return end

    def _heads_body(self, token: int) -> bool:
        """Tell whether a word is the head noun of an organisation or a body of a state."""
        return self.told[token] & BODY != 0

    def _holds_organisation(self, first: int, last: int) -> bool:
        """Tell whether the head noun of an organisation stands in a name."""
        if not any(self._heads_body(token) for token in range(first, last)):
            return False  # as most
        if _ORGANISATION_NOUNS.isdisjoint(self.lowers[first:last]):
            return False
        if last != first + 2 or sex_of_given_name(self.words[first]) is None:
            return True
        low = self.lowers[last - 1]  # "Duma Boko", "Charity Moreau": the noun is a given name
        return low in _ORGANISATION_NOUNS or is_common(low)

    def _bears_titles(self, index: int, bare: int, end: int) -> bool:
        """Tell whether a name whose last word is a body's as well bears titles: "Frank Church".

        What is named for somebody has "the" in front, or a king's title: "Queen Mary College".
        """
        if bare + 2 != end or self.lowers[bare - 1] in _NOBLE_TITLE:
            return False
        if self.lowers[bare + 1] not in _FAMILY_NOUN:
            return False
        given = sex_of_given_name(self.words[bare]) is not None
        return given and self.lowers[index - 1] != "the"

    def _behind_titles(self, index: int, end: int) -> int:
        """Return where the name begins behind titles and role nouns: "NDP Leader", "Judge"."""
        if end == index + 2 and self._is_party(index, end):
            return index
        person = start_of_person(self.document, index, end)
        if person > index:
            return person
        bare = index
        if self.told[index] & OPENS_TITLE:
            bare = skip_titles(self.document, index, end)
        for token in range(end - 2, bare - 1, -1):
            if self.told[token] & (ROLE | TITLE):
                if token > bare and self.lowers[token] in _INNER_NAME:
                    continue  # "Hassan Sheikh Moreau"
                if self.lowers[token + 1] in _COMPLEMENTS or self._owns_body(token, end):
                    continue  # "Veterans of Foreign Wars", "Retired Officers' Circle"
                stopped = self.lowers[token + 1] == "." and token + 2 < end
                return skip_titles(self.document, token + 1 + stopped, end)  # "Navy Capt. Moreau"
        return bare

    def _owns_body(self, token: int, end: int) -> bool:
        """Tell whether a noun owns the rest of a name that ends at `end`, which is no person's."""
        if self.lowers[token + 1] not in _MARKS or token + 2 >= end:
            return False
        return sex_of_given_name(self.words[token + 2]) is None

    def _is_party(self, index: int, end: int) -> bool:
        """Tell whether two words name a party: "Liberal Democrats", "Socialist Left"."""
        if self.lowers[index] not in _LEANING:
            return False
        low = self.lowers[end - 1]
        return is_group(low) or low in _LEANING or low in _PARTY_WORD

    def _listed(self, index: int, end: int, last: int, entry: Entry) -> int:
        """Visit a name that begins with a listed one, which ends at `last`."""
        if last >= end or self._is_posting(index, last, end):
            return self._whole(index, last, entry)
        if self.lowers[end - 1] in _MEMBERS and self._is_one(index):
            return end if self._describes(end) else self._member(end)
        charged = has_charge(self.document, index)
        if charged and (person := start_of_person(self.document, index, end)) >= last:
            return self._add(person, end, kinds.PERSON)  # "Mayor of London Ada Moreau"
        before = self.lowers[index - 1] if index else ""
        placed = before in _PLACE_PREPOSITION
        bare = self._behind_titles(last, end)
        body = self._heads_body(end - 1)
        if bare > last and not (body and not self._bears_titles(last, bare, end)):
            if placed and entry.type is COUNTRY:
                self._add(index, last, kinds.COUNTRY)  # "In Algiers President Tall said"
            return self._titled(last if placed else index, bare, end)
        if self.lowers[end - 1] in _STATE_NOUNS:
            generic = _GENERIC_IN_NAME.issuperset(self.lowers[last : end - 1])
            kind = kinds.COUNTRY if generic else kinds.ORGANISATION
            return self._add(index, end, kind)
        # "Ministry of Defence and Aviation"
        joined = entry.sort is BODY_OF_STATE and self.lowers[last] in _JOINED
        if joined or self._holds_organisation(last, end):
            return self._add(index, end, kinds.ORGANISATION)
        if entry.sort is ADJECTIVE:
            return last
        placed = placed and last + 1 < end
        if last > index + 1 or placed or self.matches[last]:
            return self._whole(index, last, entry)
        return self._unlisted(index, end)

    def _is_posting(self, index: int, last: int, end: int) -> bool:
        """Tell whether a person's name follows a listed one: "envoy to the UN Ada Moreau"."""
        at = index - 1 - (self.lowers[index - 1] == "the")
        if at < 1 or self.lowers[at] not in _POSTED or not self.told[at - 1] & ROLE:
            return False
        return end > last + 1 and sex_of_given_name(self.words[last]) is not None

    def _is_one(self, index: int) -> bool:
        """Tell whether an article, or a small word behind one, stands before a name."""
        before = self.told[index - 1]
        return index > 0 and (before & DETERMINER or (before & MODIFIES and before & SMALL)) != 0

    def _describes(self, end: int) -> bool:
        """Tell whether the word before `end` is an adjective: "the Iowa Republican caucuses"."""
        behind = self.lowers[end : end + 2]
        if not behind:
            return False
        joined = behind[0] == "and" and behind[1:] in (["democratic"], ["republican"])
        return joined or behind[0] in _PARTY_EVENT

    def _member(self, end: int) -> int:
        """Visit what a member of a party is called by: "the Texas Republican"."""
        first = start_of_phrase(self.document, end - 1, self.found[-1] if self.found else None)
        return self._add(self._drop_after(first), end, kinds.ROLE)

    def _owner_of_person(self, index: int) -> None:
        """Note that a name whose possessive owns a person is a party's: "Nua Glas's Ada Moreau"."""
        if not self.found or self.lowers[index - 1] not in _MARKS:
            return
        first, last, kind = self.found[-1]
        if last == index - 1 and kind is kinds.PERSON:
            known = any(map(sex_of_given_name, self.words[first:last]))
            titled = first > 0 and is_title(self.lowers[first - 1])
            if not known and not titled:
                self.found[-1] = Mention(first, last, kinds.ORGANISATION)

    def _whole(self, index: int, last: int, entry: Entry) -> int:
        """Visit a listed name that stands alone."""
        if entry.sort is OUTLET:
            return last
        if (
            entry.sort is ADJECTIVE
            and last < len(self.words)
            and (last in self.own or self.told[last] & SMALL)
            and (self.told[last] & MODIFIES or self._is_noun(last))
            and not (self._is_country(index, last, entry) and self._may_be_verb(last))
        ):
            return last  # "French officials": the noun is yet to come
        return self._add(index, last, kinds.OF_ACTOR[entry.type])

    def _is_country(self, index: int, last: int, entry: Entry) -> bool:
        """Tell whether an adjective is the country's name as well: "New Zealand", "U.S."."""
        name = " ".join(self.words[index:last])
        return name == entry.name or name.isupper()

    def _may_be_verb(self, index: int) -> bool:
        """Tell whether a lower-case word may be the verb of a country: "opposed", "plans to"."""
        low = self.lowers[index]
        return low.endswith(("ed", "s")) and noun_kind(low) is None

    def _is_noun(self, index: int) -> bool:
        """Tell whether a lower-case word behind an adjective is a noun, and not a verb."""
        low = self.lowers[index]
        verb = low.endswith("ed") or is_speech_verb(low) or low in _FUNCTION_WORDS
        return low.isalpha() and not verb

    def _titled(self, index: int, bare: int, end: int) -> int:
        """Visit titles, and the person who bears them."""
        if bare < end:
            if self.told[bare] & GROUP and self.lowers[bare - 1] == "member":
                return self._add(index, end, kinds.GROUP)  # "Member States"
            return self._add(bare, end, kinds.PERSON)
        if self.lowers[end - 1] in _FORM_OF_ADDRESS or self._is_address(index, end):
            return end  # "Sir, your editorial"
        first = index
        if index and self.lowers[index - 1] in _DETERMINER and not self._opens(index):
            first = index - 1
        return self._add(self._drop_after(first), end, kinds.ROLE)

    def _is_address(self, index: int, end: int) -> bool:
        """Tell whether titles without a name speak to somebody: "Mr President, we", "Madam Chair".

        An office alone does where a question follows, or the first person.
        """
        behind = self.lowers[end : end + 2]
        if behind and behind[0] not in _ADDRESS_ENDS:
            return False  # as most are
        if not (self._opens(index) or self.words[index - 1] == ","):
            return False
        if self.lowers[index] in _COURTESY:
            return True
        return behind[:1] == [","] and not _ASKS.isdisjoint(behind)

    def _single(self, index: int, end: int) -> int:
        """Visit a word that may be a name by itself, which no list knows."""
        if index and self.lowers[index] in _STYLES and self.lowers[index - 1] == "your":
            return end  # "Your Honour"
        if may_be_name(self.document, index):
            self.pending.append(index)
        elif self.words[end : end + 1] == ["."] and not self._ends_sentence(end):
            return end_of_name(self.document, end + 1)  # "St. Paul"
        return end

    def _behind_opener(self, index: int, end: int) -> int:
        """Return where a name begins behind words that are no part of it, if `index` has such.

        "VIDEO France" has a label, "Taxing Americans" a verb, "Given Moreau's doubts" a
        preposition and "Eighty UN [officers]" a modifier.
        """
        if (behind := start_behind_label(self.document, index, end)) > index:
            return behind if self.matches[behind] else index
        if not self._opens(index):
            return index
        low, listed = self.lowers[index], self.matches[index + 1]
        if low.endswith("ing") or (low == "given" and self.lowers[end : end + 1] == ["'s"]):
            return index + 1
        if listed is None or not (listed[1].sort is ADJECTIVE or self.words[index + 1].isupper()):
            return index
        plain = is_common(low) and noun_kind(low) is None
        return index + (plain and sex_of_given_name(low) is None)  # but "Dawn French"

    def _names_none(self, index: int, end: int) -> bool:
        """Tell whether a run is nobody's name: "Dear Sir", "of Reno, Nev.,", "for Planning"."""
        if self.lowers[end - 1] in _FORM_OF_ADDRESS or names_charge(self.document, index, end):
            return True
        return is_of_state(self.document, self.matches, index, end)

    def _unlisted(self, index: int, end: int) -> int:
        """Visit a name that no list knows."""
        if self._names_none(index, end):
            return end
        single = end == index + 1
        if self._holds_organisation(index, end) and not (single and self._opens(index)):
            first = start_of_coordination(self.document, index, end)
            begin = self._drop_after(first)
            return self._add(first if begin == first else index, end, kinds.ORGANISATION)
        if single:
            return self._single(index, end)
        behind = self._behind_opener(index, end)
        if behind > index:
            if step_at(self.words[behind]) is kinds.PRONOUN:
                return self._add(behind, behind + 1, kinds.PRONOUN)
            return self._capital(behind)
        if self.words[index].isupper() and self.lowers[index + 1] == "of":
            return self._add(index, end, kinds.ORGANISATION)  # "ACLU of Illinois"
        previous = self.found[-1] if self.found else None
        kind = kind_of_name(self.document, index, end, previous, self.likelier)
        if kind is kinds.PERSON:
            self._owner_of_person(index)
        if kind is None:
            if index and self.lowers[index - 1] in _WITHIN:
                self.places.add(tuple(self.lowers[index:end]))
            return end
        return self._add(index, end, kind)
