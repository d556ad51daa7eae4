"""Columns of the family `cues` for a batch of claims.

`cues` says in plain words which features a claim has; their names took 0.3 ms for 18 claims.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from stanceclf.stance.cues import CHAIN_ORDER, QUIET
from stanceclf.stance.lexicon import CLASSES, lexicon_finder
from stanceclf.stance.ragged import Ints, ranks, spread, true_places
from stanceclf.stance.rows import FoundColumns, columns_of
from stanceclf.stance.windows import Windows

_INSIDE, _BEFORE, _AFTER = range(3)
_NO_HOLDER, _OUTSIDE, _FIRST, _LATER = range(4)
_HOLDERS = ("none", "outside", "first", "inside")
_SIZE = len(CLASSES)
_FOLLOWING = 3  # hits after the holder that are read


class CueColumns:
    """Columns of the features of `cue_features`.

    Parameters
    ----------
    columns : mapping of str to int
        The column of each feature's name.
    """

    def __init__(self, columns: Mapping[str, int]) -> None:
        kinds = lexicon_finder().kinds
        number = {name: place for place, name in enumerate(CLASSES)}
        self._main = np.array([number[classes[0]] for classes in kinds])
        self._classes = np.array([number[name] for classes in kinds for name in classes])
        self._counts = np.array(list(map(len, kinds)))
        self._begins = np.cumsum(self._counts) - self._counts
        self._is_force = np.array(["force" in classes for classes in kinds])
        self._is_quiet = np.array([name in QUIET for name in CLASSES])
        self._present = _table(columns, ("k", "kb", "ka"), CLASSES)
        self._forces = columns_of(columns, "forces", range(4))
        self._holder = columns_of(columns, "holder", _HOLDERS)
        self._following = _table(columns, ("p0", "p1", "p2"), CLASSES)
        self._edges = {
            prefix: _table(columns, (f"{prefix}<", f"{prefix}>"), CLASSES) for prefix in "qz"
        }
        # One more than the column, 0 for none: 16 bits hold them, which is .6 MB less.
        kind = np.min_scalar_type(1 + max(columns.values(), default=0))
        self._runs = {
            prefix: [np.zeros(_SIZE**size, kind) for size in range(2, CHAIN_ORDER + 1)]
            for prefix in "qz"
        }
        self._all_following = np.full((_SIZE + 1) ** _FOLLOWING, -1, np.int32)
        for name, column in columns.items():
            prefix, _, value = name.partition(":")
            numbers = [number.get(each, _SIZE) for each in value.split(" ") if each]
            if prefix in self._runs and max(numbers) < _SIZE:
                self._runs[prefix][len(numbers) - 2][_in_base(_SIZE, numbers)] = 1 + column
            elif prefix == "p" and max(numbers, default=0) < _SIZE:
                numbers = [place + 1 for place in numbers] + [0] * (_FOLLOWING - len(numbers))
                self._all_following[_in_base(_SIZE + 1, numbers)] = column

    def __call__(self, windows: Windows, found: FoundColumns) -> None:
        """Note the columns of the claims' features."""
        rows, owners = windows.rows, windows.hit_owners
        first = rows.texts.hits.first.take(windows.hits)
        kinds = rows.texts.hits.kinds.take(windows.hits)
        side = np.where(first < rows.first.take(owners), _BEFORE, _INSIDE)
        side[first >= rows.last.take(owners)] = _AFTER
        which, at = spread(self._begins.take(kinds), self._counts.take(kinds))
        found.add(owners.take(which), self._present[side.take(which), self._classes.take(at)])
        inside = true_places(side == _INSIDE)
        owners, first, kinds = owners.take(inside), first.take(inside), kinds.take(inside)
        names = self._main.take(kinds)
        self._add_sequences("q", owners, names, found)
        loud = true_places(~self._is_quiet[names])
        self._add_sequences("z", owners[loud], names[loud], found)
        forces = np.bincount(owners[self._is_force[kinds]], minlength=len(rows))
        found.add(np.arange(len(rows)), self._forces[np.minimum(forces, 3)])
        self._add_predicates(windows, owners, first, names, found)

    def _add_sequences(self, prefix: str, owners: Ints, names: Ints, found: FoundColumns) -> None:
        """Note runs of classes, and the first and last class of each claim."""
        run = names
        for size, table in enumerate(self._runs[prefix], 1):
            run = run[:-1] * _SIZE + names[size:]
            one = true_places(owners[size:] == owners[:-size])
            found.add(owners.take(one), table.take(run.take(one)).astype(np.int64) - 1)
        if len(owners):
            parted = true_places(owners[1:] != owners[:-1])
            ends = np.append(parted, len(owners) - 1)
            begins = np.append(0, parted + 1)
            for table, at in zip(self._edges[prefix], (begins, ends), strict=True):
                found.add(owners[at], table[names[at]])

    def _add_predicates(
        self, windows: Windows, owners: Ints, first: Ints, names: Ints, found: FoundColumns
    ) -> None:
        """Note where the holder stands, and the first classes after it."""
        rows = windows.rows
        place = np.where(rows.actor_first - rows.first < 2, _FIRST, _LATER)
        place[(rows.actor_first < rows.first) | (rows.actor_first >= rows.last)] = _OUTSIDE
        place[~rows.has_actor] = _NO_HOLDER
        found.add(np.arange(len(rows)), self._holder[place])
        held = place >= _FIRST
        later = true_places(held[owners] & (first >= rows.actor_last[owners]))
        rank = ranks(owners[later])
        later, rank = later[rank < _FOLLOWING], rank[rank < _FOLLOWING]
        owners, names = owners[later], names[later]
        found.add(owners, self._following[rank, names])
        digits = (names + 1) * (_SIZE + 1) ** (_FOLLOWING - 1 - rank)
        runs = np.bincount(owners, weights=digits, minlength=len(rows)).astype(np.int64)
        claims = true_places(held)
        found.add(claims, self._all_following[runs[claims]])


def _table(columns: Mapping[str, int], prefixes: Sequence[str], values: Sequence[str]) -> Ints:
    return np.stack([columns_of(columns, prefix, values) for prefix in prefixes])


def _in_base(base: int, digits: Sequence[int]) -> int:
    number = 0
    for digit in digits:
        number = number * base + digit
    return number
