"""Provisos behind claims: "Oman will lend a ship, but the council must vote first" is one claim.

So is "Oman will lend a ship, its envoy said, provided that the council votes".

The segmenter ends such a claim at the comma as often as not, for most clauses behind "but" are
claims of their own. Where the first says what would be done, and the second what must be before,
the position hangs on it: of 50 that were found so in the corpus, 48 are annotated as one claim.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from stanceclf.attribution.fronts import MODAL, condition_at, condition_heads, is_verb
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.token_features import classes_of, is_reporting
from stanceclf.text.document import Document

_JOINING: Final = frozenset(("but", "though", "although", "albeit", "yet"))
_WITH: Final = "with"
_COUNTS: Final = frozenset(("a", "one", "two", "three"))
_PROVISOS: Final = frozenset((
    "caveat", "caveats", "condition", "conditions", "proviso", "provisos", "reservation",
    "reservations", "rider", "riders", "stipulation", "stipulations", "string", "strings",
))  # fmt: skip
# "But only after a vote", "though not without one".
_ONLY: Final = "only"
_LIMITED: Final = frozenset((
    "after", "if", "in", "on", "once", "provided", "under", "when", "where", "with",
))  # fmt: skip
_NOT: Final = frozenset(("not", "never"))
_HINDERED: Final = frozenset(("before", "till", "unless", "until", "without"))
# "But the council must vote first", and what is no proviso behind such a verb.
_MUST: Final = "must"
_HAVE: Final = frozenset(("has", "have", "needs", "need"))
_IDLE: Final = frozenset(("also", "never", "not", "now", "still", "wait", "yet"))
_HINGES: Final = frozenset(("depends", "hangs", "hinges", "rests"))
_ON: Final = frozenset(("on", "upon", "with"))
# "But first wants a mandate", "but it wants a port in return"; others may want what they like.
_WANTS: Final = frozenset(("demands", "expects", "needs", "requires", "want", "wants"))
_FIRST: Final = frozenset(("advance", "beforehand", "exchange", "first", "return"))
_HOLDER: Final = _WANTS | {"first", "he", "it", "she", "they", "we"}
# "But none would leave before it": of what is sent.
_SENT: Final = frozenset(("it", "nobody", "none", "there", "they"))
# "Its allies permitting", and the auxiliaries of which such a word is a part.
_GRANTING: Final = frozenset((
    "agreeing", "allowing", "approving", "asking", "consenting", "permitting", "willing",
))  # fmt: skip
_AUXILIARY: Final = ("be", "have", "negation")
_NAMED: Final = 6  # tokens before it
# What is said by somebody else, or of another matter.
_OTHERS: Final = frozenset(("for", "that"))
# No speaker follows these.
_APART: Final = frozenset((
    "and", "as", "because", "but", "nor", "now", "or", "plus", "since", "so", "though", "although",
    "whereas", "which", "while", "who", "whose", "yet",
))  # fmt: skip
# What tells when, or what comes to pass otherwise.
_FAILING: Final = frozenset(("failing",))
_TELLING: Final = _FAILING | {"had", "once", "were", "when"}
_QUOTED: Final = _TELLING | {"without"}
# Beside modals, what says that a deployment is wanted.
_TAKES: Final = frozenset((
    "accepts", "agrees", "are", "averse", "backs", "consents", "favor", "favors", "favour",
    "favours", "has", "have", "intends", "is", "offers", "plans", "supports", "underwrites",
    "wants", "welcomes",
))  # fmt: skip
_QUOTES: Final = frozenset('"\u201c')
_CLOSING: Final = frozenset('"\u201d')
_STOPS: Final = frozenset(',.;:!?\u2026\u2014\u2013()[]"\u201c\u201d')
_BETWEEN: Final = _STOPS - {","}
_SPEAKS: Final = 18  # tokens of ", Ada Moreau, the minister, said" between the two
_SUBJECT: Final = 7  # tokens of a proviso among which its verb stands
_LEAST: Final = 2  # tokens of a proviso


def with_provisos(
    documents: Sequence[Document], found: Sequence[list[Range]], worths: Sequence[list[float]]
) -> None:
    """Let claims run to the end of the provisos behind them, in place.

    A proviso that was found as a claim is none of its own.
    """
    for document, ranges, worth in zip(documents, found, worths, strict=True):
        lowers = document.lowers
        for at in range(len(ranges) - 1, -1, -1):
            first, last = ranges[at]
            if last < len(lowers) and lowers[last] == ",":
                follows = ranges[at + 1] if at + 1 < len(ranges) else (first, last)
                end = proviso_end(document, first, last, follows)
                while at + 1 < len(ranges) and ranges[at + 1][0] < end:
                    end = max(end, ranges[at + 1][1])
                    del ranges[at + 1], worth[at + 1]
                ranges[at] = first, end


def proviso_end(document: Document, first: int, last: int, follows: Range) -> int:
    """Return where the proviso behind a claim and a comma ends, or the claim's end without one.

    `follows` are the tokens of the next claim, which may be the proviso's.

    Examples
    --------
    >>> document = Document.from_text("Oman will lend a ship, but the council must vote first.")
    >>> proviso_end(document, 0, 5, (12, 12))
    12
    """
    lowers = document.lowers
    limit = document.sentences[document.sentence_of[last]].last
    for comma in _commas(lowers, last, limit):
        at = comma + 1
        begin = at + (lowers[at] in _JOINING or lowers[at] in _QUOTES)
        joined = lowers[at] in _JOINING or (lowers[at] == _WITH and comma == last)
        # Quoted, "had we known" may as well begin a sentence.
        barred = _QUOTED if begin > at else _TELLING if comma == last else _FAILING
        hangs = not joined and _is_condition(lowers, (first, last), begin, barred)
        granted = comma == last and not _GRANTING.isdisjoint(lowers[begin : begin + _NAMED])
        if not (joined or hangs or granted):  # as most
            continue
        end = _clause_end(lowers, begin, limit)
        if not joined and not hangs and not _is_granted(lowers, begin, end):
            continue
        if begin == at and joined and lowers[end : end + 1] == [":"]:
            end = _clause_end(lowers, end + 1, limit)  # "with one proviso: that it is paid"
        if begin <= follows[0] + 1 and follows[0] < end:
            end = max(end, min(follows[1], limit))
        if end < begin + _LEAST or (last < follows[0] and _is_modal(lowers, follows[0], comma)):
            continue  # "it said that it could" is what the condition is of
        if not joined or (_is_proviso(lowers, begin, end) and _is_open(lowers, first, last)):
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
    while "," in lowers[comma + 1 : limit] and lowers[comma + 1] not in _APART:
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


def _is_condition(lowers: list[str], claim: Range, at: int, barred: frozenset[str]) -> bool:
    """Tell whether a condition of a claim begins at a token, and not with a word that is barred."""
    end, sort = condition_at(lowers, at)
    if end == at or is_verb(lowers, at, end) or lowers[at] in barred:
        return False
    return sort != MODAL or _is_modal(lowers, *claim)


def _is_modal(lowers: list[str], first: int, last: int) -> bool:
    return any(MODAL in classes_of(low) for low in lowers[first:last])


def _clause_end(lowers: list[str], at: int, limit: int) -> int:
    """Return the first mark behind a token."""
    while at < limit and lowers[at] not in _STOPS:
        at += 1
    return at


def _is_granted(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether all of a clause is "its allies permitting"."""
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
        return not _FIRST.isdisjoint(lowers[begin:end])
    return _is_need(lowers, begin, end) or (low in _SENT and _is_hindered(lowers, begin, end))


def _is_need(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether the verb of a clause says that something must be, or that all hangs on it."""
    for verb in range(begin, min(end - 1, begin + _SUBJECT)):
        low, behind = lowers[verb], lowers[verb + 1]
        done = lowers[verb + 2] if verb + 2 < end else ""
        if low == _MUST:
            return verb > begin and behind not in _IDLE
        if low in _HAVE and behind == "to":
            return done not in _IDLE
        if low in _HINGES:
            return verb > begin and behind in _ON
        if behind == "have" and done == "to" and "modal" in classes_of(low):
            return True
        if is_reporting(low):
            return False
    return False


def _is_hindered(lowers: list[str], begin: int, end: int) -> bool:
    """Tell whether something does not happen before, or only after, something else does."""
    for at in range(begin, end - 1):
        if lowers[at] in _HINDERED or (lowers[at] == _ONLY and lowers[at + 1] in _LIMITED):
            return True
    return False


def _is_open(lowers: list[str], first: int, last: int) -> bool:
    """Tell whether a claim says what would or will be done, or what is wanted."""
    return any(low in _TAKES or "modal" in classes_of(low) for low in lowers[first:last])
