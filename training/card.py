"""Write the counts of the corpus into its data card.

usage: python -m training.card [--check]
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from stanceclf.records import LABELS, ActorType, Quotation
from training.corpus import CORPUS, SPLITS, AnnotatedDocument, read_corpus, read_folds
from training.splits import FAMILIES, family_of, read_families

CARD = CORPUS / "DATA_CARD.md"
BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"


def counts(documents: Sequence[AnnotatedDocument], directory: Path = CORPUS) -> str:
    """Return the tables of the card: labels, types, quotation, folds and topics."""
    statements = [statement for document in documents for statement in document.statements]
    total = len(statements)
    words = sum(len(document.text.split()) for document in documents)
    lines = [
        f"{len(documents)} documents, {words:,} words, {total:,} statements,"
        f" {sum(len(document.actors) for document in documents):,} verdicts.",
        "",
        *_table("label", Counter(s.stance.value for s in statements), LABELS),
        *_table("type of actor", Counter(s.actor_type.value for s in statements), ActorType),
        *_table("quotation", Counter(s.quotation.value for s in statements), Quotation),
        "| fold | documents | " + " | ".join(LABELS) + " |",
        "| --- | ---: | " + " | ".join("---:" for _ in LABELS) + " |",
    ]
    folds = read_folds(directory / SPLITS.name)
    for fold in sorted(set(folds.values())):
        inside = [document for document in documents if folds[document.id] == fold]
        labels = Counter(s.stance for document in inside for s in document.statements)
        cells = " | ".join(str(labels[label]) for label in LABELS)
        lines.append(f"| {fold} | {len(inside)} | {cells} |")
    families = read_families(directory / FAMILIES.name)
    sizes = Counter(family_of(document.topic, families) for document in documents)
    common = [f"{name} {size}" for name, size in sorted(sizes.items()) if size > 1]
    single = sum(size == 1 for size in sizes.values())
    lines += ["", f"Families of topics (documents): {', '.join(common)}; {single} of one document."]
    return "\n".join(lines)


def _table(title: str, counted: Counter[str], order: Iterable[str]) -> list[str]:
    """Return a Markdown table of counts and shares."""
    total = counted.total()
    rows = [f"| {key} | {counted[key]} | {counted[key] / total:.1%} |" for key in map(str, order)]
    return [f"| {title} | statements | share |", "| --- | ---: | ---: |", *rows, ""]


def with_counts(card: str, text: str) -> str:
    """Return a card with the part between the marks replaced."""
    before, _, rest = card.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(prog="training.card", description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="fail where the counts are old")
    options = parser.parse_args(arguments)
    card = CARD.read_text(encoding="utf-8")
    new = with_counts(card, counts(read_corpus()))
    if options.check:
        return int(new != card)
    CARD.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
