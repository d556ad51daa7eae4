"""A condition in short: its kind, and its words without the marker."""

from stanceclf.records import ConditionKind
from stanceclf.stance.condition_features import EDGE, FRINGE, INVERTED, Candidate, marker_table
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

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
# Before a marker: "only in return for" is "in return for", though "only in" is one of its own.
_LIMITING = frozenset({"but", "and", "only", "not"})
_SIDED = frozenset({"unless", "until", "once", "without", "in_return"})  # say more than "only"
_NEGATED = frozenset({"unless", "until", "once", "without"})
_CLEAR = frozenset({"if", "unless", "until", "without", "as_long_as"})
_MOST_MARKING = 6  # tokens of a marker
_CONJOINING = frozenset({"that", "of"})
_ARTICLES = frozenset({"the", "a"})
_SUBJECTS = frozenset({"it", "they"})


def as_read(document: Document, candidate: Candidate) -> Candidate:
    """Return a condition with the marker that a reader sees in it.

    The chooser has weights for markers as it was fitted with them, among them "should the" and
    "only in".
    """
    lowers, (first, last, marked, kind, others) = document.lowers, candidate
    at = first
    while at + 1 < last and lowers[at] in _LIMITING:
        at += 1
    if at > first:
        marked, kind = _behind_limit(lowers, candidate, at)
    elif kind == "if" and marked == first + 1 < last:  # "if, and only if, the council agrees"
        at = marked + (lowers[marked] == ",")
        if lowers[at : at + 3] == ["and", "only", "if"] and at + 3 < last:
            marked, kind = at + 3, "only_if"
    if marked > first + 1:
        ending = lowers[marked - 1]
        marked -= ending in _ARTICLES or (ending in _SUBJECTS and lowers[first] in INVERTED)
    return Candidate(first, last, marked, kind, others)


def _behind_limit(lowers: list[str], candidate: Candidate, at: int) -> tuple[int, str]:
    """Return the end and the kind of the marker that begins with what stands behind "only"."""
    _, last, marked, kind, _ = candidate
    stems = [stem(lower) for lower in lowers[at : min(last, at + _MOST_MARKING)]]
    hits = marker_table().find(stems, 0, len(stems))
    if not hits or hits[0].first or not marked < at + hits[0].last < last:
        return marked, kind
    end, name = at + hits[0].last, hits[0].classes[0]
    # Of "only with the consent of Haiti" the consent is what is needed, and of "only on the same
    # terms" these are; but "on condition that" is a conjunction.
    if name == "provided" and (
        lowers[at] != "on" or _CONJOINING.isdisjoint(lowers[end - 1 : end + 1])
    ):
        return marked, kind
    if (kind == EDGE and name not in _CLEAR) or (lowers[at - 1] == "not" and name not in _NEGATED):
        return marked, kind
    return end, kind if kind == "only_if" and name not in _SIDED else name


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
