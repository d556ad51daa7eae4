"""What each option is worth on the public stance benchmarks, without a look at any test claim.

usage: python -m benchmarks.stance_ablation [--data DIRECTORY] [--only NAME]

Cross-validation of the training claims: `StanceBlend` with columns weighed by the evidence of naive
Bayes, and with columns as they are; each set of features and the mean; with biases moved for the
metric, by folds that do not judge them, and without. Prints a table in Markdown.
"""

import argparse
from pathlib import Path

from benchmarks.stance import DATA, READERS
from benchmarks.stance_sets import recipe

SCALINGS = {"none": (0.05, 0.2), "bayes": (0.01, 0.05)}


def main() -> None:
    """Print a row for each benchmark and choice."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="holds a directory for each")
    parser.add_argument("--only", choices=tuple(READERS), help="one of them")
    options = parser.parse_args()
    print(f"| benchmark | choice | {' | '.join(SCALINGS)} |")
    print("| --- | --- | --- | --- |")
    for name in [options.only] if options.only else READERS:
        for benchmark in READERS[name].read(options.data / READERS[name].FOLDER):
            tried = [
                recipe.fitted(benchmark, scaling=scaling, strengths=strengths).tried_
                for scaling, strengths in SCALINGS.items()
            ]
            for choice in tried[0]:
                reached = " | ".join(f"{one[choice]:.4f}" for one in tried)
                print(f"| {benchmark.name} | {choice} | {reached} |", flush=True)


if __name__ == "__main__":
    main()
