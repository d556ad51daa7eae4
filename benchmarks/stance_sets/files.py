"""Tables of benchmarks: rows by column name, and one line that says how to get what is missing."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from stanceclf.errors import DataError


def need(directory: Path, names: Sequence[str], source: str) -> None:
    """Raise DataError where one of the files `names` is missing; `source` has them."""
    missing = [name for name in names if not (directory / name).exists()]
    if missing:
        raise DataError(f"{directory}: no {', '.join(missing)} here; get it from {source}")


def read_table(
    path: Path, columns: Sequence[str], *, delimiter: str, encoding: str = "utf-8"
) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that must have `columns`; tables parted by tabs know no quotes."""
    with path.open(encoding=encoding, newline="") as lines:
        if delimiter == "\t":
            table = csv.DictReader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        else:
            table = csv.DictReader(lines, delimiter=delimiter)
        lacking = [name for name in columns if name not in (table.fieldnames or ())]
        if lacking:
            raise DataError(f"{path}: the table has no column {', '.join(lacking)}")
        for row in table:
            if any(row[name] is None for name in columns):
                raise DataError(f"{path}:{table.line_num}: a row with too few fields")
            yield row
