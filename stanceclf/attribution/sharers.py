"""Who share a claim: "Norway and Denmark keep their bans", "..., Norway and Denmark said"."""

from typing import Final

from stanceclf.attribution.clause_words import JOINS, SEVERAL, behind_pro_verb, word_class
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.lists import (
    ALL_OF,
    FURTHEST,
    LEADING,
    RELATIVE,
    joined_to,
    leads,
    start_of_lead,
)
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import classes_of

_WIDEST: Final = 32  # tokens between a member and the "and" of its list
_PAUSES: Final = frozenset(',:-\u2013\u2014"\u201d')
# Classes of words behind which a subject may begin.
_OPENING: Final = frozenset(
    ("weekday", "month", "time", "adverb", "subordinator", "that", "relative")
)
_RELATING: Final = RELATIVE | {"that"}
_YEAR: Final = 4  # digits
_VERBS: Final = frozenset(("modal", "be", "have", "do", "negation", "reporting", "ed", "s"))
_EACH: Final = frozenset(("also", "both", "each", "jointly"))
# What stands between a verb of speech and what is told.
_BEFORE_TOLD: Final = frozenset(("that", "to", ",", ":", '"', "\u201c", "\u2018"))
_FIRST_PERSONS: Final = frozenset(("we", "our", "us"))
_SOME: Final = frozenset((
    "eight", "five", "four", "nine", "seven", "several", "six", "some", "ten", "three", "two",
))  # fmt: skip
_TO_VERB: Final = 3  # tokens in which a list's verb of speech stands behind it


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
    if not several and ALL_OF.isdisjoint(lowers[max(0, first - _WIDEST) : last + _WIDEST]):
        return [actor], tokens
    if several and (first < begin or lowers[begin] not in LEADING):
        return _meant_by_several(scene, actor, tokens), tokens
    if not begin <= first < tokens[1]:
        return _telling(scene, actor, tokens), tokens
    # "Both" is a candidate itself, but of "both Norway and Denmark" it is a part.
    member = actor + (several and first == begin)
    joined = joined_to(scene, member) if member < len(candidates) else [actor]
    # Where the claim has been cut to end within the list, the others hold the next one.
    joined = [one for one in joined if one <= member or candidates[one].first < tokens[1]]
    first = candidates[joined[0]].first
    subject = behind_pro_verb(lowers, begin)
    if first >= begin and len(joined) > 1 and _is_subject(scene, joined, subject):
        return joined, tokens
    if several and not (subject > begin and leads(scene, subject, joined[0])):
        return _meant_by_several(scene, actor, tokens), tokens
    inside = next(one for one in joined if candidates[one].first >= begin)
    if first < begin and leads(scene, begin, inside) and lowers[begin - 1] in JOINS:
        start = _start_of_subject(scene, joined)
        if start >= floor:
            return joined, (start, tokens[1])
    return [actor], tokens


def jointly(scene: Scene, holder: int, source: int, tokens: Range) -> list[int]:
    """Return those who say "we" in a claim that `source`, one of them, reports; else its holder."""
    if source in (NOBODY, holder) or holder == NOBODY:
        return [holder]
    if scene.document.lowers[scene.candidates[holder].first] not in _FIRST_PERSONS:
        return [holder]
    together = _telling(scene, source, tokens)
    return together if len(together) > 1 else [holder]


def _meant_by_several(scene: Scene, actor: int, tokens: Range) -> list[int]:
    """Return the subjects that "Norway and Denmark said they would go" is about."""
    at = tokens[0]
    floor = scene.document.sentences[scene.document.sentence_of[at]].first
    nearest = actor - (scene.candidates[actor].first == at)
    told = nearest > 0 and scene.reports[scene.candidates[nearest].first - 1] > 0
    nearest -= told  # "Norway and Denmark told reporters they would go"
    if nearest < 0 or not floor <= scene.candidates[nearest].first < at:
        return [actor]
    joined = joined_to(scene, nearest)
    if joined[-1] != nearest or (told and len(joined) == 1):
        return [actor]
    return joined if _may_tell(scene, joined) else [actor]


