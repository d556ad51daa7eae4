"""Consent that a deployment needs: "Kenya would need a mandate to send police" hangs on it.

Where nothing else is said of what Kenya thinks, the claim is most often read as support. What takes
men, money or months is another matter.
"""

from typing import Final

from stanceclf.stance.condition_features import Candidate

# Words that a condition begins with which is a need.
NEEDING: Final = frozenset(("it", "must", "needs", "requires", "will", "would"))
_VERBS: Final = frozenset(("have", "need", "needs", "require", "requires", "take", "takes"))
_MODALS: Final = NEEDING - _VERBS
_GETTING: Final = frozenset(("get", "have", "obtain", "secure", "see", "win"))
_CONSENTS: Final = frozenset((
    "accord", "agreement", "amendment", "approval", "assent", "authorisation", "authorization",
    "blessing", "ceasefire", "cease-fire", "clearance", "consent", "debate", "decision",
    "go-ahead", "guarantee", "guarantees", "invitation", "majority", "mandate", "nod",
    "permission", "permit", "referendum", "request", "resolution", "treaty", "truce", "vote",
))  # fmt: skip
_NEGATIONS: Final = frozenset((
    "neither", "never", "no", "nobody's", "not", "only", "without",
))  # fmt: skip
_BETWEEN: Final = frozenset(("also", "always", "first", "now"))
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
    if lowers[first] not in NEEDING:
        return False
    at = first + (lowers[first] not in _VERBS)
    while at < last and (lowers[at] in _BETWEEN or lowers[at] in _MODALS):
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
