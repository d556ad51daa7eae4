"""Measure mentions and resolution against annotated documents.

usage: python -m training.measure_actors [FILE ...] [--errors KIND]

Prints the share of gold actor and source spans that a found mention covers, and the share of gold
mentions whose canonical name comes out right, by kind of mention. Without files it reads the corpus
and asks, for each fold, a ranker of antecedents that has not seen it; with files the released one.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from stanceclf.actors.antecedents import Ranker
from stanceclf.actors.kinds import PRONOUNS
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.resolution import resolve
from stanceclf.loading import load
from stanceclf.matching import same_actor
from stanceclf.records import Actor, Span
from stanceclf.text.document import Document
from training.antecedents import fit_ranker, gold_mentions, questions
from training.corpus import AnnotatedDocument, read_corpus, read_documents, read_folds, split

FIRST_PERSON = frozenset(["i", "me", "my", "we", "us", "our"])


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
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", help="print the errors of the kinds that contain this text")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    equal = covered = seconds = 0.0
    records = 0
    for record, ranker in _rows(options.files):
        records += 1
        document = Document.from_text(record.text)
        gold = list(gold_mentions(record))
        started = time.process_time()
        mentions = find_mentions(document)
        actors = resolve(document, [span for span, _, _ in gold], mentions, ranker=ranker)
        seconds += time.process_time() - started
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
    print(f"{records} documents, {count} mentions, {1000 * seconds / records:.2f} ms each")
    print(f"found mentions: equal {equal / count:.3f}, overlapping {covered / count:.3f}")
    for row, number in sorted(total.items()):
        print(f"{row:28} {right[row]:5} / {number:5} = {right[row] / number:.3f}")
    print(f"{'all':28} {sum(right.values()):5} / {count:5} = {sum(right.values()) / count:.3f}")


def _rows(files: Sequence[Path]) -> Iterator[tuple[AnnotatedDocument, Ranker]]:
    """Yield documents with the ranker that reads each."""
    if files:
        released = load().ranker
        for path in files:
            for document in read_documents(path, checked=False):
                yield document, released
        return
    corpus, folds = read_corpus(), read_folds()
    asked = {document.id: questions(document) for document in corpus}
    for fold in sorted(set(folds.values())):
        outside, inside = split(corpus, fold, folds)
        ranker = fit_ranker((), (one for document in outside for one in asked[document.id]))
        for document in inside:
            yield document, ranker


def print_error(record: AnnotatedDocument, row: str, span: Span, name: str, actor: Actor) -> None:
    """Print one error with the words around it."""
    text = record.text
    around = text[max(0, span.start - 90) : span.end + 50].replace("\n", " | ")
    print(f"[{record.id}] {row}: {span.of(text)!r} -> {actor.name!r}, gold {name!r}")
    print(f"      ... {around} ...")


if __name__ == "__main__":
    main()
