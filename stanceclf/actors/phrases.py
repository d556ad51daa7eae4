"""Anatomy of a noun phrase: its article, owner, head and what follows the head."""

from functools import cache
from typing import Final

from stanceclf.actors.kinds import COUNTRY, ORGANISATION, ROLE, is_adjective, noun_kind
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.mention import Mention
from stanceclf.actors.names import function_words, is_name_word
from stanceclf.actors.nouns import POSSESSIVES, is_group, word_class
from stanceclf.actors.parting import CLOSERS, FORMER, POSTMODIFIERS, SHARES
from stanceclf.actors.runs import ORDINAL
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.actors.word_bits import (
    COUNTS,
    MARK,
    NAME_WORD,
    NOUN,
    OPENS_COMPLEMENT,
    PARTS,
    told_by_words,
)
from stanceclf.resources import words as listed_words
from stanceclf.text.document import Document

_FUNCTION_WORDS: Final = function_words()

_MARKS: Final = word_class("possessive_mark")
_POINTERS: Final = frozenset(("the", "this", "that"))
_OWNERS: Final = (ORGANISATION, COUNTRY, ROLE)
_ARTICLES: Final = frozenset(["the", "a", "an", "this", "that", "these", "those"])
# Nouns that count before "of" alone: "a group of farmers", but "the minority cabinet".
_SHARED: Final = frozenset(("group", "minority", "majority", "crowd", "couple", "quarter"))
_INDEFINITE: Final = frozenset(("a", "an", "another", "one", "some"))
_OPENERS: Final = _ARTICLES | _INDEFINITE
_QUANTITY: Final = word_class("quantity")
_COUNTING: Final = _QUANTITY | ORDINAL
_SKIPPED: Final = word_class("skipped")
_PARTITIVE: Final = frozenset(("of", "from"))
_YEAR: Final = 4
_SENT: Final = word_class("sent")  # "adviser to the president"
_COMPLEMENT_OPENERS: Final = word_class("complement_opener")
# Adjectives that no ending tells: "of private homes", "of small boats".
_SHORT_ADJECTIVES: Final = word_class("short_adjective")


class Phrase:
    """A noun phrase in token offsets; never changed.

    Attributes
    ----------
    first, last : int
        The phrase without articles, quantifiers and relative clause.
    start : int
        First token behind the owner.
    head : int
        The token that says what it is.
    owner : tuple of int, or None
        Range of a possessive in front: "his", "Kenya".
    indefinite : bool
        Whether it begins with "a", "an" or "one".
    definite : bool
        Whether it begins with "the", a demonstrative or a possessive.
    counted : bool
        Whether a number or a quantifier stands in front: "58 percent of".
    former : bool
        Whether the phrase speaks of the past: "the former prime minister".
    possessed : bool
        Whether a common noun's possessive stands inside: "the tenants' secretary".
    picked : bool
        Whether one of several is meant: "one of the rebels".
    """

    __slots__ = (
        "counted", "definite", "first", "former", "head", "indefinite", "last", "owner", "picked",
        "possessed", "start",
    )  # fmt: skip

    def __init__(
        self,
        first: int,
        last: int,
        start: int,
        head: int,
        owner: tuple[int, int] | None,
        indefinite: bool,
        definite: bool,
        counted: bool = False,
        former: bool = False,
        possessed: bool = False,
        picked: bool = False,
    ) -> None:
        self.first = first
        self.last = last
        self.start = start
        self.head = head
        self.owner = owner
        self.indefinite = indefinite
        self.definite = definite
        self.counted = counted
        self.former = former
        self.possessed = possessed
        self.picked = picked


def behind_owned(phrase: Phrase) -> Phrase:
    """Return a phrase without what its owner has, which has the head: "her country's ships"."""
    return Phrase(
        phrase.first,
        phrase.last,
        phrase.start + 2,
        phrase.head,
        phrase.owner,
        phrase.indefinite,
        phrase.definite,
        phrase.counted,
        phrase.former,
        phrase.possessed,
        phrase.picked,
    )


