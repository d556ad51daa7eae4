"""Mentions: the phrases of a document that can name a holder.

One walk over the tokens. A capitalised word begins a name, which the lexicon, its head noun, a
title or a given name tells the kind of; a lower-case noun for an office, a body or a group ends a
phrase that is read back to its article. Recall comes first: what no mention covers, no later stage
finds.
"""

from stanceclf.actors.kinds import KINDS, PRONOUNS, Mention, MentionKind, noun_kind
from stanceclf.actors.lexicon import Entry, Sort, lexicon
from stanceclf.actors.names import end_of_name, is_name_word, is_title, skip_titles
from stanceclf.actors.nouns import (
    is_group,
    is_role,
    organisation_nouns,
    state_nouns,
    word_class,
)
from stanceclf.actors.reading import modifies, no_names, start_of_phrase
from stanceclf.actors.unlisted import kind_of_name, kind_of_single, may_be_name
from stanceclf.records import ActorType
from stanceclf.text.document import Document

__all__ = ["Mention", "MentionKind", "find_mentions"]

# Marks after which a word may be capitalised by its place alone.
_OPENING_MARKS = "\"\u201c\u2018'\u00ab:(\u2014-\u2022"


def find_mentions(document: Document) -> list[Mention]:
    """Return the mentions of `document` in reading order; they do not overlap.

    Examples
    --------
    >>> document = Document.from_text("The French president met Ada Moreau of the Greens.")
    >>> [(m.kind.value, document.span_of(m.first, m.last).of(document.text))
    ...  for m in find_mentions(document)]
    [('role', 'The French president'), ('person', 'Ada Moreau'), ('organisation', 'Greens')]
    """
    finder = _Finder(document)
    finder.walk()
    return finder.settled()


