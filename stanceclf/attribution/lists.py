"""Lists of holders: in "Norway, the Netherlands and Denmark" each is joined to the others.

What stands between the members is read word by word: joins, an article, before people what they are
called by ("President Ada Moreau and the Belgian minister Jonas Holt"), behind them a bracket, or
before ", and" a relative clause or an apposition.
"""

from functools import cache
from typing import Final

from stanceclf.attribution.clause_words import CLASSES, JOINS, REPORTING_KINDS
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.token_features import classes_of
from stanceclf.resources import words

FURTHEST: Final = 8  # tokens between two members of a list at most
ALL_OF: Final = frozenset(("and", "nor"))  # one of which parts the last member from the others
LEADING: Final = frozenset(("the", "both", "neither"))
RELATIVE: Final = frozenset(("which", "who", "whom", "whose"))
_MOST_JOINED: Final = 8
_MODIFIERS: Final = 4  # tokens before a noun that describes a member, at most
_NAMED: Final = frozenset(("country", "organisation", "person"))
_HOLDING: Final = _NAMED | {"group"}
# What no modifier of a noun is.
_FUNCTIONS: Final = frozenset((*CLASSES, *REPORTING_KINDS))
_POSSESSIVES: Final = frozenset(("its", "their", "his", "her"))
# What a relative clause or an apposition behind a member begins with.
_INSERTED: Final = RELATIVE | _POSSESSIVES | {"a", "an", "the"}
_LONGEST: Final = 12  # tokens of such an insertion
_MOST_WITHIN: Final = 4  # candidates from the one before it to the one behind
# "Group of Latin American and Caribbean Countries": "and" joins two adjectives of one name.
_ADJECTIVE: Final = ("can", "ian", "ean", "ern", "ese", "ish")


def joined_to(scene: Scene, actor: int) -> list[int]:
    """Return the candidates of a list with "and" that one of them belongs to, or it alone."""
    joined = [actor]
    before = _before(scene, actor)
    while before >= 0 and len(joined) < _MOST_JOINED:
        joined.insert(0, before)
        before = _before(scene, before)
    behind = _behind(scene, actor)
    while behind >= 0 and len(joined) < _MOST_JOINED:
        joined.append(behind)
        behind = _behind(scene, behind)
    if len(joined) == 1:
        return joined
    low, high = scene.candidates[joined[0]].first, scene.candidates[joined[-1]].last
    if ALL_OF.isdisjoint(scene.document.lowers[low:high]):
        return [actor]
    return [one for one in joined if one == actor or not _is_rest(scene, one)]


def _is_rest(scene: Scene, member: int) -> bool:
    """Tell whether a member of a list only rounds it off: "and others", "and its allies"."""
    first, last, kind = scene.candidates[member]
    lowers = scene.document.lowers
    return kind == "group" and (lowers[first] in _POSSESSIVES or lowers[last - 1] == "others")


def joined_from(scene: Scene, actor: int) -> list[int]:
    """Return a candidate and those of its list that stand behind it."""
    joined = joined_to(scene, actor)
    return joined[joined.index(actor) :]


def _before(scene: Scene, index: int) -> int:
    """Return the member of a list before one of its members, or -1."""
    other = _next(scene, index, -1)
    if other >= 0 and _are_joined(scene, other, index):
        return other
    return _before_insertion(scene, index)


def _behind(scene: Scene, index: int) -> int:
    """Return the member of a list behind one of its members, or -1."""
    other = _next(scene, index, 1)
    if other < 0 or _are_joined(scene, index, other):
        return other
    lowers, last = scene.document.lowers, scene.candidates[index].last
    if lowers[last] == "," and lowers[last + 1] in _INSERTED:
        for other in range(index + 1, min(index + _MOST_WITHIN, len(scene.candidates))):
            if _before_insertion(scene, other) == index:
                return other
    return -1


def _before_insertion(scene: Scene, index: int) -> int:
    """Return Norway in "Norway, which borders Russia, and Sweden" of Sweden, or -1."""
    lowers, candidates = scene.document.lowers, scene.candidates
    first, _, kind = candidates[index]
    if first < 3 or "and" not in lowers[max(0, first - FURTHEST) : first]:  # as before most
        return -1
    join = first - 1
    while lowers[join] != "and":
        join -= 1
    if join < 2 or lowers[join - 1] != "," or not leads(scene, join + 1, index):
        return -1
    end = comma = join - 1
    floor = max(scene.document.sentences[scene.document.sentence_of[end]].first, end - _LONGEST)
    while comma > floor and (comma == end or lowers[comma] != ","):
        comma -= 1
    if comma == floor or lowers[comma + 1] not in _INSERTED:
        return -1
    # "Norway, the minister said, and Sweden" is no list.
    if lowers[comma + 1] not in RELATIVE and b"\1" in scene.reports[comma + 1 : end]:
        return -1
    other = index - 1
    while other >= 0 and candidates[other].last > comma:
        other -= 1
    if other < 0 or candidates[other].last < comma:
        return -1
    fits = kind == candidates[other].kind or (kind in _NAMED and candidates[other].kind in _NAMED)
    return other if fits else -1


