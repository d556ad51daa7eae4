"""`stanceclf analyze`: who holds which position, in an article or in a file of records."""

import argparse
import shutil
from collections.abc import Callable, Iterable, Sequence

import stanceclf
from stanceclf.commands import arguments, articles, streams
from stanceclf.errors import DataError
from stanceclf.records import Report
from stanceclf.report.aggregate import confident
from stanceclf.report.encoding import described_record, dumps, report_record
from stanceclf.report.jsonl import Article
from stanceclf.report.table import Reasons, render_table

_DESCRIPTION = """\
Find who supports, opposes or conditionally supports a deployment of forces in a news text,
on what condition, and which words show it.
"""
_EXAMPLES = """\
FILE is an article as plain text (UTF-8, or UTF-16 with its mark) or, where its name ends in .jsonl
or --input jsonl is given, one record per line:
  {"id": "a1", "text": "...", "title": "...", "target": "..."}     (title and target optional)

formats:
  table   for reading: a block for each actor that takes a side
  json    one object (a list of them for records) with the text and the words of every span
  jsonl   one line per document, in the form of the project's annotations

NAMES adds names, which take precedence over those that the library lists: one per line, in columns
separated by tabs: the alias, the name to show, its type (person, country, organisation, group) and,
if wanted, an affiliation and an id. A line that begins with # is a comment:
  the Iron Alliance    NATO          organisation
  Colonel Zorbo        Karo Delm     person          Free Sarmatia

examples:
  stanceclf analyze article.txt
  stanceclf analyze article.txt --aliases names.tsv
  stanceclf analyze article.txt --min-probability 0.6 --width 160
  stanceclf analyze article.txt --why
  stanceclf analyze article.txt --accurate models/accurate/deployment-en-accurate-large-3
  stanceclf analyze article.txt --format json > article.json
  stanceclf analyze articles.jsonl --format jsonl > statements.jsonl
  pdftotext article.pdf - | stanceclf analyze -

A line that cannot be read is reported on standard error; the others are still read, and the exit
status is 2.
"""


def add_to(subparsers: "arguments.SubParsers") -> None:
    """Add the sub-command and its options."""
    parser = arguments.add_parser(
        subparsers, "analyze", "read articles: actors, stances, conditions", _DESCRIPTION, _EXAMPLES
    )
    articles.add_input(parser)
    add = parser.add_argument
    add("--format", choices=("table", "json", "jsonl"), default="table", help="default: table")
    arguments.add_target(parser)
    add(
        "--min-probability",
        metavar="P",
        type=arguments.probability,
        default=0.0,
        help="leave out statements whose label is less sure than P (default: 0)",
    )
    arguments.add_min_confidence(parser)
    add(
        "--why",
        action="store_true",
        help="show which words each label rests on, and what its probability is without them "
        "(some six times slower, however long the article)",
    )
    arguments.add_table(parser)
    arguments.add_aliases(parser)
    arguments.add_model(parser)
    arguments.add_accurate(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Analyse the input; return 2 if a line of it could not be read."""
    pipeline = stanceclf.load(
        options.model,
        aliases=options.aliases,
        min_confidence=options.min_confidence,
        **arguments.tier(options),
    )
    streams.prepare_output(utf8=options.format != "table")

    def analyzed(good: Sequence[Article]) -> Iterable[Report]:
        return pipeline.analyze_many(
            [article.text for article in good],
            titles=[article.title for article in good],
            targets=[article.target or options.target for article in good],
        )

    with articles.opened(options) as read:
        results = articles.answered(read, analyzed)
        return _print(results, options, pipeline.explain if options.why else None)


def _print(
    results: Iterable[tuple[Article, Report] | DataError],
    options: argparse.Namespace,
    explain: Callable[[Report], Reasons] | None,
) -> int:
    """Write the results in the format asked for and the faults to standard error."""
    described = []
    written = 0
    with streams.Progress() as progress:
        for article, found in progress.good(results):
            report = confident(found, options.min_probability)
            reasons = explain(report) if explain else ()
            if options.format == "json":
                described.append(described_record(article.id, article.title, report, reasons))
            elif options.format == "jsonl":
                streams.write(dumps(report_record(article.id, report, reasons)))
            else:
                streams.write("\n" * bool(written) + _table(article, report, reasons, options))
            written += 1
    if options.format == "json":
        # Written at once, so that a run that is cut short leaves no half of a list.
        many = articles.holds_records(options)
        streams.write(dumps(described if many else described[0], indent=2))
    return progress.status


def _table(article: Article, report: Report, reasons: Reasons, options: argparse.Namespace) -> str:
    return render_table(
        report,
        title=article.title or article.id,
        columns=options.width or shutil.get_terminal_size().columns,
        color=articles.in_color(options.color),
        reasons=reasons,
    )