class _Finder:
    """One walk over a document; single unknown names wait until all names are known."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self.lowers = document.lowers
        self.found: list[Mention] = []
        self.pending: list[int] = []
        self.openings = {sentence.first for sentence in document.sentences}
        self.lexicon = lexicon()

    def walk(self) -> None:
        """Visit every token once, names as a whole."""
        index, count = 0, len(self.words)
        while index < count:
            word = self.words[index]
            first = word[0]
            if first.islower() and (word.islower() or not is_name_word(word)):
                kind = KINDS[self.lowers[index]]
                if kind is None:
                    index += 1
                elif kind is MentionKind.PRONOUN:
                    index = self._add(index, index + 1, kind)
                else:
                    index = self._noun(index, kind)
            elif first.isalpha():
                index = self._capital(index)
            else:
                index += 1

    def settled(self) -> list[Mention]:
        """Return all mentions, with each single unknown name decided or left out."""
        if self.pending:
            people = {
                self.lowers[token]
                for mention in self.found
                if mention.kind is MentionKind.PERSON
                for token in range(mention.first, mention.last)
            }
            small = {word for word in self.words if word[0].islower()}
            for index in self.pending:
                opens = self._opens(index)
                kind = kind_of_single(self.document, index, people, small, opens=opens)
                if kind is not None:
                    self._add(index, index + 1, kind)
            self.found.sort(key=lambda mention: mention.first)
        return self.found

    def _add(self, first: int, last: int, kind: MentionKind) -> int:
        self.found.append(Mention(first, last, kind))
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
        return index in self.openings or self.words[index - 1] in _OPENING_MARKS

    def _runs_on(self, index: int) -> bool:
        """Tell whether a name word follows."""
        return index + 1 < len(self.words) and is_name_word(self.words[index + 1])

    def _noun(self, index: int, kind: MentionKind) -> int:
        """Visit a noun that may head a phrase."""
        after = index + 1
        sentence_of = self.document.sentence_of
        if after < len(self.words) and sentence_of[after] == sentence_of[index]:
            following, low = self.words[after], self.lowers[after]
            if noun_kind(low) is not None and following[0].islower():
                return after  # "government spokesman": the head is yet to come
            if kind is MentionKind.ROLE and is_name_word(following) and low not in PRONOUNS:
                return after  # "foreign minister Ada Moreau": the name is the mention
        previous = self.found[-1] if self.found else None
        first = start_of_phrase(self.document, index, previous)
        return self._add(self._drop_after(first), after, kind)

    def _capital(self, index: int) -> int:
        """Visit a word that is written as a name."""
        word, low = self.words[index], self.lowers[index]
        if low.partition("'")[0] in PRONOUNS and not (word.isupper() and len(word) > 1):
            return self._add(index, index + 1, MentionKind.PRONOUN)
        listed = self.lexicon.match(self.words, self.lowers, index)
        if listed is not None and listed[1].sort is Sort.OUTLET and self._runs_on(listed[0] - 1):
            listed = None
        if listed is not None:
            return self._listed(index, end_of_name(self.document, index), *listed)
        if is_group(low) and self._opens(index) and not self._runs_on(index):
            return self._noun(index, MentionKind.GROUP)
        compound = "-" in word and word.rpartition("-")[2].islower()
        if low in no_names() or low in word_class("name_prefix") or compound:
            return index + 1  # "Former", "Far-right"
        end = end_of_name(self.document, index)
        if end == index + 1:
            kind = noun_kind(low)
            if kind is not None and self._opens(index):
                return self._noun(index, kind)
        bare = self._behind_titles(index, end)
        named = self._holds_organisation(bare, end) and bare < end
        if bare > index and not named and not self._heads_body(end - 1):
            return self._titled(index, bare, end)
        return self._unlisted(index, end)

    def _heads_body(self, token: int) -> bool:
        """Tell whether a word is the head noun of an organisation or a body of a state."""
        low = self.lowers[token]
        return low in organisation_nouns() or low in state_nouns()

    def _holds_organisation(self, first: int, last: int) -> bool:
        """Tell whether the head noun of an organisation stands in a name."""
        return not organisation_nouns().isdisjoint(self.lowers[first:last])

    def _behind_titles(self, index: int, end: int) -> int:
        """Return where the name begins behind titles and role nouns: "NDP Leader", "Judge"."""
        bare = skip_titles(self.document, index, end)
        for token in range(end - 2, bare - 1, -1):
            if is_role(self.lowers[token]) or is_title(self.lowers[token]):
                return skip_titles(self.document, token + 1, end)
        return bare

    def _listed(self, index: int, end: int, last: int, entry: Entry) -> int:
        """Visit a name that begins with a listed one, which ends at `last`."""
        if last >= end:
            return self._whole(index, last, entry)
        before = self.lowers[index - 1] if index else ""
        placed = before in word_class("place_preposition")
        bare = self._behind_titles(last, end)
        if bare > last and not self._heads_body(end - 1):
            if placed and entry.type is ActorType.COUNTRY:
                self._add(index, last, MentionKind.COUNTRY)  # "In Algiers President Tall said"
            return self._titled(last if placed else index, bare, end)
        if self.lowers[end - 1] in state_nouns():
            generic = word_class("generic_in_name").issuperset(self.lowers[last : end - 1])
            kind = MentionKind.COUNTRY if generic else MentionKind.ORGANISATION
            return self._add(index, end, kind)
        if self._holds_organisation(last, end):
            return self._add(index, end, MentionKind.ORGANISATION)
        if entry.sort is Sort.ADJECTIVE:
            return last
        placed = placed and last + 1 < end
        if last > index + 1 or placed or self.lexicon.match(self.words, self.lowers, last):
            return self._whole(index, last, entry)
        return self._unlisted(index, end)

    def _whole(self, index: int, last: int, entry: Entry) -> int:
        """Visit a listed name that stands alone."""
        if entry.sort is Sort.OUTLET:
            return last
        if (
            entry.sort is Sort.ADJECTIVE
            and last < len(self.words)
            and self.words[last][0].islower()
            and modifies(self.words[last], self.lowers[last])
        ):
            return last  # "French officials": the noun is yet to come
        country = entry.type is ActorType.COUNTRY
        return self._add(index, last, MentionKind.COUNTRY if country else MentionKind.ORGANISATION)

    def _titled(self, index: int, bare: int, end: int) -> int:
        """Visit titles, and the person who bears them."""
        if bare < end:
            return self._add(bare, end, MentionKind.PERSON)
        first = index
        if index and self.lowers[index - 1] in word_class("determiner") and not self._opens(index):
            first = index - 1
        return self._add(self._drop_after(first), end, MentionKind.ROLE)

    def _unlisted(self, index: int, end: int) -> int:
        """Visit a name that no list knows."""
        single = end == index + 1
        if self._holds_organisation(index, end) and not (single and self._opens(index)):
            return self._add(index, end, MentionKind.ORGANISATION)
        if single:
            if may_be_name(self.document, index):
                self.pending.append(index)
            elif self.words[end : end + 1] == ["."] and end + 1 < len(self.words):
                return end_of_name(self.document, end + 1)  # "St. Paul"
            return end
        if self._opens(index) and self.lowers[index].endswith("ing"):
            return self._capital(index + 1)  # "Taxing Americans": a verb opens the sentence
        kind = kind_of_name(self.document, index, end, self.found[-1] if self.found else None)
        return end if kind is None else self._add(index, end, kind)
