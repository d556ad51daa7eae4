"""Lists of holders: "Norway, the Netherlands and Denmark keep their bans" is held by each of them.

What stands between the members is read word by word: joins, an article, before people what they are
called by ("President Ada Moreau and the Belgian minister Jonas Holt"), behind them a bracket, or
before ", and" a relative clause or an apposition.
"""

from functools import cache
from typing import Final

from stanceclf.attribution.clause_words import (
    CLASSES,
    JOINS,
    SEVERAL,
    behind_pro_verb,
    word_class,
)
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.scene import Scene
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import classes_of
from stanceclf.resources import words

FURTHEST: Final = 8  # tokens between two members of a list at most
_MOST_JOINED: Final = 8
_MODIFIERS: Final = 4  # tokens before a noun that describes a member, at most
_WIDEST: Final = 32  # tokens between a member and the "and" of its list
_ALL_OF: Final = frozenset(("and", "nor"))  # one of which parts the last member from the others
_NAMED: Final = frozenset(("country", "organisation", "person"))
_CLASSES: Final = frozenset(CLASSES) | {"speech", "thought", "request", "commit"}
_HOLDING: Final = _NAMED | {"group"}
_LEADING: Final = frozenset(("the", "both", "neither"))
_RELATIVE: Final = frozenset(("which", "who", "whose"))
# What a relative clause or an apposition behind a member begins with.
_OWNED: Final = frozenset(("its", "their", "his", "her"))
_INSERTED: Final = _RELATIVE | _OWNED | {"a", "an", "the"}
_LONGEST: Final = 12  # tokens of such an insertion
_MOST_WITHIN: Final = 4  # candidates from the one before it to the one behind
_PAUSES: Final = frozenset(',:-\u2013\u2014"\u201d')
# Classes of words behind which a subject may begin.
_OPENING: Final = frozenset(
    ("weekday", "month", "time", "adverb", "subordinator", "that", "relative")
)
_RELATING: Final = _RELATIVE | {"that", "whom"}
_YEAR: Final = 4  # digits
_VERBS: Final = frozenset(("modal", "be", "have", "do", "negation", "reporting", "ed", "s"))
_EACH: Final = frozenset(("also", "both", "each", "jointly"))
# What stands between a verb of speech and what is told.
_BEFORE_TOLD: Final = frozenset(("that", "to", ",", ":", '"', "\u201c", "\u2018"))
_FIRST_PERSONS: Final = frozenset(("we", "our", "us"))
_TO_VERB: Final = 3  # tokens in which a list's verb of speech stands behind it
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
    if several and first < begin:
        return _meant_by_several(scene, actor, tokens), tokens
    if not begin <= first < tokens[1]:
        return telling(scene, actor, tokens), tokens
    # "Both" is a candidate itself, but of "both Norway and Denmark" it is a part.
    member = actor + (several and first == begin)
    joined = _joined(scene, member) if member < len(candidates) else [actor]
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
        start = _start_of_subject(scene, joined[0], loosely=len(joined) > 1)
        if start >= floor:
            return joined, (start, tokens[1])
    return [actor], tokens


def _meant_by_several(scene: Scene, actor: int, tokens: Range) -> list[int]:
    """Return the subjects that "Norway and Denmark said they would go" is about."""
    at = tokens[0]
    floor = scene.document.sentences[scene.document.sentence_of[at]].first
    nearest = actor - (scene.candidates[actor].first == at)
    told = nearest > 0 and scene.reports[scene.candidates[nearest].first - 1] > 0
    nearest -= told  # "Norway and Denmark told reporters they would go"
    if nearest < 0 or not floor <= scene.candidates[nearest].first < at:
        return [actor]
    joined = _joined(scene, nearest)
    if joined[-1] != nearest or (told and len(joined) == 1):
        return [actor]
    return joined if _may_tell(scene, joined) else [actor]


def telling(scene: Scene, actor: int, tokens: Range) -> list[int]:
    """Return those who tell a claim that stands behind or before their names, or `actor` alone.

    "Norway and Denmark warned that ...", "..., Norway and Denmark said".
    """
    alone = [actor]
    joined = _joined(scene, actor)
    first, last = scene.candidates[joined[0]].first, scene.candidates[joined[-1]].last
    lowers, reports, sentence_of = scene.document.lowers, scene.reports, scene.document.sentence_of
    begin, end = tokens
    if len(joined) == 1:
        return alone
    if last <= begin:
        before = lowers[begin - 1]
        verb_near = b"\1" in reports[max(last, begin - FURTHEST) : begin]
        tell = verb_near and (before in _BEFORE_TOLD or reports[begin - 1])
        goes_on = before in _ALL_OF and reports[begin]  # "backed it and called for more"
        if not (tell or goes_on) or sentence_of[first] != sentence_of[begin]:
            return alone
    elif first < end or sentence_of[first] != sentence_of[end - 1]:
        return alone
    elif b"\1" not in reports[last : last + _TO_VERB]:
        return joined if _is_inverted(scene, joined[0], end) else alone
    return joined if _may_tell(scene, joined) else alone


