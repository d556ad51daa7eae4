"""Agents of passives: "Kenya's offer was backed by Haiti and opposed by Cuba" is held by those two.

The choice of holders looks for subjects, and where the subject is a thing it takes whose thing that
is. Here are those whom "by" names instead, with a part of the claim for each verb; and the court of
"a court barred Kenya from sending police", who is Kenya's agent, so to speak, too.
"""

from typing import Final

from stanceclf.attribution.clause_words import SEVERAL
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.lists import joined_from, leads, start_of_lead
from stanceclf.attribution.scene import Candidate, Scene, candidate_from
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import classes_of, is_force
from stanceclf.resources import words

# Who hold a part of a claim, and its tokens.
Part = tuple[list[int], Range]

_BE: Final = frozenset(
    ("is", "are", "was", "were", "been", "being", "be", "isn't", "aren't", "wasn't", "weren't")
)
_AUXILIARY: Final = _BE | {"has", "have", "had", "will", "would", "not", "also", "hasn't", "hadn't"}
# Before these the verb is a wish, or no more than possible, or another clause's.
_UNSURE: Final = frozenset(
    ("to", "that", "must", "should", "may", "might", "can", "could", "needs", "cannot")
)
# What depends on another clause, up to the next comma.
_SUBORDINATE: Final = frozenset((
    "if", "unless", "until", "till", "once", "when", "while", "whether", "provided", "because",
    "although", "though", "after", "before", "as", "since", "which", "who", "whom", "whose",
    "where",
))  # fmt: skip
_OWNERS: Final = frozenset(("his", "her", "its", "their", "our", "my"))
_POSSESSIVE: Final = frozenset(("'s", "'"))
_JOINING: Final = frozenset((",", "and", "but", "or", "nor", "yet"))
_HALTING: Final = frozenset((
    "barred", "bars", "banned", "bans", "blocked", "blocks", "stopped", "stops", "halted",
    "prevented", "prevents", "prohibited", "prohibits", "forbade",
))  # fmt: skip
_NEGATIONS: Final = frozenset(("not", "never", "cannot"))
_MOST_BACK: Final = 30  # tokens in which the clause of a passive begins


def by_agents(scene: Scene, holder: int, tokens: Range) -> list[Part]:
    """Return the parts of a claim that agents hold, or none where its holder stays.

    `holder` is whom the choice of holders took for the claim.
    """
    lowers, passives = scene.document.lowers, words("passives.txt")
    first, last = tokens
    parts: list[Part] = []
    by = end = 0  # the first "by", and the end of those whom the last one names
    for at in range(first, last - 1):
        if lowers[at + 1] != "by" or lowers[at] not in passives:
            continue
        begin = at
        while begin > first and _may_stand_in_verb(lowers[begin - 1]):
            begin -= 1
        goes_on = begin > first and lowers[begin - 1] in _JOINING
        if parts:
            if not goes_on:
                continue
            held, (start, _) = parts[-1]
            parts[-1] = (held, (start, max(end, _without_joins(lowers, begin))))
        elif not _is_main(scene, begin, at) and not _is_second(lowers, first, at):
            if not (goes_on and _is_rest_of_list(scene, first, begin)):
                continue
            first = begin
        else:
            begin = first
        agents, end = _agents(scene, at + 2, last)
        if not agents or (at == first and end < last):
            return []  # "supported by aircraft, Chad went" is about Chad
        by = by or at + 1
        parts.append((agents, (begin, max(end, last))))
    return _with_holder(scene, holder, parts, by)


def beside(scene: Scene, holder: int, source: int, tokens: Range) -> int:
    """Return the source of a claim that others hold: not the one whom the claim is about."""
    about = source == holder != NOBODY and tokens[0] <= scene.candidates[holder].first < tokens[1]
    return NOBODY if about else source


def halting(scene: Scene, holder: int, source: int, tokens: Range) -> tuple[int, int]:
    """Return who holds and who reports a claim: others if they barred its holder from something."""
    other = _barring(scene, holder, tokens)
    return other, source if other == holder else beside(scene, holder, source, tokens)


def _barring(scene: Scene, holder: int, tokens: Range) -> int:
    """Return who barred a holder from what is behind it; if nobody has, the holder."""
    lowers, candidates = scene.document.lowers, scene.candidates
    last = candidates[holder].last
    if lowers[last : last + 1] != ["from"]:
        return holder
    begin = tokens[0]
    verb = start_of_lead(scene, holder, begin + 1) - 1
    # "It did not stop Kenya from sending police."
    if verb <= begin or lowers[verb] not in _HALTING or lowers[verb - 1] in _NEGATIONS:
        return holder
    for other in range(candidate_from(candidates, begin), holder):
        _, last, kind = candidates[other]
        if kind != "pronoun" and lowers[last] not in _POSSESSIVE:
            before = start_of_lead(scene, other, begin) - 1
            # "In Kenya a court barred": places are named first.
            if before < begin or "preposition" not in classes_of(lowers[before]):
                return other
    return holder


