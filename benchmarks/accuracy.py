"""The scores of the released model beside two baselines.

usage: python -m benchmarks.accuracy [--gold GOLD.jsonl] [--model NAME]

Prints a table and writes `results/accuracy.json`. The baselines are fitted on the training corpus
here and now; nobody is fitted on GOLD.
"""

import argparse
import sys
from pathlib import Path

import stanceclf
from benchmarks.data import GOLD, Json, read_corpus, write_result
from benchmarks.plain import majority_answers, plain_answers
from stanceclf.evaluation import evaluate, predict
from training.gold import records_by_id

_ROWS = {
    "claims F1": ("claims", "f1"),
    "attribution": ("attribution",),
    "stance macro-F1, claims given": ("stance_macro_f1",),
    "condition token F1, claims given": ("condition_token_f1",),
    "end to end F1": ("end_to_end", "f1"),
}


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=GOLD, help="annotated documents")
    parser.add_argument("--model", help="name or directory (default: the released model)")
    options = parser.parse_args()
    if not options.gold.is_file():
        sys.exit(f"{options.gold}: no such file; name annotated documents with --gold")

    gold = records_by_id(options.gold)
    corpus = read_corpus()
    answers = {
        "stanceclf": predict(stanceclf.load(options.model), gold),
        "plain": plain_answers(corpus, gold),
        "majority": majority_answers(corpus, gold),
    }
    scores = {name: evaluate(gold, *answer) for name, answer in answers.items()}
    show(scores)
    print(f"\nwritten to {write_result('accuracy', {'gold': options.gold.name, 'scores': scores})}")


def show(scores: dict[str, Json]) -> None:
    """Print a row for each score and a column for each system."""
    print(f"{'':<34}" + "".join(f"{name:>11}" for name in scores) + f"{'margin':>11}")
    for title, path in _ROWS.items():
        figures = []
        for one in scores.values():
            value = one
            for key in path:
                value = value[key]
            figures.append(float(value))  # type: ignore[arg-type]
        margin = figures[0] - max(figures[1:])
        print(f"{title:<34}" + "".join(f"{one:>11.4f}" for one in figures) + f"{margin:>+11.4f}")


if __name__ == "__main__":
    main()
