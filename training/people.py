"""The tables of real and invented names, and how a name falls into tokens."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stanceclf.errors import DataError

TABLES = Path(__file__).parent / "names"

# "al-" before a capital is a token of its own, so that "al-Masri" and "Masri" share their surname.
_TOKEN = re.compile(
    r"(?:[Aa][Ll]|[Ee][Ll])-(?=[A-ZÀ-Þ])|(?:[A-Z]\.)+|[^\W\d_]+(?:(?:-|['’](?!s\b))[^\W\d_]+)*"
)
_DOTLESS = "\N{LATIN SMALL LETTER DOTLESS I}"
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", _DOTLESS: "i", "’": "'"})


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the tokens that names are made of; a possessive "'s" is none of them.

    >>> [match.group() for match in tokens("Ursel Al-Masri's J. K. O'Dell-Roy")]
    ['Ursel', 'Al-', 'Masri', 's', 'J.', 'K.', "O'Dell-Roy"]
    """
    return _TOKEN.finditer(text)


def plain(word: str) -> str:
    """Fold case, accents and apostrophes, so that two spellings of a name compare equal.

    >>> plain("Ödün") == plain("ODUN")
    True
    """
    parts = unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN)
    return "".join(char for char in parts if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class Part:
    """One token of a real name: what it is, and the culture whose pool replaces it."""

    word: str
    kind: str
    culture: str


@dataclass(frozen=True, slots=True)
class Person:
    """A real person's name as the documents write it in full."""

    name: str
    sex: str
    parts: tuple[Part, ...]

    @property
    def surnames(self) -> tuple[str, ...]:
        """Tokens that betray the person when they stand alone."""
        return tuple(part.word for part in self.parts if part.kind in "spn")


def table(name: str, columns: int) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated table in `names/`; missing last columns are empty."""
    path = TABLES / name
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if not columns - 1 <= len(row) <= columns:
            raise DataError(f"{name}:{number}: {columns} columns expected, {len(row)} found.")
        yield row + [""] * (columns - len(row))


@cache
def people() -> tuple[Person, ...]:
    """Return everyone of `persons.tsv`."""
    return tuple(_person(row) for row in table("persons.tsv", 4))


@cache
def by_first_word() -> dict[str, tuple[Person, ...]]:
    """Return everyone by the first token of the full name."""
    index: dict[str, list[Person]] = defaultdict(list)
    for person in people():
        index[plain(person.parts[0].word)].append(person)
    return {word: tuple(persons) for word, persons in index.items()}


def _person(row: list[str]) -> Person:
    """Read one row, pairing each token of the name with its kind."""
    name, culture, sex, kinds = row
    words = [match.group() for match in tokens(name)]
    pairs = [kind.partition(":") for kind in kinds.split(" ")]
    if len(words) != len(pairs):
        raise DataError(f"persons.tsv: {name}: {len(words)} tokens, {len(pairs)} parts.")
    parts = zip(words, pairs, strict=True)
    return Person(name, sex, tuple(Part(w, kind, own or culture) for w, (kind, _, own) in parts))


@cache
def pool() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Return the invented names (name, feminine form) of each culture and kind."""
    names: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for culture, kind, name, feminine in table("pool.tsv", 4):
        names[culture, kind].append((name, feminine or name))
    return {key: tuple(values) for key, values in names.items()}


@cache
def kept_phrases() -> dict[str, tuple[str, ...]]:
    """Return the phrases of `keep.tsv` by document, `*` for all documents."""
    phrases: dict[str, list[str]] = defaultdict(list)
    for document, phrase, _ in table("keep.tsv", 3):
        phrases[document].append(phrase)
    return {document: tuple(values) for document, values in phrases.items()}
