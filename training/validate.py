"""Check annotated documents against the form of the corpus.

usage: python -m training.validate FILE.jsonl ...

Each fault is one line: file, line, field, what is wrong. The exit status is 1 if there is any.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from stanceclf.errors import DataError
from stanceclf.records import ActorType, Quotation, Span, Stance

DOCUMENT_FIELDS = ("id", "title", "text", "topic", "target", "statements", "actors")
SPAN_FIELDS = ("claim", "actor", "source", "condition", "cue")
NAME_FIELDS = ("actor_name", "affiliation", "source_name")
CHOICES: Mapping[str, type[Stance] | type[ActorType] | type[Quotation]] = {
    "stance": Stance,
    "actor_type": ActorType,
    "quotation": Quotation,
}
STATEMENT_FIELDS = (*SPAN_FIELDS, *NAME_FIELDS, *CHOICES)
_REQUIRED = ("claim", "actor", "actor_name")
_SIDES = (Stance.SUPPORTS, Stance.OPPOSES, Stance.CONDITIONAL)

Finding = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which field of which line of which file."""

    path: Path
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.field}: {self.message}"


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line number and object of each line of a JSON Lines file.

    Raises
    ------
    DataError
        Where a line is no JSON object, naming file and line.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    record = json.loads(line)
                    if not isinstance(record, dict):
                        raise DataError(f"{path}:{number}: a JSON object is expected.")
                    yield number, record
    except json.JSONDecodeError as error:
        raise DataError(f"{path}:{number}: no JSON ({error.msg}).") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}).") from error


def faults(paths: Iterable[Path]) -> Iterator[Fault]:
    """Yield every fault of some files, and every document id that occurs twice."""
    seen: dict[str, str] = {}
    for path in paths:
        for line, record in read_lines(path):
            for field, message in check_document(record):
                yield Fault(path, line, field, message)
            name = str(record.get("id"))
            if name in seen:
                yield Fault(path, line, "id", f"{name!r} is also the id of {seen[name]}")
            seen.setdefault(name, f"{path}:{line}")


