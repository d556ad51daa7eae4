"""Fit the clause splitter on GUM's elementary discourse units, and score it.

usage: python -m training.clauses [--data ../shared/data] [--fit]

DATA/gum is the GUM corpus (github.com/amir-zeldes/gum). Only its CC-BY genres are read, so that
the weights may be released. Prints the scores of a five-fold cross-validation over the train and
dev documents; with --fit, fits on all of them and writes `training/gum_clauses/`, which is
committed: `benchmarks.gum_text` measures it on the test documents. No stage of the pipeline has it.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from stanceclf.artifact import read_model, write_model
from training.clause_columns import (
    SURE,
    WORD_COLUMNS,
    Columns,
    WordTable,
    plain,
    word_values,
)
from training.clause_examples import Example, coarse, read_examples
from training.clause_scores import begin_scores, find_begins
from training.clause_slots import PAD, SlotTable
from training.clause_splitter import (
    TAGS,
    ClauseSplitter,
    begin_table,
    context_columns,
    sure_tags,
    tag_table,
)
from training.gum import ATTRIBUTION

FITTED = Path(__file__).parent / "gum_clauses"
FOLDS = 5
# Chosen by cross-validation over the train and dev documents, as were the slots and tags.
LEAST_SCORE = -0.7
_LEAST_SEEN = {"tag": 3, "begin": 2}  # times that a feature must be seen
_PENALTY = {"tag": 0.5, "begin": 4.0}
_ITERATIONS = {"tag": 40, "begin": 60}
_LEAST_WEIGHT = {"tag": 0.2, "begin": 0.03}
_STEPS = {"tag": 16, "begin": 64}  # of a unit: round weights take a quarter of the room, packed

_OFTEN = 10  # times that a word must be seen for its only tag to be sure


def _known_tags(seen: Counter[str]) -> str:
    """Return the tags of a word that are no accidents, joined; nothing if it is too rare."""
    if seen.total() >= _OFTEN and len({coarse(tag) for tag in seen}) == 1:
        return TAGS[coarse(next(iter(seen)))] + SURE
    return "|".join(sorted(tag for tag, n in seen.items() if n >= max(2, 0.08 * seen.total())))


def learn_words(examples: Sequence[Example]) -> WordTable:
    """Return the values of word columns, and the tags of words, that were seen twice or more."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    forms: Counter[str] = Counter()
    for example in examples:
        forms.update(example.document.words)
        for word, tag in zip(example.document.words, example.tags, strict=True):
            seen[plain(word)][tag] += 1
    tags = {word: known for word, of in seen.items() if (known := _known_tags(of))}
    counts: dict[str, Counter[str]] = {name: Counter() for name in WORD_COLUMNS}
    for form, count in forms.items():
        for name, value in zip(WORD_COLUMNS, word_values(form, tags), strict=True):
            counts[name][value] += count
    vocabulary = {
        name: [value for value, n in sorted(of.items(), key=lambda x: (-x[1], x[0])) if n > 1]
        for name, of in counts.items()
    }
    lexicon: dict[str, list[str]] = defaultdict(list)
    for word, joined in sorted(tags.items()):
        lexicon[joined].append(word)
    return WordTable(vocabulary, {joined: " ".join(words) for joined, words in lexicon.items()})


def fit_splitter(examples: Sequence[Example]) -> ClauseSplitter:
    """Fit both models; the second one learns from tags that the first gave to unseen documents."""
    words = learn_words(examples)
    predicted: dict[str, NDArray[np.int64]] = {}
    for fold in range(FOLDS):
        rest = [one for at, one in enumerate(examples) if at % FOLDS != fold]
        tagger = _Tagger(learn_words(rest), rest)
        predicted |= {one.id: tagger.tag(one) for one in examples[fold::FOLDS]}
    tagger = _Tagger(words, examples)
    table = begin_table(words)
    parts = []
    for one in examples:
        columns = words.columns([one.document])
        columns |= context_columns([one.document], [one.quoted], columns, predicted[one.id])
        parts.append(_rows(table, columns))
    begins = np.concatenate([one.begins for one in examples]).astype(np.int64)
    used, weights = _fit(np.concatenate(parts), table.size, begins, 2, "begin")
    begin_weights = np.zeros(table.size, dtype=np.float32)
    begin_weights[used] = weights[:, 1] - weights[:, 0]
    return ClauseSplitter(words, tagger.used, tagger.weights, begin_weights, LEAST_SCORE)


