"""Claims without a verb: "Denmark will lend a frigate, Norway two and Albania thirty men".

What the others do is told by the first one's verb. The segmenter has seen few of them; it leaves
them out, or within the claim before.
"""

from typing import Final

import numpy as np

from stanceclf.attribution.additions import Additions
from stanceclf.attribution.clause_words import word_class
from stanceclf.attribution.lists import LEADING, joined_to, leads
from stanceclf.attribution.quotes import OUTSIDE
from stanceclf.attribution.scene import Scene, candidate_from
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import classes_of
from stanceclf.resources import classes
from stanceclf.text.forms import FormTable
from stanceclf.text.row import FoundTokens, Row

_QUANTITY: Final = 1
_CAPITAL: Final = 2
_LEADS: Final = 4  # to a quantity: "with two", "the same"
# "One" stands for a noun more often: "the Norwegian one".
_QUANTITIES: Final = classes("actor_words.tsv")["numeral"] | frozenset((
    "a", "an", "another", "both", "dozen", "dozens", "eight", "five", "four", "half", "hundred",
    "hundreds", "nine", "nobody", "none", "nothing", "same", "seven", "several", "six", "some",
    "three", "twelve", "two",
))  # fmt: skip
_NAMED: Final = frozenset(("country", "organisation"))
_JOINING: Final = frozenset((",", ";", "and", "but", "while"))
_PAUSES: Final = frozenset((",", ";"))
_CLOSING: Final = frozenset('.!?;:,()"\u201d\u2014\u2013') | {"and", "but", "while"}
# No claim without a verb holds one, or says when: "Norway a week later agreed".
_VERBS: Final = frozenset(
    ("modal", "be", "have", "do", "negation", "to", "relative", "that", "reporting", "ed")
)
_WHEN: Final = frozenset(("time", "month", "weekday"))
_LONGEST: Final = 9  # tokens behind the name
_FEWEST: Final = 3  # tokens of a claim that holds another one


def _number(word: str, lower: str) -> int:
    if lower in _QUANTITIES or lower[0].isdigit():
        return _QUANTITY
    return _LEADS if lower in ("the", "with") else _CAPITAL * word[0].isupper()


_forms: Final = FormTable(lambda form: (_number(form.word, form.lower),), 1)


def with_gapped(scene: Scene, ranges: list[Range], worth: list[float]) -> None:
    """Add the claims without a verb behind those that were found, in place."""
    added = Additions(ranges, worth)
    for at in scene.document.part().found(_openings)[0] if ranges else ():
        claim = _claim(scene, at)
        if claim is not None:
            _add(scene, added, claim)
    added.put()


def _openings(row: Row) -> FoundTokens:
    """Return the tokens behind a name at which a quantity stands, or "with" and one."""
    kinds = row.column(_forms)
    opens = kinds == _QUANTITY
    opens[:-1] |= (kinds[:-1] == _LEADS) & (kinds[1:] == _QUANTITY)
    opens[1:] &= kinds[:-1] == _CAPITAL
    opens[:1] = False
    return row.found(opens.astype(np.int64))


def _claim(scene: Scene, at: int) -> Range | None:
    """Return the claim whose subject ends before a quantity; None if that is no such subject."""
    lowers, candidates = scene.document.lowers, scene.candidates
    holder = candidate_from(candidates, at) - 1
    if holder < 0 or candidates[holder].last != at or scene.states[at] != OUTSIDE:
        return None  # as most
    if not _is_named(scene, holder):
        return None
    joined = [one for one in joined_to(scene, holder) if _is_named(scene, one)]
    if joined[-1] != holder:
        return None
    begin = candidates[joined[0]].first
    begin -= begin > 0 and lowers[begin - 1] in LEADING
    sentence = scene.document.sentences[scene.document.sentence_of[at]]
    if begin <= sentence.first or lowers[begin - 1] not in _JOINING:
        return None
    if lowers[begin - 1] not in _PAUSES:
        # Of "Chad and Mali two battalions" the first one's verb may stand before: "gave".
        before = joined[0] - 1
        beside = before >= 0 and candidates[before].last == begin - 1 and _is_named(scene, before)
        if beside or len(joined) > 1:
            return None
    elif len(joined) > 1 and lowers[at] == "with":
        return None  # "may come, Germans and Dutch with three batteries among them"
    end = _end(lowers, at, sentence.last)
    return (begin, end) if end else None


def _is_named(scene: Scene, holder: int) -> bool:
    """Tell whether a candidate is a country or an organisation that is called by its name."""
    first, _, kind = scene.candidates[holder]
    return kind in _NAMED and scene.document.words[first][0].isupper()


def _end(lowers: list[str], at: int, limit: int) -> int:
    """Return where a claim ends that says but a quantity behind its subject, 0 if it says more."""
    end = at
    while end < limit and lowers[end] not in _CLOSING:
        if word_class(lowers[end]) in _VERBS or not _WHEN.isdisjoint(classes_of(lowers[end])):
            return 0
        end += 1
    return 0 if end - at > _LONGEST else end


def _add(scene: Scene, added: Additions, claim: Range) -> None:
    """Add a claim if one with a subject stands right before it, or around it."""
    lowers, sentence_of = scene.document.lowers, scene.document.sentence_of
    begin, end = claim
    before = added.before(claim)
    if before is None:
        return
    first, last = before
    if sentence_of[first] != sentence_of[begin] or not _has_subject(scene, first, begin - 1):
        return
    if last > begin:
        cut = begin
        while cut > first and lowers[cut - 1] in _JOINING:
            cut -= 1
        # What hangs on a condition behind both is the last one: "Norway two, if asked".
        if cut - first < _FEWEST or (last > end and lowers[end] != ","):
            return
        if last > end and not _is_holder(scene, end + 1):
            end = last
        added.add((begin, end), cut)
    elif _JOINING.issuperset(lowers[last:begin]):
        added.add(claim, last)


def _is_holder(scene: Scene, at: int) -> bool:
    """Tell whether a token begins another name that may hold a claim: "Norway two, Chad 50"."""
    at += scene.document.lowers[at : at + 1] == ["the"]
    holder = candidate_from(scene.candidates, at)
    begins = holder < len(scene.candidates) and scene.candidates[holder].first == at
    return begins and _is_named(scene, holder)


def _has_subject(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a claim opens with its subject, which gives nobody else anything.

    "Britain gave Kenya a ship and Uganda two" says what Uganda gets.
    """
    lowers, candidates = scene.document.lowers, scene.candidates
    subject = candidate_from(candidates, first)
    if subject == len(candidates) or not leads(scene, first, subject):
        return False
    if candidates[subject].last >= last:
        return False  # "the order of police, Lodge 5"
    given = subject + 1
    while given < len(candidates) and candidates[given].last < last:
        _, end, kind = candidates[given]
        if kind in _NAMED and lowers[end] in _QUANTITIES:
            return lowers[candidates[given].first - 1] in _JOINING
        given += 1
    return True
