"""Public stance benchmarks: the library's features and classifier, fitted from scratch on each.

usage: python -m benchmarks.stance [--data DIRECTORY] [--only NAME] [--vectors TIER]

NAME is semeval, manifesto, plover, seesaw, gwsd or gum. TIER is an accurate tier that `StanceBlend`
gets as its encoder, by name or directory; rows with and without one stand side by side. Prints a
row a benchmark beside published figures, and writes `results/stance.json` and `results/stance.md`,
where rows that were not measured again stay as they are. No weights are kept. All choices are made
within the training claims; what is missing is skipped and said.
"""

import argparse
import json
import sys
import warnings
from pathlib import Path

from sklearn.exceptions import ConvergenceWarning

import stanceclf
from benchmarks.data import RESULTS, ROOT, Json, write_result
from benchmarks.stance_sets import conditions, gwsd, manifesto, plover, recipe, seesaw, semeval
from benchmarks.stance_sets.tables import as_markdown, condition_line, line
from stanceclf.accurate.vectors import ClaimVectors
from stanceclf.errors import DataError

DATA = ROOT.parent / "shared" / "data"
READERS = {
    "semeval": semeval,
    "manifesto": manifesto,
    "plover": plover,
    "seesaw": seesaw,
    "gwsd": gwsd,
}
GUM = "gum"


def main() -> None:
    """Measure, print, and keep the results where all was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="holds a directory for each")
    parser.add_argument("--only", choices=(*READERS, GUM), help="one of them")
    parser.add_argument("--vectors", default="", metavar="TIER", help="an accurate tier")
    options = parser.parse_args()
    encoder = ClaimVectors.load(options.vectors) if options.vectors else None
    rows: list[Json] = []
    for name, reader in READERS.items():
        if options.only not in (None, name):
            continue
        try:
            benchmarks = reader.read(options.data / reader.FOLDER)
        except DataError as error:
            print(f"skipped {name}: {error}", file=sys.stderr)
            continue
        for benchmark in benchmarks:
            with warnings.catch_warnings():
                # A solver that stops early is judged by cross-validation like any other.
                warnings.simplefilter("ignore", ConvergenceWarning)
                rows.append(recipe.measure(benchmark, options.vectors, encoder=encoder))
            print(line(rows[-1]), flush=True)
    found: list[Json] = []
    if options.only in (None, GUM):
        try:
            found = conditions.measure(options.data / conditions.FOLDER, stanceclf.load().stance)
        except DataError as error:
            print(f"skipped {GUM}: {error}", file=sys.stderr)
        for row in found:
            print(condition_line(row))
    if rows or found:
        path = write_result("stance", merged(rows, found))
        print(f"written to {RESULTS.name}/{path.name} and {path.stem}.md")


def merged(rows: list[Json], found: list[Json]) -> Json:
    """Return new rows with the old ones of other benchmarks, and write them all as a table."""
    path = RESULTS / "stance.json"
    old: Json = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known = [*old.get("benchmarks", []), *rows]
    by_name = {(row["name"], row["vectors"]): row for row in known}
    result = {
        "benchmarks": [by_name[key] for key in sorted(by_name)],
        "conditions": found or old.get("conditions", []),
    }
    table = as_markdown(result["benchmarks"], result["conditions"])
    path.with_suffix(".md").write_text(table, encoding="utf-8")
    return result


if __name__ == "__main__":
    main()