class _Tagger:
    """The word classes of tokens, fitted."""

    def __init__(self, words: WordTable, examples: Sequence[Example]):
        self.words = words
        self.table = tag_table(words)
        rows = np.concatenate([self._rows(one) for one in examples])
        labels = np.array([coarse(tag) for one in examples for tag in one.tags])
        used, weights = _fit(rows, self.table.size, labels, len(TAGS), "tag")
        self.used, self.weights = used.astype(np.int32), weights.astype(np.float32)

    def _rows(self, example: Example) -> NDArray[np.int64]:
        return _rows(self.table, self.words.columns([example.document]))

    def tag(self, example: Example) -> NDArray[np.int64]:
        compact = np.full(self.table.size, -1)
        compact[self.used] = np.arange(len(self.used))
        weights = np.concatenate([self.weights, np.zeros((1, len(TAGS)), np.float32)])
        columns = self.words.columns([example.document])
        scores = weights[compact[_rows(self.table, columns)]].sum(axis=1)
        sure = sure_tags(self.words)[columns["lexical"][PAD:-PAD]]
        best: NDArray[np.int64] = np.where(sure, sure, scores.argmax(axis=1) + 1)
        return best


def _rows(table: SlotTable, columns: Columns) -> NDArray[np.int64]:
    """Return the row of each slot for each token of one document."""
    return np.stack([table.rows(at, columns) for at in range(len(table.slots))], axis=1)


def _fit(
    rows: NDArray[np.int64], size: int, labels: NDArray[np.int64], n_labels: int, kind: str
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the table rows that have weights, and these, shape (n_used, n_labels).

    Multinomial logistic regression with a quadratic penalty and no intercept, which the release
    would have to carry beside the table.
    """
    counts = np.bincount(rows.ravel(), minlength=size)
    kept = np.flatnonzero(counts >= _LEAST_SEEN[kind])
    number = np.full(size, -1)
    number[kept] = np.arange(len(kept))
    places = number[rows]
    filled = places >= 0
    ends = np.concatenate([[0], np.cumsum(filled.sum(axis=1))])
    ones = np.ones(int(filled.sum()))
    x = csr_matrix((ones, places[filled], ends), shape=(len(rows), len(kept)))
    transposed = x.T.tocsr()
    one_hot = np.eye(n_labels)[labels]
    penalty = _PENALTY[kind]

    def loss(vector: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = vector.reshape(len(kept), n_labels)
        scores = x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        totals = odds.sum(axis=1, keepdims=True)
        value = np.log(totals).sum() - (scores * one_hot).sum() + 0.5 * penalty * vector @ vector
        slope = transposed @ (odds / totals - one_hot) + penalty * weights
        return float(value), slope.ravel()

    start = np.zeros(len(kept) * n_labels)
    options = {"maxiter": _ITERATIONS[kind], "maxcor": 5}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options)
    weights = found.x.reshape(len(kept), n_labels)
    strong = np.abs(weights).max(axis=1) >= _LEAST_WEIGHT[kind]
    return kept[strong], np.round(weights[strong] * _STEPS[kind]) / _STEPS[kind]


def read_fitted(directory: Path = FITTED) -> ClauseSplitter:
    """Return the splitter that was fitted on all train and dev documents and is committed."""
    return ClauseSplitter.from_state(*read_model(directory).stages["clauses"])


def cross_validate(examples: Sequence[Example], folds: int = FOLDS) -> list[set[int]]:
    """Return where units begin in each document, by splitters that did not learn from it."""
    found: list[set[int]] = [set() for _ in examples]
    for fold in range(folds):
        rest = [one for at, one in enumerate(examples) if at % folds != fold]
        held_out = range(fold, len(examples), folds)
        answers = find_begins(fit_splitter(rest), [examples[at] for at in held_out])
        for at, answer in zip(held_out, answers, strict=True):
            found[at] = answer
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Cross-validate, and fit the splitter that is released."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--fit", action="store_true", help=f"write {FITTED.name}/ anew")
    options = parser.parse_args(arguments)
    examples = read_examples(options.data / "gum", ["train", "dev"])
    found = cross_validate(examples)
    genres = sorted({one.genre for one in examples})
    print(f"{'begins F1, cross-validated':<28}{'all':>8}{'inner':>8}{'units':>8}")
    for name, chosen in [*((genre, [genre]) for genre in genres), ("together", genres)]:
        every, inner, units = begin_scores(examples, found, chosen)
        print(f"{name:<28}{every:>8.4f}{inner:>8.4f}{units:>8}", flush=True)
    if options.fit:
        state = fit_splitter(examples).state()
        write_model(FITTED, {"clauses": state}, about={"training": ATTRIBUTION})
    return 0


if __name__ == "__main__":
    sys.exit(main())