def read_phrase(document: Document, first: int, last: int, around: Mention | None = None) -> Phrase:
    """Take the tokens [first, last) apart.

    Where `around`, a mention, begins earlier, its article and its owner count as well: a tagger
    may leave them out.
    """
    lowers = document.lowers
    if last == first + 1 and (around is None or around.first == first):
        opener = lowers[first - 1] if first else ""
        owner = _owner_before(document, first) if opener in _MARKS else None
        definite, indefinite = opener in _POINTERS, opener in _INDEFINITE
        return Phrase(first, last, first, first, owner, indefinite, definite)
    given = first
    if around is not None and around.first < first < around.last <= last:
        first = around.first
    if _is_plain(document, first, last):
        return _read_plain(document, first, last, given)
    first, last = _without_marks(document, first, last)
    within = first != given or lowers[first] in _OPENERS
    opener = lowers[first] if within or not first else lowers[first - 1]
    definite = opener in _POINTERS or lowers[first] in POSSESSIVES
    picked = lowers[first : first + 2] == ["one", "of"]
    counted = share = not SHARES.isdisjoint(lowers[first:last])
    told = told_by_words(document)
    while first < last - 1 and not share and told[first] & COUNTS and _is_quantity(document, first):
        counted = counted or lowers[first] not in _ARTICLES
        first += 1
    if told[first] & COUNTS:
        first = _behind_ordinal(document, first, last)
    owner, start = _owner(document, first, last)
    if first < given and (owner is None or owner[1] <= given):
        first = start = given
    head = _head(document, start, last)
    while start < head and lowers[start] == "own":
        start += 1
    if owner is None and first == given:
        owner = _owner_before(document, given)
    inner = lowers[first:head]
    return Phrase(
        first,
        last,
        start,
        head,
        owner,
        indefinite=opener in _INDEFINITE,
        definite=definite,
        counted=counted,
        former=bool(inner) and not FORMER.isdisjoint(inner),
        possessed=bool(inner) and owner is None and not _MARKS.isdisjoint(inner),
        picked=picked,
    )


def _is_plain(document: Document, first: int, last: int) -> bool:
    """Tell whether all that stands in a range are words that its last one is the head of."""
    words, told = document.words, told_by_words(document)
    if not (words[first][0].isalnum() and words[last - 1][0].isalnum()):
        return False
    while first < last and not told[first] & PARTS:
        first += 1
    return first == last


def _read_plain(document: Document, first: int, last: int, given: int) -> Phrase:
    """Read a phrase without marks, owner or complement inside, as most are, at half the price."""
    lowers, told = document.lowers, told_by_words(document)
    within = first != given or lowers[first] in _OPENERS
    opener = lowers[first] if within or not first else lowers[first - 1]
    counted, head = False, last - 1
    while first < head and told[first] & COUNTS and _is_quantity(document, first):
        counted = counted or lowers[first] not in _ARTICLES
        first += 1
    if told[first] & COUNTS:
        first = _behind_ordinal(document, first, last)
    first = max(first, given)
    owner = _owner_before(document, given) if first == given else None
    definite, indefinite = opener in _POINTERS, opener in _INDEFINITE
    return Phrase(first, last, first, head, owner, indefinite, definite, counted)


def _without_marks(document: Document, first: int, last: int) -> tuple[int, int]:
    """Return the range without marks around it, brackets and a relative clause behind it."""
    words, lowers = document.words, document.lowers
    while first < last - 1 and not words[first][0].isalnum():
        first += 1
    while last > first + 1 and not words[last - 1][0].isalnum() and words[last - 1] not in ").%":
        last -= 1
    for index in range(first + 1, last):
        if lowers[index] in CLOSERS and (
            words[index] != "(" or document.starts[index] > document.ends[index - 1]
        ):
            return first, index
    return first, last


