"""Verdicts on forces that come or go: "withdrawing them is a mistake", "continued the withdrawal".

The weights know the words, and seldom how they add up: of 20 such sentences they read 12 aright.
News says so all the time; the corpus, whose texts were to be hard, has ten of them.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.token_features import classes_of, polarity_classes
from stanceclf.resources import rows
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.lexis import StemNumbers
from stanceclf.stance.ragged import true_places
from stanceclf.stance.written_phrases import WrittenPhrases, words_of
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

_LIST: Final = "verdicts.tsv"
_AWAY, _THERE, _LEFT, _BAD, _GOOD = "away", "there", "left", "bad", "good"
_HARMS, _ACCUSES, _FAVOURS, _SMALL = "harms", "accuses", "favours", "small"
_APART, _KEPT = "apart", "kept"
_ACTS: Final = {_AWAY: -1, _THERE: 1}
# Of a stem, as bits: an act, what judges one, a withdrawal, and what is for that.
_ACT, _JUDGE, _WITHDRAWN, _BACKS = 1, 2, 4, 8
_BITS: Final = {
    **dict.fromkeys((_AWAY, _THERE), _ACT),
    **dict.fromkeys((_BAD, _GOOD, _HARMS, _ACCUSES), _JUDGE),
    _LEFT: _WITHDRAWN,
    _FAVOURS: _BACKS,
}
_WIDEST: Final = 6  # words in a gap
_OPENING: Final = 5  # tokens before an act that is the subject
_SUBJECT: Final = 14  # tokens from there to its verb, and before the verb of an accusation
_PREDICATE: Final = 7  # tokens from the verb to the verdict
_OBJECT: Final = 4  # tokens behind an act among which its object stands
_ONLY: Final = "only"  # "not only" turns nothing
_LEAVING: Final = frozenset(("leaving", "leave"))
_VERBS: Final = frozenset(("be", "modal", "have"))
_BLAMING: Final = frozenset(("of", "for", "over"))
_NEGATIONS: Final = frozenset(("not", "no", "never", "nothing", "cannot"))
_TURNS: Final = frozenset(("negator", "oppose", "reverse", "undecided"))
_OWN: Final = "'s"
_QUOTES: Final = frozenset("\"'\u201c\u201d\u2018")
# What an act and its verdict do not reach over.
_STOPS: Final = frozenset(
    (",", ";", ":", ".", "-", "\u2014", "\u2013", "but", "because", "which", "who", "that", "if",
     "unless", "until", "without", "before", "than", "when", "while")
)  # fmt: skip
_FIRM_STOPS: Final = _STOPS - {","}


def may_judge(claims: ClaimRows) -> NDArray[np.int64]:
    """Return the claims that hold words of an act and of a verdict: few do."""
    kinds = _kinds.of(claims.texts.lexis)[claims.texts.stems]
    places = true_places(kinds > 0)
    lows, highs = np.searchsorted(places, (claims.first, claims.behind))
    asked = true_places(lows < highs)
    bounds = np.stack([lows[asked], highs[asked]], axis=1).ravel()
    bits = np.bitwise_or.reduceat(np.append(kinds[places], 0), bounds)[::2]
    act, judge, withdrawn, backs = (bits & bit > 0 for bit in (_ACT, _JUDGE, _WITHDRAWN, _BACKS))
    return asked[(act & judge) | (withdrawn & backs)]


def verdict_of(document: Document, first: int, last: int) -> int:
    """Return 1 of a claim whose verdict is for a deployment, -1 against it, 0 without one.

    Examples
    --------
    >>> document = Document.from_text("Bringing our soldiers home would not be a mistake.")
    >>> verdict_of(document, 0, 9), verdict_of(document, 1, 9)
    (-1, 0)
    """
    return _judged(document, first, last) or _blamed_or_favoured(document, first, last)


def _judged(document: Document, first: int, last: int) -> int:
    """Return the side of a claim that is told of an act which is its subject."""
    lowers, sign, side, verb = document.lowers, 1, 0, first
    for at in range(first, min(last, first + _OPENING)):
        side, verb = _act(lowers, at, last)
        if side:
            break
        if lowers[at] in _NEGATIONS:
            sign = -sign
        elif not _is_small(lowers[at]) and document.words[at][0].islower():
            return 0  # "Chad regrets the withdrawal"
    sign *= side
    for token in range(verb, min(last, verb + _SUBJECT) if side else verb):
        low = lowers[token]
        if low in _STOPS:
            return 0
        if low in words_of(_LIST, _HARMS):
            return -sign
        if not _VERBS.isdisjoint(classes_of(low)):
            return sign * _predicate(lowers, token, last)
    return 0


def _predicate(lowers: list[str], verb: int, last: int) -> int:
    """Return what is said of an act from its verb on: 1 good, -1 bad, 0 something else."""
    sign = -1 if lowers[verb].endswith("n't") or lowers[verb] in _NEGATIONS else 1
    for token in range(verb + 1, min(last, verb + _PREDICATE)):
        low = lowers[token]
        if low in _NEGATIONS:
            sign = -sign
        elif low == _ONLY:
            sign = 1
        elif low in words_of(_LIST, _BAD) or low in words_of(_LIST, _HARMS):
            return -sign
        elif low in words_of(_LIST, _GOOD):
            return sign
        elif not _is_small(low) and _VERBS.isdisjoint(classes_of(low)):
            return 0
    return 0


def _blamed_or_favoured(document: Document, first: int, last: int) -> int:
    """Return the side of a claim that blames somebody for an act, or is for a withdrawal."""
    lowers = document.lowers
    for token in range(first, min(last, first + _SUBJECT)):
        low = lowers[token]
        if low in words_of(_LIST, _ACCUSES):
            return _blamed(document, token + 1, last)
        favour = _favours().at(lowers, token, last)
        if favour is not None:
            end = _past_small(document, favour[0], last)
            return -1 if end < last and lowers[end] in words_of(_LIST, _LEFT) else 0
        if low in _FIRM_STOPS or low in _NEGATIONS or low.endswith("n't"):
            return 0
        if not _TURNS.isdisjoint(polarity_classes().get(stem(low), "").split("+")):
            return 0  # "rejected calls for a withdrawal"
    return 0


def _blamed(document: Document, first: int, last: int) -> int:
    """Return the side of somebody who blames another for what stands behind "of" or "for"."""
    lowers = document.lowers
    for token in range(first, min(last, first + _SUBJECT)):
        if lowers[token] in _BLAMING:
            side, _ = _act(lowers, _past_small(document, token + 1, last), last)
            return -side
        if lowers[token] in _FIRM_STOPS:
            return 0
    return 0


def _past_small(document: Document, at: int, last: int) -> int:
    """Return where the next word stands that is not small, a number, a name or an adverb."""
    lowers, words = document.lowers, document.words
    while at < last and (_is_small(lowers[at]) or lowers[at] == _OWN or not words[at][0].islower()):
        if lowers[at] in _STOPS:
            break
        at += 1
    return at


def _is_small(lower: str) -> bool:
    """Tell whether a word may stand before an act, before a verdict, or between the two."""
    return lower in words_of(_LIST, _SMALL) or lower in _QUOTES or lower.endswith("ly")


def _act(lowers: list[str], at: int, last: int) -> tuple[int, int]:
    """Return the side of the act that begins at a token, and where it ends; 0 if none does."""
    found = _acts().at(lowers, at, last)
    if found is None:
        return 0, at
    end, kind = found
    return (0 if _is_of_others(lowers, end, last) else _ACTS[kind]), end


def _is_of_others(lowers: list[str], end: int, last: int) -> bool:
    """Tell whether an act that ends at a token moves no forces, or leaves them where they are."""
    behind = lowers[end : min(last, end + _OBJECT)]
    if lowers[end - 1] in _LEAVING and not words_of(_LIST, _KEPT).isdisjoint(behind):
        return True
    return not words_of(_LIST, _APART).isdisjoint(behind)


@cache
def _acts() -> WrittenPhrases:
    """Return the acts that a verdict may be on."""
    return WrittenPhrases(_LIST, _ACTS, _WIDEST)


@cache
def _favours() -> WrittenPhrases:
    """Return the verbs that are for what stands behind them."""
    return WrittenPhrases(_LIST, (_FAVOURS,), _WIDEST)


@cache
def _stems() -> dict[str, int]:
    """Return what the stem of a word tells, as bits."""
    stems: dict[str, int] = {}
    for phrase, kind in rows(_LIST):
        word = stem(max(phrase.split(), key=len))
        stems[word] = stems.get(word, 0) | _BITS.get(kind, 0)
    return stems


def _kind(form: str) -> int:
    return _stems().get(form, 0)


_kinds: Final = StemNumbers(_kind)
