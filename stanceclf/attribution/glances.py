"""What a glance at all claims of a batch tells of each: mostly that there is no more to ask.

How a claim is quoted, and who shares it, is told claim by claim (`claims`), which takes 5 us, as
little of what stands about a claim is in the cache. Arrays tell of all in .2 us which of these
questions are open.
"""

from collections.abc import Sequence
from itertools import product, starmap
from typing import Final, NamedTuple

import numpy as np

from stanceclf.attribution.holders import NOBODY, Held
from stanceclf.attribution.span_context import counts
from stanceclf.attribution.surroundings import Surroundings

TITLED: Final = 5  # tokens in which "according to" and a title stand before a name
NARROW: Final = 24  # tokens about a claim that are searched for its reporting verb


class Glance(NamedTuple):
    """What a glance at a claim tells.

    Attributes
    ----------
    plain : bool
        No quoted word is in it or behind it, and no "according to" opens it.
    verb : bool
        A reporting verb is near, in its sentence.
    cited : bool
        "According" stands a little before the holder.
    listed : bool
        It begins with a word for several, or with what may be a list that the holder belongs to.
    """

    plain: bool
    verb: bool
    cited: bool
    listed: bool


_GLANCES = list(starmap(Glance, product((False, True), repeat=len(Glance._fields))))


def glances(around: Surroundings, held: Sequence[Held]) -> list[Glance]:
    """Return what a glance at each claim tells."""
    tokens, begin, end = around.tokens, around.begin, around.end
    quoted, verbs, cites = (
        counts(flags) for flags in (tokens["quoted"], tokens["reporting"] > 0, tokens["cites"])
    )
    plain = (quoted[end + 1] == quoted[begin]) & (tokens["cites"][begin] == 0)
    low = np.maximum(tokens["opening"][begin], begin - NARROW)
    high = np.minimum(tokens["closing"][begin], end + NARROW)
    holder = np.array([one.holder for one in held], np.int64)
    named = holder != NOBODY
    at = np.where(named, holder + around.base, 0)
    first, last = (np.append(edge, 0)[at] for edge in (around.first, around.last))
    # The list goes on behind the holder that the claim begins with, or leads up to another.
    edge = np.where(first == begin, last, first - 1)
    listed = (tokens["several"][begin] > 0) | ((first >= begin) & (tokens["joins"][edge] > 0))
    columns = (
        plain,
        verbs[high] > verbs[low],
        named & (cites[first] > cites[first - TITLED]),
        named & listed,
    )
    number = np.zeros(len(plain), np.int64)
    for column in columns:
        number = 2 * number + column
    return list(map(_GLANCES.__getitem__, number.tolist()))