def _head(document: Document, start: int, last: int) -> int:
    """Return the last word before the first preposition, bracket or clause behind it."""
    words, lowers = document.words, document.lowers
    end = start + 1
    while end < last and lowers[end] not in POSTMODIFIERS and words[end] != "(":
        end += 1
    head = end - 1
    while head > start and not words[head][0].isalnum():
        head -= 1
    return head


def _owner_before(document: Document, index: int) -> tuple[int, int] | None:
    """Return the range of a name whose possessive mark stands right before `index`."""
    words, lowers, told = document.words, document.lowers, told_by_words(document)
    if index < 2 or not told[index - 1] & MARK or not told[index - 2] & NAME_WORD:
        return None
    plural = words[index - 1] in "'\u2019" and lowers[index - 2].endswith("s")
    if lowers[index - 1] != "'s" and not plural:
        return None
    first = index - 2
    while first and index - first < 6 and told[first - 1] & NAME_WORD:
        if first in (document.sentences[document.sentence_of[index]].first,):
            break
        first -= 1
    return first, index - 1


def _is_quantity(document: Document, index: int) -> bool:
    """Tell whether a token only counts or points: "the", "some", "40,000", "twenty-six"."""
    low = document.lowers[index]
    if low in _SKIPPED:
        if low not in _ARTICLES and _is_capital(document, index):
            return False
        return low not in _SHARED or document.lowers[index + 1] == "of"
    if low[0].isdigit():
        if _behind_ordinal(document, index, len(document.words)) > index:
            return False
        return document.words[index + 1] != "-"
    return "-" in low and low.partition("-")[0] in _SKIPPED


def _behind_ordinal(document: Document, index: int, last: int) -> int:
    """Return where a name begins behind a number of its own: "the 82nd Airborne", or `index`."""
    words = document.words
    name = index + 2
    if name >= last or document.lowers[index + 1] not in ORDINAL:
        return index
    return name if words[index].isdigit() and words[name][0].isupper() else index


def _is_capital(document: Document, index: int) -> bool:
    """Tell whether a word and the next have capitals of their own: "the Five Stars"."""
    words = document.words
    opens = index == document.sentences[document.sentence_of[index]].first
    return not opens and words[index][0].isupper() and words[index + 1][0].isupper()


def _owner(document: Document, first: int, last: int) -> tuple[tuple[int, int] | None, int]:
    """Return the range of the possessive in front, and where the rest begins."""
    words, lowers = document.words, document.lowers
    if lowers[first] in POSSESSIVES and first + 1 < last:
        return (first, first + 1), first + 1
    for index in range(first + 1, last - 1):
        if lowers[index] not in _MARKS:
            continue
        plural = words[index] in "'\u2019" and lowers[index - 1].endswith("s")
        if lowers[index] != "'s" and not plural:
            continue
        if not is_name_word(words[first]) and noun_kind(lowers[index - 1]) not in _OWNERS:
            return None, first
        if (
            index + 1 < last
            and words[index + 1][0].isupper()
            and is_group(lowers[index - 1])
            and lexicon().match(words, lowers, first) is None
        ):
            return None, first  # "People's Party"
        return (first, index), index + 1
    return None, first


def end_of_complement(document: Document, index: int) -> int:
    """Return the end of "of the union", "in the emergency centre at Paiporta", or `index`.

    A complement is a preposition, articles and adjectives, then a name or one noun; a second one
    may follow.
    """
    if not _opens_complement(document, index):
        return index
    end = _end_of_one(document, index)
    return _end_of_one(document, end) if _opens_complement(document, end) else end


def _opens_complement(document: Document, index: int) -> bool:
    """Tell whether a complement may begin at a token."""
    if told_by_words(document)[index] & OPENS_COMPLEMENT:
        return True
    lowers = document.lowers
    return index < len(lowers) and lowers[index] == "to" and lowers[index - 1] in _SENT


