"""Fit the table that tells actors from places: python -m training.metonyms [--data ../shared/data].

Writes stanceclf/resources/metonyms.tsv. Few texts say of "Paris" which reading it has, but all say
of "the ministry" and of "the valley": the contexts of bodies are set against those of places, and
names of countries that are certainly one or the other are added. Those that annotators call places
although no preposition governs them are left out: GUM calls Austria a place in "Austria provides
support". Sources: the free genres of GUM, the train and dev parts of
CrossNER-politics, wikigold, re3d without its BBC part, and our corpus.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from stanceclf.actors.place_contexts import BIAS, Context, context_features
from training.metonym_examples import Example, examples
from training.resources import write_list

TABLE = "metonyms.tsv"
C = 0.05
RAREST = 4
LIGHTEST = 0.06
FOLDS = 5
_HEAD = """\
# Weight of each feature of a place's name in its sentence (place_contexts.py) for those who act in
# its name and against the place. Made by training/metonyms.py: do not edit by hand.
# Fitted on the free genres of GUM (Zeldes 2017; annotations CC BY 4.0, texts CC BY 2.5 and 4.0),
# CrossNER-politics (Liu et al. 2021, MIT), wikigold (Balasuriya et al. 2009, CC BY 4.0), re3d
# without BBC (Dstl 2017; OGL, CC BY, public domain) and the corpus of stanceclf (CC BY 4.0).
"""


def features_of(found: Iterable[Context]) -> Counter[str]:
    """Return how often each feature is met in some contexts."""
    return Counter(one for context in found for one in context_features(*context))


def fit(found: Sequence[Example], *, c: float = C, rarest: int = RAREST) -> dict[str, float]:
    """Return the weights worth keeping, `BIAS` among them; both readings count the same."""
    rows = [features_of(one.contexts) for one in found]
    counts = Counter(feature for row in rows for feature in row)
    vectorizer = DictVectorizer()
    table: csr_matrix = vectorizer.fit_transform(
        [{name: n for name, n in row.items() if counts[name] >= rarest} for row in rows]
    )
    totals: dict[bool, float] = defaultdict(float)
    for one in found:
        totals[one.acts] += one.weight
    weights: NDArray[np.float64] = np.array([one.weight / totals[one.acts] for one in found])
    model = LogisticRegression(C=c, max_iter=3000)
    model.fit(table, [one.acts for one in found], sample_weight=weights * totals[True] * 2)
    names = vectorizer.get_feature_names_out()
    kept = {
        name: weight
        for name, weight in zip(names, model.coef_[0].round(2).tolist(), strict=True)
        # The table cannot hold the others.
        if abs(weight) > LIGHTEST and name.isprintable() and "#" not in name
    }
    return {BIAS: round(float(model.intercept_[0]), 2), **kept}


def score(table: dict[str, float], found: Iterable[Context]) -> float:
    """Return the log-odds of acting; the library's own is `stanceclf.actors.metonyms`."""
    return table[BIAS] + sum(
        table.get(name, 0.0) * count for name, count in features_of(found).items()
    )


def held_out(found: Sequence[Example]) -> list[tuple[float, bool]]:
    """Return score and reading of the place names of GUM, by tables that saw other documents."""
    names = sorted({one.document for one in found})
    folds = {name: number % FOLDS for number, name in enumerate(names)}
    answers = []
    for fold in range(FOLDS):
        table = fit([one for one in found if folds[one.document] != fold])
        answers += [
            (score(table, one.contexts), one.acts)
            for one in found
            if one.sure and folds[one.document] == fold
        ]
    return answers


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    found = list(examples(parser.parse_args().data))
    table = fit(found)
    lines = [f"{name}\t{weight}" for name, weight in sorted(table.items())]
    write_list(TABLE, _HEAD, lines)
    print(f"{TABLE}: {len(lines)} features of {len(found)} phrases")


if __name__ == "__main__":
    main()