def check_document(record: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield field and message of each fault of one document."""
    yield from _check_keys(record, DOCUMENT_FIELDS)
    sound = True
    for field in ("id", "title", "text", "topic", "target"):
        for finding in _check_string(record.get(field), field):
            sound = False
            yield finding
    statements, actors = record.get("statements"), record.get("actors")
    if not isinstance(statements, list) or not statements:
        yield "statements", "a list with at least one statement is expected"
        sound = False
    if not isinstance(actors, dict):
        yield "actors", "an object of actor names and stances is expected"
        sound = False
    if not sound:
        return
    assert isinstance(statements, list)
    assert isinstance(actors, dict)
    before: list[object] = []
    whole = True
    for number, statement in enumerate(statements):
        prefix = f"statements[{number}]"
        for field, message in check_statement(statement, record["text"]):
            whole = False
            yield f"{prefix}{'.' if field else ''}{field}", message
        if statement in before:
            yield prefix, f"repeats statements[{before.index(statement)}]"
        before.append(statement)
    if whole:
        yield from _check_pairs(statements)
        yield from _check_actors(statements, actors)


def check_statement(statement: object, text: str) -> Iterator[Finding]:
    """Yield field and message of each fault of one statement."""
    if not isinstance(statement, dict):
        yield "", "an object is expected"
        return
    yield from _check_keys(statement, STATEMENT_FIELDS)
    for field in _REQUIRED:
        if field in statement and statement[field] is None:
            yield field, "may not be null"
    for field in SPAN_FIELDS:
        if statement.get(field) is not None:
            yield from _check_span(statement[field], text, field)
    for field in NAME_FIELDS:
        if statement.get(field) is not None:
            yield from _check_string(statement[field], field)
            yield from _check_name(statement[field], field)
    for field, kind in CHOICES.items():
        if field in statement and statement[field] not in list(kind):
            yield field, f"{statement[field]!r} is none of {', '.join(kind)}"
    yield from _check_meaning(statement)


def _check_keys(record: Mapping[str, Any], fields: Sequence[str]) -> Iterator[Finding]:
    """Yield missing and unknown fields."""
    for field in fields:
        if field not in record:
            yield field, "is missing"
    for field in record:
        if field not in fields:
            yield field, "is not a field of the form"


def _check_string(value: object, field: str) -> Iterator[Finding]:
    """Yield what is wrong with a text: type, emptiness, white space around it, not NFC."""
    if not isinstance(value, str) or not value.strip():
        yield field, "a string that is not empty is expected"
    elif value != value.strip():
        yield field, "white space at its edge"
    elif not unicodedata.is_normalized("NFC", value):
        yield field, "is not in Unicode normal form C"


def _check_name(value: object, field: str) -> Iterator[Finding]:
    """Yield names that are a mention rather than a name, or hold a mark of the editor."""
    if isinstance(value, str) and re.search(r"[|<>\[\]{}\n]", value):
        yield field, f"{value!r} holds a mark that no name has"
    if isinstance(value, str) and re.match(r"(?:his|her|its|their|an?) ", value):
        yield field, f"{value!r} begins with a word that points elsewhere"


def _check_span(value: object, text: str, field: str) -> Iterator[Finding]:
    """Yield what is wrong with offsets: type, order, range, edges inside a word or at a space."""
    if not _is_pair(value):
        yield field, "two integers [start, end) are expected"
        return
    start, end = value
    if not 0 <= start < end <= len(text):
        yield field, f"[{start}, {end}) is empty or outside the text of {len(text)} characters"
        return
    piece = text[start:end]
    if piece != piece.strip():
        yield field, f"white space at the edge of {piece!r}"
    if any(0 < at < len(text) and text[at - 1 : at + 1].isalnum() for at in (start, end)):
        yield field, f"{piece!r} begins or ends inside a word"


def _is_pair(value: object) -> TypeGuard[list[int]]:
    """Tell whether a value has the form of offsets."""
    return isinstance(value, list) and [type(offset) for offset in value] == [int, int]


def _check_meaning(statement: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield fields that contradict each other within one statement."""
    stance, condition, claim = (statement.get(f) for f in ("stance", "condition", "claim"))
    if condition is None and stance == Stance.CONDITIONAL:
        yield "condition", "a conditional statement needs its condition"
    if condition is not None and stance != Stance.CONDITIONAL:
        yield "condition", f"a condition on a stance that is {stance}"
    if not _is_pair(condition) or not _is_pair(claim):
        pass  # told by the check of the span
    elif not Span(*claim).covers(Span(*condition)):
        yield "condition", "is not inside the claim"
    if statement.get("cue") is None and stance in _SIDES:
        yield "cue", f"a statement that {stance} needs its cue"
    if (statement.get("source") is None) != (statement.get("source_name") is None):
        yield "source_name", "source and source_name go together"


def _check_pairs(statements: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Yield statements of one actor on one claim, and actors of two types."""
    seen: dict[tuple[object, ...], int] = {}
    types: dict[str, str] = {}
    for number, statement in enumerate(statements):
        key = (*statement["claim"], statement["actor_name"])
        if key in seen:
            yield f"statements[{number}].claim", f"same actor and claim as statements[{seen[key]}]"
        seen.setdefault(key, number)
        kind = types.setdefault(statement["actor_name"], statement["actor_type"])
        if kind != statement["actor_type"]:
            name = statement["actor_name"]
            yield f"statements[{number}].actor_type", f"{name} was a {kind} before"


def allowed_verdicts(stances: Iterable[str]) -> tuple[str, ...]:
    """Return what the verdict on an actor may be, given the stances of the statements.

    Several sides in one document leave a judgement: which is the position on the target as a
    whole, and whether the condition hangs on the same support.

    >>> allowed_verdicts(["no_stance", "conditional"])
    ('conditional',)
    """
    sides = {Stance(stance) for stance in stances} - {Stance.NO_STANCE}
    return tuple(side.value for side in _SIDES if side in sides) or (Stance.NO_STANCE.value,)


def _check_actors(
    statements: Sequence[Mapping[str, Any]], actors: Mapping[str, object]
) -> Iterator[Finding]:
    """Yield verdicts that are missing, of nobody, or contradict the statements."""
    stances: dict[str, list[str]] = {}
    for statement in statements:
        stances.setdefault(statement["actor_name"], []).append(statement["stance"])
    for name in stances.keys() - actors.keys():
        yield "actors", f"{name} is missing"
    for name, verdict in actors.items():
        if name not in stances:
            yield "actors", f"{name} holds no statement"
        elif verdict not in (allowed := allowed_verdicts(stances[name])):
            yield "actors", f"{name} is {verdict!r}, the statements say {' or '.join(allowed)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(prog="training.validate", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    count = 0
    try:
        for fault in faults(options.files):
            count += 1
            sys.stdout.write(f"{fault}\n")
    except DataError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
