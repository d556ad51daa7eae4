"""Measure mentions and resolution against annotated documents.

    python -m training.measure_actors training/corpus/*.jsonl [--errors KIND]

Prints the share of gold actor and source spans that a found mention covers, and the share of gold
mentions whose canonical name comes out right, by kind of mention.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from stanceclf.actors.kinds import PRONOUNS
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.resolution import resolve
from stanceclf.evaluation import same_actor
from stanceclf.pipeline import load
from stanceclf.records import Actor, Span
from stanceclf.text.document import Document
from training.corpus import AnnotatedDocument, read_documents

FIRST_PERSON = frozenset(["i", "me", "my", "we", "us", "our"])


def gold_mentions(annotated: AnnotatedDocument) -> Iterator[tuple[Span, str, str]]:
    """Yield each annotated mention of a document once: its span, canonical name and type."""
    types = {one.actor_name: one.actor_type.value for one in annotated.statements}
    seen = set()
    for one in annotated.statements:
        for span, name in ((one.actor, one.actor_name), (one.source, one.source_name)):
            if span is not None and name is not None and (span, name) not in seen:
                seen.add((span, name))
                yield span, name, types.get(name, "source only")


def kind_of(mention: str, name: str, kind: str) -> str:
    """Return the row of the table that a mention is counted in."""
    low = mention.lower()
    if low in FIRST_PERSON:
        return "first person"
    if low in PRONOUNS:
        return "pronoun"
    if mention == name:
        return f"{kind}, own name"
    return f"{kind}, other words"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", help="print the errors of the kinds that contain this text")
    options = parser.parse_args()
    records = [
        document for path in options.files for document in read_documents(path, checked=False)
    ]
    ranker = load().ranker
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    equal = covered = seconds = 0.0
    for record in records:
        document = Document.from_text(record.text)
        gold = list(gold_mentions(record))
        started = time.perf_counter()
        mentions = find_mentions(document)
        actors = resolve(document, [span for span, _, _ in gold], mentions, ranker=ranker)
        seconds += time.perf_counter() - started
        spans = [document.span_of(mention.first, mention.last) for mention in mentions]
        for (span, name, kind), actor in zip(gold, actors, strict=True):
            row = kind_of(span.of(record.text), name, kind)
            total[row] += 1
            equal += span in spans
            covered += any(span.overlaps(other) for other in spans)
            correct = same_actor(name, actor.name, kind)
            right[row] += correct
            if options.errors is not None and not correct and options.errors in row:
                print_error(record, row, span, name, actor)
    count = sum(total.values())
    print(
        f"{len(records)} documents, {count} mentions, {1000 * seconds / len(records):.2f} ms each"
    )
    print(f"found mentions: equal {equal / count:.3f}, overlapping {covered / count:.3f}")
    for row, number in sorted(total.items()):
        print(f"{row:28} {right[row]:5} / {number:5} = {right[row] / number:.3f}")
    print(f"{'all':28} {sum(right.values()):5} / {count:5} = {sum(right.values()) / count:.3f}")


def print_error(record: AnnotatedDocument, row: str, span: Span, name: str, actor: Actor) -> None:
    """Print one error with the words around it."""
    text = record.text
    around = text[max(0, span.start - 90) : span.end + 50].replace("\n", " | ")
    print(f"[{record.id}] {row}: {span.of(text)!r} -> {actor.name!r}, gold {name!r}")
    print(f"      ... {around} ...")


if __name__ == "__main__":
    main()
