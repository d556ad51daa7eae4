"""The command `stanceclf`."""

import argparse
import os
import sys
from collections.abc import Sequence

from stanceclf import __version__
from stanceclf.commands import (
    analyze,
    attribute,
    classify,
    corpus,
    evaluate,
    models,
    streams,
    train,
)
from stanceclf.compiled import form
from stanceclf.errors import StanceError

_DESCRIPTION = """\
Who supports, opposes or conditionally supports a deployment of forces: read from news text, with
the condition, the probability, and the words that show it. Runs offline, on a CPU.
"""
_EXAMPLES = """\
examples:
  stanceclf analyze article.txt                              a table of actors
  stanceclf analyze articles.jsonl --format jsonl > out.jsonl
  stanceclf attribute article.txt                            who says what, on any subject
  stanceclf corpus articles.jsonl.gz --out coded             tables of a corpus of any size
  stanceclf evaluate gold.jsonl                              the scores of the model

Exit status: 0 done; 2 bad usage, input or model; 130 interrupted; 141 output closed by its reader.
"""
_INTERRUPTED = 130
_PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments; those of the process if left out.
    """
    if sys.stderr is None:  # closed, as `2>&-` does
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the end
    try:
        options = build_parser().parse_args(argv)
        status: int = options.run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except StanceError as error:
        streams.warn(error)
        return 2
    except BrokenPipeError:
        # The interpreter would complain when it flushes standard output at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except OSError as error:
        streams.warn(f"{error.filename}: {error.strerror}" if error.filename else error)
        return 2
    except KeyboardInterrupt:
        streams.warn("interrupted")
        return _INTERRUPTED


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every sub-command."""
    parser = argparse.ArgumentParser(
        prog="stanceclf",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    version = f"stanceclf {__version__} ({form()})"
    parser.add_argument("--version", action="version", version=version)
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in (analyze, attribute, corpus, classify, evaluate, train, models):
        command.add_to(subparsers)
    return parser
