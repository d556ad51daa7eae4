"""Provisos behind claims: "Oman will lend a ship, but the council must vote first" is one claim.

So is "Oman will lend a ship, its envoy said, provided that the council votes".

The segmenter ends such a claim at the comma as often as not, for most clauses behind "but" are
claims of their own. Where the first says what would be done, and the second what must be before,
the position hangs on it: of 61 that are found so in the corpus, 57 are one conditional claim.
"""

from functools import cache
from typing import Final

from stanceclf.attribution.fronts import (
    MODAL,
    condition_at,
    condition_heads,
    governs_verb,
    tells_when,
)
from stanceclf.attribution.lists import RELATIVE
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import classes_of, is_modal, is_negation, is_reporting
from stanceclf.resources import classes
from stanceclf.text.document import Document

_WORDS: Final = classes("condition_words.tsv")
_JOINING: Final = _WORDS["joining"]
_PROVISOS: Final = _WORDS["proviso"]
_LIMITED: Final = _WORDS["limited"]
_HINDERED: Final = _WORDS["hindered"]
_WANTS: Final = _WORDS["wanting"]
_BEFOREHAND: Final = _WORDS["beforehand"]
_GRANTING: Final = _WORDS["granting"]
_IDLE: Final = _WORDS["idle_duty"]
_HINGES: Final = _WORDS["hinging"]
_SENT: Final = _WORDS["sent"]
_WANTED: Final = _WORDS["wanted"]
_UNSPOKEN: Final = _WORDS["unspoken"]
_WITH: Final = "with"
_COUNTS: Final = frozenset(("a", "one", "two", "three"))
_ONLY: Final = "only"
_NOT: Final = frozenset(("not", "never"))
_MUST: Final = "must"
_HAVE: Final = frozenset(("has", "have", "needs", "need"))
_ON: Final = frozenset(("on", "upon", "with"))
# "But first wants a mandate", "but it wants a port in return"; others may want what they like.
_HOLDER: Final = _WANTS | {"first", "he", "it", "she", "they", "we"}
# What happens all the same unless it is denied: "it was weeks before", "will vote without one".
_BARE: Final = frozenset(("before", "without"))
_AUXILIARY: Final = ("be", "have", "negation")  # "are permitting" is no "its allies permitting"
_NAMED: Final = 6  # tokens before such a word
# What is said by somebody else, or of another matter.
_OTHERS: Final = frozenset(("for", "rather", "that"))
# With these a claim may be told, and what it hangs on in the past: "would go when asked".
_SHIFTED: Final = frozenset(("could", "might", "should", "would"))
# What tells when, or what comes to pass otherwise.
_FAILING: Final = frozenset(("failing",))
_TELLING: Final = _FAILING | {"had", "once", "were", "when"}
_QUOTED: Final = _TELLING | {"without"}
_QUOTES: Final = frozenset('"\u201c')
_CLOSING: Final = frozenset('"\u201d')
# No apostrophe ends a clause: "its allies' consent".
_STOPS: Final = frozenset(',.;:!?\u2026\u2014\u2013()[]"\u201c\u201d')
_BETWEEN: Final = _STOPS - {","}
_SPEAKS: Final = 18  # tokens of ", Ada Moreau, the minister, said" between the two
_SUBJECT: Final = 7  # tokens of a proviso among which its verb stands
_LEAST: Final = 2  # tokens of a proviso


def with_provisos(document: Document, ranges: list[Range], worth: list[float]) -> None:
    """Let claims run to the end of the provisos behind them, in place.

    A proviso that was found as a claim is none of its own.
    """
    lowers = document.lowers
    # The last one first; taken out of a list, each would move all behind it.
    kept: list[Range] = []
    shares: list[float] = []
    for (first, last), share in zip(reversed(ranges), reversed(worth), strict=True):
        if last < len(lowers) and lowers[last] == ",":
            last = proviso_end(document, first, last, kept[-1] if kept else (first, last))
            while kept and kept[-1][0] < last:
                last = max(last, kept.pop()[1])
                shares.pop()
        kept.append((first, last))
        shares.append(share)
    ranges[:], worth[:] = kept[::-1], shares[::-1]


def proviso_end(document: Document, first: int, last: int, follows: Range) -> int:
    """Return where the proviso behind a claim and a comma ends, or the claim's end without one.

    `follows` are the tokens of the next claim, which may be the proviso's.

    Examples
    --------
    >>> document = Document.from_text("Oman will lend a ship, but the council must vote first.")
    >>> proviso_end(document, 0, 5, (12, 12))
    12
    """
    lowers, claim = document.lowers, (first, last)
    limit = document.sentences[document.sentence_of[last]].last
    for comma in _commas(lowers, last, limit):
        opening, near = lowers[comma + 1], comma == last
        begin = comma + 1 + (opening in _JOINING or opening in _QUOTES)
        joined = opening in _JOINING or (near and opening == _WITH)
        if not (
            joined
            or _is_condition(lowers, claim, begin, _barred(opening, near=near))
            or (near and _is_granted(lowers, begin, limit))
        ):
            continue  # as most
        end = _clause_end(lowers, begin, limit)
        if opening == _WITH and end < limit and lowers[end] == ":":
            end = _clause_end(lowers, end + 1, limit)  # "with one proviso: that it is paid"
        if begin <= follows[0] + 1 and follows[0] < end:
            end = max(end, min(follows[1], limit))
        if end < begin + _LEAST or (last < follows[0] and _has_modal(lowers, follows[0], comma)):
            continue  # "it said that it could" is what the condition is of
        if not joined or (_is_proviso(lowers, begin, end) and _is_open(lowers, claim)):
            return end
    return last


