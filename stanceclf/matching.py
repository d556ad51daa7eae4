"""When two claims, and when two actors, count as the same (ANNOTATION.md, 'Scores')."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(the|a|an) ")
_MARK = re.compile(r"[^\w ]+")
_LEAST_OVERLAP = 0.5


def matched_claims(text: str, gold: Sequence[Json], made: Sequence[Json]) -> list[tuple[int, int]]:
    """Pair claims that share at least half of their words, best overlap first, each used once."""
    made_words = [words_of(text, one["claim"]) for one in made]
    candidates = []
    for g, statement in enumerate(gold):
        wanted = words_of(text, statement["claim"])
        for p, have in enumerate(made_words):
            union = len(wanted | have)
            overlap = len(wanted & have) / union if union else 0.0
            if overlap >= _LEAST_OVERLAP:
                candidates.append((-overlap, g, p))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, g, p in sorted(candidates):
        if g not in pairs and p not in used:
            pairs[g] = p
            used.add(p)
    return list(pairs.items())


def same_actor(gold: str | None, predicted: str | None, kind: str | None) -> bool:
    """Tell whether two names are one: equal in plain letters, or for a group half of the words.

    >>> same_actor("the Bahamas", "Bahamas", "country")
    True
    >>> same_actor("retired army officers", "army officers", "group")
    True
    """
    one, two = _plain(gold), _plain(predicted)
    if one == two:
        return True
    if kind != "group" or not one or not two:
        return False
    return len(set(one) & set(two)) / len(set(one) | set(two)) >= _LEAST_OVERLAP


def _plain(name: str | None) -> list[str]:
    """Return the words of a name without case, accents, punctuation and leading article."""
    decomposed = unicodedata.normalize("NFKD", name or "")
    ascii_only = decomposed.encode("ascii", "ignore").decode().casefold()
    return _MARK.sub(" ", _ARTICLE.sub("", ascii_only)).split()


def words_of(text: str, span: Sequence[int] | None) -> set[int]:
    """Return the start offsets of the words of `text` inside `span`."""
    return {match.start() for match in _WORD.finditer(text, *span)} if span else set()
