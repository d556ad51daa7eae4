"""What an organisation stands for, written before its name: "the Gaullist RPR"."""

from typing import Final

from stanceclf.actors.entries import LISTED_ORGANISATION
from stanceclf.actors.kinds import noun_kind
from stanceclf.actors.nouns import word_class
from stanceclf.actors.walk import Walk

# Of faiths and peoples without a state. "Scottish CND" is one of several.
_PEOPLES: Final = word_class("before_acronym")
# That no name of a body begins with.
_TELLING: Final = word_class("before_name")
_FOR: Final = ("pro-", "anti-")
_CREEDS: Final = frozenset(("conservatives", "liberals"))
_LONGEST: Final = 6


def behind_cause(walk: Walk, index: int, end: int) -> int:
    """Return where a name begins behind what its bearer stands for, or `index`.

    "The Basque PNV", "the pro-Kurdish Peoples' Democratic Party", but not "the House GOP" nor "the
    Socialist MP".
    """
    if end < index + 2:
        return index
    low, name = walk.lowers[index], walk.words[index + 1]
    if walk.lowers[index + 1] == "of":
        return _behind_creed(walk, index, end)
    if low in _TELLING or (walk.words[index].startswith(_FOR) and name[0].isupper()):
        return index + 1
    if end > index + 2 or not name.isupper() or not 1 < len(name) <= _LONGEST:
        return index
    if walk.words[index].isupper() or noun_kind(walk.lowers[index + 1]) is not None:
        return index
    return index + 1 if _leads_acronym(low) else index


def _leads_acronym(lower: str) -> bool:
    """Tell whether an acronym behind a word is a party's, and the word no part of its name."""
    return lower.endswith("ist") or lower in _PEOPLES


def _behind_creed(walk: Walk, index: int, end: int) -> int:
    """Return where a party's name begins behind those of a creed: "the Maoists of the MRPP".

    The Socialists of a country are a party of that name.
    """
    low = walk.lowers[index]
    if not (low.endswith("ists") or low in _CREEDS) or walk.lowers[index - 1 : index] != ["the"]:
        return index
    name = index + 2 + (walk.lowers[index + 2 : index + 3] == ["the"])
    listed = walk.matches[name] if name < end else None
    place = listed is not None and listed[1].sort is not LISTED_ORGANISATION
    return index if place or name >= end else name
