"""Replace the names of real persons in annotated documents by invented ones.

usage: python -m training.anonymize IN.jsonl ... --out DIR [--mends TABLE.jsonl]
       python -m training.anonymize --check FILE.jsonl ... [--leaders DIR] [--invented]

Each token of a name gets an invented token of the same kind, culture and sex, the same one all
through a document and another one in the next, drawn by a hash of the document's id. Spans are
moved with the text. With `--check` nothing is written: real names that are left are listed.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from stanceclf.errors import DataError, StanceError
from training.cast import Cast, apply, move
from training.leaks import leaks, real_names
from training.mends import Mend, mended, read_mends
from training.tidy import tidied
from training.validate import NAME_FIELDS, SPAN_FIELDS, read_lines


def anonymize(record: dict[str, Any]) -> dict[str, Any]:
    """Return a document with invented names in text, title, slugs, canonical names and spans."""
    statements = record["statements"]
    names = sorted({s[f] for s in statements for f in NAME_FIELDS if s[f]} | set(record["actors"]))
    cast = Cast(record["id"], [record["text"], record["title"], record["target"], *names])
    edits = cast.edits(record["text"])
    moved = []
    for statement in statements:
        new = dict(statement)
        for field in SPAN_FIELDS:
            if statement[field]:
                start, end = statement[field]
                new[field] = [move(start, edits, end=False), move(end, edits, end=True)]
        for field in NAME_FIELDS:
            new[field] = cast.rename(statement[field]) if statement[field] else None
        moved.append(new)
    actors = {cast.rename(name): stance for name, stance in record["actors"].items()}
    if len(actors) != len(record["actors"]):
        raise DataError(f"{record['id']}: two actors got one invented name.")
    return {
        **record,
        "title": cast.rename(record["title"]),
        "text": apply(record["text"], edits),
        "topic": cast.rename_slug(record["topic"]),
        "target": cast.rename(record["target"]),
        "statements": moved,
        "actors": actors,
    }


def publishable(record: dict[str, Any], mends: Mapping[str, Sequence[Mend]]) -> dict[str, Any]:
    """Return a document as it enters the corpus: invented names, tidy spans, mends."""
    return mended(tidied(anonymize(record)), mends.get(record["id"], ()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(prog="training.anonymize", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, help="directory of the files with invented names")
    parser.add_argument("--check", action="store_true", help="list the real names that are left")
    parser.add_argument("--mends", type=Path, help="table of mends to apply afterwards")
    parser.add_argument("--invented", action="store_true", help="the files' names are invented")
    parser.add_argument("--leaders", type=Path, help="directory of the public leaders' tables")
    options = parser.parse_args(arguments)
    if options.check == bool(options.out):
        parser.error("give either --out or --check")
    try:
        if options.check:
            names = real_names(options.leaders)
            free = options.invented
            found = [k for path in options.files for k in leaks(path, names, invented=free)]
            sys.stdout.writelines(f"{leak}\n" for leak in found)
            return 1 if found else 0
        mends = read_mends(options.mends) if options.mends else {}
        options.out.mkdir(parents=True, exist_ok=True)
        for path in options.files:
            records = [publishable(record, mends) for _, record in read_lines(path)]
            lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
            (options.out / path.name).write_text("".join(lines), encoding="utf-8")
    except StanceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
