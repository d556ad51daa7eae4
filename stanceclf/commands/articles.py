"""The articles that a sub-command reads: one as plain text, or records a line each."""

import argparse
import codecs
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from stanceclf.commands import streams
from stanceclf.errors import DataError
from stanceclf.report.jsonl import Article, parse_object, read_articles

Articles = Iterator[Article | DataError]
Answer = TypeVar("Answer")

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"PK\x03\x04": "zip", b"%PDF-": "PDF"}
_MOST_NULS = 1 / 8  # of the characters; UTF-16 without a mark has more


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
    """Read plain text; raise where it is surely none, or holds records."""
    name = streams.shown_name(options.file)
    if file.isatty():
        streams.warn("reading an article from the terminal; end it with Ctrl-D")
    text = _decoded(file.read(), name)
    if options.input == "auto" and _begins_with_record(text):
        raise DataError(f"{name}: holds JSON records, not an article; give --input jsonl")
    key = "stdin" if options.file == streams.STANDARD_INPUT else Path(options.file).stem
    return Article(key, text, options.title)


def _decoded(data: bytes, name: str) -> str:
    """Return the text that bytes stand for; tell of those that stand for none."""
    kind = next((kind for magic, kind in _PACKED.items() if data.startswith(magic)), None)
    if kind:
        raise DataError(f"{name}: a {kind} file, not plain text; give the text that is in it")
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "utf-8")
    text = data[len(mark) :].decode(encoding, errors="replace")
    if text.count("\0") > _MOST_NULS * len(text):
        raise DataError(f"{name}: full of NUL bytes, as no text in UTF-8 is; convert it to UTF-8")
    replaced = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if replaced:
        streams.warn(f"{name}: not valid {encoding.upper()}, replaced by \ufffd: {replaced}")
    return text


def _begins_with_record(text: str) -> bool:
    """Tell whether the first line is a record of an article."""
    line = text.lstrip().partition("\n")[0]
    try:
        return line.startswith("{") and "text" in parse_object(line.encode())
    except (DataError, UnicodeEncodeError):
        return False
