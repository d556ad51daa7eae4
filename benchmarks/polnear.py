"""Sources, cues and contents on PolNeAR, in the form that CofeNet published results for.

    python -m benchmarks.polnear --data ../shared/data

fits the roles stage on PolNeAR's train compartment, in memory only, and prints exact F1 of spans on
CofeNet's test file, as its exe/eval/evaluation.py counts them: a span is a longest run of begin and
inside labels of one role in an item, right where role and both edges are. PolNeAR states no
licence: nothing fitted on it is kept.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.data import Json
from benchmarks.polnear_items import Item, item_document, read_compartment, read_items
from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.roles import ROLES, RoleTagger
from stanceclf.attribution.scene import kinds_of
from training.attribution import LABELS, Labelled, fit_roles, spans, tag_all

TRAINED_ON = "PolNeAR train compartment (840 articles), measuring only"
# Exact F1 of source, cue, content on the same file (Wang et al., COLING 2022).
PUBLISHED = {
    "CRF": (50.6, 53.4, 28.6),
    "Cofe without encoder": (62.1, 63.3, 50.4),
    "BiLSTM+CRF": (69.6, 66.7, 59.0),
    "BERT+Cofe": (83.2, 75.3, 72.9),
}

Span = tuple[int, int, str]


def labelled(items: Sequence[Item]) -> list[Labelled]:
    """Return items as documents with a role for each token, grouped by article."""
    found = []
    for item in items:
        document = item_document(item)
        kinds = kinds_of(document, find_mentions(document))
        labels = np.array([LABELS.index(label) for label in item.labels], dtype=np.int64)
        found.append(Labelled(document, kinds, labels, item.key.rpartition("_")[0]))
    return found


def predict(tagger: RoleTagger, items: Sequence[Labelled]) -> list[set[Span]]:
    """Return the spans that the tagger finds in each item."""
    found = tag_all(tagger, items)
    return [{(one.first, one.last, one.role) for one in roles} for roles in found]


def annotated(items: Sequence[Labelled]) -> list[set[Span]]:
    """Return the spans that the labels of each item mark."""
    return [{(a, b, ROLES[role]) for a, b, role in spans(one.labels)} for one in items]


def exact_f1(gold: Sequence[set[Span]], found: Sequence[set[Span]], role: str) -> float:
    """Return 100 times the F1 of the spans of a role, right where both edges are.

    Examples
    --------
    >>> exact_f1([{(0, 2, "cue"), (3, 4, "cue")}], [{(0, 2, "cue"), (3, 5, "cue")}], "cue")
    50.0
    """
    right = sum(
        1 for one, other in zip(gold, found, strict=True) for s in one & other if s[2] == role
    )
    total = sum(1 for sets in (gold, found) for one in sets for s in one if s[2] == role)
    return 200 * right / total if total else 0.0


def measure(data: Path, *, compartment: str = "test") -> list[Json]:
    """Fit on PolNeAR's train compartment, and return a row for each role.

    Parameters
    ----------
    data : Path
        The folder that holds `polnear` and `cofenet-polnear-riqua`.
    compartment : str
        CofeNet's file to score: "test", or "valid" to choose by.
    """
    res = data / "cofenet-polnear-riqua" / "res" / "polnear"
    held = labelled(read_items(res / f"{compartment}.txt"))
    tagger = fit_roles(labelled(list(read_compartment(data / "polnear" / "data" / "train"))))
    start = time.perf_counter()
    found = predict(tagger, held)
    seconds = time.perf_counter() - start
    tokens = sum(len(one.labels) for one in held)
    gold = annotated(held)
    return [
        {
            "measure": f"PolNeAR {compartment}, {role}: exact F1",
            "value": round(exact_f1(gold, found, role), 1),
            "published": ", ".join(
                f"{name} {figures[number]}" for name, figures in PUBLISHED.items()
            )
            if compartment == "test"
            else "",
            "trained_on": TRAINED_ON,
            "n": sum(1 for one in gold for span in one if span[2] == role),
            "microseconds_per_token": round(1e6 * seconds / tokens, 1),
        }
        for number, role in enumerate(ROLES)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--compartment", choices=("test", "valid"), default="test")
    given = parser.parse_args(arguments)
    for row in measure(given.data, compartment=given.compartment):
        print(
            f"{row['measure']}: {row['value']} (n={row['n']}; {row['published']}; "
            f"fitted on {row['trained_on']}; {row['microseconds_per_token']} us a token)"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
