"""Metonyms: does a place's name stand for those who act in its name?

resources/metonyms.tsv holds a weight of each feature of the name's sentence; `training.metonyms`
fits it on what may ship, `benchmarks.relocar` measures it.
"""

from functools import cache
from math import exp
from typing import Final

from stanceclf.actors.entries import Sort
from stanceclf.actors.lexicon import Lexicon, lexicon
from stanceclf.actors.listed import listed_names
from stanceclf.actors.names import is_name_word
from stanceclf.actors.place_contexts import BIAS, Context, context_features, contexts, is_governed
from stanceclf.resources import rows
from stanceclf.text.document import Document
from stanceclf.text.memo import kept

PLACES: Final = frozenset((Sort.COUNTRY, Sort.SEAT, Sort.REGION))
# Below these log-odds a name is held to be a mere place.
_SURELY_PLACE: Final = -1.0


@cache
def _table() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("metonyms.tsv")}


def _weight_of(context: Context) -> float:
    """Return the sum of the weights of a context."""
    table = _table()
    return sum(table.get(one, 0.0) for one in context_features(*context))


_weight: Final = kept(_weight_of)  # one look-up, where features are three


def odds_of_acting(document: Document, first: int, last: int) -> float:
    """Return the log-odds that the place named at the tokens [first, last) acts there."""
    return _table()[BIAS] + sum(map(_weight, contexts(document, first, last)))


def acts(document: Document, first: int, last: int) -> float:
    """Return how likely the place named at the tokens [first, last) is an actor there.

    Examples
    --------
    >>> document = Document.from_text("Talks were held in Paris. Paris refused to sign.")
    >>> round(acts(document, 4, 5)), round(acts(document, 6, 7))
    (0, 1)
    """
    return 1.0 / (1.0 + exp(-odds_of_acting(document, first, last)))


def is_mere_place(
    document: Document, mention: tuple[int, int, str], listed: Lexicon | None = None
) -> bool:
    """Tell whether a mention is a listed place's name and almost certainly stands for the place.

    Parameters
    ----------
    document : Document
    mention : tuple of int, int and str
        Half-open token range and kind; an article may open it.
    listed : Lexicon, optional
        The listed names; those of `stanceclf.resources` if not given.

    Examples
    --------
    >>> document = Document.from_text("Talks were held in Paris. Paris refused to sign.")
    >>> is_mere_place(document, (4, 5, "country")), is_mere_place(document, (6, 7, "country"))
    (True, False)
    """
    first, last, _ = mention
    if first < last - 1 and not is_name_word(document.words[first]):
        first += 1
    match = listed_names(document, lexicon() if listed is None else listed)[first]
    if match is None or match[0] != last or match[1].sort not in PLACES:
        return False
    # A bare subject acts; so most names are answered at a tenth of the cost.
    return is_governed(document, first) and odds_of_acting(document, first, last) < _SURELY_PLACE
