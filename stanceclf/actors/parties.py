"""Parties in descriptions: "the Greens leader", "Jobbik's spokesman", "Conservative critic"."""

from collections.abc import Iterable
from typing import Final

from stanceclf.actors.names import function_words, is_title
from stanceclf.actors.nouns import roles, word_class
from stanceclf.actors.scene import Scene
from stanceclf.actors.word_bits import NAME_WORD

_ROLES: Final = roles()
_FUNCTION_WORDS: Final = function_words()
_INNER: Final = word_class("inner_title") | word_class("portfolio") | word_class("capitalised")
_MARKS: Final = word_class("possessive_mark")
_PORTFOLIO: Final = word_class("portfolio")
_PARTY_NOUN: Final = word_class("party_noun")
_MEMBERS: Final = word_class("party_members")
# Words in front that say which Democrats or Socialists they are.
_WINGS: Final = frozenset(("christian", "free", "liberal", "national", "radical", "social"))
_AMERICAN: Final = {"democrat": "Democratic Party", "republican": "Republican Party"}
_PARTY_WORD: Final = word_class("party_word")
# Classes of offices that parties and movements have, not towns: no mayor, no governor.
_OF_PARTIES: Final = word_class("party_office")


def party_of(scene: Scene, first: int, last: int) -> str | None:
    """Return the party or movement that a description of a person names, if no list knows it."""
    words, lowers, told = scene.document.words, scene.document.lowers, scene.told
    registry = scene.registry
    at = first + (scene.opens(first) and lowers[first] in _FUNCTION_WORDS)  # "But Labour leader"
    while at < last:
        if not told[at] & NAME_WORD:
            at += 1
            continue
        end = at
        while end < last and told[end] & NAME_WORD and not _describes(lowers[end]):
            end += 1
        if end == at:
            at += 1
            continue
        if registry.names[at] is None:
            name = registry.text_of(at, end)
            if words[end : end + 1] and words[end].isdigit():
                numbered = registry.text_of(at, end + 1)
                name = numbered if numbered in scene.organisations else name  # "Dockers Local 9"
            if end < last and lowers[end - 1] + "s" in _PARTY_WORD:
                return _in_full(scene.organisations, name)
            if name in scene.organisations or (end < last and _is_party(words, lowers, at, end)):
                return name
            short = words[at].isupper() and 1 < len(words[at]) < 7 and end == at + 1
            owned = end < last and lowers[end] in _MARKS
            office = not _OF_PARTIES.isdisjoint(lowers[end:last])
            leads = end > at + 1 and lowers[end : end + 1] == ["leader"]
            if office and (short or owned or leads) and registry.people.at.get(at) is None:
                return name
        at = end
    return None


def party_of_member(scene: Scene, last: int) -> str | None:
    """Return the party of "Christian Democrat X", whose name begins at token `last`."""
    words, lowers, told = scene.document.words, scene.document.lowers, scene.told
    first = last - 1
    if first < 0 or f"{lowers[first]}s" not in _MEMBERS or not told[first] & NAME_WORD:
        return None
    while first > 0 and lowers[first - 1] in _WINGS and words[first - 1][0].isupper():
        first -= 1
    if first == last - 1 and lowers[first] in _AMERICAN:
        return _AMERICAN[lowers[first]]
    return _in_full(scene.organisations, scene.registry.text_of(first, last))


def _is_party(words: list[str], lowers: list[str], first: int, last: int) -> bool:
    """Tell whether a name before an office says that it is a party's: "the Left Party MP"."""
    low = lowers[last - 1]
    if low in _PARTY_NOUN:
        return last > first + 1
    # "Justice Minister", but "Labour minister".
    portfolio = low in _PORTFOLIO and _ROLES.get(lowers[last]) == "minister"
    return low in _PARTY_WORD and not (portfolio and words[last][0].isupper())


def _describes(lower: str) -> bool:
    """Tell whether a word belongs to an office, not to a name."""
    if lower in _PARTY_WORD or lower + "s" in _PARTY_WORD:
        return False
    return lower in _ROLES or lower in _INNER or is_title(lower)


def _in_full(named: Iterable[str], adjective: str) -> str:
    """Return the party that "Social Democrat" is an adjective of, as the text names it."""
    for name in named:
        if name.startswith(adjective) and name != adjective:
            return name
    return adjective + "s"
