"""Titles in names: where a name begins behind them, and who bears them."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.names import sex_of_given_name
from stanceclf.actors.nouns import is_group, word_class
from stanceclf.actors.runs import start_of_person
from stanceclf.actors.titles import skip_titles
from stanceclf.actors.walk import Walk
from stanceclf.actors.word_bits import GROUP, OPENS_TITLE, ROLE, TITLE

_COURTESY: Final = word_class("courtesy")
_ADDRESS_ENDS: Final = frozenset((",", ".", "?", "!", ";"))
_ASKS: Final = word_class("asking")
_COMPLEMENTS: Final = frozenset(("of", "for", "and", "against"))
_DETERMINER: Final = word_class("determiner")
_FAMILY_NOUN: Final = word_class("family_noun")
_FORM_OF_ADDRESS: Final = word_class("form_of_address")
_INNER_NAME: Final = word_class("inner_name")
_MARKS: Final = word_class("possessive_mark")
_LEANING: Final = word_class("leaning")
_NOBLE_TITLE: Final = word_class("noble_title")
_PARTY_WORD: Final = word_class("party_word")
_SEARCHED: Final = 300  # mentions back to a name in full


def behind_titles(walk: Walk, index: int, end: int) -> int:
    """Return where the name begins behind titles and role nouns: "NDP Leader", "Judge"."""
    if end > index + 1 and _is_party(walk, index, end):
        return index
    person = start_of_person(walk.document, index, end)
    if person > index:
        return person
    bare = index
    if walk.told[index] & OPENS_TITLE:
        bare = skip_titles(walk.document, index, end)
    for token in range(end - 2, bare - 1, -1):
        if walk.told[token] & (ROLE | TITLE):
            if token > bare and walk.lowers[token] in _INNER_NAME:
                continue  # "Hassan Sheikh Moreau"
            if walk.lowers[token + 1] in _COMPLEMENTS or _owns_body(walk, token, end):
                continue  # "Veterans of Foreign Wars", "Retired Officers' Circle"
            stopped = walk.lowers[token + 1] == "." and token + 2 < end
            return skip_titles(walk.document, token + 1 + stopped, end)  # "Navy Capt. Moreau"
    return bare


def _owns_body(walk: Walk, token: int, end: int) -> bool:
    """Tell whether a noun owns the rest of a name that ends at `end`, which is no person's."""
    if walk.lowers[token + 1] not in _MARKS or token + 2 >= end:
        return False
    return sex_of_given_name(walk.words[token + 2]) is None


def _is_party(walk: Walk, index: int, end: int) -> bool:
    """Tell whether two words name a party: "Liberal Democrats", "Socialist Left".

    A land may stand before them: "Scottish Liberal Democrats".
    """
    if walk.lowers[end - 2] not in _LEANING:
        return False
    if end > index + 3 or (end > index + 2 and walk.told[index] & (ROLE | TITLE)):
        return False
    low = walk.lowers[end - 1]
    return is_group(low) or low in _LEANING or low in _PARTY_WORD


def bears_titles(walk: Walk, index: int, bare: int, end: int) -> bool:
    """Tell whether a name whose last word is a body's as well bears titles: "Frank Church".

    What is named for somebody has "the" in front, or a king's title: "Queen Mary College".
    """
    if bare + 1 == end and walk.lowers[index] in _COURTESY:
        return True  # "Mr Church"
    if bare + 2 != end or walk.lowers[bare - 1] in _NOBLE_TITLE:
        return False
    if walk.lowers[bare + 1] not in _FAMILY_NOUN:
        return False
    given = sex_of_given_name(walk.words[bare]) is not None
    return given and not (index and walk.lowers[index - 1] == "the")


def visit_titled(walk: Walk, index: int, bare: int, end: int) -> int:
    """Visit titles, and the person who bears them."""
    if bare < end:
        if walk.told[bare] & GROUP and walk.lowers[bare - 1] == "member":
            return walk.add(index, end, kinds.GROUP)  # "Member States"
        return walk.add(bare, end, kinds.PERSON)
    if walk.lowers[end - 1] in _FORM_OF_ADDRESS or is_address(walk, index, end):
        return end  # "Sir, your editorial"
    if walk.lowers[index] in _COURTESY and _is_family_name(walk, end - 1):
        return walk.add(end - 1, end, kinds.PERSON)
    first = index
    if index and walk.lowers[index - 1] in _DETERMINER and not walk.opens(index):
        first = index - 1
    return walk.add(walk.drop_after(first), end, kinds.ROLE)


def _is_family_name(walk: Walk, token: int) -> bool:
    """Tell whether a title is the name of somebody named in full before: "Ms Bishop"."""
    word, words = walk.words[token], walk.words
    return any(
        kind is kinds.PERSON and last > first + 1 and words[last - 1] == word
        for first, last, kind in walk.found[-_SEARCHED:]
    )


def is_address(walk: Walk, index: int, end: int) -> bool:
    """Tell whether titles without a name speak to somebody: "Mr President, we", "Madam Chair".

    An office alone does where a question follows, or the first person.
    """
    behind = walk.lowers[end : end + 2]
    if behind and behind[0] not in _ADDRESS_ENDS:
        return False  # as most are
    if not (walk.opens(index) or walk.words[index - 1] == ","):
        return False
    if walk.lowers[index] in _COURTESY:
        return True
    return behind[:1] == [","] and not _ASKS.isdisjoint(behind)
