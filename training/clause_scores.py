"""Score begins of clauses: F1 over whole documents, and within sentences."""

from collections.abc import Iterable, Sequence, Set
from typing import Any

import numpy as np

from training.clause_examples import Example
from training.clause_splitter import ClauseSplitter


def find_begins(splitter: ClauseSplitter, examples: Sequence[Example]) -> list[set[int]]:
    """Return the offsets where the splitter lets units begin in each document."""
    documents = [one.document for one in examples]
    masks = splitter.begins(documents, [one.quoted for one in examples])
    return [
        {document.starts[at] for at in np.flatnonzero(mask).tolist()}
        for document, mask in zip(documents, masks, strict=True)
    ]


def f1(pairs: Iterable[tuple[Set[Any], Set[Any]]]) -> float:
    """Return F1 over pairs of gold and found sets, taken together."""
    both = total = 0
    for gold, found in pairs:
        both += 2 * len(gold & found)
        total += len(gold) + len(found)
    return both / total if total else 1.0


def begin_scores(
    examples: Sequence[Example], found: Sequence[set[int]], genres: Sequence[str]
) -> tuple[float, float, int]:
    """Return F1 of the begins of units, of those within sentences, and the number of gold units.

    Begins are compared as offsets over whole documents, with our sentences and our tokens, as
    Braud et al. (2017) do; those within sentences are what studies with gold sentences report.
    """
    every, inner = [], []
    for example, answer in zip(examples, found, strict=True):
        if example.genre in genres:
            openings = {one.span.start for one in example.document.sentences}
            every.append((example.starts, answer))
            inner.append((example.starts - openings, answer - openings))
    return f1(every), f1(inner), sum(len(gold) for gold, _ in every)