def _end_of_one(document: Document, index: int) -> int:
    """Return the end of the complement that the word at a token may open, or `index`."""
    words, lowers, told = document.words, document.lowers, told_by_words(document)
    if index + 1 >= len(lowers):
        return index
    stop = document.sentences[document.sentence_of[index - 1]].last
    if index + 1 >= stop:
        return index
    end = index + 1
    while end < stop and lowers[end] in _COMPLEMENT_OPENERS:
        end += 1
    end = _end_of_count(lowers, index, end, stop)
    if _is_year(lowers[end - 1]):
        return end  # "veterans of 1992"
    begin = end
    end = _end_of_adjectives(document, begin, stop)
    while end < stop and told[end] & NAME_WORD and lowers[end] not in _FUNCTION_WORDS:
        end += 1
    if begin < end < stop - 1 and lowers[end] in _particles() and told[end + 1] & NAME_WORD:
        end += 2  # "of Rio Grande do Sul"
    owned = _end_of_owned(document, begin, end, stop)
    if owned > end:
        return owned if owned <= begin + 6 else index
    if end < stop and end - begin < 5 and words[end].isalpha():
        end = _end_of_noun(document, begin, end, stop)
    return end if begin < end <= begin + 6 else index


def _end_of_owned(document: Document, begin: int, end: int, stop: int) -> int:
    """Return the end of what a name [begin, end) owns: "from Nigeria's north"; `end` if nothing."""
    lowers, told = document.lowers, told_by_words(document)
    if not begin < end < stop - 1 or lowers[end] != "'s" or not told[end - 1] & NAME_WORD:
        return end
    if lowers[end + 1].endswith("ed"):
        return end  # "underwriters at Lloyd's logged fourteen"
    first = _end_of_adjectives(document, end + 1, stop)
    last = first
    while last < stop and told[last] & NAME_WORD and lowers[last] not in _FUNCTION_WORDS:
        last += 1
    if last < stop and lowers[last].isalpha() and lowers[last] not in _FUNCTION_WORDS:
        last = _end_of_noun(document, first, last, stop)
    return last if last > first else end


@cache
def _particles() -> frozenset[str]:
    """Return the small words inside names that are no words of English."""
    return listed_words("particles.txt") - {"as", "an", "i", "a"}


def _end_of_adjectives(document: Document, begin: int, stop: int) -> int:
    """Return the end of the adjectives from `begin` on: not of "of the inner city objected"."""
    lowers, told = document.lowers, told_by_words(document)
    end = begin
    while end < stop and not told[end] & NAME_WORD and _is_attribute(lowers[end]):
        end += 1
    modifies = end < stop and lowers[end].isalpha() and lowers[end] not in _FUNCTION_WORDS
    verb = end > begin + 1 and lowers[end - 1].endswith("ed") and not modifies
    return end - 1 if verb else end


def _is_attribute(lower: str) -> bool:
    """Tell whether a word in small letters is an adjective, by its ending or from the list."""
    return lower in _SHORT_ADJECTIVES or is_adjective(lower)


def _end_of_noun(document: Document, begin: int, end: int, stop: int) -> int:
    """Return the end of the one or two nouns that may close a complement, or `end`."""
    lowers, told = document.lowers, told_by_words(document)
    if end > begin and told[end - 1] & NAME_WORD and not told[end] & NOUN:
        return end
    if lowers[end] in _FUNCTION_WORDS or (end > begin and _is_verb(lowers[end])):
        return end
    end += 1
    if end < stop and told[end] & NOUN:
        end += 1
    return end


def _end_of_count(lowers: list[str], index: int, first: int, stop: int) -> int:
    """Return the end of numbers in a complement: "of 14 villages"; "on 14 May" is none."""
    end = first
    if lowers[index] in _PARTITIVE:
        while end < stop and (lowers[end][0].isdigit() or lowers[end] in _COUNTING):
            end += 1
    return end


def _is_year(lower: str) -> bool:
    """Tell whether a token is the number of a year."""
    return len(lower) == _YEAR and lower.isdigit()


def _is_verb(lower: str) -> bool:
    """Tell whether a word looks like a verb: "the father of a trooper offered"."""
    return lower.endswith("ed") or is_speech_verb(lower)
