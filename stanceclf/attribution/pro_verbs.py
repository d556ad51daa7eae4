"""Claims of few words, "so did Kenya": somebody else does what the claim before tells.

The segmenter has seen too few of them; it leaves them out, or within the claim before.
"""

from typing import Final

import numpy as np

from stanceclf.attribution.additions import Additions
from stanceclf.attribution.clause_words import PRO_AUXILIARIES, PRO_VERBS, behind_pro_verb
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.lists import RELATIVE, joined_from, leads
from stanceclf.attribution.quotes import OUTSIDE
from stanceclf.attribution.scene import Scene, candidate_from
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import is_force
from stanceclf.text.forms import FormTable
from stanceclf.text.row import FoundTokens, Row

_OPENER: Final = 1
_AUXILIARY: Final = 2
_FEWEST: Final = 3  # tokens of such a claim, and of one that holds it within
_JOINING: Final = frozenset((",", ";", "and", "but"))
_BETWEEN: Final = _JOINING | frozenset(".!\"'\u201d\u2019\u00bb)")
# What may follow the name, with the comma before it.
_RELATIVE: Final = RELATIVE | {"where"}
_CLOSING: Final = frozenset('.!;:,)"\u201d') | _RELATIVE | {"and", "but"}

_forms: Final = FormTable(
    lambda form: (
        _OPENER * (form.lower in PRO_VERBS) + _AUXILIARY * (form.lower in PRO_AUXILIARIES),
    ),
    1,
)


def with_pro_verbs(scene: Scene, ranges: list[Range], worth: list[float]) -> None:
    """Add the claims that a pro-verb makes behind those that were found, in place."""
    added = Additions(ranges, worth)
    for at in scene.document.part().found(_openings)[0] if ranges else ():
        end = _end(scene, at)
        if end > 0:
            _add(scene, added, (at, end))
    added.put()


def is_pro_verb(lowers: list[str], claim: Range, holder: Range) -> bool:
    """Tell whether a claim says of its holder but "so did", "neither will", "as has"."""
    begin, end = claim
    subject = behind_pro_verb(lowers, begin)
    if not begin < subject <= holder[0] < end:
        return False
    between = lowers[subject : holder[0]]
    if "," in between and "and" not in between:
        return False  # "so do I, wrote Ada Moreau"
    # "Nor is Norway, a neighbour too, prepared to go" has words of its own.
    behind = (*lowers[holder[1] : holder[1] + 2], "", "")
    return holder[1] >= end or behind[0] == "and" or (behind[0] == "," and behind[1] in _RELATIVE)


def done_by(scene: Scene, holder: int, claim: Range) -> int:
    """Return whose claim "so does Norway" is: the one that it names, not who was named before."""
    begin, end = claim
    candidates, subject = scene.candidates, behind_pro_verb(scene.document.lowers, begin)
    if subject == begin or (holder != NOBODY and subject <= candidates[holder].first < end):
        return holder
    named = candidate_from(candidates, subject)
    if named == len(candidates) or candidates[named].last > end:
        return holder
    if candidates[named].kind == "pronoun":  # "Nor will it be ours"
        return holder
    return named if leads(scene, subject, named) else holder


def _openings(row: Row) -> FoundTokens:
    """Return the tokens at which such a claim may begin, as far as two words tell."""
    kinds = row.column(_forms)
    opens = kinds == _OPENER
    opens[:-1] &= kinds[1:] == _AUXILIARY
    opens[-1:] = False
    return row.found(opens.astype(np.int64))


def _end(scene: Scene, at: int) -> int:
    """Return the end of the claim that may begin at a token, 0 if none does.

    Nothing but somebody's name may follow: not "nor does Norway want them", "so will the ships".
    """
    lowers, candidates = scene.document.lowers, scene.candidates
    sentence = scene.document.sentences[scene.document.sentence_of[at]]
    holder = candidate_from(candidates, at + 2)
    if holder == len(candidates) or not leads(scene, at + 2, holder):
        return 0
    if scene.states[at] != OUTSIDE:
        return 0  # who speaks holds what is quoted
    several = joined_from(scene, holder)
    _, end, kind = candidates[several[-1]]
    # "If they go, so do we" is no claim of ours.
    if kind == "pronoun" or end > sentence.last or lowers[sentence.last - 1] == "?":
        return 0
    if end < sentence.last and lowers[end] not in _CLOSING:
        return 0
    # "As are soldiers": what is sent is no holder.
    return 0 if kind != "person" and is_force(lowers[end - 1]) else end


def _add(scene: Scene, added: Additions, claim: Range) -> None:
    """Add a claim if one stands right before it, or around it to its end."""
    lowers, sentence_of = scene.document.lowers, scene.document.sentence_of
    at, end = claim
    before = added.before(claim)
    if before is None:
        return
    begin, cut = before
    if cut > at:
        if cut != end or behind_pro_verb(lowers, begin) > begin:
            return
        cut = at
        while cut > begin and lowers[cut - 1] in _JOINING:
            cut -= 1
        if cut - begin < _FEWEST:
            return
    elif sentence_of[cut - 1] == sentence_of[at]:
        if not _BETWEEN.issuperset(lowers[cut:at]):
            return
    elif sentence_of[cut - 1] + 1 != sentence_of[at]:
        return
    added.add(claim, cut)
