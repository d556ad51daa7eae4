"""What a candidate claim stands among: claims about it, its halves, the names that may hold it.

A claim seldom stands alone: lines of a quotation, of a list of votes, follow one another. Where a
coordinator could part a claim, both halves are looked at: a verb, a subject, a position in each.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from stanceclf.attribution.coarse_classes import COARSE, NUMBER
from stanceclf.attribution.flagged import Flags, coming, latest
from stanceclf.attribution.lattice import Floats, Ints, Marginals
from stanceclf.attribution.mention_kinds import KINDS
from stanceclf.attribution.span_slots import (
    BESIDE,
    DENSITIES,
    HALF_POLARITIES,
    MASSES,
    NO_NAME,
    NO_VERB,
    ORDINALS,
    STEPS,
    SUBJECTS,
    VERBS,
)

Values = dict[str, Ints]

_VERBAL = np.array([name in VERBS or name in ("ed", "s") for name in COARSE])
_SUBJECT = np.array([name in SUBJECTS for name in COARSE])


class Bounds(NamedTuple):
    """Where candidates and their sentences begin and end, in padded rows."""

    first: Ints
    last: Ints
    floor: Ints
    ceiling: Ints


def half_polarities(listed: list[str]) -> Ints:
    """Return for each value of the column `polarity` the first of the positions it may tell."""
    return np.array(
        [
            next((at for at, name in enumerate(HALF_POLARITIES, 1) if name in value.split("+")), 0)
            for value in listed
        ]
    )


def held_kinds(listed: list[str]) -> Ints:
    """Return for each value of the column `kind` what begins there, counted from 1 in `KINDS`."""
    return np.array([1 + KINDS.index(kind[2:]) if kind[:2] == "B-" else 0 for kind in listed])


def beside(chain: Marginals, sentences: Ints, one: Ints, other: Ints) -> Values:
    """Return how many claims the chain sees in the sentence, in those about it, in the document.

    `one` and `other` are the numbers of the sentences that candidates begin and end in.
    """
    firsts, lasts = sentences
    total = np.concatenate([[0.0], np.cumsum(chain.begins)])
    mass = total[lasts] - total[firsts]
    opens = np.ones(len(firsts), dtype=bool)
    opens[1:] = firsts[1:] != lasts[:-1]  # rows of padding stand between documents
    document = np.cumsum(opens) - 1
    opening = np.flatnonzero(opens)
    before, behind = np.full(len(mass), -1.0), np.full(len(mass), -1.0)
    before[1:] = np.where(opens[1:], -1.0, mass[:-1])
    behind[:-1] = np.where(opens[1:], -1.0, mass[1:])
    density = np.bincount(document, mass) / np.bincount(document)
    number = np.arange(len(mass)) - opening.take(document)
    return {
        "before mass": _counted(before, np.greater, BESIDE).take(one),
        "behind mass": _counted(behind, np.greater, BESIDE).take(other),
        "sentence mass": _counted(
            total.take(lasts).take(other) - total.take(firsts).take(one), np.greater, MASSES
        ),
        "document mass": _counted(density, np.greater, DENSITIES).take(document).take(one),
        "ordinal": _counted(number, np.greater, ORDINALS).take(one),
    }


def next_verbs(coarse: Ints) -> Ints:
    """Return for each row the next one, itself included, that may be a verb."""
    return coming(_VERBAL.take(coarse))


def halves(coarse: Ints, verbs: Ints, positions: Ints, at: Bounds) -> Values:
    """Return what stands before and behind the last coordinator inside.

    `verbs` are what `next_verbs` gives; `positions` tell for each row which position its word
    tells, 0 for none.
    """
    turn = latest(coarse == NUMBER["coordinator"]).take(at.last - 1)
    there = turn > at.first
    told = positions > 0
    one = latest(told).take(turn - 1)
    other = coming(told).take(turn + 1)
    verb = verbs.take(turn + 1)
    finished = there & (verb < at.last)
    # Rows behind the sentence may be another document's, of whatever else is in the batch.
    far = np.where(verb < at.ceiling, verb - turn, STEPS[-1])
    count = counts(_SUBJECT.take(coarse))
    subjects = np.minimum(count.take(verb) - count.take(np.minimum(turn + 1, verb)), 2)
    return {
        "half a": positions.take(one) * (there & (one >= at.first)),
        "half b": positions.take(other) * (there & (other < at.last)),
        "half subject": np.where(finished, 1 + subjects, np.where(there, 4, 0)),
        "half verb": coarse.take(verb) * finished,
        "half far": (bucket(STEPS, far) + 1) * there,
        "half length": (bucket(STEPS, turn - at.first) + 1) * there,
        "half rest": (bucket(STEPS, at.last - turn) + 1) * there,
    }


def names(verbs: Ints, kinds: Ints, at: Bounds) -> Values:
    """Return which name comes first inside, and which last before, and how far they are.

    `verbs` are what `next_verbs` gives; `kinds` tell for each row what kind of name begins there,
    0 for none.
    """
    begins = kinds > 0
    first = coming(begins).take(at.first)
    inside = first < at.last
    before = latest(begins).take(at.first - 1)
    left = before >= at.floor
    verb = verbs.take(at.first)
    kind = kinds.take(first)
    subject = np.where(first < verb, kind, NO_NAME)
    return {
        "first name": kind * inside,
        "first name far": (bucket(STEPS, first - at.first) + 1) * inside,
        "left name kind": kinds.take(before) * left,
        "left name far": (bucket(STEPS, at.first - before) + 1) * left,
        "subject kind": np.where(verb < at.last, subject, NO_VERB),
    }


def bucket(steps: tuple[float, ...], of: Ints | Floats) -> Ints:
    """Return which of the steps each value has reached; whole numbers are looked up."""
    if of.dtype.kind == "i":
        return _reached(steps).take(of.astype(np.int64, copy=False), mode="clip")
    return _counted(of, np.greater_equal, steps)


def _counted(of: Ints | Floats, compare: np.ufunc, steps: tuple[float, ...]) -> Ints:
    """Return how many of a few steps hold in the comparison with each value.

    A search of each value among them, which no processor can foresee, takes seven times as long.
    """
    count = np.zeros(len(of), dtype=np.uint8)
    for step in steps:
        count += compare(of, step).view(np.uint8)
    return count.astype(np.int64)


@cache
def _reached(steps: tuple[float, ...]) -> Ints:
    """Return which of the steps each number has reached, up to the last step."""
    return np.searchsorted(steps, np.arange(steps[-1] + 1), side="right")


def counts(flags: Flags | Ints) -> Ints:
    """Return how many rows before each one are flagged, one entry more than there are rows.

    Rows of several flags, as `counters.packed` gives them, make several counts.
    """
    found = np.zeros(len(flags) + 1, dtype=np.int64)
    np.cumsum(flags, out=found[1:])
    return found