def _may_tell(scene: Scene, joined: list[int]) -> bool:
    """Tell whether a list is a subject, not as in "the pact that Norway and Denmark signed"."""
    start = _start_of_subject(scene, joined[0], loosely=len(joined) > 1)
    return start == 0 or (start > 0 and scene.document.lowers[start - 1] not in _RELATING)


def jointly(scene: Scene, holder: int, source: int, tokens: Range) -> list[int]:
    """Return those who say "we" in a claim that `source`, one of them, reports; else its holder."""
    if source in (NOBODY, holder) or holder == NOBODY:
        return [holder]
    if scene.document.lowers[scene.candidates[holder].first] not in _FIRST_PERSONS:
        return [holder]
    together = telling(scene, source, tokens)
    return together if len(together) > 1 else [holder]


def _is_inverted(scene: Scene, member: int, floor: int) -> bool:
    """Tell whether a verb of speech stands before a list: "..., said Norway and Denmark"."""
    first = scene.candidates[member].first
    while first > floor and may_lead(scene, first - 1, member):
        first -= 1
    return first > floor and scene.reports[first - 1] > 0


def _start_of_subject(scene: Scene, member: int, *, loosely: bool = False) -> int:
    """Return where a list begins that opens its sentence or follows a pause, -1 if it does not.

    Loosely, it may follow a word that mostly has a subject behind it, too.
    """
    lowers, first = scene.document.lowers, scene.candidates[member].first
    floor = scene.document.sentences[scene.document.sentence_of[first]].first
    least = max(floor, first - FURTHEST)
    while first > least and may_lead(scene, first - 1, member):
        first -= 1
    if first == floor or lowers[first - 1] in _PAUSES:
        return first
    return first if loosely and _may_open(lowers[first - 1]) else -1


def _is_subject(scene: Scene, joined: list[int], floor: int) -> bool:
    """Tell whether a list opens a claim, which begins at `floor`, or has a verb of its own there.

    "On Monday Norway and Denmark agreed", "the force that Norway and Denmark want".
    """
    if leads(scene, floor, joined[0]):
        return True
    lowers = scene.document.lowers
    behind = lowers[scene.candidates[joined[-1]].last]
    if behind not in _EACH and word_class(behind) not in _VERBS:
        return False
    start = _start_of_subject(scene, joined[0], loosely=True)
    return start > floor and lowers[start - 1] not in _PAUSES


def _may_open(lower: str) -> bool:
    """Tell whether a subject may begin behind a word: "Monday", "2024", "meanwhile", "while"."""
    if len(lower) == _YEAR and lower.isdigit():
        return True
    return not _OPENING.isdisjoint(classes_of(lower))


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
    if _ALL_OF.isdisjoint(scene.document.lowers[low:high]):
        return [actor]
    return [one for one in joined if one == actor or not _is_rest(scene, one)]


def _is_rest(scene: Scene, member: int) -> bool:
    """Tell whether a member of a list only rounds it off: "and others", "and its allies"."""
    first, last, kind = scene.candidates[member]
    lowers = scene.document.lowers
    return kind == "group" and (lowers[first] in _OWNED or lowers[last - 1] == "others")


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

    It is the number of the candidate itself where none does.
    """
    candidates, words = scene.candidates, scene.document.words
    first, before = candidates[index].first, candidates[index - 1]
    described = index > 0 and before.last == first and before.kind == "organisation"
    return index - (described and words[first - 1].islower() and not words[first].islower())


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
    if kind != other_kind:
        apart = {kind, other_kind}
        if not apart <= _HOLDING:
            return False
        loose = "person" in apart or "group" in apart
        if loose and _ALL_OF.isdisjoint(lowers[end:first]):
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
    if at and at + 1 == scene.candidates[member].first and lowers[at - 1] in _LEADING:
        return lowers[at][0].isalpha()
    described = scene.candidates[_start_of_description(scene, member)].first
    if described < scene.candidates[member].first:
        # "The armed opposition group M27": what stands before "group" is no verb.
        plain = lowers[at][0].isalpha() and _CLASSES.isdisjoint(classes_of(lowers[at]))
        return at >= described or (described - at < _MODIFIERS and plain)
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
