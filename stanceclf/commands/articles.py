"""The articles that a sub-command reads: one as plain text, or records a line each."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from stanceclf.commands import streams
from stanceclf.errors import DataError
from stanceclf.report.jsonl import Article, read_articles

Articles = Iterator[Article | DataError]
Answer = TypeVar("Answer")


def add_input(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what is read."""
    add = parser.add_argument
    add("file", metavar="FILE", nargs="?", default="-", help="default: -, standard input")
    add(
        "--input",
        choices=("auto", "text", "jsonl"),
        default="auto",
        help="what FILE holds (default: auto, by its name)",
    )
    add("--title", default="", help="title of the article")


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Articles]:
    """Open what the options name; a line that is no article is yielded as what is wrong with it."""
    with streams.open_bytes(options.file) as file:
        if holds_records(options):
            yield read_articles(file, streams.shown_name(options.file))
        else:
            yield iter([_read_article(file, options)])


def holds_records(options: argparse.Namespace) -> bool:
    """Tell whether the input has one article a line."""
    by_name: bool = options.file.endswith(".jsonl")
    return options.input == "jsonl" or (options.input == "auto" and by_name)


def answered(
    read: Iterable[Article | DataError], answer: Callable[[list[Article]], Iterable[Answer]]
) -> Iterator[tuple[Article, Answer] | DataError]:
    """Yield each article with the answer to it, and each fault in its place; a chunk at a time."""
    for chunk in streams.chunks(read):
        good = [item for item in chunk if isinstance(item, Article)]
        pairs = zip(good, answer(good), strict=True)
        for item in chunk:
            yield item if isinstance(item, DataError) else next(pairs)


def in_color(choice: str) -> bool:
    """Tell whether to paint what goes to standard output: always, never, or as it bears it."""
    return choice == "always" or (
        choice == "auto"
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def _read_article(file: BinaryIO, options: argparse.Namespace) -> Article:
    """Read plain text, whatever its bytes are."""
    if file.isatty():
        streams.warn("reading an article from the terminal; end it with Ctrl-D")
    data = file.read()
    text = data.decode("utf-8-sig", errors="replace")
    replaced = text.count("\ufffd") - data.count("\ufffd".encode())
    if replaced:
        name = streams.shown_name(options.file)
        streams.warn(f"{name}: not valid UTF-8, replaced by \ufffd: {replaced}")
    key = "stdin" if options.file == streams.STANDARD_INPUT else Path(options.file).stem
    return Article(key, text, options.title)
