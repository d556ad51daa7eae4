"""Columns of candidate spans: what a chain of labels cannot see, both edges of a span at once.

A chain knows a span's left edge no more when it comes to the right one. Here each candidate that
the chain finds likely is described as a whole: how long it is, what stands at both of its edges,
the commas, stops, verbs and clauses in it, whether its quotation marks and brackets are paired,
where the likely cues and sources about it stand, and how it compares with its rivals. As with
tokens, columns of small numbers are crossed into slots of one table of weights.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.role_columns import COMMA, OPENER_MARKS, STOP_MARKS, bracket_step
from stanceclf.attribution.segments import Ints, Marginals, Segments
from stanceclf.attribution.token_features import PAD, IntArray

LENGTHS = (1, 2, 3, 4, 5, 7, 10, 15, 22, 30, 45, 70)
ELSEWHERE, NOWHERE = 15, 16  # nearest likely role: in another sentence; in none
SLOT_BITS = 16
LIKELY = 0.4  # probability of a role above which its token is a landmark
N_ROLES = 3

_QUOTE_OPENS, _QUOTE_CLOSES = (2, 5), (4, 7)  # values of the column `quote`
_EDGES = {"b2": -2, "b1": -1, "s0": 0, "s1": 1}  # tokens about the first one
_ENDS = {"l1": -2, "l0": -1, "e0": 0, "e1": 1, "e2": 2}  # tokens about the first one behind

_CROSSED = """
lg | da | db | ra | rb | ra rb | lg ra rb | len
b2s | b1s | s0s | s1s | l1s | l0s | e0s | e1s | e2s | b1c | s0c | s1c | l0c | e0c | e1c
l0c e0c | l0c e0c e1c | e0c e1c | e0c e1c e2c | b1c s0c | b1s s0s | s0s s1s | l0s e0s | e0s e1s
e0s e1c | e0s len | b1q s0q l0q e0q | s0q l0q pair quotes | pair quotes e0m
commas e0m | commas len | stops len | stops pair bounds | verbs len | openers len | openers e0m
brackets | bounds | bounds e0m | to_end e0m | to_end len | from_start len
0b | 1b | 2b | 0a | 1a | 2a | 1b 1a | 0b 0a | 0b 1b | 0a 1a | 1bs | 1as | 0bs | 0as
1bs 1b | 1as 1a | 1bs s0s | 1bs s0c | 1bs e0s | 1bs e0m len | cue len | cue e0s | cue e0m l0c
1in 0in | 0in | 1in | 2in | 0n | 1n | 2n | 0p | 1p | 2p | 0n 1n e0m
order | order len | order e0m | order s0m | begin | begin ra | s0m e0m | s0m len | s0s e0s
l0m e0m | e0m e1s | e0m e1c s0m | e0m openers s0m | s0s len | capital e0m | openers s0m bounds
"""
SLOTS = tuple(
    tuple(slot.split()) for line in _CROSSED.split("\n") if line for slot in line.split(" | ")
)


def segment_rows(columns: Mapping[str, Ints], roles: Ints) -> NDArray[np.int32]:
    """Return the row of the weight table that each slot points each span to."""
    rows = np.zeros((len(roles), len(SLOTS)), dtype=np.int32)
    for number, names in enumerate(SLOTS):
        mixed = roles.astype(np.uint64) + np.uint64(1)
        for name in names:
            mixed = mixed * np.uint64(1000003) ^ columns[name].astype(np.uint64) * _FIBONACCI
        high = (mixed * _FIBONACCI) >> np.uint64(64 - SLOT_BITS)
        rows[:, number] = high.astype(np.int64) + (number << SLOT_BITS)
    return rows


_FIBONACCI = np.uint64(11400714819323198485)  # Knuth 1973: multiplying by it mixes the bits


def log_odds(segments: Segments) -> NDArray[np.float64]:
    """Return the logarithm of the odds that the chain gives each span."""
    chance = np.clip(segments.probability.astype(np.float64), 1e-6, 1 - 1e-6)
    return np.log(chance / (1 - chance))


def segment_columns(
    tokens: Mapping[str, IntArray], chains: Marginals, segments: Segments
) -> dict[str, Ints]:
    """Return the columns of each candidate span.

    `tokens` are the columns of `TokenFeatures.columns` with those of `role_columns`; the spans are
    rows of the score table, which begins behind the first `PAD` rows of these columns.
    """
    first, last, role = segments.first, segments.last, segments.role
    # A row before the first one wraps to the padding at the end.
    at = {name: column[PAD:].astype(np.int64) for name, column in tokens.items()}
    found = _comparisons(segments, len(chains.ends))
    found["len"] = _sized(last - first)
    for places, anchor in ((_EDGES, first), (_ENDS, last)):
        for name, offset in places.items():
            found[f"{name}s"] = at["stem"][anchor + offset]
            found[f"{name}c"] = at["cluster"][anchor + offset]
    for name, where in (("b1", first - 1), ("s0", first), ("l0", last - 1), ("e0", last)):
        found[f"{name}q"] = at["quote"][where]
        found[f"{name}m"] = at["mark"][where]
    found["capital"] = at["capital"][last]
    found |= _inside(at, first, last)
    starts = first - at["sentence_first"][first]
    stops = last - 1 + at["sentence_last"][last - 1] + 1
    begins = chains.begins[first]
    ends = chains.ends[first]
    found["bounds"] = (
        1 + (first == starts) + 2 * (last == stops) + 4 * (last == ends) + 8 * (first == begins)
    )
    found["to_end"] = _sized(stops - last)
    found["from_start"] = _sized(first - starts)
    bounds = np.stack([starts, stops, begins, ends])
    labels = chains.labels
    found |= _surroundings(at["stem"], labels, first, last, bounds)
    found["begin"] = 1 + np.round(labels[first, 2 * role + 1] * 8).astype(np.int64)
    return found


def _sized(lengths: Ints) -> Ints:
    return np.searchsorted(LENGTHS, lengths, side="right") + 1


def _comparisons(segments: Segments, n_rows: int) -> dict[str, Ints]:
    """Return how likely the chain finds a span, and how it compares with those of an equal edge."""
    found = {"lg": np.clip(np.round(log_odds(segments) * 2) + 12, 1, 24).astype(np.int64)}
    for name, edge in (("a", segments.first), ("b", segments.last)):
        ahead, rank = _against_rivals(segments.probability, segments.role * (n_rows + 1) + edge)
        found[f"d{name}"] = np.clip(np.round(ahead * 2) + 9, 1, 18).astype(np.int64)
        found[f"r{name}"] = np.minimum(rank, 4) + 1
    return found


def _against_rivals(chance: NDArray[np.float32], key: Ints) -> tuple[NDArray[np.float64], Ints]:
    """Return the log ratio to the likeliest other span of the same key, and the rank among them."""
    order = np.lexsort((-chance, key))
    sorted_key, likely = key[order], chance[order].astype(np.float64)
    fresh = np.flatnonzero(np.r_[True, sorted_key[1:] != sorted_key[:-1]])
    sizes = np.diff(np.r_[fresh, len(key)])
    group = np.repeat(np.arange(len(fresh)), sizes)
    second = np.where(sizes > 1, likely[np.minimum(fresh + 1, len(key) - 1)], 1e-3)
    rank = np.arange(len(key)) - fresh[group]
    other = np.where(rank == 0, second[group], likely[fresh][group])
    ratio, ranks = np.empty(len(key)), np.empty(len(key), dtype=np.int64)
    ratio[order] = np.log(likely + 1e-9) - np.log(other + 1e-9)
    ranks[order] = rank
    return ratio, ranks


def _inside(at: Mapping[str, Ints], first: Ints, last: Ints) -> dict[str, Ints]:
    """Return counts of what stands in a span, and whether its marks are paired."""
    mark, quote = at["mark"], at["quote"]

    def count(values: NDArray[np.generic]) -> Ints:
        total = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
        inside: Ints = total[last] - total[first]
        return inside

    opened = count(np.isin(quote, _QUOTE_OPENS))
    return {
        "commas": np.minimum(count(mark == COMMA), 4),
        "stops": np.minimum(count(np.isin(mark, STOP_MARKS)), 4),
        "openers": np.minimum(count(np.isin(mark, OPENER_MARKS)), 4),
        "verbs": np.minimum(count(at["reporting"] == 2), 4),
        "pair": np.clip(opened - count(np.isin(quote, _QUOTE_CLOSES)), -2, 2) + 3,
        "quotes": np.minimum(opened, 2) + 1,
        "brackets": np.clip(count(bracket_step(mark)), -1, 1) + 2,
    }


def _surroundings(
    stems: Ints, labels: NDArray[np.float32], first: Ints, last: Ints, bounds: Ints
) -> dict[str, Ints]:
    """Return where the likely tokens of each role stand, before, after, beside and in a span."""
    starts, stops, begins, ends = bounds
    found: dict[str, Ints] = {}
    rows = np.arange(len(labels))
    order = np.ones(len(first), dtype=np.int64)
    for role in range(N_ROLES):
        mass = labels[:, 2 * role + 1] + labels[:, 2 * role + 2]
        before = np.maximum.accumulate(np.where(mass > LIKELY, rows, -1))
        after = np.minimum.accumulate(np.where(mass > LIKELY, rows, len(rows))[::-1])[::-1]
        left = np.where(first > begins, before[first - 1], -1)
        near = left >= starts
        far = np.where(left >= begins, ELSEWHERE, NOWHERE)
        found[f"{role}b"] = np.where(near, _sized(first - 1 - left), far)
        found[f"{role}bs"] = np.where(near, stems[left], 0)
        order += near * (1, 4, 16)[role]
        right = np.where(last < ends, after[np.minimum(last, len(rows) - 1)], len(rows))
        near = right < stops
        far = np.where(right < ends, ELSEWHERE, NOWHERE)
        found[f"{role}a"] = np.where(near, _sized(right - last), far)
        found[f"{role}as"] = np.where(near, stems[np.minimum(right, len(rows) - 1)], 0)
        order += near * (2, 8, 32)[role]
        total = np.concatenate([[0.0], np.cumsum(mass, dtype=np.float64)])
        share = (total[last] - total[first]) / (last - first)
        found[f"{role}in"] = np.round(share * 8).astype(np.int64) + 1
        beside = np.where(last < ends, np.round(mass[np.minimum(last, len(rows) - 1)] * 6), 7)
        found[f"{role}n"] = beside.astype(np.int64) + 1
        beside = np.where(first > begins, np.round(mass[first - 1] * 6), 7)
        found[f"{role}p"] = beside.astype(np.int64) + 1
    found["order"] = order
    cue_first = found["1b"] <= found["1a"]
    found["cue"] = np.where(cue_first, 2 * found["1bs"], 2 * found["1as"] + 1)
    return found
