"""Claims to sparse rows: the families of features behind one transformer."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.beside import beside_features, beside_letter_features
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.conditions import Choice, Choices, ConditionChooser
from stanceclf.stance.context import context_features
from stanceclf.stance.context_columns import ContextColumns
from stanceclf.stance.cue_columns import CueColumns
from stanceclf.stance.cues import cue_features
from stanceclf.stance.hinge import hinge_features
from stanceclf.stance.hinge_columns import HingeColumns
from stanceclf.stance.holder import holder_features
from stanceclf.stance.letters import letter_features
from stanceclf.stance.ngrams import piece_features, word_features
from stanceclf.stance.packed_names import Joined
from stanceclf.stance.polarity import polarity_features
from stanceclf.stance.polarity_columns import PolarityColumns
from stanceclf.stance.rows import FamilyRows, FoundColumns, Rows
from stanceclf.stance.sides import side_features
from stanceclf.stance.surface import surface_features
from stanceclf.stance.targets import target_features, target_letter_features
from stanceclf.stance.view import ClaimView, views
from stanceclf.stance.windows import Windows
from stanceclf.stance.word_columns import PieceColumns, WordColumns

FAMILIES: dict[str, Callable[[ClaimView], list[str]]] = {
    "words": word_features,
    "pieces": piece_features,
    "cues": cue_features,
    "polarity": polarity_features,
    "context": context_features,
}
FAMILY_NAMES = (*FAMILIES, "hinge")
# For other texts and targets than ours (benchmarks/results/stance.md); nothing uses them unasked.
MORE_FAMILIES: dict[str, Callable[[ClaimView], list[str]]] = {
    "surface": surface_features,
    "letters": letter_features,
    "targets": target_features,
    "target letters": target_letter_features,
    "beside": beside_features,
    "beside letters": beside_letter_features,
    "sides": side_features,
    "holder": holder_features,
}
ALL_FAMILIES = (*FAMILY_NAMES, *MORE_FAMILIES)
_ALL = FAMILIES | MORE_FAMILIES
# Families whose columns are found without their names, for a whole batch.
_DIRECT: dict[str, Callable[[Mapping[str, int]], Callable[[Windows, FoundColumns], None]]] = {
    "words": WordColumns,
    "pieces": PieceColumns,
    "cues": CueColumns,
    "polarity": PolarityColumns,
    "context": ContextColumns,
}


class ClaimFeaturizer:
    """Turns given claims into sparse rows of named features.

    Each family's features of a claim share one length, so that long claims and rich families do
    not drown the others.

    Parameters
    ----------
    families : tuple of str
        Which families to use, of "words", "pieces", "cues", "polarity", "context", "hinge", and
        of `MORE_FAMILIES`.
    max_features : int
        At most this many features are kept, the most frequent ones; at least 1.
    min_count : int
        Features in fewer training claims are dropped.
    chooser : ConditionChooser or None
        Scores conditions for the family "hinge"; without it that family is empty.

    Attributes
    ----------
    vocabulary_ : dict of (str, dict of (str, int))
        For each family, the column of each feature.
    """

    def __init__(
        self,
        *,
        families: tuple[str, ...] = FAMILY_NAMES,
        max_features: int = 30_000,
        min_count: int = 2,
        chooser: ConditionChooser | None = None,
    ) -> None:
        self.families = families
        self.max_features = max_features
        self.min_count = min_count
        self.chooser = chooser

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"ClaimFeaturizer({given})"

    def fit(self, X: Sequence[GivenClaim], y: object = None) -> "ClaimFeaturizer":
        """Learn the vocabulary from claims.

        Parameters
        ----------
        X : sequence of GivenClaim
            As `GivenClaim.in_text` makes them.
        y : object
            Not used.
        """
        return self.fit_names(self.names(X))

    def fit_names(self, rows: Iterable[Mapping[str, list[str]]]) -> "ClaimFeaturizer":
        """Learn the vocabulary from the features that `names` gave."""
        unknown = set(self.families) - set(ALL_FAMILIES)
        if unknown or not self.families:
            raise ValueError(
                f"The 'families' parameter of ClaimFeaturizer must name families among "
                f"{', '.join(ALL_FAMILIES)}. Got {sorted(unknown) or 'none'} instead."
            )
        whole = isinstance(self.max_features, SupportsIndex)
        if not whole or self.max_features < 1:
            raise (ValueError if whole else TypeError)(
                "The 'max_features' parameter of ClaimFeaturizer must be a whole number of at "
                f"least 1. Got {self.max_features!r} instead."
            )
        counts: Counter[tuple[str, str]] = Counter()
        for row in rows:
            for family, names in row.items():
                counts.update((family, name) for name in set(names))
        kept = [key for key, count in counts.items() if count >= self.min_count]
        kept.sort(key=lambda key: (-counts[key], key))
        return self._learn(
            [f"{family}:{name}" for family, name in sorted(kept[: self.max_features])]
        )

    def _learn(self, columns: Sequence[str]) -> "ClaimFeaturizer":
        """Take names with their families as the columns, in this order."""
        self._names = Joined(columns)
        vocabulary = self._vocabulary(columns)
        self._n_features = len(columns)
        self._direct = {
            family: made(vocabulary[family])
            for family, made in _DIRECT.items()
            if family in self.families
        }
        self._hinge = HingeColumns(vocabulary.get("hinge", {}))
        return self

    @property
    def vocabulary_(self) -> dict[str, dict[str, int]]:
        """For each family, the column of each feature: not kept, as predicting does not ask."""
        return self._vocabulary(self._columns())

    def _vocabulary(self, columns: Sequence[str]) -> dict[str, dict[str, int]]:
        vocabulary: dict[str, dict[str, int]] = {family: {} for family in self.families}
        for column, full in enumerate(columns):
            family, _, name = full.partition(":")
            vocabulary[family][name] = column
        return vocabulary

    def names(self, claims: Sequence[GivenClaim]) -> list[dict[str, list[str]]]:
        """Return the features of each claim by family, before the vocabulary is applied."""
        read = views(claims)
        return list(map(self.names_of, read, self._choices(read)))

    def names_of(self, view: ClaimView, choice: Choice | None = None) -> dict[str, list[str]]:
        """Return the features of one claim by family; "hinge" is empty without a choice."""
        return {
            family: _names_in(family, view, choice)
            for family in ALL_FAMILIES
            if family in self.families
        }

    def _choices(self, read: Sequence[ClaimView]) -> Sequence[Choice | None]:
        return self.chooser.choose(read) if self.chooser else [None] * len(read)

    def encode(self, claims: Sequence[GivenClaim]) -> Rows:
        """Return the sparse rows of the claims: what `encode_names` gives of `names`, sooner."""
        rows = ClaimRows.of(claims)
        choices = self.chooser.choose_rows(rows) if self.chooser else None
        return Rows.joined(self.encode_windows(Windows.of(rows), choices))

    def encode_windows(self, windows: Windows, choices: Choices | None) -> list[FamilyRows]:
        """Return the sparse rows of the claims of `windows`, family by family."""
        by_name = [name for name in self.families if name not in self._direct and name != "hinge"]
        vocabulary, read = (self.vocabulary_, views(windows.rows.given)) if by_name else ({}, [])
        encoded = []
        for family in self.families:
            found = FoundColumns(self.n_features_, len(windows.rows))
            if family in by_name:
                _add_named(vocabulary[family], map(_ALL[family], read), found)
            elif family != "hinge":
                self._direct[family](windows, found)
            elif choices is not None:
                self._hinge(windows.rows, choices, found)
            encoded.append(found.rows(family))
        return encoded

    def encode_names(self, rows: Iterable[Mapping[str, list[str]]]) -> Rows:
        """Return the sparse rows of features that `names` gave."""
        named = list(rows)
        encoded = []
        for family, vocabulary in self.vocabulary_.items():
            found = FoundColumns(self.n_features_, len(named))
            _add_named(vocabulary, (row.get(family, []) for row in named), found)
            encoded.append(found.rows(family))
        return Rows.joined(encoded)

    def transform(self, X: Sequence[GivenClaim]) -> Any:
        """Return the rows of claims.

        Parameters
        ----------
        X : sequence of GivenClaim

        Returns
        -------
        scipy CSR matrix of shape (n_claims, n_features), float32
        """
        self._check_fitted()
        return self.matrix(self.encode(X))

    def fit_transform(self, X: Sequence[GivenClaim], y: object = None) -> Any:
        """Learn the vocabulary from the claims and return their rows."""
        rows = self.names(X)
        return self.fit_names(rows).matrix(self.encode_names(rows))

    def matrix(self, rows: Rows) -> Any:
        """Return sparse rows as a scipy CSR matrix; scipy is imported here only."""
        from scipy.sparse import csr_matrix

        shape = (len(rows.starts) - 1, self.n_features_)
        return csr_matrix((rows.values, rows.indices, rows.starts), shape=shape)

    @property
    def n_features_(self) -> int:
        """Number of columns."""
        return self._n_features

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:
        """Return the names of the columns as "family:name"."""
        self._check_fitted()
        return np.array(self._columns(), dtype=object)

    def _check_fitted(self) -> None:
        """Raise what scikit-learn raises, which is imported here only, where nothing was learned.

        Not in `encode`, which predicting asks: its featuriser comes from a state.
        """
        if not hasattr(self, "_names"):
            from sklearn.exceptions import NotFittedError

            raise NotFittedError("This ClaimFeaturizer is not fitted yet; call 'fit' before.")

    def _columns(self) -> list[str]:
        return self._names.parted()

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the constructor's parameters."""
        return {
            "families": self.families,
            "max_features": self.max_features,
            "min_count": self.min_count,
            "chooser": self.chooser,
        }

    def set_params(self, **params: Any) -> "ClaimFeaturizer":
        """Set constructor's parameters by name."""
        for name, value in params.items():
            if name not in self.get_params():
                raise ValueError(f"ClaimFeaturizer has no parameter {name!r}.")
            setattr(self, name, value)
        return self

    def state(self) -> dict[str, Any]:
        """Return the JSON-able state: families, and the columns in order."""
        return {"families": list(self.families), "columns": self._columns()}

    @classmethod
    def from_state(
        cls, config: Mapping[str, Any], chooser: ConditionChooser | None = None
    ) -> "ClaimFeaturizer":
        """Rebuild a fitted featuriser; the chooser has a state of its own."""
        return cls(families=tuple(config["families"]), chooser=chooser)._learn(config["columns"])


def _add_named(
    vocabulary: Mapping[str, int], named: Iterable[Sequence[str]], found: FoundColumns
) -> None:
    """Note the features of one family by their names, those of each claim."""
    for claim, names in enumerate(named):
        columns = [vocabulary.get(name, -1) for name in names]
        found.add(np.full(len(columns), claim), np.array(columns, np.int64))


def _names_in(family: str, view: ClaimView, choice: Choice | None) -> list[str]:
    if family != "hinge":
        return _ALL[family](view)
    return hinge_features(view, choice) if choice else []
