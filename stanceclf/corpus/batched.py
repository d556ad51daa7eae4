"""A function from batches of articles to rows: for `datasets.Dataset.map`, and for pandas engines.

>>> from stanceclf.corpus.batched import Batched
>>> rows = Batched("verdicts")
>>> rows({"id": ["a1"], "text": ["Kenya will send 1,000 police officers to Haiti."]})["stance"]
['supports']

With Hugging Face datasets, whole or streamed, where `features` keeps a batch without a condition
from having another type than the rest::

    data.map(
        rows, batched=True, batch_size=512, num_proc=2,
        remove_columns=data.column_names, features=rows.features(),
    )

With Spark::

    frame.select("id", "text").mapInPandas(rows.frames, rows.spark_schema())
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Any, Literal

import stanceclf
from stanceclf.corpus.extras import needed
from stanceclf.corpus.items import Fields
from stanceclf.corpus.rows import COLUMNS, columns_of, statement_rows, verdict_rows
from stanceclf.errors import DataError
from stanceclf.records import LABELS

_ROWS = {"statements": statement_rows, "verdicts": verdict_rows}
_SHARES = ", ".join(f"{label.value}: double" for label in LABELS)
_SPARK = {
    "text": "string",
    "span": "array<bigint>",
    "number": "bigint",
    "numbers": "array<bigint>",
    "share": "double",
    "shares": f"struct<{_SHARES}>",
}


class Batched:
    """The rows of a table of `stanceclf corpus`, for a batch of articles.

    It goes to other processes as the name of its model, which each of them reads once.

    Parameters
    ----------
    table : {"statements", "verdicts"}
        Which rows.
    model, aliases : str or path, optional
        As for `stanceclf.load`.
    fields : Fields, optional
        What the columns are called; those of ids and of texts must be there.
    """

    def __init__(
        self,
        table: Literal["statements", "verdicts"] = "statements",
        *,
        model: str | PathLike[str] | None = None,
        aliases: str | PathLike[str] | None = None,
        fields: Fields | None = None,
    ) -> None:
        if table not in _ROWS:
            raise ValueError(
                f"The 'table' parameter must be one of {', '.join(_ROWS)}. Got {table!r} instead."
            )
        self.table = table
        self.fields = fields or Fields()
        self.pipeline = stanceclf.load(model, aliases=aliases)

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        """Return the rows of a batch as columns, however many there are; a null text has none."""
        for name in (self.fields.id, self.fields.text):
            if name not in batch:
                raise DataError(
                    f"the batch has no column {name!r}; there are "
                    f"{', '.join(map(repr, batch)) or 'none'}"
                )
        texts = list(map(_string, batch[self.fields.text]))
        reports = self.pipeline.analyze_many(
            texts,
            titles=_strings(batch, self.fields.title, len(texts)),
            targets=_strings(batch, self.fields.target, len(texts)),
        )
        keys = map(str, batch[self.fields.id])
        rows = [
            row
            for key, report in zip(keys, reports, strict=True)
            for row in _ROWS[self.table](key, report)
        ]
        return columns_of(self.table, rows)

    def frames(self, frames: Iterable[Any]) -> Iterator[Any]:
        """Yield a pandas frame of rows for each frame of articles, as `mapInPandas` wants it."""
        pandas = needed("pandas", "pandas", "a frame of rows")
        for frame in frames:
            yield pandas.DataFrame(self({name: frame[name].tolist() for name in frame.columns}))

    def features(self) -> Any:
        """Return the types of the columns as `datasets` knows them."""
        datasets = needed("datasets", "train", "the features of a data set")
        from stanceclf.corpus.rows import arrow_schema

        return datasets.Features.from_arrow_schema(arrow_schema(self.table))

    def spark_schema(self) -> str:
        """Return the types of the columns as Spark's DDL writes them."""
        return ", ".join(f"{name} {_SPARK[kind]}" for name, kind in COLUMNS[self.table].items())


def _strings(batch: Mapping[str, Sequence[Any]], name: str, count: int) -> list[str]:
    return list(map(_string, batch[name])) if name in batch else [""] * count


def _string(value: Any) -> Any:
    """Return a value, or nothing for a null: None, or the not-a-number that pandas has for it."""
    return "" if value is None or value != value else value
