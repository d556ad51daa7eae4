"""The scores on documents that no fit has met (`training/unseen/`), by kind of text.

usage: python -m benchmarks.unseen [--model NAME] [--accurate DIR] [--share SHARE]

Prints a row for each file and one for all, and writes them into `results/`, under the name of the
tier where one is asked. What the files hold stands in `training/corpus/DATA_CARD.md`.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import stanceclf
from benchmarks.data import Json, markdown, write_result
from stanceclf.evaluation import evaluate, predict
from training.corpus import UNSEEN
from training.gold import records_by_id

_HEADS = (
    *("texts", "documents", "statements", "claims F1", "attribution", "end to end"),
    *("macro-F1", "condition", "wrong", "at 80 %", "calibration"),
)


def main() -> None:
    """Measure, print, and keep the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", help="name or directory (default: the released model)")
    parser.add_argument("--accurate", help="name or directory of a tier")
    parser.add_argument("--share", type=float, default=1.0, help="of claims that it is asked about")
    options = parser.parse_args()
    asked = {"accurate": options.accurate, "share": options.share} if options.accurate else {}
    pipeline = stanceclf.load(options.model, **asked)
    gold: dict[str, Json] = {}
    predicted: dict[str, Json] = {}
    given: dict[str, Json] = {}
    rows = []
    for path in sorted(UNSEEN.glob("*.jsonl")):
        documents = records_by_id(path)
        answers = predict(pipeline, documents)
        rows.append(row(path.stem, documents, *answers))
        print(*rows[-1], sep="  ", flush=True)
        for whole, part in zip((gold, predicted, given), (documents, *answers), strict=True):
            whole.update(part)
    rows.append(row("all", gold, predicted, given))
    print(*rows[-1], sep="  ")
    result = {"heads": _HEADS, "rows": rows}
    path = write_result("unseen", result, of=Path(options.accurate or "").name)
    written: Json = json.loads(path.read_text(encoding="utf-8"))
    lines = [f"`{written['command']}`, {written['date']}.", "", *markdown(_HEADS, rows)]
    path.with_suffix(".md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    print(f"written to {path}")


def row(
    name: str,
    gold: Mapping[str, Json],
    predicted: Mapping[str, Json],
    given: Mapping[str, Json],
) -> list[object]:
    """Return the cells of one kind of texts."""
    scores = evaluate(gold, predicted, given)
    sure = scores["stance_confidence"]
    figures = (
        *(scores["claims"]["f1"], scores["attribution"], scores["end_to_end"]["f1"]),
        *(scores["stance_macro_f1"], scores["condition_token_f1"]),
        *(sure["error"], sure["error_at_80"], sure["calibration_error"]),
    )
    return [name, len(gold), scores["statements"], *(f"{figure:.3f}" for figure in figures)]


if __name__ == "__main__":
    main()
