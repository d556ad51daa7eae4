"""`stanceclf corpus`: files of articles in, shards of statements and verdicts out."""

import argparse
import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stanceclf
from stanceclf.artifact import identity
from stanceclf.commands import arguments, streams
from stanceclf.corpus.items import LARGEST, Fields

if TYPE_CHECKING:
    from stanceclf.corpus.run import Outcome

_DESCRIPTION = """\
Read a corpus of articles, of any size, and write who holds which position as shards of two tables:
statements, and the verdict of each actor of an article.
"""
_EXAMPLES = """\
IN is a file, a directory of such files, or a data set that Hugging Face `datasets` saved:
  .jsonl .csv .tsv (also with .gz or .zst)   one record or row per article: `text` and, if given,
                                             `id`, `title` and `target`
  .parquet                                   the same columns
  .txt                                       one article per file
A record without an id is named by its place: articles.jsonl:17. Ids must be unique. This is not
checked: rows of two records with the same id look like those of one. A cell of .csv or .tsv that
begins with a quotation mark must end with one, and those inside it must be doubled.

DIR will hold
  statements/00000000.jsonl ...   per statement: `id`, spans, actor, stance, condition, words
  verdicts/00000000.jsonl ...     per actor and article: `id`, actor, stance, statements
  errors.jsonl                    per record that could not be read: file, record, reason
  shards.jsonl                    per shard: its counts, and the hash of the records it is from
  manifest.json                   model, versions, input, options; in the end the totals

The run may be stopped at any moment, by Ctrl-C, a kill or a full disk: the same command continues
after the last complete shard, and ends with the same bytes, on any number of processes.

examples:
  stanceclf corpus articles.jsonl.gz --out coded
  stanceclf corpus 2026/ --out coded --jobs 2 --format parquet
  stanceclf corpus news.csv --out coded --text-field body --id-field url
  stanceclf corpus 2026/ --out coded --scheduler tcp://10.0.0.1:8786

  python -c "import pandas; print(pandas.read_parquet('coded/verdicts').stance.value_counts())"

A Dask cluster needs this package on each worker and where its scheduler runs; start the workers
with `dask worker --nthreads 1`.
The exit status is 0 when all is done, 2 if a record could not be read or the run could not go on,
130 if it was stopped.
"""
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def add_to(subparsers: "arguments.SubParsers") -> None:
    """Add the sub-command and its options."""
    parser = arguments.add_parser(
        subparsers, "corpus", "read a corpus into tables, safe to stop", _DESCRIPTION, _EXAMPLES
    )
    add = parser.add_argument
    add("inputs", metavar="IN", nargs="+", help="files and directories of articles")
    add("--out", metavar="DIR", type=Path, required=True, help="where the tables go")
    add(
        "--format",
        choices=("jsonl", "parquet", "both"),
        default="jsonl",
        help="format of the tables (default: jsonl)",
    )
    add("--jobs", metavar="N", type=arguments.at_least(1), default=1, help="processes (default: 1)")
    add("--scheduler", metavar="ADDRESS", help="a Dask scheduler, whose workers read the articles")
    add(
        "--resume",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="continue the run that DIR holds (default), or refuse to",
    )
    for field in ("text", "id", "title"):
        add(f"--{field}-field", metavar="NAME", default=field, help=f"default: {field}")
    arguments.add_target(parser)
    add(
        "--shard-size",
        metavar="SIZE",
        type=_size,
        default=4 << 20,
        help="input per shard, such as 64K or 16M (default: 4M, one or two thousand articles)",
    )
    add(
        "--max-record",
        metavar="SIZE",
        type=_size,
        default=LARGEST,
        help="a longer record counts as an error, not as an article (default: 10M)",
    )
    arguments.add_min_confidence(parser)
    arguments.add_aliases(parser)
    arguments.add_model(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run over the corpus; return 2 if a record could not be read."""
    # Here, so that the other commands do not wait for multiprocessing.
    from stanceclf.corpus.run import run_corpus
    from stanceclf.corpus.work import Job

    fields = Fields(options.id_field, options.text_field, options.title_field)
    formats = ("jsonl", "parquet") if options.format == "both" else (options.format,)
    outcome = run_corpus(
        partial(
            stanceclf.load,
            options.model,
            aliases=options.aliases,
            min_confidence=options.min_confidence,
        ),
        options.inputs,
        options.out,
        Job(fields, options.target, formats, options.max_record, options.shard_size),
        model=_identity(options),
        jobs=options.jobs,
        scheduler=options.scheduler,
        resume=options.resume,
        say=streams.warn,
    )
    return _report(options.out, outcome)


def _report(out: Path, outcome: "Outcome") -> int:
    """Say how the run ended; return the exit status."""
    if outcome.totals is None:
        streams.warn(
            f"stopped: {outcome.rate}; {outcome.shards} shards are in {out}, the same command "
            "continues after them"
        )
        return 130
    totals = outcome.totals
    streams.warn(
        f"{out}: {totals['records']:,} records, {totals['statements']:,} statements, "
        f"{totals['verdicts']:,} verdicts; {outcome.rate or 'complete already'}"
    )
    if totals["unreadable"]:
        streams.warn(f"{totals['unreadable']:,} records could not be read: {out / 'errors.jsonl'}")
        return 2
    return 0


def _identity(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the answers depend on beside the texts."""
    known: dict[str, Any] = identity(options.model)
    if options.aliases:
        known["aliases"] = hashlib.sha256(Path(options.aliases).read_bytes()).hexdigest()
    if options.min_confidence is not None:
        known["min_confidence"] = options.min_confidence
    return known


def _size(value: str) -> int:
    """Parse a number of bytes, such as 64K."""
    digits = value.rstrip("KMGkmg")
    unit = value[len(digits) :].upper()
    if not digits.isdecimal() or unit not in _UNITS or not int(digits):
        raise argparse.ArgumentTypeError(f"must be a size such as 64K or 16M, got {value}")
    return int(digits) * _UNITS[unit]
