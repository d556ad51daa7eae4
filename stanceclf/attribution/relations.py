"""How those whom candidates mean are related: a speaker and the country that he speaks for.

"Germany would stay, its minister said" is Germany's claim, "Mali does not want us, the minister
said" the minister's: whose minister it is decides, not how the words stand.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.clause_words import IntArray
from stanceclf.attribution.surroundings import Surroundings

_Numbers = NDArray[np.int32]

SORTS = 9  # sorts of a referent, the unknown one included
OFTEN = (1, 2, 3, 4, 6, 9)
RELATIONS = 8
_UNKNOWN, _SAME, _AFFILIATION, _COUNTRY, _OF_HIS, _FELLOW, _OTHER, _ITSELF = range(RELATIONS)
_SPEAKERS = ("before", "after", "earlier", "inside")
# The columns of this module.
RELATED = (
    "referent",
    "met",
    *(f"subject to {name}" for name in _SPEAKERS),
    "before to after",
    *(f"to {name}" for name in ("subject", *_SPEAKERS)),
)


# What holds of two referents, as bits: from the weakest relation to the strongest.
_BITS = (_FELLOW, _OF_HIS, _OF_HIS, _COUNTRY, _AFFILIATION, _SAME, _ITSELF, _UNKNOWN)
_BY_BITS = np.array(
    [
        next((_BITS[bit] for bit in range(7, -1, -1) if bits >> bit & 1), _OTHER)
        for bits in range(256)
    ]
)


class Related:
    """The candidates of a batch, by whom they mean.

    Parameters
    ----------
    around : Surroundings
    """

    def __init__(self, around: Surroundings):
        self.everybody, self.of = around.referents, around.referent_of
        who, _, country, affiliation = self.everybody.T
        # The unknown, 0, is equal to no other: it gets another number on each side.
        self._one = [
            np.where(column, column, -1).astype(np.int32) for column in (who, country, affiliation)
        ]
        self._other = [
            np.where(column, column, -2).astype(np.int32) for column in (who, country, affiliation)
        ]

    def described(self) -> dict[str, IntArray]:
        """Return each candidate's sort of referent, and how often that is met; nobody last."""
        often = np.searchsorted(OFTEN, np.bincount(self.of, minlength=len(self.everybody))) + 1
        often[self.everybody[:, 0] == 0] = 0
        return {"referent": self.everybody[:, 1].take(self.of), "met": often.take(self.of)}

    def of_claims(self, persons: Mapping[str, IntArray]) -> dict[str, IntArray]:
        """Return what the subject of each claim is to those who speak about it."""
        subject = persons["subject"]
        columns = {
            f"subject to {name}": self.relation(subject, persons[name]) for name in _SPEAKERS
        }
        columns["before to after"] = self.relation(persons["before"], persons["after"])
        return columns

    def of_pairs(
        self, candidate_of: IntArray, claim_of: IntArray, persons: Mapping[str, IntArray]
    ) -> dict[str, IntArray]:
        """Return what each candidate is to its claim's subject, and to those who speak about it."""
        mine = self._seen(self._one, candidate_of)
        columns = {}
        for name, of in persons.items():
            # Spread from the claims, of which there are few.
            his = [column.take(claim_of) for column in self._seen(self._other, of)]
            columns[f"to {name}"] = _related(candidate_of == of.take(claim_of), mine, his)
        return columns

    def relation(self, one: IntArray, other: IntArray) -> IntArray:
        """Return what candidates are to others, which may be nobody: -1."""
        return _related(one == other, self._seen(self._one, one), self._seen(self._other, other))

    def _seen(self, columns: Sequence[_Numbers], candidates: IntArray) -> list[_Numbers]:
        """Return columns of those whom candidates mean."""
        at = self.of.take(candidates, mode="wrap")
        return [column.take(at) for column in columns]


def _related(
    same: NDArray[np.bool_], one: Sequence[_Numbers], other: Sequence[_Numbers]
) -> IntArray:
    """Return what referents are to others, and whether a mention is even the same.

    The first that holds: unknown, the same mention, the same referent, whom the other speaks for,
    his country, one who speaks for the other, one of the same country or affiliation, a stranger.
    """
    who, country, affiliation = one
    his, his_country, his_affiliation = other
    holds = (
        (country == his_country) | (affiliation == his_affiliation),
        country == his,
        affiliation == his,
        who == his_country,
        who == his_affiliation,
        who == his,
        same,
        (who < 0) | (his < 0),
    )
    bits = np.zeros(len(who), dtype=np.uint8)
    for true in reversed(holds):
        bits += bits
        bits |= true.view(np.uint8)
    return _BY_BITS.take(bits)
