"""Lists of holders: "Norway, the Netherlands and Denmark keep their bans" is held by each of them.

What stands between the members is read word by word: joins, an article, before people what they are
called by ("President Ada Moreau and the Belgian minister Jonas Holt"), behind them a bracket, or
before ", and" a relative clause or an apposition.
"""

from functools import cache
from typing import Final

from stanceclf.attribution.clause_words import JOINS, SEVERAL, behind_pro_verb
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.sequences import Range
from stanceclf.resources import words

FURTHEST: Final = 8  # tokens between two members of a list at most
_MOST_JOINED: Final = 8
_WIDEST: Final = 32  # tokens between a member and the "and" of its list
_ALL_OF: Final = frozenset(("and", "nor"))  # one of which parts the last member from the others
_NAMED: Final = frozenset(("country", "organisation", "person"))
_LEADING: Final = frozenset(("the", "both", "neither"))
_RELATIVE: Final = frozenset(("which", "who", "whose"))
# What a relative clause or an apposition behind a member begins with.
_INSERTED: Final = _RELATIVE | {"a", "an", "the", "its", "their", "his", "her"}
_LONGEST: Final = 12  # tokens of such an insertion
_MOST_WITHIN: Final = 4  # candidates from the one before it to the one behind
_PAUSES: Final = frozenset(",:-\u2013\u2014")
# "Group of Latin American and Caribbean Countries": "and" joins two adjectives of one name.
_ADJECTIVE: Final = ("can", "ian", "ean", "ern", "ese", "ish")


def coordinated(scene: Scene, actor: int, tokens: Range, floor: int = 0) -> tuple[list[int], Range]:
    """Return the holder with those joined to it, and the tokens of the claim that they share.

    "Norway and Denmark keep" has two. Where the claim has been cut to begin at the last of them, it
    begins with the first one again, though not before the token `floor`.
    """
    # Only the subject of the claim is shared: a list after it names whom the claim is about.
    if actor == NOBODY:
        return [actor], tokens
    lowers, candidates, begin = scene.document.lowers, scene.candidates, tokens[0]
    first, last, _ = candidates[actor]
    several = lowers[begin] in SEVERAL
    if not several and _ALL_OF.isdisjoint(lowers[max(0, first - _WIDEST) : last + _WIDEST]):
        return [actor], tokens
    if several and lowers[begin] not in _LEADING:
        return _meant_by_several(scene, actor, tokens), tokens
    if first < begin:
        alone = [actor]
        return (_meant_by_several(scene, actor, tokens) if several else alone), tokens
    # "Both" is a candidate itself, but of "both Norway and Denmark" it is a part.
    member = actor + (several and first == begin)
    joined = _joined(scene, member) if member < len(candidates) else [actor]
    # Where the claim has been cut to end within the list, the others hold the next one.
    joined = [one for one in joined if one <= member or candidates[one].first < tokens[1]]
    first = candidates[joined[0]].first
    subject = behind_pro_verb(lowers, begin)
    if first >= begin and len(joined) > 1 and leads(scene, subject, joined[0]):
        return joined, tokens
    if several and not (subject > begin and leads(scene, subject, joined[0])):
        return _meant_by_several(scene, actor, tokens), tokens
    inside = next(one for one in joined if candidates[one].first >= begin)
    if first < begin and leads(scene, begin, inside) and lowers[begin - 1] in JOINS:
        start = _start_of_subject(scene, joined[0])
        if start >= floor:
            return joined, (start, tokens[1])
    return [actor], tokens


def _meant_by_several(scene: Scene, actor: int, tokens: Range) -> list[int]:
    """Return the subjects that "Norway and Denmark said they would go" is about."""
    at = tokens[0]
    floor = scene.document.sentences[scene.document.sentence_of[at]].first
    nearest = actor - (scene.candidates[actor].first == at)
    if nearest < 0 or not floor <= scene.candidates[nearest].first < at:
        return [actor]
    joined = _joined(scene, nearest)
    return joined if joined[-1] == nearest and _start_of_subject(scene, joined[0]) >= 0 else [actor]


def _start_of_subject(scene: Scene, member: int) -> int:
    """Return where a list begins that opens its sentence or follows a pause, -1 if it does not."""
    lowers, first = scene.document.lowers, scene.candidates[member].first
    floor = scene.document.sentences[scene.document.sentence_of[first]].first
    least = max(floor, first - FURTHEST)
    while first > least and may_lead(scene, first - 1, member):
        first -= 1
    return first if first == floor or lowers[first - 1] in _PAUSES else -1


def _joined(scene: Scene, actor: int) -> list[int]:
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
    together = not _ALL_OF.isdisjoint(scene.document.lowers[low:high])
    return joined if together else [actor]


def joined_from(scene: Scene, actor: int) -> list[int]:
    """Return a candidate and those of its list that stand behind it."""
    joined = _joined(scene, actor)
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
    if lowers[comma + 1] not in _RELATIVE and b"\1" in scene.reports[comma + 1 : end]:
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
    index += step
    if 0 <= index < len(candidates) and lowers[candidates[index].first - 1] == "(":
        index += step
    if 0 <= index < len(candidates) - 1 and _owns_next(scene, index):
        index += step
    return index if index < len(candidates) else -1


def _owns_next(scene: Scene, index: int) -> bool:
    """Tell whether a candidate says whose the next one, a person, is: "Peru's Ada Moreau"."""
    last, (first, _, kind) = scene.candidates[index].last, scene.candidates[index + 1]
    return kind == "person" and scene.document.lowers[last:first] == ["'s"]


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
    if kind != other_kind and not (
        kind in _NAMED
        and other_kind in _NAMED
        and ("person" not in (kind, other_kind) or _ALL_OF.intersection(lowers[end:first]))
    ):
        return False
    if lowers[last - 1].endswith(_ADJECTIVE) and "of" in lowers[begin:last]:
        return False
    return all(lowers[at] in JOINS or may_lead(scene, at, other) for at in range(end + 1, first))


def leads(scene: Scene, begin: int, member: int) -> bool:
    """Tell whether nothing but an article and titles stands from a token to a member of a list."""
    first = scene.candidates[member].first
    return first - begin <= FURTHEST and all(
        may_lead(scene, at, member) for at in range(begin, first)
    )


def may_lead(scene: Scene, at: int, member: int) -> bool:
    """Tell whether a token may lead up to a member: "the liberal Centre Party", titles."""
    lowers = scene.document.lowers
    if lowers[at] in _LEADING:
        return True
    if at + 1 == scene.candidates[member].first and lowers[at - 1] in _LEADING:
        return lowers[at][0].isalpha()
    if scene.candidates[member].kind != "person":
        return False
    if lowers[at] == "'s":
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
