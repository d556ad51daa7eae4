"""Turn drafts, whose spans are substrings, into documents of the corpus.

usage: python -m training.compile DRAFT.jsonl ... --out training/corpus/invented-1.jsonl

Spans are located, known real names replaced, spans tidied, mends applied, and the result validated;
nothing is written where a fault is found. A draft has the fields of the corpus; where a piece
occurs more than once, the occurrence nearest to the claim is meant (for the claim the first not
used yet), or the one that `{"find": ..., "nth": n}` names. Further fields (notes) are left out.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from stanceclf.errors import DataError
from training.anonymize import publishable
from training.corpus import CORPUS, corpus_files
from training.mends import Mend, read_mends, statement_from_draft
from training.validate import DOCUMENT_FIELDS, check_document, faults, read_lines

MENDS = CORPUS / "mends.jsonl"


def compile_document(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return a draft with offsets in place of substrings."""
    used: set[Any] = set()
    statements = []
    for number, raw in enumerate(draft["statements"]):
        try:
            statements.append(statement_from_draft(draft["text"], raw, used))
        except (DataError, KeyError) as error:
            raise DataError(f"{draft['id']}: statements[{number}]: {error}") from error
    return {field: draft.get(field) for field in DOCUMENT_FIELDS} | {"statements": statements}


def compile_files(
    paths: Sequence[Path], mends: Mapping[str, Sequence[Mend]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the documents of some drafts, and their faults, one line each."""
    records: list[dict[str, Any]] = []
    problems: list[str] = []
    for path in paths:
        for line, draft in read_lines(path):
            try:
                record = publishable(compile_document(draft), mends)
            except (DataError, KeyError) as error:
                problems.append(f"{path}:{line}: {error}")
                continue
            problems += [f"{path}:{line}: {f}: {message}" for f, message in check_document(record)]
            records.append(record)
    return records, problems


def write(records: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write documents as JSON Lines."""
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    path.write_text("".join(lines), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(prog="training.compile", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="DRAFT")
    parser.add_argument("--out", type=Path, required=True, help="file of the corpus to write")
    parser.add_argument("--mends", type=Path, default=MENDS, help="table of mends")
    options = parser.parse_args(arguments)
    try:
        mends = read_mends(options.mends) if options.mends.exists() else {}
        records, problems = compile_files(options.files, mends)
        if not problems:
            others = set(corpus_files(options.out.parent)) - {options.out}
            taken = {record["id"] for path in others for _, record in read_lines(path)}
            again = sorted(taken & {record["id"] for record in records})
            problems = [f"{options.out}: {name!r} is in the corpus already" for name in again]
    except DataError as error:
        problems = [str(error)]
    if problems:
        sys.stderr.writelines(f"{problem}\n" for problem in problems)
        return 1
    write(records, options.out)
    left = [str(fault) for fault in faults([options.out])]
    sys.stderr.writelines(f"{fault}\n" for fault in left)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
