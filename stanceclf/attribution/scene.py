"""A document as the choice of holders reads it: its tokens, its candidates, its quotations."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.mention_kinds import KINDS, TOKEN_KINDS
from stanceclf.attribution.token_features import Kinds, is_reporting
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable
from stanceclf.text.row import Row, flags

_REPORTING: Final = FormTable(lambda form: (is_reporting(form.lower),), 1)
# Of each kind: what a token begins, and what it goes on.
_NUMBERS: Final = {
    kind: (TOKEN_KINDS.index(f"B-{kind}"), TOKEN_KINDS.index(f"I-{kind}")) for kind in KINDS
}
_FIRST: Final = attrgetter("first")


class Candidate(NamedTuple):
    """A phrase that may name a holder: half-open token range, and what it is made of."""

    first: int
    last: int
    kind: str


def candidate_from(candidates: Sequence[Candidate], token: int) -> int:
    """Return the place of the first candidate that begins at a token or behind it."""
    return bisect_left(candidates, token, key=_FIRST)


class Referents(NamedTuple):
    """Whom the candidates of a document mean.

    Attributes
    ----------
    everybody : sequence of int
        Four numbers of each, one behind the other, which are one within a document, and 0 where
        they are unknown: who it is; the sort, which is person, country, organisation or group, each
        with a proper name or without, 1 to 8; the country and the affiliation of a person, as who
        these are. Nobody comes first.
    of : sequence of int
        For each candidate its place among them.
    """

    everybody: Sequence[int]
    of: Sequence[int]


UNKNOWN: Final = (0, 0, 0, 0)


def _reports(row: Row) -> bytes:
    return flags(row.column(_REPORTING))


def kinds_of(document: Document, candidates: Sequence[Candidate]) -> Kinds:
    """Return for each token the candidate that it begins or goes on, as `TOKEN_KINDS` counts."""
    kinds = [0] * len(document.words)
    for first, last, kind in candidates:
        kinds[first], goes_on = _NUMBERS[kind]
        for token in range(first + 1, last):
            kinds[token] = goes_on
    return bytes(kinds)


@dataclass(frozen=True, slots=True)
class Scene:
    """A document as the choice of holders reads it.

    Attributes
    ----------
    document : Document
    candidates : sequence of Candidate
        In reading order; they do not overlap.
    quoted : ndarray of int8
        What `quotation_states` gives.
    kinds : bytes
        What `kinds_of` gives: candidates in bulk are read off it.
    states : bytes
        The same as `quoted`: for the few tokens about a claim bytes are ten times as quick.
    reports : bytes
        1 for each token that is a reporting verb, 0 for all others.
    """

    document: Document
    candidates: Sequence[Candidate]
    quoted: NDArray[np.int8]
    kinds: Kinds = field(init=False, repr=False)
    states: bytes = field(init=False, repr=False)
    reports: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the kinds of tokens, the quotation states, and what reports, as bytes."""
        object.__setattr__(self, "kinds", kinds_of(self.document, self.candidates))
        object.__setattr__(self, "states", self.quoted.tobytes())
        object.__setattr__(self, "reports", self.document.part().flags(_reports))
