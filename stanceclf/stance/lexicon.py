"""The stance lexicon: which words and phrases belong to which class.

Each class is a list `resources/stance_<class>.txt`. A phrase may stand in several classes; they
are reported in the order of `CLASSES`.
"""

from collections.abc import Sequence
from functools import cache

from stanceclf.resources import words
from stanceclf.stance.phrase_finder import PhraseFinder
from stanceclf.stance.phrases import Hit, PhraseTable

CLASSES = (
    "negator",
    "undecided",
    "reverse",
    "withdraw",
    "oppose",
    "hostile",
    "bad",
    "request",
    "commit",
    "favour",
    "good",
    "deploy",
    "force",
    "condition",
    "modal",
    "deontic",
    "describe",
    "othertopic",
    "hedge",
    "intensity",
)


def find_hits(stems: Sequence[str], first: int, last: int) -> list[Hit]:
    """Return the lexicon's phrases among `stems[first:last]`, in order, non-overlapping.

    Examples
    --------
    >>> [hit.classes for hit in find_hits(["they", "will", "not", "withdraw"], 0, 4)]
    [('modal',), ('negator',), ('withdraw',)]
    """
    return lexicon_table().find(stems, first, last)


@cache
def lexicon_finder() -> PhraseFinder:
    """Return what finds the lexicon's phrases in the tokens of a batch."""
    return PhraseFinder(lexicon_table())


@cache
def lexicon_table() -> PhraseTable:
    """Return the phrases with their classes."""
    return PhraseTable(
        (phrase, name) for name in CLASSES for phrase in sorted(words(f"stance_{name}.txt"))
    )
