"""Find real persons' names that are left in a published document."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from training.people import people, plain, table, tokens
from training.validate import read_lines

_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")


@dataclass(slots=True)
class RealNames:
    """Names that may not be published: in full as token tuples, and surnames alone."""

    full: set[tuple[str, ...]] = field(default_factory=set)
    surnames: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, origin: str, surnames: tuple[str, ...] | None = None) -> None:
        """Take in a name; without `surnames` its last token is taken for one."""
        words = [match.group() for match in tokens(_BRACKETS.sub("", name))]
        if not words or "of" in words:  # monarchs: "… of Denmark"
            return
        if len(words) > 1:
            self.full.add(tuple(plain(word) for word in words))
        for surname in words[-1:] if surnames is None else surnames:
            if len(surname) > 2:
                self.surnames.setdefault(plain(surname), origin)

    def unmistakable(self) -> "RealNames":
        """Return the full names, and the few surnames that can be nobody else's."""
        few = (plain(name) for name, _ in table("unmistakable.tsv", 2))
        return RealNames(self.full, dict.fromkeys(few, "unmistakable.tsv"))


def real_names(leaders: Path | None = None) -> RealNames:
    """Return the names of `persons.tsv` and, where the directory is given, of public leaders."""
    names = RealNames()
    for person in people():
        names.add(person.name, "persons.tsv", person.surnames)
    if leaders is not None:
        _add_factbook(names, leaders / "factbook-actors" / "factbook_actors.jsonl")
        for path in sorted((leaders / "world-leaders-2022" / "data").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as stream:
                for row in csv.DictReader(stream):
                    label = row.get("officeholderlabel") or row.get("officeholderLabel")
                    names.add(label or "", path.name)
        for stem in ("executive", "legislators-current"):
            _add_officials(names, leaders / "us-officials" / f"{stem}.yaml")
    for word, _ in table("allow.tsv", 2):
        names.surnames.pop(plain(word), None)
    return names


def _add_factbook(names: RealNames, path: Path) -> None:
    """Read chiefs of state and heads of government, whose surnames stand in capitals."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for key in ("chief_of_state", "head_of_government"):
            value = record.get(key) or ""
            text = value if isinstance(value, str) else value.get("text", "")
            for match in re.finditer(r"(?:[A-ZÀ-Þ][\w'’-]*\.? )*[A-ZÀ-Þ'’-]{3,}\b", text):
                words = match.group().split()
                capital = tuple(word for word in words if len(word) > 2 and word.isupper())
                names.add(match.group(), path.name, capital)


def _add_officials(names: RealNames, path: Path) -> None:
    """Read first and last names from the congress-legislators YAML, which needs no parser."""
    first = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().partition(": ")
        value = value.strip("'\"")
        if key == "first":
            first = value
        elif key == "last" and first:
            names.add(f"{first} {value}", path.name)
            first = ""


@cache
def compound_names() -> frozenset[str]:
    """Return the hyphened words of the pool, whose halves may be anybody's name."""
    return frozenset(plain(name) for _, _, name, *_ in table("pool.tsv", 4) if "-" in name)


def leaks(path: Path, names: RealNames, *, invented: bool = False) -> Iterator[str]:
    """Yield one line for each real name left in a file: file, line, field, name, table.

    Where the names of a file were `invented` by its writer, a common surname is no leak: only full
    names and the surnames of `unmistakable.tsv` are.
    """
    if invented:
        names = names.unmistakable()
    for line, record in read_lines(path):
        for where, text in _texts(record):
            for name, origin in leaks_in(text, names):
                yield f"{path}:{line}: {where}: {name!r} is a name of {origin}"


def leaks_in(text: str, names: RealNames) -> Iterator[tuple[str, str]]:
    """Yield the real names in a text, each with the table that has it."""
    words = [match.group() for match in tokens(text)]
    folded = [plain(word) for word in words]
    longest = max((len(name) for name in names.full), default=0)
    for at, word in enumerate(words):
        if not word[0].isupper():
            continue
        for size in range(2, longest + 1):
            if tuple(folded[at : at + size]) in names.full:
                yield " ".join(words[at : at + size]), "the tables"
                break
        halves = [] if folded[at] in compound_names() else word.split("-")
        for half in dict.fromkeys([word, *halves]):
            origin = names.surnames.get(plain(half)) if half[:1].isupper() else None
            if origin:
                yield half, origin


def _texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of a document in which a person may be named."""
    for key in ("title", "text", "target"):
        yield key, record[key]
    yield "topic", record["topic"].replace("-", " ").title()
    for number, statement in enumerate(record["statements"]):
        for key in ("actor_name", "affiliation", "source_name"):
            if statement[key]:
                yield f"statements[{number}].{key}", statement[key]
    for name in record["actors"]:
        yield "actors", name
