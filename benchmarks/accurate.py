"""Accuracy against cost: the fast model, cascades with an accurate tier, and the tier everywhere.

usage: OMP_NUM_THREADS=1 python -m benchmarks.accurate [--gold GOLD.jsonl] [--model NAME]
       [--accurate DIR]

Prints a row for each share of claims that the tier is asked about, on GOLD and, as its training
measured them, on held-out topics of the corpus; writes them into `results/`, under the name of the
tier. Claims a second are those of one core that classifies the claims of GOLD, given, with texts
already parsed.

Without OMP_NUM_THREADS=1 the threads of BLAS share the work: on two idle cores a product takes .6
of the time. Where one of them has other work, each product waits for its next turn there, 16 ms and
more: an article of 24 statements took 2 to 12 s where one thread took .8 to 1.9 (the smaller tier,
share 1), 10 to 28 where it took 3.5 to 6 (the larger).
"""

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

import stanceclf
from benchmarks.data import GOLD, Json, markdown, write_result
from stanceclf.accurate.cascade import Cascade
from stanceclf.accurate.files import read_tier
from stanceclf.evaluation import evaluate, predict
from stanceclf.records import LABELS
from stanceclf.report.annotated import read_gold
from stanceclf.stance.model import StanceModel
from training.accurate import NAME
from training.gold import GoldClaim, read_claims
from training.scores import stance_scores

SHARES = (0.0, 0.1, 0.2, 0.3, 1.0)
_COLUMNS = (
    *("share", "asked", "claims_per_second"),
    *("macro_f1", "log_loss", "calibration_error", "error", "error_at_80", "end_to_end_f1"),
)


def main() -> None:
    """Measure, print, and keep the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=GOLD, help="annotated documents")
    parser.add_argument("--model", help="name or directory (default: the released model)")
    parser.add_argument("--accurate", default=NAME, help="name or directory of the tier")
    options = parser.parse_args()
    if not options.gold.is_file():
        sys.exit(f"{options.gold}: no such file; name annotated documents with --gold")
    claims = read_claims([options.gold])
    with options.gold.open("rb") as lines:
        documents = read_gold(lines, str(options.gold))
    rows = []
    for share in SHARES:
        pipeline = stanceclf.load(options.model, accurate=options.accurate, share=share)
        end_to_end = evaluate(documents, *predict(pipeline, documents))["end_to_end"]["f1"]
        scores = measure(pipeline.stance, claims)
        rows.append({"share": share, **scores, "end_to_end_f1": end_to_end})
        print(line(rows[-1]), flush=True)
    held_out: list[Json] = read_tier(options.accurate).manifest["scores"]
    for row in held_out:
        print(f"held out  {line(row)}")
    result = {"gold": options.gold.name, "rows": rows, "held_out": held_out}
    path = write_result("accurate", result, of=Path(options.accurate).name)
    written: Json = json.loads(path.read_text(encoding="utf-8"))
    path.with_suffix(".md").write_text(as_markdown(written), encoding="utf-8")
    print(f"written to {path}")


def measure(model: StanceModel, claims: list[GoldClaim]) -> Json:
    """Return accuracy and cost on claims that are given."""
    groups: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        groups.setdefault(id(claim.given.document), []).append(number)
    probabilities = np.zeros((len(claims), len(LABELS)), np.float32)
    start = time.process_time()
    for numbers in groups.values():
        answers = model.classify([claims[number].given for number in numbers])
        probabilities[numbers] = [answer.probabilities for answer in answers]
    rate = len(claims) / (time.process_time() - start)
    assert isinstance(model.second, Cascade)
    inputs = model.read([claim.given for claim in claims]).inputs
    fast = model.reviser_of(found=False).probabilities(inputs)
    asked = float((fast.max(axis=1) < model.second.below).mean())
    scores = stance_scores(probabilities, np.array([claim.label for claim in claims]))
    return {"asked": round(asked, 3), "claims_per_second": round(rate), **scores}


def line(row: Json) -> str:
    """Return a row as a reader of a terminal sees it."""
    return "  ".join(f"{name} {row[name]}" for name in _COLUMNS if name in row)


def as_markdown(result: Json) -> str:
    """Return both tables of a result as it was written."""
    parts = [f"`{result['command']}`, {result['date']}.\n"]
    titles = {"rows": f"Given claims of {result['gold']}", "held_out": "Held-out topics"}
    for field, title in titles.items():
        some = result[field]
        names = [name for name in _COLUMNS if name in some[0]]
        heads = [name.replace("_", " ") for name in names]
        table = markdown(heads, [[row[name] for name in names] for row in some])
        parts.append("\n".join([f"## {title}", "", *table, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    main()