def _with_holder(scene: Scene, holder: int, parts: list[Part], by: int) -> list[Part]:
    """Return the parts if they may take the claim from its holder, none if they may not."""
    if not parts or holder == NOBODY:
        return parts
    chosen = scene.candidates[holder]
    if chosen.first < by:
        return parts if _is_no_subject(scene, holder, parts[0][1][0]) else []
    for number, (agents, (begin, end)) in enumerate(parts):
        if chosen.first < end:
            # Of "the premier, Ada Moreau" the choice took the name; "both France and Chad" are two.
            if holder not in agents and scene.document.lowers[chosen.first] not in SEVERAL:
                parts[number] = ([holder], (begin, end))
            break
    return parts


def _may_stand_in_verb(lower: str) -> bool:
    return lower in _AUXILIARY or lower.endswith("ly")


def _is_main(scene: Scene, begin: int, at: int) -> bool:
    """Tell whether the participle `at` is a passive of the main clause; its verb starts before."""
    lowers = scene.document.lowers
    if _BE.isdisjoint(lowers[begin:at]) or begin == 0 or lowers[begin - 1] in _UNSURE:
        return False
    floor = scene.document.sentences[scene.document.sentence_of[at]].first
    for before in range(begin - 1, max(floor, begin - _MOST_BACK) - 1, -1):
        if lowers[before] == ",":
            break
        if lowers[before] in _SUBORDINATE:
            return False
    return True


def _is_second(lowers: list[str], first: int, at: int) -> bool:
    """Tell whether a claim is but the second of two passives: "and [opposed by Chad and Mali]"."""
    return at == first > 0 and lowers[first - 1] in ("and", "but")


def _is_rest_of_list(scene: Scene, first: int, end: int) -> bool:
    """Tell whether a claim was cut within the agents: "backed by Chad [and Mali and opposed by"."""
    lowers, inside = scene.document.lowers, scene.kinds
    return lowers[first - 1] in _JOINING and all(
        inside[at] or lowers[at] in _JOINING or lowers[at] == "the" for at in range(first, end)
    )


def _without_joins(lowers: list[str], end: int) -> int:
    while lowers[end - 1] in _JOINING:
        end -= 1
    return end


def _agents(scene: Scene, at: int, last: int) -> tuple[list[int], int]:
    """Return whom the "by" before a token names, and the end of the last one.

    They may go on behind a claim that ends at `last` if another passive follows them.
    """
    lowers, candidates = scene.document.lowers, scene.candidates
    agents: list[int] = []
    end = at
    while at < last:
        agent = candidate_from(candidates, at)
        if agent < len(candidates) and lowers[candidates[agent].first] in SEVERAL:
            agent += agent + 1 < len(candidates) and leads(scene, at, agent + 1)
        if agent == len(candidates) or not leads(scene, at, agent):
            break
        named = joined_from(scene, agent)
        while candidates[named[-1]].first >= last and not _goes_on(lowers, candidates[named[-1]]):
            named.pop()
            if not named:
                return agents, end
        agents += named
        end = candidates[named[-1]].last
        if lowers[end : end + 2] != ["and", "by"]:
            break
        at = end + 2
    return agents, end


def _goes_on(lowers: list[str], before: Candidate) -> bool:
    """Tell whether "and opposed by" stands behind a name."""
    joined, verb, by = (*lowers[before.last : before.last + 3], "", "", "")[:3]
    return by == "by" and joined in _JOINING and verb in words("passives.txt")


def _is_no_subject(scene: Scene, holder: int, floor: int) -> bool:
    """Tell whether a holder only owns, or specifies, what a claim that begins at `floor` is about.

    "Kenya's offer", "their plan", "the proposal by Japan"; or it is a force itself, or stands
    before the claim.
    """
    lowers, (first, last, kind) = scene.document.lowers, scene.candidates[holder]
    if first < floor or lowers[last] in _POSSESSIVE:
        return True
    if kind != "person" and is_force(lowers[last - 1]):
        return True
    if kind == "pronoun":
        return lowers[first] in _OWNERS
    before = start_of_lead(scene, holder, floor) - 1
    return before >= floor and "preposition" in classes_of(lowers[before])
