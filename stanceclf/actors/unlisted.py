"""Names that no list knows: whether they name a person, an organisation or a place."""

import re
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.casing import is_common
from stanceclf.actors.leaders import leaders
from stanceclf.actors.mention import Mention, MentionKind
from stanceclf.actors.name_kinds import Likelier
from stanceclf.actors.names import function_words, sex_of_given_name
from stanceclf.actors.nouns import is_group, organisation_nouns, roles, word_class
from stanceclf.actors.slugs import plain
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.text.document import Document
from stanceclf.text.stems import VOWELS
from stanceclf.text.tokens import DASHES

_ROLES: Final = roles()
_ORGANISATION_NOUNS: Final = organisation_nouns()
_FUNCTION_WORDS: Final = function_words()
_SPEECHLESS: Final = word_class("speechless")
_STYLES: Final = frozenset(("excellency", "highness", "majesty"))
_RULERS: Final = frozenset(("king", "queen", "emir", "sultan", "prince", "princess"))
_SEATED: Final = frozenset(("local", "cleric"))
_APPOSING: Final = (["a"], ["an"], ["the"])
_APPOSITION: Final = 8  # tokens: a comma, an article, adjectives, the head
_OPENING: Final = frozenset(("a", "an", "its", "the", "their"))
_CAPITALISED: Final = word_class("capitalised")
_LAST: Final = word_class("organisation_tail")
_NO_SUBJECT_AFTER: Final = word_class("no_subject_after")
_PARTY_MEMBERS: Final = word_class("party_members")
_PARTY_WORD: Final = word_class("party_word")
_NO_PERSON: Final = word_class("no_person")
_PLACE_HEAD: Final = word_class("place_head")
_PLACE_PREPOSITION: Final = word_class("place_preposition")
_PLACE_TAIL: Final = word_class("place_tail")


def kind_of_name(
    document: Document, first: int, last: int, previous: Mention | None, likelier: Likelier
) -> MentionKind | None:
    """Return the kind of a name of several words; None for a place or a treaty.

    `previous` is the mention found last; `likelier` may overrule the rules.
    """
    numbered = document.words[last - 1].isdigit()  # "Charter 77"
    if numbered or "for" in document.lowers[first:last] or _is_body(document, first, last):
        return kinds.ORGANISATION
    if document.lowers[last - 1] in _LAST and not sex_of_given_name(document.words[first]):
        return kinds.ORGANISATION  # "Vectus Global", "Rights Watch"
    kind = likelier(document, first, last, _by_rule(document, first, last, previous))
    if kind is not kinds.PERSON:
        return kind
    lowers = document.lowers
    if lowers[first] in _PLACE_HEAD or _is_seat(document, first):
        return None
    thing = lowers[last - 1] in _NO_PERSON and "of" not in lowers[first:last]
    return None if thing else kind  # "Ankoko Island", "Montreux Convention"


def _is_seat(document: Document, index: int) -> bool:
    """Tell whether a name is where an office is held: "governor of", "archbishop of"."""
    lowers = document.lowers
    if index < 2 or lowers[index - 1] != "of":
        return False
    return lowers[index - 2] in _RULERS or _ROLES.get(lowers[index - 2]) in _SEATED


def _by_rule(
    document: Document, first: int, last: int, previous: Mention | None
) -> MentionKind | None:
    """Return what the words of a name and the one before it tell."""
    words, lowers = document.words, document.lowers
    before = lowers[first - 1] if first else ""
    if lowers[first] in _PLACE_HEAD:
        return None
    cited = first > 1 and lowers[first - 2 : first] == ["according", "to"]
    placed = before in _PLACE_PREPOSITION and not cited
    if placed and lowers[last - 1] in _PLACE_TAIL:
        return None
    if before in _ORGANISATION_NOUNS or is_group(lowers[last - 1]):
        return kinds.ORGANISATION
    if sex_of_given_name(words[first]) or words[first + 1] == ".":
        return kinds.PERSON
    acronym = first > 1 and words[first - 2].isupper() and len(words[first - 2]) > 1
    if before == "named" or (
        before == "'s" and not acronym and not _is_owner_before(previous, first - 1)
    ):
        return kinds.ORGANISATION
    if before in ("the", "of"):
        return kinds.ORGANISATION
    return None if placed else kinds.PERSON


def _is_owner_before(previous: Mention | None, index: int) -> bool:
    """Tell whether a body's name ends before token `index`: "Estonia's Ada Moreau"."""
    bodies = (kinds.COUNTRY, kinds.ORGANISATION)
    return previous is not None and previous.last == index and previous.kind in bodies


def may_be_name(document: Document, index: int) -> bool:
    """Tell whether a single capitalised word may name somebody: not "US-led", not "European"."""
    lower = document.lowers[index]
    if lower in _CAPITALISED or lower in _PLACE_HEAD or lower in _STYLES:
        return False
    second = document.words[index].rpartition("-")[2]
    return not second or second[0].isupper()