def _commas(lowers: list[str], at: int, limit: int) -> list[int]:
    """Return the commas before which a claim may end with a proviso behind them: one at a token.

    So do others where somebody speaks between them: "Oman will, its envoy said, but only once".
    Behind each there are tokens enough for a proviso, if one is a mark that quotes it.
    """
    if at + _LEAST >= limit:
        return []
    found = [at]
    comma, limit = at + (lowers[at + 1] in _CLOSING), min(limit - _LEAST, at + _SPEAKS)
    while "," in lowers[comma + 1 : limit] and lowers[comma + 1] not in _UNSPOKEN:
        start, comma = comma, lowers.index(",", comma + 1)
        if not _BETWEEN.isdisjoint(lowers[start + 2 : comma]):
            break
        opens = lowers[comma + 1] in _JOINING or lowers[comma + 1] in _openings()
        if opens and any(low == "according" or is_reporting(low) for low in lowers[at:comma]):
            found.append(comma)
    return found


@cache
def _openings() -> frozenset[str]:
    """Return the first words of conditions, and the marks that quote them."""
    return _QUOTES | condition_heads()


def _barred(opening: str, *, near: bool) -> frozenset[str]:
    """Return what opens no condition where a word or a mark follows a comma, near its claim or not.

    Quoted, "had we known" may as well begin a sentence.
    """
    if opening in _QUOTES:
        return _QUOTED
    return _TELLING if near else _FAILING


def _is_condition(lowers: list[str], claim: Range, at: int, barred: frozenset[str]) -> bool:
    """Tell whether a condition of a claim begins at a token, and not with a word that is barred."""
    end, sort = condition_at(lowers, at)
    if end == at or governs_verb(lowers, at, end) or lowers[at] in barred:
        return False
    return sort != MODAL or (_has_modal(lowers, *claim) and not _is_told(lowers, claim, end))


def _is_told(lowers: list[str], claim: Range, at: int) -> bool:
    """Tell whether a clause says when something was: "may fail, said she who left when it rained".

    Of "would go when the council had voted" that is not known.
    """
    if not _SHIFTED.isdisjoint(lowers[slice(*claim)]):
        return False
    return tells_when(lowers, at, _clause_end(lowers, at, min(len(lowers), at + _SPEAKS)))


def _has_modal(lowers: list[str], first: int, last: int) -> bool:
    return any(map(is_modal, lowers[first:last]))


def _clause_end(lowers: list[str], at: int, limit: int) -> int:
    """Return the first mark behind a token."""
    while at < limit and lowers[at] not in _STOPS:
        at += 1
    return at


def _is_granted(lowers: list[str], begin: int, limit: int) -> bool:
    """Tell whether all of a clause is "its allies permitting"."""
    if _GRANTING.isdisjoint(lowers[begin : begin + _NAMED]):
        return False  # as most
    end = _clause_end(lowers, begin, limit)
    return (
        begin + 1 < end <= begin + _NAMED
        and lowers[end - 1] in _GRANTING
        and classes_of(lowers[end - 2]).isdisjoint(_AUXILIARY)
    )


def _is_proviso(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether a clause says what must be before what stands before it comes to pass."""
    low, behind = lowers[begin], lowers[begin + 1]
    if low in _OTHERS:
        return False
    if low == _ONLY:
        return behind in _LIMITED
    if low in _NOT:
        return behind in _HINDERED
    if low == _WITH:
        return behind in _COUNTS and not _PROVISOS.isdisjoint(lowers[begin + 2 : begin + 4])
    if low in _HOLDER and not _WANTS.isdisjoint(lowers[begin : begin + 2]):
        return not _BEFOREHAND.isdisjoint(lowers[begin:end])
    return _is_duty(lowers, begin, end) or (low in _SENT and _is_hindered(lowers, begin, end))


def _is_duty(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether the verb of a clause says that something must be, or that all hangs on it."""
    for verb in range(begin, min(end - 1, begin + _SUBJECT)):
        low, behind = lowers[verb], lowers[verb + 1]
        done = lowers[verb + 2] if verb + 2 < end else ""
        if low == _MUST:
            return verb > begin and behind not in _IDLE
        if low in RELATIVE:
            return False  # "but move men who may need to rest"
        if low in _HAVE and behind == "to":
            return done not in _IDLE and not is_negation(lowers[verb - 1])
        if low in _HINGES:
            return verb > begin and behind in _ON
        if behind == "have" and done == "to" and is_modal(low):
            return True
        if is_reporting(low):
            return False
    return False


def _is_hindered(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether something does not happen before, or only after, something else does."""
    denied = False
    for at in range(begin, end - 1):
        low = lowers[at]
        if low in RELATIVE:
            return False
        if low == _ONLY and lowers[at + 1] in _LIMITED:
            return True
        if low in _HINDERED and (denied or low not in _BARE):
            return not governs_verb(lowers, at, at + 1)  # "without finishing it"
        denied = denied or is_negation(low)
    return False


def _is_open(lowers: list[str], claim: Range) -> bool:
    """Tell whether a claim says what would or will be done, or what is wanted."""
    return any(low in _WANTED or is_modal(low) for low in lowers[claim[0] : claim[1]])
