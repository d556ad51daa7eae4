"""What a glance at all claims of a batch tells of each: mostly that there is no more to ask.

How a claim is quoted, and who shares it, is told claim by claim (`claims`), which takes 5 us, as
little of what stands about a claim is in the cache. Arrays tell of all in .2 us which of these
questions are open.
"""

from typing import Final

import numpy as np

from stanceclf.attribution.clause_words import CLASS, IntArray
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.lists import FURTHEST
from stanceclf.attribution.span_context import counts
from stanceclf.attribution.surroundings import Surroundings
from stanceclf.attribution.token_features import POLARITY_LISTS

TITLED: Final = 5  # tokens in which "according to" and a title stand before a name
NARROW: Final = 24  # tokens about a claim that are searched for its reporting verb

# What a glance tells of a claim, each as a bit: no quoted word is in it or behind it, and no
# "according to" opens it; a reporting verb is near, in its sentence; "according" stands a little
# before the holder; it begins with a word for several, or the holder may belong to a list, in it or
# beside it; a stance and a preposition stand in it side by side, as "backed by" do; a preposition
# follows the holder, as in "a court barred Kenya from it".
PLAIN: Final = 1
VERB: Final = 2
CITED: Final = 4
LISTED: Final = 8
AGENT: Final = 16
BARRED: Final = 32

_SIDES: Final = [1 + POLARITY_LISTS.index(name) for name in ("favour", "oppose")]


def glances(around: Surroundings, holder: IntArray) -> list[int]:
    """Return what a glance at each claim tells; `holder` is whom `HolderFinder` chose for each."""
    tokens, begin, end = around.tokens, around.begin, around.end
    quoted, verbs, cites = (
        counts(flags) for flags in (tokens["quoted"], tokens["reporting"] > 0, tokens["cites"])
    )
    plain = (quoted[end + 1] == quoted[begin]) & (tokens["cites"][begin] == 0)
    low = np.maximum(tokens["opening"][begin], begin - NARROW)
    high = np.minimum(tokens["closing"][begin], end + NARROW)
    named = holder != NOBODY
    at = np.where(named, holder + around.base, 0)
    first = np.append(around.first, 0)[at]
    # Whether a list, or a bracket in it, may go on behind each candidate: the holder, or the one
    # before.
    goes_on = np.zeros(len(around.first) + 2, dtype=bool)
    behind = around.last[:-1]
    goes_on[1:-2] = (tokens["joins"][behind] > 0) | (tokens["class"][behind] == CLASS["mark"])
    goes_on[1:-2] &= around.first[1:] - behind <= 2 * FURTHEST
    goes_on[2:-2] |= goes_on[1:-3] & (tokens["class"][behind[1:]] == CLASS["'s"])  # "Peru's Moreau"
    # "Norway, which borders Russia, and Sweden": the claim begins with the last member. Asked of
    # the few tokens before claims: to ask it of all of a batch takes ten times as long.
    joins, kinds, comma = tokens["joins"], tokens["class"], CLASS["comma"]
    inserted = (joins[begin - 1] > 0) & (kinds[begin - 2] == comma)
    inserted |= (joins[begin - 2] > 0) & (kinds[begin - 3] == comma)
    many = goes_on[at] | goes_on[at + 1] | ((first >= begin) & inserted)
    # "Kenya and the militia Wazalendo": what is right before the holder describes it.
    many |= goes_on[at - 1] & (np.append(around.last, 0)[at - 1] == first)
    listed = (tokens["several"][begin] > 0) | many
    stands = np.flatnonzero(tokens["polarity"])
    sides = tokens["polarity"][stands]
    stands = stands[(sides == _SIDES[0]) | (sides == _SIDES[1])]
    stands = stands[kinds[stands + 1] == CLASS["preposition"]]
    agent = np.searchsorted(stands, end - 1) > np.searchsorted(stands, begin)
    seen = PLAIN * plain
    seen += VERB * (verbs[high] > verbs[low])
    seen += CITED * (named & (cites[first] > cites[first - TITLED]))
    seen += LISTED * (named & listed)
    seen += AGENT * agent
    seen += BARRED * (named & (kinds[np.append(around.last, 0)[at]] == CLASS["preposition"]))
    answer: list[int] = seen.tolist()
    return answer
