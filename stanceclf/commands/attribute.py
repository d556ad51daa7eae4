"""`stanceclf attribute`: who says what, by which words, on any matter."""

import argparse
import shutil
from collections.abc import Iterable, Sequence

import stanceclf
from stanceclf.commands import arguments, articles, streams
from stanceclf.records import Attribution
from stanceclf.report.encoding import attributions_record, dumps
from stanceclf.report.jsonl import Article
from stanceclf.report.spoken import render_attributions

_DESCRIPTION = """\
Find what a news text reports as said: the words that are said, the words that say so ("said",
"according to"), and who says them, also where that is "he" or "the minister". The subject may be
anything; `analyze` looks only for positions on a deployment.
"""
_EXAMPLES = """\
FILE is an article as plain text (UTF-8, or UTF-16 with its mark) or, where its name ends in .jsonl
or --input jsonl is given, one record per line:
  {"id": "a1", "text": "...", "title": "..."}     (title optional)

formats:
  table   for reading: a block for each attribution, with the probability of its words
  jsonl   one line per document: contents, cue and source as [start, end] in code points

examples:
  stanceclf attribute article.txt
  stanceclf attribute articles.jsonl --format jsonl > said.jsonl
  stanceclf attribute article.txt --min-probability 0.6

A line that cannot be read is reported on standard error; the others are still read, and the exit
status is 2.
"""


def add_to(subparsers: "arguments.SubParsers") -> None:
    """Add the sub-command and its options."""
    parser = arguments.add_parser(
        subparsers, "attribute", "read articles: who says what", _DESCRIPTION, _EXAMPLES
    )
    articles.add_input(parser)
    add = parser.add_argument
    add("--format", choices=("table", "jsonl"), default="table", help="default: table")
    add(
        "--min-probability",
        metavar="P",
        type=arguments.probability,
        default=0.0,
        help="leave out attributions whose words are less sure than P (default: 0)",
    )
    arguments.add_table(parser)
    arguments.add_aliases(parser)
    arguments.add_model(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Find the attributions; return 2 if a line of the input could not be read."""
    pipeline = stanceclf.load(options.model, aliases=options.aliases)
    streams.prepare_output(utf8=options.format != "table")
    written = 0

    def attributed(good: Sequence[Article]) -> Iterable[tuple[Attribution, ...]]:
        return pipeline.attributions_many([article.text for article in good])

    with articles.opened(options) as read, streams.Progress() as progress:
        for article, every in progress.good(articles.answered(read, attributed)):
            found = [one for one in every if one.probability >= options.min_probability]
            if options.format == "jsonl":
                streams.write(dumps(attributions_record(article.id, article.text, found)))
            else:
                streams.write("\n" * bool(written) + _table(article, found, options))
            written += 1
    return progress.status


def _table(article: Article, found: Sequence[Attribution], options: argparse.Namespace) -> str:
    return render_attributions(
        article.text,
        found,
        title=article.title or article.id,
        columns=options.width or shutil.get_terminal_size().columns,
        color=articles.in_color(options.color),
    )
