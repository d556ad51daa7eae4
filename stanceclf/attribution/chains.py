"""Chains of reporters: "A said that B had told C that …" is reported by B, next to the claim.

The trained choice weighs each mention by itself; where several report, the words between a
reporter and the claim decide, however deep the chain is. News media in it are left out.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Final

from stanceclf.attribution.scene import Candidate
from stanceclf.attribution.token_features import is_reporting
from stanceclf.records import Claim, Span
from stanceclf.resources import words
from stanceclf.text.document import Document

# Words between a verb of speech and the claim it reports: whom it was said to, at most.
_FURTHEST: Final = 7
_AUXILIARIES: Final = frozenset(
    ("had", "has", "have", "also", "then", "later", "earlier", "already")
)
_BREAKS: Final = frozenset(
    (",", ";", "who", "which", "whose", "but", "and", "(", ")", ".", "to", "not")
)
# "Ada Moreau of the Greens said", "Togo and Bangladesh said": the subject is longer.
_TAILS: Final = frozenset(("of", "at", "from", "by", "in", "with", "for", "and"))
_BEFORE_CLAIM: Final = frozenset(
    ("that", ":", ",", '"', "\u201c", "\u2018", "'", "\u00ab", "\u201e")
)
_QUOTING: Final = frozenset(("quoting", "citing"))


def with_reporters(
    claims: Sequence[Claim], document: Document, candidates: Sequence[Candidate]
) -> list[Claim]:
    """Return claims whose source is the reporter that stands next to each, where one does.

    Parameters
    ----------
    claims : sequence of Claim
    document : Document
    candidates : sequence of Candidate
        The mentions of the document, in reading order.
    """
    answer = []
    ends = {candidate.last: candidate for candidate in candidates}
    for claim in claims:
        inner = _inner(document, ends, claim)
        found = inner or claim.source
        named = None if found is None else ends.get(bisect_left(document.starts, found.end))
        voice = _voice(document, ends, named)
        if voice is not None:
            speaks = claim.actor == claim.source
            claim = claim.attributed(voice if speaks else claim.actor, voice)
        elif inner is not None and inner != claim.source:
            claim = claim.attributed(claim.actor, inner)
        elif _is_medium(document, named) and claim.source != claim.actor:
            claim = claim.attributed(claim.actor, None)
        answer.append(claim)
    return answer


def _inner(document: Document, ends: dict[int, Candidate], claim: Claim) -> Span | None:
    """Return the reporter next to the claim, where the source given is farther out, or missing.

    `ends` holds the mentions by the token behind each.
    """
    lowers = document.lowers
    first = bisect_left(document.starts, claim.span.start)
    floor = document.sentences[document.sentence_of[first]].first
    index = first
    while index > floor and lowers[index - 1] in _BEFORE_CLAIM:
        index -= 1
    cited = _cited(document, ends, index, floor) if lowers[index] == "," else None
    if cited is None and claim.source is None:
        cited = _cited_behind(document, ends, bisect_left(document.starts, claim.span.end))
    if cited is not None or claim.source is None:
        return cited and document.span_of(cited.first, cited.last)
    # A source inside the claim or behind it was chosen for better reasons than nearness.
    outer = bisect_left(document.starts, claim.source.end)
    if not floor <= outer < index:
        return None
    named = _subject(document, ends, index, floor)
    if named is None or not _reports(lowers[outer : named.first]):
        return None
    span = document.span_of(named.first, named.last)
    return None if span == claim.actor else span


def _reports(between: list[str]) -> bool:
    """Tell whether the words from one mention to the next say that the first one reports."""
    if "who" in between or "which" in between:
        return False
    return any(is_reporting(word) and not word.endswith("ing") for word in between)


def _cited(
    document: Document, ends: dict[int, Candidate], index: int, floor: int
) -> Candidate | None:
    """Return whom "according to" or "citing" names right before the comma at `index`."""
    lowers = document.lowers
    named = ends.get(index)
    if named is None:
        return None
    for at in range(named.first - 1, max(floor, named.first - _FURTHEST) - 1, -1):
        if lowers[at] in _QUOTING or (lowers[at] == "to" and lowers[at - 1] == "according"):
            return named
        if lowers[at] in _BREAKS or lowers[at] in _TAILS:
            return None
    return None


def _cited_behind(document: Document, ends: dict[int, Candidate], index: int) -> Candidate | None:
    """Return whom "according to" names right behind the token `index`."""
    lowers = document.lowers
    index += lowers[index : index + 1] == [","]
    if lowers[index : index + 2] != ["according", "to"]:
        return None
    for last in range(index + 3, index + 3 + _FURTHEST):
        if last in ends:
            return ends[last] if ends[last].first <= index + 4 else None
    return None


def _subject(
    document: Document, ends: dict[int, Candidate], index: int, floor: int
) -> Candidate | None:
    """Return the subject of the verb of speech that leads up to token `index`."""
    lowers = document.lowers
    for verb in range(index - 1, max(floor, index - _FURTHEST) - 1, -1):
        if lowers[verb] in _BREAKS:
            return None
        if not is_reporting(lowers[verb]) or document.words[verb][0].isupper():
            continue
        if lowers[verb].endswith("ing"):
            return None
        at = verb
        while at > floor and lowers[at - 1] in _AUXILIARIES:
            at -= 1
        named = ends.get(at)
        if named is None or lowers[named.first] in ("who", "which"):
            return None
        led = named.first > floor and lowers[named.first - 1] in _TAILS
        return None if led else named
    return None


def _voice(document: Document, ends: dict[int, Candidate], named: Candidate | None) -> Span | None:
    """Return "a spokesman" where the source is the ministry in "a spokesman for the ministry"."""
    if named is None or named.kind == "person":
        return None
    at = named.first - (document.lowers[named.first - 1] in ("the", "a", "an"))
    if document.lowers[at - 1] not in ("for", "at", "from", "of"):
        return None
    role = ends.get(at - 1)
    return document.span_of(role.first, role.last) if role and role.kind == "role" else None


@cache
def _media() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(noun.split()) for noun in words("media_nouns.txt"))


@cache
def _media_heads() -> frozenset[str]:
    return frozenset(noun[-1] for noun in _media())


def _is_medium(document: Document, named: Candidate | None) -> bool:
    """Tell whether a mention is a newspaper, a channel or the like."""
    if named is None or named.kind == "person":
        return False
    lowers, media, heads = document.lowers, _media(), _media_heads()
    for end in (named.first, named.last):
        if lowers[end - 1] not in heads:  # as most are not
            continue
        if any(tuple(lowers[max(0, end - length) : end]) in media for length in (1, 2)):
            return True
    return False
