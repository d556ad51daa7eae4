"""Consent that a deployment needs: "Kenya would need a mandate to send police" hangs on it.

Where nothing else is said of what Kenya thinks, the claim is most often read as support. What takes
men, money or months is another matter.
"""

from typing import Final

from stanceclf.resources import classes
from stanceclf.stance.condition_features import Candidate

_WORDS: Final = classes("condition_words.tsv")
NEEDING: Final = _WORDS["need"]  # what a condition begins with which is a need
_VERBS: Final = _WORDS["needing"]
_GETTING: Final = _WORDS["getting"]
_CONSENTS: Final = _WORDS["consent"]
_BEFORE_VERB: Final = (NEEDING - _VERBS) | {"also", "always", "first", "now"}
_NEGATIONS: Final = frozenset((
    "neither", "never", "no", "nobody's", "not", "only", "without",
))  # fmt: skip
_OBJECT: Final = 8  # tokens behind the verb among which the consent is named
_STOPS: Final = frozenset((",", "and", "but", "for", "in", "that", "to"))


def is_need(lowers: list[str], candidate: Candidate) -> bool:
    """Tell whether a condition is that somebody consents, and not men or months that are needed.

    Examples
    --------
    >>> words = "oman would need a new vote to go".split()
    >>> is_need(words, Candidate(1, 8, 3, "requires", 0))
    True
    """
    first, last = candidate.first, candidate.last
    if lowers[first] not in NEEDING or (first and lowers[first - 1] in _CONSENTS):
        return False  # "the mandate required by the treaty"
    at = first + (lowers[first] not in _VERBS)
    while at < last and lowers[at] in _BEFORE_VERB:
        at += 1
    if at >= last or lowers[at] not in _VERBS:
        return False
    if lowers[at + 1 : at + 2] == ["to"]:  # "would have to get"
        at += 2
        if at >= last or lowers[at] not in _GETTING:
            return False
    for place in range(at + 1, min(last, at + 1 + _OBJECT)):
        low = lowers[place]
        if low in _CONSENTS:
            return _NEGATIONS.isdisjoint(lowers[max(first - 1, 0) : place])
        if low in _STOPS:
            return False
    return False
