"""Lists of holders: "Norway, the Netherlands and Denmark keep their bans" is held by each of them.

What stands between the members is read word by word: joins, an article, before people what they are
called by ("President Ada Moreau and the Belgian minister Jonas Holt"), behind them a bracket.
"""

from functools import cache
from typing import Final

from stanceclf.attribution.clause_words import JOINS, SEVERAL
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.sequences import Range
from stanceclf.resources import words

FURTHEST: Final = 8  # tokens between two members of a list at most
_MOST_JOINED: Final = 8
_ALL_OF: Final = frozenset(("and", "nor"))  # one of which parts the last member from the others
_NAMED: Final = frozenset(("country", "organisation", "person"))
_LEADING: Final = frozenset(("the", "both", "neither"))
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
    several = lowers[begin] in SEVERAL
    if several and lowers[begin] not in _LEADING:
        return _meant_by_several(scene, actor, tokens), tokens
    if candidates[actor].first < begin:
        alone = [actor]
        return (_meant_by_several(scene, actor, tokens) if several else alone), tokens
    # "Both" is a candidate itself, but of "both Norway and Denmark" it is a part.
    member = actor + (several and candidates[actor].first == begin)
    joined = _joined(scene, member) if member < len(candidates) else [actor]
    first = candidates[joined[0]].first
    if first >= begin and len(joined) > 1 and leads(scene, begin, joined[0]):
        return joined, tokens
    if several:
        return _meant_by_several(scene, actor, tokens), tokens
    if first < begin and leads(scene, begin, actor) and lowers[begin - 1] in JOINS:
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
    before = _next(scene, actor, -1)
    while before >= 0 and len(joined) < _MOST_JOINED and _are_joined(scene, before, joined[0]):
        joined.insert(0, before)
        before = _next(scene, before, -1)
    behind = _next(scene, actor, 1)
    while behind >= 0 and len(joined) < _MOST_JOINED and _are_joined(scene, joined[-1], behind):
        joined.append(behind)
        behind = _next(scene, behind, 1)
    if len(joined) == 1:
        return joined
    low, high = scene.candidates[joined[0]].first, scene.candidates[joined[-1]].last
    together = not _ALL_OF.isdisjoint(scene.document.lowers[low:high])
    return joined if together else [actor]


def joined_from(scene: Scene, actor: int) -> list[int]:
    """Return a candidate and those of its list that stand behind it."""
    joined = _joined(scene, actor)
    return joined[joined.index(actor) :]


def _next(scene: Scene, index: int, step: int) -> int:
    """Return the next candidate that no bracket opens before: not "Ada Moreau (Greens)"; or -1."""
    lowers, candidates = scene.document.lowers, scene.candidates
    index += step
    if 0 <= index < len(candidates) and lowers[candidates[index].first - 1] == "(":
        index += step
    return index if index < len(candidates) else -1


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
    return scene.document.words[at][0].isupper() or lowers[at] in _title_words()


@cache
def _title_words() -> frozenset[str]:
    """Return the words that titles are made of, in either number, and the stop behind a short one.

    >>> {"of", "minister", "senators", "sens", "."} <= _title_words()
    True
    """
    parts = {part for title in words("titles.txt") for part in title.split()}
    return frozenset(parts | {f"{part}s" for part in parts} | {"."})