def _telling(scene: Scene, actor: int, tokens: Range) -> list[int]:
    """Return those who tell a claim that stands behind or before their names, or `actor` alone."""
    joined = joined_to(scene, actor)
    begin, end = tokens
    if len(joined) == 1:
        return joined
    behind = scene.candidates[joined[-1]].last <= begin
    told = _tell_behind(scene, joined, begin) if behind else _tell_before(scene, joined, end)
    return joined if told else [actor]


def _tell_behind(scene: Scene, joined: list[int], begin: int) -> bool:
    """Tell whether a list tells the claim behind it: "Norway and Denmark warned that ..."."""
    lowers, reports, sentence_of = scene.document.lowers, scene.reports, scene.document.sentence_of
    first, last = scene.candidates[joined[0]].first, scene.candidates[joined[-1]].last
    if sentence_of[first] != sentence_of[begin]:
        return False
    before = lowers[begin - 1]
    if before in ALL_OF and reports[begin]:  # "backed it and called for more"
        return _may_tell(scene, joined)
    if before not in _BEFORE_TOLD and not reports[begin - 1]:
        return False
    near = reports[max(last, begin - FURTHEST) : begin]
    return b"\1" in near and _may_tell(scene, joined)


def _tell_before(scene: Scene, joined: list[int], end: int) -> bool:
    """Tell whether a list tells the claim that ends before it: "..., Norway and Denmark said"."""
    sentence_of = scene.document.sentence_of
    first, last = scene.candidates[joined[0]].first, scene.candidates[joined[-1]].last
    if first < end or sentence_of[first] != sentence_of[end - 1]:
        return False
    if b"\1" in scene.reports[last : last + _TO_VERB]:
        return _may_tell(scene, joined)
    begin = start_of_lead(scene, joined[0], end)
    return begin > end and scene.reports[begin - 1] > 0  # "..., said Norway and Denmark"


def _may_tell(scene: Scene, joined: list[int]) -> bool:
    """Tell whether a list is a subject, not as in "the pact that Norway and Denmark signed"."""
    start = _start_of_subject(scene, joined)
    return start == 0 or (start > 0 and scene.document.lowers[start - 1] not in _RELATING)


def _start_of_subject(scene: Scene, joined: list[int]) -> int:
    """Return where a list begins that opens its sentence or follows a pause, -1 if it does not.

    If it has several members it may also follow a word that mostly has a subject behind it.
    """
    lowers, first = scene.document.lowers, scene.candidates[joined[0]].first
    floor = scene.document.sentences[scene.document.sentence_of[first]].first
    first = start_of_lead(scene, joined[0], max(floor, first - FURTHEST))
    if first == floor or lowers[first - 1] in _PAUSES:
        return first
    return first if len(joined) > 1 and _may_open(lowers[first - 1]) else -1


def _is_subject(scene: Scene, joined: list[int], floor: int) -> bool:
    """Tell whether a list opens a claim, which begins at `floor`, or has a verb of its own there.

    "On Monday Norway and Denmark agreed", "the force that Norway and Denmark want".
    """
    if leads(scene, floor, joined[0]) or _are_named_behind(scene, joined, floor):
        return True
    lowers, last = scene.document.lowers, scene.candidates[joined[-1]].last
    if last == len(lowers) or (
        lowers[last] not in _EACH and word_class(lowers[last]) not in _VERBS
    ):
        return False
    start = _start_of_subject(scene, joined)
    return start > floor and lowers[start - 1] not in _PAUSES


def _are_named_behind(scene: Scene, joined: list[int], floor: int) -> bool:
    """Tell whether a list says who several are: "two senators, Ada Moreau and Jonas Holt, left"."""
    lowers, candidates = scene.document.lowers, scene.candidates
    people = joined[0] - 1
    if people < 0 or candidates[people].kind != "group" or candidates[joined[0]].kind != "person":
        return False
    if lowers[candidates[people].first] not in _SOME:
        return False
    first, last = candidates[people].last, candidates[joined[-1]].last
    if first + 1 != candidates[joined[0]].first or lowers[first] != ",":
        return False
    return lowers[last : last + 1] == [","] and leads(scene, floor, people)


def _may_open(lower: str) -> bool:
    """Tell whether a subject may begin behind a word: "Monday", "2024", "meanwhile", "while"."""
    if len(lower) == _YEAR and lower.isdigit():
        return True
    return not _OPENING.isdisjoint(classes_of(lower))
