"""Who holds the claim: every measure of the attribution stages, beside published figures.

usage: python -m benchmarks.attribution [--data DIR] [--gold FILE] [--only NAME ...]

Prints the rows and writes `results/attribution.json` and `results/attribution.md`. Each measure is
a module of its own that can be run alone (`python -m benchmarks.polnear --help`); with `--only` the
rows of the others stay as they were measured last. What fits weights on data that is for measuring
only throws them away.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import stanceclf
from benchmarks import gum_actors, gum_text, names, polnear, relocar, roles, speakers
from benchmarks.data import DATA, GOLD, RESULTS, Json, write_result
from stanceclf.errors import DataError
from stanceclf.evaluation import evaluate, predict
from training.gold import records_by_id

Rows = list[Json]

MEASURES: dict[str, Callable[[Path], Rows]] = {
    "polnear": polnear.measure,
    "roles": roles.measure,
    "speakers": speakers.measure,
    "gum_text": gum_text.measure,
    "gum_actors": gum_actors.measure,
    "relocar": relocar.measure,
    "names": names.measure,
}
_COLUMNS = ("measure", "value", "published", "trained_on", "n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and keep the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of public data sets")
    parser.add_argument("--gold", type=Path, default=GOLD, help="annotated documents")
    parser.add_argument("--only", nargs="+", choices=[*MEASURES, "gold"], metavar="NAME")
    options = parser.parse_args(arguments)

    kept = _kept()
    for name in [*MEASURES, "gold"]:
        if options.only and name not in options.only:
            continue
        start = time.monotonic()
        try:
            rows = _gold_rows(options.gold) if name == "gold" else MEASURES[name](options.data)
        except (DataError, FileNotFoundError) as error:
            print(f"{name}: skipped: {error}", file=sys.stderr)
            continue
        date = datetime.now(UTC).strftime("%Y-%m-%d")
        kept[name] = {"date": date, "rows": rows}
        for row in rows:
            print(f"{row['value']:>8.4f}  {row['measure']}  [{row['trained_on']}]")
        print(f"          {name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    write_result("attribution", {"measures": kept})
    (RESULTS / "attribution.md").write_text(_markdown(kept), encoding="utf-8")


def _kept() -> dict[str, Json]:
    """Return the rows measured before, which a partial run keeps."""
    path = RESULTS / "attribution.json"
    if not path.is_file():
        return {}
    found: dict[str, Json] = json.loads(path.read_text(encoding="utf-8"))["measures"]
    return found


def _gold_rows(gold: Path) -> Rows:
    """Return the scores of the released model on annotated documents."""
    if not gold.is_file():
        raise FileNotFoundError(f"{gold}: no such file; name annotated documents with --gold")
    documents = records_by_id(gold)
    scores = evaluate(documents, *predict(stanceclf.load(), documents))
    figures = {
        "claims F1": scores["claims"]["f1"],
        "attribution of matched claims": scores["attribution"],
        "end to end F1": scores["end_to_end"]["f1"],
    }
    return [
        {
            "measure": f"development documents, {name}",
            "value": value,
            "published": "",
            "trained_on": "the corpus: the released model",
            "n": len(documents),
        }
        for name, value in figures.items()
    ]


def _markdown(kept: dict[str, Json]) -> str:
    lines = [
        "# Attribution: measures beside published figures",
        "",
        "Written by `python -m benchmarks.attribution`; each module defines its measures.",
        "",
        "| measure | figure | published | trained on | n |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in kept.values():
        for row in one["rows"]:
            cells = [f"{row[name]:.4f}" if name == "value" else str(row[name]) for name in _COLUMNS]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
