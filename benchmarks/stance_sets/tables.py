"""Rows of the public benchmarks as lines for a reader: plain, and as a table in Markdown."""

from collections.abc import Sequence
from typing import Any

_HEAD = """# Public stance benchmarks

`python -m benchmarks.stance`: official splits and metrics; `StanceBlend` as it is, which chooses by
cross-validation of the training claims; test claims scored once. With `--vectors TIER` it has the
accurate tier of that name as its encoder. "Held out" is that cross-validation, whose classes may be
mixed otherwise than the test's. No weights are kept. `ablation.md` says what each option is worth.

| benchmark | vectors | training | test | metric | score | held out | chosen | published |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""
_CONDITIONS = """
# Conditions in GUM

Each sentence with a unit `contingency-condition` is given to the released model as a claim; token
F1 of its best condition against the unit. Nothing is fitted on GUM. Nobody published this figure.

| part | conditions | token F1 | answered |
| --- | --- | --- | --- |
"""


def line(row: dict[str, Any]) -> str:
    """Return a benchmark's row for the terminal."""
    beside = "; ".join(f"{who} {figure:.3f}" for who, figure in row["published"].items())
    return (
        f"{row['name']:<32} {row['score']:.4f}  held out {row['cross_validation']:.4f}  "
        f"[{row['chosen']}, {row['vectors'] or 'no vectors'}]  published: {beside or 'none read'}"
    )


def condition_line(row: dict[str, Any]) -> str:
    """Return a row of the conditions for the terminal."""
    return (
        f"gum conditions, {row['on']:<16} {row['token_f1']:.4f}  of {row['conditions']}, "
        f"answered {row['answered']:.3f}"
    )


def as_markdown(rows: Sequence[dict[str, Any]], conditions: Sequence[dict[str, Any]]) -> str:
    """Return both tables."""
    lines = [
        f"| {row['name']} | {row['vectors']} | {row['train']} | {row['test']} | {row['metric']} "
        f"| {row['score']:.4f} | {row['cross_validation']:.4f} | {row['chosen']} | "
        + "; ".join(f"{who} {figure:.3f}" for who, figure in row["published"].items())
        + " |"
        for row in rows
    ]
    found = [
        f"| {row['on']} | {row['conditions']} | {row['token_f1']:.4f} | {row['answered']:.4f} |"
        for row in conditions
    ]
    return _HEAD + "\n".join(lines) + "\n" + _CONDITIONS + "\n".join(found) + "\n"
