"""Columns of the family `hinge` for a batch of claims; `hinge` says which features a claim has."""

from collections.abc import Mapping
from math import inf

import numpy as np

from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.conditions import Choices
from stanceclf.stance.hinge import LEVELS, LIKELY
from stanceclf.stance.ragged import true_places
from stanceclf.stance.rows import FoundColumns, columns_of


class HingeColumns:
    """Columns of the features of `hinge_features`.

    Parameters
    ----------
    columns : mapping of str to int
        The column of each feature's name.
    """

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self._levels = np.array([columns.get(f"over:{level:g}", -1) for level in LEVELS])
        self._none, self._any = (columns.get(name, -1) for name in ("none", "any"))

    def __call__(self, rows: ClaimRows, choices: Choices, found: FoundColumns) -> None:
        """Note the columns of the claims' features."""
        chosen = choices.scores > -inf
        found.add(np.arange(len(rows)), np.where(chosen, self._any, self._none))
        over = choices.scores[:, None] > np.array(LEVELS)
        claims, levels = np.nonzero(over)
        found.add(claims, self._levels[levels])
        likely = true_places(choices.scores > LIKELY)
        found.add(likely, columns_of(self._columns, "kind", choices.names)[choices.kinds[likely]])
        markers = rows.texts.lexis.runs(
            rows.texts.stems, choices.first[likely], choices.marked[likely]
        )
        found.add(likely, columns_of(self._columns, "marker", markers))
