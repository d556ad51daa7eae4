"""Descriptions of countries: "the West African country", "the kingdom", "the Gulf emirate".

They name again a country that stands before them, and say which of several it can be.
"""

from functools import cache
from typing import Final

from stanceclf.actors.entities import COUNTRY, Entity
from stanceclf.actors.phrases import Phrase
from stanceclf.actors.scene import Scene
from stanceclf.resources import rows

_WINDOW: Final = 120  # mentions back to the country
# Behind a region; by themselves these say nothing of which country is meant.
_LANDS: Final = frozenset(("country", "monarchy", "nation", "republic", "state"))

Tiers = tuple[frozenset[str], ...]


def described(scene: Scene, phrase: Phrase, token: int) -> Entity | None:
    """Return the country before `token` that a phrase describes; None if it describes none."""
    lowers = scene.document.lowers
    head = lowers[phrase.head]
    if (head not in _heads() and head not in _LANDS) or not phrase.definite:
        return None  # as most
    if phrase.owner is not None or phrase.last != phrase.head + 1:
        return None
    called = " ".join(lowers[phrase.start : phrase.last])
    alone, region = _tiers("noun").get(called), None
    if alone is None and phrase.start < phrase.head:
        region = _tiers("region").get(called.removesuffix(f" {head}"))
        alone = _tiers("noun").get(head) if region else None
    if alone is None and region is None:
        return None
    before = scene.history.before(token, _WINDOW)
    countries = [spot.entity for spot in before if spot.entity.type is COUNTRY]
    if region is not None and alone is not None:
        within = frozenset().union(*region) & frozenset().union(*alone)
        tiers: Tiers = (within, *region)
    else:
        tiers = region or alone or ()
    for tier in tiers:
        for country in reversed(countries):
            if country.id in tier:
                return country
    return None


@cache
def _heads() -> frozenset[str]:
    """Return the last words of what stands alone."""
    return frozenset(words.rpartition(" ")[2] for words in _tiers("noun"))


@cache
def _tiers(kind: str) -> dict[str, Tiers]:
    """Return of the words of a kind which countries they are said of, the likeliest first."""
    return {
        words: tuple(frozenset(codes.split()) for codes in cells)
        for sort, words, *cells in rows("country_descriptions.tsv")
        if sort == kind
    }
