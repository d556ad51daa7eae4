"""What an organisation stands for, written before its name: "the Gaullist RPR"."""

from typing import Final

from stanceclf.actors.kinds import noun_kind
from stanceclf.actors.nouns import word_class
from stanceclf.actors.walk import Walk

# Of faiths and peoples without a state. "Scottish CND" is one of several.
_PEOPLES: Final = word_class("before_acronym")
# That no name of a body begins with.
_TELLING: Final = word_class("before_name")
_FOR: Final = ("pro-", "anti-")
_LONGEST: Final = 6


def tells_cause(lower: str) -> bool:
    """Tell whether an acronym behind a word is a party's, and the word no part of its name."""
    return lower.endswith("ist") or lower in _PEOPLES


def behind_cause(walk: Walk, index: int, end: int) -> int:
    """Return where a name begins behind what its bearer stands for, or `index`.

    "The Basque PNV", "the pro-Kurdish Peoples' Democratic Party", but not "the House GOP" nor "the
    Socialist MP".
    """
    if end < index + 2:
        return index
    low, name = walk.lowers[index], walk.words[index + 1]
    if low in _TELLING or (walk.words[index].startswith(_FOR) and name[0].isupper()):
        return index + 1
    if end > index + 2 or not name.isupper() or not 1 < len(name) <= _LONGEST:
        return index
    if walk.words[index].isupper() or noun_kind(walk.lowers[index + 1]) is not None:
        return index
    return index + 1 if tells_cause(low) else index
