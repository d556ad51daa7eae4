"""Assign documents to folds by families of topics.

usage: python -m training.splits [--directory training/corpus]

Documents that `splits.json` has keep their fold. A new document goes to the fold of its family,
a new family to the fold that its labels balance best; nothing depends on the order of files.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from stanceclf.records import LABELS
from training.corpus import CORPUS, SPLITS, AnnotatedDocument, read_corpus, read_folds

FAMILIES = CORPUS / "families.tsv"
FOLDS = 5


def read_families(path: Path = FAMILIES) -> list[tuple[str, str]]:
    """Return the rows (word of a slug, family) in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(word, family) for word, family in rows]


def family_of(topic: str, families: Sequence[tuple[str, str]]) -> str:
    """Return the family of a topic.

    >>> family_of("xanadu-monitors-1999", [("xanadu", "khan")])
    'khan'
    """
    slug = f"-{topic}-"
    return next((family for word, family in families if f"-{word}-" in slug), topic)


def assign(
    documents: Sequence[AnnotatedDocument],
    families: Sequence[tuple[str, str]],
    known: Mapping[str, int],
) -> dict[str, int]:
    """Return the fold of every document, those of `known` as they are."""
    members: dict[str, list[AnnotatedDocument]] = defaultdict(list)
    for document in documents:
        members[family_of(document.topic, families)].append(document)
    load: list[Counter[str]] = [Counter() for _ in range(FOLDS)]
    folds: dict[str, int] = {}
    homes: dict[str, int] = {}
    for family, group in members.items():
        for document in group:
            if document.id in known:
                folds[document.id] = homes[family] = known[document.id]
                load[known[document.id]] += _labels(document)
    for family in sorted(members, key=lambda name: _order(name, members[name])):
        new = [document for document in members[family] if document.id not in folds]
        labels = sum((_labels(document) for document in new), Counter[str]())
        best = min(range(FOLDS), key=lambda fold: (_cost(load, fold, labels), fold))
        home = homes.get(family, best)
        load[home] += labels
        folds |= {document.id: home for document in new}
    return folds


def part_of(family: str, parts: int, *, byte: int = 0) -> int:
    """Return which of some parts a family belongs to; another byte cuts them in another way."""
    return hashlib.sha256(family.encode()).digest()[byte] % parts


def _labels(document: AnnotatedDocument) -> Counter[str]:
    """Count the stances of a document."""
    return Counter(statement.stance.value for statement in document.statements)


def _order(family: str, group: Sequence[AnnotatedDocument]) -> tuple[int, str]:
    """Put large families first, equal ones in an order that no name decides."""
    size = sum(len(document.statements) for document in group)
    return -size, hashlib.sha256(family.encode()).hexdigest()


def _cost(load: Sequence[Counter[str]], fold: int, labels: Counter[str]) -> int:
    """Return the sum of squared label counts if a family went to a fold."""
    after = load[fold] + labels
    return sum(after[label] ** 2 - load[fold][label] ** 2 for label in LABELS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(prog="training.splits", description=__doc__.split("\n")[0])
    parser.add_argument("--directory", type=Path, default=CORPUS)
    options = parser.parse_args(arguments)
    path = options.directory / SPLITS.name
    documents = read_corpus(options.directory)
    known = read_folds(path) if path.exists() else {}
    folds = assign(documents, read_families(options.directory / FAMILIES.name), known)
    table = {
        str(fold): sorted(name for name, home in folds.items() if home == fold)
        for fold in range(FOLDS)
    }
    text = json.dumps({"made_by": "python -m training.splits", "folds": table}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
