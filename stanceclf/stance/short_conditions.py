"""A condition in short: its kind, and its words without the marker."""

from stanceclf.records import ConditionKind
from stanceclf.stance.condition_features import FRINGE, Candidate
from stanceclf.text.document import Document

# Of the kinds in `condition_markers.tsv`; what bears no marker, and whatever else, depends.
_KINDS = {
    "if": ConditionKind.IF,
    "provided": ConditionKind.IF,
    "as_long_as": ConditionKind.IF,
    "only_if": ConditionKind.ONLY_IF,
    "unless": ConditionKind.UNLESS,
    "until": ConditionKind.UNTIL,
    "once": ConditionKind.UNTIL,
    "without": ConditionKind.WITHOUT,
    "in_return": ConditionKind.IN_RETURN,
}
_LINKS = frozenset({"that", "of", "for", "on", "upon", "to", "but", "only", "and", "then", "by"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_MODAL = frozenset({"will", "would", "has", "have", "had", "can", "could", "should"})


def kind_of(candidate: Candidate) -> ConditionKind:
    """Return how a position hangs on the condition."""
    return _KINDS.get(candidate.kind, ConditionKind.DEPENDS)


def short_form(document: Document, candidate: Candidate) -> str:
    """Return the words of a condition without its marker, or all of them if nothing else is left.

    "once there is a ceasefire" is "a ceasefire", "provided that the council agrees" is "the council
    agrees"; "if asked" stays "asked".
    """
    lowers, last = document.lowers, candidate.last
    while last > candidate.first + 1 and lowers[last - 1] in FRINGE:
        last -= 1
    first = min(candidate.marked, last)
    if first == last:  # the marker is all there is
        first = candidate.first + (last - candidate.first > 1)
    for at in range(first, last - 1):
        if lowers[at] not in _LINKS and lowers[at] not in FRINGE:
            break
        first = at + 1
    existential = _after_existential(lowers, first, last)
    return document.span_of(existential, last).of(document.text)


def _after_existential(lowers: list[str], first: int, last: int) -> int:
    """Return where what there is begins: after "there is", "there has been"."""
    if lowers[first] != "there":
        return first
    at = first + 1
    while at < last and (lowers[at] in _BE or lowers[at] in _MODAL):
        at += 1
    return at if first + 1 < at < last else first
