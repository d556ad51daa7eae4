"""A walk over a document that finds its mentions: what all visits of words read and enter."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.casing import is_common
from stanceclf.actors.lexicon import Lexicon
from stanceclf.actors.listed import listed_names
from stanceclf.actors.mention import Mention, MentionKind
from stanceclf.actors.name_kinds import Likelier
from stanceclf.actors.names import function_words, opens_sentence, sex_of_given_name
from stanceclf.actors.nouns import organisation_nouns
from stanceclf.actors.runs import start_behind_date, start_behind_initial
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.actors.word_bits import BODY, NAME_WORD, told_by_words
from stanceclf.text.document import Document

# Marks after which a word may be capitalised by its place alone.
_OPENING_MARKS: Final = "\"\u201c\u2018'\u00ab:(\u2014\u2013-\u2022"
_FUNCTION_WORDS: Final = function_words()
_ORGANISATION_NOUNS: Final = organisation_nouns()
_new_tuple: Final = tuple.__new__  # a mention takes .2 us this way, .4 by its class


class Walk:
    """One walk over a document, token by token, and what it has found so far.

    Attributes
    ----------
    matches : list
        What `listed_names` gives for the document.
    told : list of int
        What `told_by_words` gives for it.
    found : list of Mention
        In reading order.
    pending : list of int
        Single unknown names, which wait until all names are known.
    """

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
        self.told = told_by_words(document)

    def add(self, first: int, last: int, kind: MentionKind) -> int:
        """Enter a mention, as far back as its name begins; return where the walk goes on."""
        if kind is kinds.PERSON and first > 1 and self.words[first - 2] == "A":
            first = start_behind_initial(self.document, first)
        elif kind is kinds.ORGANISATION:
            first = start_behind_date(self.document, first)
        self.found.append(_new_tuple(Mention, (first, last, kind)))
        return last

    def drop_after(self, first: int) -> int:
        """Take back the mentions from `first` on; return where a phrase from there may begin."""
        while self.pending and self.pending[-1] >= first:
            self.pending.pop()
        while self.found and self.found[-1].last > first:
            if self.found[-1].first < first:
                return self.found[-1].last
            self.found.pop()
        return first

    def opens(self, index: int) -> bool:
        """Tell whether a capital at `index` may be due to its place alone."""
        return opens_sentence(self.document, index) or self.words[index - 1] in _OPENING_MARKS

    def ends_sentence(self, index: int) -> bool:
        """Tell whether a token is the last one of its sentence."""
        return index + 1 == self.document.sentences[self.document.sentence_of[index]].last

    def runs_on(self, index: int) -> bool:
        """Tell whether a name word follows."""
        return self.told[index + 1] & NAME_WORD != 0

    def heads_body(self, token: int) -> bool:
        """Tell whether a word is the head noun of an organisation or a body of a state."""
        return self.told[token] & BODY != 0

    def holds_organisation(self, first: int, last: int) -> bool:
        """Tell whether the head noun of an organisation stands in a name."""
        if not any(self.heads_body(token) for token in range(first, last)):
            return False  # as most
        if _ORGANISATION_NOUNS.isdisjoint(self.lowers[first:last]):
            return False
        if last != first + 2 or sex_of_given_name(self.words[first]) is None:
            return True
        low = self.lowers[last - 1]  # "Duma Boko", "Charity Moreau": the noun is a given name
        return low in _ORGANISATION_NOUNS or is_common(low)

    def is_noun(self, index: int) -> bool:
        """Tell whether a lower-case word behind an adjective is a noun, and not a verb."""
        low = self.lowers[index]
        verb = low.endswith("ed") or is_speech_verb(low) or low in _FUNCTION_WORDS
        return low.isalpha() and not verb
