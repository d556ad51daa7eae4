"""`stanceclf evaluate`: the scores of a model, or of predictions, on annotated documents."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

import stanceclf
from stanceclf.commands import arguments, streams
from stanceclf.errors import DataError, StanceError
from stanceclf.evaluation import Counts, Documents, count_by_document, evaluate, predict
from stanceclf.report.annotated import read_given, read_gold, read_predicted
from stanceclf.report.encoding import dumps
from stanceclf.report.terminal import safe

Json = dict[str, Any]

_DESCRIPTION = """\
Score a model on annotated documents: claims, attribution, stance, condition, end to end.
"""
_EXAMPLES = """\
GOLD holds annotated documents, one per line. Without --predicted, the model reads them first.

  claims       claims with a stance that were found (at least half of the words shared)
  attribution  of the claims found, the share with the right actor
  stance       macro-F1 over the four labels, for given claims
  condition    token F1 of the condition's words, for given claims
  confidence   how often a given claim's label is wrong, among all and among the surest 80 %;
               how far probabilities are from the share that is right (ECE)
  end to end   (document, actor, label) triples, from the text alone

examples:
  stanceclf evaluate gold.jsonl --per-document
  stanceclf evaluate gold.jsonl --format json
  stanceclf evaluate gold.jsonl --predicted analyzed.jsonl --given classified.jsonl
"""


def add_to(subparsers: "arguments.SubParsers") -> None:
    """Add the sub-command and its options."""
    parser = arguments.add_parser(
        subparsers, "evaluate", "score a model on annotated documents", _DESCRIPTION, _EXAMPLES
    )
    add = parser.add_argument
    add("gold", metavar="GOLD")
    add("--predicted", metavar="FILE", help="what `analyze --format jsonl` wrote for GOLD")
    add("--given", metavar="FILE", help="what `classify` wrote for GOLD (with --predicted)")
    add("--per-document", action="store_true", help="print the counts of each document as well")
    add("--format", choices=("table", "json"), default="table", help="default: table")
    arguments.add_model(parser)
    arguments.add_accurate(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the scores."""
    _refuse_idle(options)
    gold = _read(options.gold, read_gold)
    given: Documents | None = None
    if options.predicted:
        predicted = _read(options.predicted, read_predicted)
        given = _read(options.given, read_given) if options.given else None
    else:
        pipeline = stanceclf.load(options.model, **arguments.tier(options))
        predicted, given = predict(pipeline, gold)
    scores = evaluate(gold, predicted, given)
    missing = len(gold.keys() - predicted.keys())
    if missing:
        streams.warn(
            f"{missing} of {len(gold)} documents have no prediction, which counts as one without "
            "statements"
        )
    streams.prepare_output(utf8=options.format == "json")
    if options.per_document:
        counts = count_by_document(gold, predicted)
        if options.format == "json":
            scores["per_document"] = {key: asdict(one) for key, one in counts.items()}
        else:
            for line in _document_lines(counts):
                streams.write(line)
            streams.write("")
    lines = [dumps(scores)] if options.format == "json" else _score_lines(scores)
    for line in lines:
        streams.write(line)
    return 0


def _refuse_idle(options: argparse.Namespace) -> None:
    """Raise where an option would do nothing."""
    if options.given and not options.predicted:
        raise StanceError("--given needs --predicted: both files are answers of one model")
    for name in ("model", "accurate", "share"):
        if options.predicted and getattr(options, name) is not None:
            raise StanceError(f"--{name} is of no use with --predicted, whose answers are scored")


def _read(path: str, read: Callable[[Iterable[bytes], str], dict[str, Json]]) -> Documents:
    """Return the records of a file, of which there must be some."""
    name = streams.shown_name(path)
    with streams.open_bytes(path) as file:
        records = read(file, name)
    if not records:
        raise DataError(f"{name}: holds no record; there is nothing to score")
    return records


def _document_lines(counts: Mapping[str, Counts]) -> Iterator[str]:
    """Yield a row for each document: what was found, wanted and made."""
    columns = max(map(len, ("document", *counts))) + 2
    yield f"{'document':<{columns}}claims  wanted  made   triples  wanted  made"
    for key, one in counts.items():
        yield (
            f"{safe(key):<{columns}}{one.claims:>6}{one.claims_gold:>8}{one.claims_made:>6}"
            f"{one.triples:>10}{one.triples_gold:>8}{one.triples_made:>6}"
        )


def _score_lines(scores: Json) -> Iterator[str]:
    """Yield the scores as a table, the confusion of labels below it."""
    yield f"{'':<22}{'F1':>8}{'precision':>11}{'recall':>8}"
    yield _row("claims", scores["claims"]) + f"   of {scores['gold_claims']} claims"
    yield _row("end to end", scores["end_to_end"]) + f"   of {scores['gold_triples']} triples"
    if "statements" in scores:
        yield f"{'stance, macro-F1':<22}{scores['stance_macro_f1']:>8.4f}"
        for label, row in scores["stance_per_label"].items():
            yield _row(f"  {label}", row)
        yield f"{'condition, token F1':<22}{scores['condition_token_f1']:>8.4f}"
    yield ""
    yield f"{'attribution':<22}{scores['attribution']:>8.4f}   share of matched claims"
    yield f"{'stance on matched':<22}{scores['stance_on_matched']:>8.4f}   share of matched claims"
    if "stance_confidence" in scores:
        sure = scores["stance_confidence"]
        yield (
            f"{'wrong, given claims':<22}{sure['error']:>8.4f}"
            f"   {sure['error_at_80']:.4f} of the surest 80 %"
        )
        yield f"{'calibration error':<22}{sure['calibration_error']:>8.4f}"
    if "statements" in scores:
        yield ""
        yield from _confusion_lines(scores["stance_confusion"])


def _confusion_lines(confusion: Json) -> Iterator[str]:
    yield f"{'annotated / predicted':<22}" + "".join(f"{label:>13}" for label in confusion)
    for label, row in confusion.items():
        yield f"{'  ' + label:<22}" + "".join(f"{count:>13}" for count in row.values())


def _row(name: str, row: Json) -> str:
    return f"{name:<22}{row['f1']:>8.4f}{row['precision']:>11.4f}{row['recall']:>8.4f}"