def kind_of_single(
    document: Document,
    index: int,
    people: set[str],
    likelier: Likelier,
    *,
    opens: bool,
) -> MentionKind | None:
    """Return the kind of a name of one word, by what the rest of the document says; None for none.

    Parameters
    ----------
    people : set of str
        Words of the names of persons, in lower case.
    likelier : callable
        May overrule the rules.
    opens : bool
        Whether the capital may be due to the word's place alone.
    """
    word, lower = document.words[index], document.lowers[index]
    before = document.lowers[index - 1] if index else ""
    if len(word) == 1:
        return None  # "Q: Will they come?"
    if before in ("@", "#"):
        return _kind_of_tag(word) if before == "@" else None
    if opens and word.isupper():
        behind = document.words[index + 1] if index + 1 < len(document.words) else ""
        if behind == ":" or (behind in DASHES and is_common(lower)):
            # "INTERVIEW \u2014", but "SWAPO \u2014 the ruling party \u2014 refused".
            return _kind_of_label(lower)
    if lower in _PARTY_MEMBERS or _is_body(document, index, index + 1):
        return kinds.ORGANISATION
    if lower in people or _is_introduced(document, index, before):
        return kinds.PERSON
    by_rule = _single_by_rule(document, index, before, opens=opens)
    if by_rule is None and opens:
        return None
    kind = likelier(document, index, index + 1, by_rule)
    if kind is kinds.ORGANISATION and by_rule is kinds.PERSON and _is_leader(word, lower):
        return kinds.PERSON
    if kind is kinds.PERSON and _is_seat(document, index):
        return None
    doubtful = opens or before in _NO_SUBJECT_AFTER
    return by_rule if kind is kinds.PERSON and doubtful else kind


def _single_by_rule(
    document: Document, index: int, before: str, *, opens: bool
) -> MentionKind | None:
    """Return what a single word, its place and the one before it tell."""
    word, lower = document.words[index], document.lowers[index]
    if before == "the" or (word.isupper() and len(word) > 1):
        return kinds.ORGANISATION
    if before in _PLACE_PREPOSITION:
        return None
    behind = document.words[index + 1 : index + 2]
    alone = behind in (["."], ["?"], ["!"])
    small = lower[0].islower() and document.writes(lower)
    if opens and (alone or small or lower.endswith(("ly", "ing"))):
        return None
    party = lower in _PARTY_WORD
    if (
        opens
        and not party
        and is_common(lower)
        and (lower in _SPEECHLESS or not (behind and is_speech_verb(behind[0].lower())))
    ):
        return None  # "Lawsuits have been filed", but "Labour says"
    known = sex_of_given_name(word) or (not small and plain(word) in leaders())
    return kinds.PERSON if known else kinds.ORGANISATION


def _is_leader(word: str, lower: str) -> bool:
    """Tell whether a word is known as a leader's family name, and as nothing else: "Kagame"."""
    return plain(word) in leaders() and not is_common(lower)


def _is_body(document: Document, first: int, last: int) -> bool:
    """Tell whether a noun for a body says what a name is, behind it or before it."""
    return has_body_behind(document, last) or _has_body_before(document, first, last)


def _has_body_before(document: Document, first: int, last: int) -> bool:
    """Tell whether a name says which body is meant: "the main opposition party, Lok Shakti,".

    "The head of the union, Ada Moreau," is a person.
    """
    words, lowers, noun = document.words, document.lowers, first - 2
    if noun < 1 or lowers[noun + 1] != "," or not _is_comma(document, last):
        return False
    if lowers[noun] not in _ORGANISATION_NOUNS or words[noun] != lowers[noun]:
        return False
    if last > first + 1 and sex_of_given_name(words[first]):
        return False
    floor = max(document.sentences[document.sentence_of[first]].first, noun - _APPOSITION)
    article = noun - 1
    while article > floor and lowers[article] not in _OPENING:
        if lowers[article] in _FUNCTION_WORDS or lowers[article] in _ROLES:
            return False
        article -= 1
    return lowers[article] in _OPENING and (
        article == 0 or lowers[article - 1] not in _NO_SUBJECT_AFTER
    )


def has_body_behind(document: Document, last: int) -> bool:
    """Tell whether a noun for a body stands in apposition: "the ELN, the last guerrilla group,"."""
    lowers = document.lowers
    if not _is_comma(document, last) or lowers[last + 1 : last + 2] not in _APPOSING:
        return False
    head = last + 2
    stop = min(last + _APPOSITION, len(lowers))
    while head < stop and lowers[head][0].isalpha() and lowers[head] not in _FUNCTION_WORDS:
        head += 1
    owner = lowers[head : head + 1] in (["'s"], ["'"])  # "Ada Moreau, the party's leader"
    return head < stop and not owner and lowers[head - 1] in _ORGANISATION_NOUNS


def _is_comma(document: Document, index: int) -> bool:
    """Tell whether a comma follows a name that ends before `index`, be it the end of the text."""
    return index < len(document.lowers) and document.lowers[index] == ","


def _kind_of_tag(word: str) -> MentionKind:
    """Return the kind of a handle: "@AdaMoreau" begins with a given name."""
    given = re.match("[A-Z][a-z]+(?=[A-Z])", word)
    return kinds.PERSON if given and sex_of_given_name(given.group()) else kinds.ORGANISATION


def _kind_of_label(lower: str) -> MentionKind | None:
    """Return the kind of a word in capitals that is a label: "SMITH:", but not "POSITION:"."""
    if is_common(lower):
        return None
    return kinds.ORGANISATION if VOWELS.isdisjoint(lower) else kinds.PERSON


def _is_introduced(document: Document, index: int, before: str) -> bool:
    """Tell whether the text says that a name is a person's: "Ihab, a pharmacist"."""
    lowers = document.lowers
    if before in _PLACE_PREPOSITION or lowers[index].endswith("ly"):
        return False
    if before in ("named", "called", "mr", "mrs", "ms") or before in _ROLES:
        # "The communist PCF" is a party.
        return not (before.endswith("ist") and document.words[index].isupper())
    if before == "," and index > 1 and lowers[index - 2] in _ROLES:
        return True
    after = index + 1
    if _is_comma(document, after) and lowers[after + 1 : after + 2] in _APPOSING:
        return any(low in _ROLES for low in lowers[after + 2 : after + 5])
    return False
