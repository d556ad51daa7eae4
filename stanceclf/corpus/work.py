"""What a worker does: a shard of records in, the bytes of its output files out."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from stanceclf.corpus.extras import needed
from stanceclf.corpus.items import LARGEST, Fields, Item, article_of, content_of
from stanceclf.corpus.rows import Row, arrow_schema, clean, statement_rows, verdict_rows
from stanceclf.corpus.sources import Meter
from stanceclf.errors import DataError
from stanceclf.records import Report
from stanceclf.report.encoding import dumps
from stanceclf.report.jsonl import Article

# What a record counts beside its bytes, so that empty ones fill a shard at last: 16,000 of them.
_RECORD = 256


class Reader(Protocol):
    """The part of a pipeline that a corpus needs."""

    def analyze_many(
        self, texts: Iterable[str], *, titles: Sequence[str], targets: Sequence[str]
    ) -> Iterator[Report]:
        """Yield the report of each text."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """What all shards of a run have in common.

    Attributes
    ----------
    fields : Fields
        The names of the records' fields.
    target : str
        What the stances are about, where a record does not say.
    formats : tuple of str
        "jsonl", "parquet" or both.
    largest, shard_size : int
        Bytes of a record and of the records of a shard.
    """

    fields: Fields = field(default_factory=Fields)
    target: str = ""
    formats: tuple[str, ...] = ("jsonl",)
    largest: int = LARGEST
    shard_size: int = 4 << 20


@dataclass(frozen=True, slots=True)
class Shard:
    """Records that are worked on, written and committed together.

    Attributes
    ----------
    number : int
        Counted from zero.
    items : list of Item
    sha256 : str
        Of the records, so that a run that goes on knows them again.
    position : int
        Bytes of the input up to the end of the shard.
    """

    number: int
    items: list[Item]
    sha256: str
    position: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a shard.

    Attributes
    ----------
    counts : dict
        Records, unreadable ones, words, statements and verdicts.
    files : dict of str to bytes
        By "statements.jsonl" and the like.
    errors : bytes
        Lines of JSON, one for each record that could not be read.
    """

    counts: dict[str, int]
    files: dict[str, bytes]
    errors: bytes


def cut(items: Iterable[Item], meter: Meter, size: int) -> Iterator[Shard]:
    """Yield the records of an input in shards; where they are cut depends on nothing else."""
    held: list[Item] = []
    digest, number, filled = hashlib.sha256(), 0, 0
    for item in items:
        content = content_of(item.payload)
        digest.update(f"{item.place}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        digest.update(content)
        held.append(item)
        filled += len(content) + _RECORD
        if filled >= size:
            yield Shard(number, held, digest.hexdigest(), meter.position)
            held, digest, number, filled = [], hashlib.sha256(), number + 1, 0
    if held:
        yield Shard(number, held, digest.hexdigest(), meter.position)


def work(pipeline: Reader, job: Job, items: Iterable[Item]) -> Done:
    """Read the articles of a shard."""
    articles: list[Article] = []
    errors = []
    for item in items:
        try:
            articles.append(article_of(item, job.fields))
        except DataError as error:
            errors.append({"file": item.file, "record": item.number, "reason": str(error)})
    # A blank text has no words, and so no statements; a million of them took 100 s to tell.
    told = [one for one in articles if one.text and not one.text.isspace()]
    reports = pipeline.analyze_many(
        [one.text for one in told],
        titles=[one.title for one in told],
        targets=[one.target or job.target for one in told],
    )
    rows: dict[str, list[Row]] = {"statements": [], "verdicts": []}
    for article, report in zip(told, reports, strict=True):
        rows["statements"] += statement_rows(article.id, report)
        rows["verdicts"] += verdict_rows(article.id, report)
    counts = {
        "records": len(articles) + len(errors),
        "unreadable": len(errors),
        "words": sum(len(one.text.split()) for one in articles),
        **{table: len(one) for table, one in rows.items()},
    }
    files = {
        f"{table}.{form}": _WRITERS[form](table, one)
        for table, one in rows.items()
        for form in job.formats
    }
    return Done(counts, files, as_jsonl("errors", errors))


def as_jsonl(table: str, rows: Iterable[Row]) -> bytes:
    """Return rows as lines of JSON; a lone surrogate is an escape in them."""
    return "".join(f"{dumps(row)}\n" for row in rows).encode("utf-8", "backslashreplace")


def as_parquet(table: str, rows: Iterable[Row]) -> bytes:
    """Return rows as a Parquet file."""
    arrow = needed("pyarrow", "parquet", "writing Parquet files")
    parquet: Any = needed("pyarrow.parquet", "parquet", "writing Parquet files")
    made = arrow.Table.from_pylist(list(map(clean, rows)), schema=arrow_schema(table))
    buffer = io.BytesIO()
    parquet.write_table(made, buffer, compression="zstd")
    return buffer.getvalue()


_WRITERS = {"jsonl": as_jsonl, "parquet": as_parquet}
