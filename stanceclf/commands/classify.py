"""`stanceclf classify`: the stance and condition of claims that are given."""

import argparse

import stanceclf
from stanceclf.commands import arguments, streams
from stanceclf.report.encoding import classified_record, dumps
from stanceclf.report.jsonl import read_articles

_DESCRIPTION = """\
Classify claims that have been found already, for example by hand: each gets a stance, its
probabilities, and the span of its condition.
"""
_EXAMPLES = """\
FILE holds one document per line: `id`, `text` and `statements`. Of a statement only `claim`,
`actor`, `source` ([start, end] in code points, or null), `actor_name` and `source_name` are read:
  {"id": "a1", "text": "Kenya will go.", "statements": [{"claim": [0, 14], "actor": [0, 5]}]}

For each line it writes one that holds `id` and, in the order of `statements`, `stances`,
`conditions` ([start, end] or null) and `probabilities`.

examples:
  stanceclf classify coded.jsonl > classified.jsonl
  zcat coded.jsonl.gz | stanceclf classify -
"""


def add_to(subparsers: "arguments.SubParsers") -> None:
    """Add the sub-command and its options."""
    parser = arguments.add_parser(
        subparsers, "classify", "classify claims that are given", _DESCRIPTION, _EXAMPLES
    )
    add = parser.add_argument
    add("file", metavar="FILE", nargs="?", default="-", help="default: -, standard input")
    add("--format", choices=("jsonl",), default="jsonl", help="default: jsonl")
    arguments.add_target(parser)
    arguments.add_model(parser)
    arguments.add_accurate(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Classify the input; return 2 if a line of it could not be read."""
    pipeline = stanceclf.load(options.model, **arguments.tier(options))
    streams.prepare_output(utf8=True)
    with streams.open_bytes(options.file) as file, streams.Progress() as progress:
        articles = read_articles(file, streams.shown_name(options.file), statements=True)
        for article in progress.good(articles):
            classified = pipeline.classify(
                article.text,
                article.statements,
                title=article.title,
                target=article.target or options.target,
            )
            streams.write(dumps(classified_record(article.id, classified)))
    return progress.status
