"""A user's own names: new parties, militias, nicknames, renamed persons, read from a file.

One name a line, columns parted by tabs: the alias as texts write it, the canonical name, the type
(person, country, organisation, group) and, where wanted, the affiliation and the id. A line that
begins with `#` is a comment. For example::

    # alias           name         type          affiliation   id
    the Iron Alliance NATO         organisation
    Colonel Zorbo     Karo Delm    person        Free Sarmatia
    Sarmatia          Sarmatia     country                     XSM

A word of an alias that has a capital in the file has one in the text; a word in lower case stands
for both; a name in capitals of fewer than six letters matches in capitals only. An article in front
is left out. Handles and tags are found by their word, so `karodelm` finds "@karodelm".
"""

import re
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import Final, NamedTuple

from stanceclf.actors.aliased import AliasedLexicon, bare_words
from stanceclf.actors.entries import Entry, Sort
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.slugs import slug
from stanceclf.errors import DataError
from stanceclf.records import ActorType

_COLUMNS: Final = ("alias", "name", "type", "affiliation", "id")
_SORTS: Final = {
    ActorType.PERSON: Sort.PERSON,
    ActorType.COUNTRY: Sort.COUNTRY,
    ActorType.ORGANISATION: Sort.ORGANISATION,
    ActorType.GROUP: Sort.GROUP,
}
_ID: Final = re.compile(r"[A-Z]{2,3}|[a-z0-9]+(?:-[a-z0-9]+)*")
# A look-up tries each length that names with the same first word have: a bound keeps it cheap.
_MOST_WORDS: Final = 16


class _Row(NamedTuple):
    """A line of a file of aliases."""

    line: int
    alias: str
    name: str
    type: ActorType
    affiliation: str
    id: str


def read_aliases(path: str | PathLike[str]) -> AliasedLexicon:
    """Return the lexicon with the names of a file before its own.

    Parameters
    ----------
    path : str or path
        A file in UTF-8, in the form that the head of this module shows.

    Raises
    ------
    DataError
        If the file cannot be read, or a line of it is not as it should be.
    """
    return parse_aliases(aliases_content(path), fspath(path))


def aliases_content(path: str | PathLike[str]) -> bytes:
    """Return the content of a file of aliases; a DataError where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise DataError(f"{fspath(path)}: {error.strerror or error}") from None


def parse_aliases(content: bytes, shown: str) -> AliasedLexicon:
    """Return what `read_aliases` does, of a file's content; `shown` names the file in messages."""
    return _lexicon_with(_rows(content.split(b"\n"), shown), shown)


def _lexicon_with(rows: Iterable[_Row], shown: str) -> AliasedLexicon:
    """Return the lexicon with the names of `rows` before its own; `shown` names their file."""
    rows = list(rows)
    table = AliasedLexicon(lexicon())
    entries = _entries(rows, shown)
    first: dict[str, int] = {}
    for row in rows:
        line = first.setdefault(" ".join(bare_words(row.alias)), row.line)
        known = table.enter(row.alias, entries[row.name])
        if known is not None:
            raise DataError(
                f"{shown}:{row.line}: the alias {_short(row.alias)} means {_short(known.name)} "
                f"on line {line}"
            )
    for entry in entries.values():
        if len(bare_words(entry.name)) <= _MOST_WORDS:
            table.enter(entry.name, entry)  # the name itself is found too, unless it is an alias
        table.describe(entry)
    return table


def _entries(rows: Iterable[_Row], shown: str) -> dict[str, Entry]:
    """Return the actor of each canonical name; every row may tell a part of it."""
    told: dict[str, _Row] = {}
    for row in rows:
        known = told.setdefault(row.name, row)
        for field in ("type", "affiliation", "id"):
            old, new = getattr(known, field), getattr(row, field)
            if old and new and old != new:
                raise DataError(
                    f"{shown}:{row.line}: `{field}` of {_short(row.name)} is {_short(new)} here "
                    f"and {_short(old)} before"
                )
            known = told[row.name] = known._replace(**{field: old or new})
    return {name: _entry(row) for name, row in told.items()}


def _entry(row: _Row) -> Entry:
    """Return the actor of a row, with what the lexicon knows of it."""
    words = list(bare_words(row.name))
    listed = lexicon().match(words, [word.lower() for word in words], 0)
    known = listed[1] if listed is not None and listed[0] == len(words) else None
    if known is not None and known.type is not row.type:
        known = None
    return Entry(
        _SORTS[row.type],
        row.name,
        row.id or (known.id if known else slug(row.name)),
        row.affiliation or (known.parent if known else None),
    )


def _rows(lines: Iterable[bytes], shown: str) -> Iterator[_Row]:
    """Yield the rows of a file, each checked."""
    for number, raw in enumerate(lines, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r")
            if line.strip() and not line.startswith("#"):
                yield _row(number, line)
        except UnicodeDecodeError as error:
            reason = f"not valid UTF-8: {error.reason} at byte {error.start}"
            raise DataError(f"{shown}:{number}: {reason}") from None
        except DataError as error:
            raise DataError(f"{shown}:{number}: {error}") from None


def _row(number: int, line: str) -> _Row:
    """Return the row of a line, or say what is wrong with it."""
    cells = [" ".join(cell.split()) for cell in line.split("\t")]
    if not 3 <= len(cells) <= len(_COLUMNS):
        raise DataError(
            f"3 to 5 columns parted by tabs expected ({', '.join(_COLUMNS)}); got {len(cells)}"
        )
    alias, name, kind, affiliation, key = cells + [""] * (len(_COLUMNS) - len(cells))
    for column, cell in (("alias", alias), ("name", name)):
        if not any(map(str.isalnum, cell)):
            raise DataError(f"`{column}` must hold a letter or a digit; got {_short(cell)}")
    if len(bare_words(alias)) > _MOST_WORDS:
        raise DataError(f"`alias` must not be longer than {_MOST_WORDS} words; got {_short(alias)}")
    if kind not in _SORTS:
        raise DataError(f"`type` must be one of {', '.join(_SORTS)}; got {_short(kind)}")
    if key and not _ID.fullmatch(key):
        raise DataError(
            f"`id` must be an ISO 3166 code in capitals or a slug as 'iron-alliance'; "
            f"got {_short(key)}"
        )
    return _Row(number, alias, name, ActorType(kind), affiliation, key)


def _short(value: str) -> str:
    """Return the beginning of a value for a message."""
    return repr(value[:60])