def _next(scene: Scene, index: int, step: int) -> int:
    """Return the next candidate, -1 if there is none.

    A party in brackets is left out, "Ada Moreau (Greens)", and whose a person is: "Peru's Moreau".
    """
    lowers, candidates = scene.document.lowers, scene.candidates
    index = (_start_of_description(scene, index) if step < 0 else index) + step
    if 0 <= index < len(candidates) and lowers[candidates[index].first - 1] == "(":
        index += step
    if index >= len(candidates):
        return -1
    if 0 <= index < len(candidates) - 1 and _owns_next(scene, index):
        index += step
    if step > 0 and index + 1 < len(candidates):
        index += _start_of_description(scene, index + 1) == index
    return index


def _start_of_description(scene: Scene, index: int) -> int:
    """Return the candidate that describes one right behind it: "the militia" of "the militia M27".

    It is the number of the candidate itself where none does. So is "her Danish counterpart" in "her
    Danish counterpart, Jonas Holt,".
    """
    candidates, words = scene.candidates, scene.document.words
    (first, last, kind), before = candidates[index], candidates[index - 1]
    if index == 0 or before.last < first - 1:
        return index  # as most
    if before.last == first:
        described = before.kind == "organisation" and words[first - 1].islower()
        return index - (described and not words[first].islower())
    apposed = kind == "person" and before.kind == "role" and words[first - 1] == ","
    return index - (apposed and words[last : last + 1] == [","])


def _owns_next(scene: Scene, index: int) -> bool:
    """Tell whether a candidate says whose the next one, a person, is: "Peru's Ada Moreau"."""
    last, (first, _, kind) = scene.candidates[index].last, scene.candidates[index + 1]
    return kind == "person" and scene.document.lowers[last:first] in (["'s"], ["'"])


def _are_joined(scene: Scene, index: int, other: int) -> bool:
    """Tell whether two candidates are of a kind, with joins and titles between."""
    begin, last, kind = scene.candidates[index]
    first, _, other_kind = scene.candidates[other]
    lowers, end = scene.document.lowers, last
    if lowers[end] == "(" and first - end <= 2 * FURTHEST and ")" in lowers[end:first]:
        end = lowers.index(")", end) + 1
    # Most have another word behind them.
    if first == end or lowers[end] not in JOINS or first - end > FURTHEST:
        return False
    # Behind a mere comma what is of another kind may be in apposition, as no country is to a
    # body.
    if kind != other_kind:
        apart = {kind, other_kind}
        if not apart <= _HOLDING:
            return False
        loose = "person" in apart or "group" in apart
        if loose and (ALL_OF.isdisjoint(lowers[end:first]) or lowers[first - 1] == ","):
            return False  # "met farmers, and their envoy, Ada Moreau, agreed"
    if lowers[last - 1].endswith(_ADJECTIVE) and "of" in lowers[begin:last]:
        return False
    return all(lowers[at] in JOINS or _may_lead(scene, at, other) for at in range(end + 1, first))


def leads(scene: Scene, begin: int, member: int) -> bool:
    """Tell whether nothing but an article and titles stands from a token to a member of a list."""
    first = scene.candidates[member].first
    return first - begin <= FURTHEST and all(
        _may_lead(scene, at, member) for at in range(begin, first)
    )


def start_of_lead(scene: Scene, member: int, floor: int) -> int:
    """Return where what leads up to a member begins, behind `floor` or there."""
    first = scene.candidates[member].first
    while first > floor and _may_lead(scene, first - 1, member):
        first -= 1
    return first


def _may_lead(scene: Scene, at: int, member: int) -> bool:
    """Tell whether a token may lead up to a member: "the liberal Centre Party", titles."""
    lowers = scene.document.lowers
    if lowers[at] in LEADING:
        return True
    if at and at + 1 == scene.candidates[member].first and lowers[at - 1] in LEADING:
        return lowers[at][0].isalpha()
    described = scene.candidates[_start_of_description(scene, member)].first
    if described < scene.candidates[member].first:
        # "The armed opposition group M27": what stands before "group" is no verb.
        plain = lowers[at][0].isalpha() and _FUNCTIONS.isdisjoint(classes_of(lowers[at]))
        return at >= described or (described - at < _MODIFIERS and plain)
    if scene.candidates[member].kind != "person":
        return False
    if lowers[at] in ("'s", "'"):
        return at + 1 == scene.candidates[member].first  # "Peru's Moreau"
    return scene.document.words[at][0].isupper() or lowers[at] in _title_words()


@cache
def _title_words() -> frozenset[str]:
    """Return the words that titles are made of, in either number, and the stop behind a short one.

    >>> {"of", "minister", "senators", "sens", "."} <= _title_words()
    True
    """
    parts = {part for title in words("titles.txt") for part in title.split()}
    return frozenset(parts | {f"{part}s" for part in parts} | {"."})
