"""The model card of a released model, written from its manifest."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

_CARD = """# {name}

{description}. Version {version} of stanceclf, model format {format}.

## What it does
Reads English news text and finds claims, who holds each, and whether that actor `supports`,
`opposes` or conditionally supports (`conditional`) the target, or takes `no_stance`, with a
calibrated probability and the span of the condition. The terms and edge rules are those of the
annotation guide that the corpus follows.

| stage | learned | how |
| --- | --- | --- |
| claims | which tokens may make up a claim | linear-chain conditional random field, L-BFGS |
| segments | which of the spans it thinks possible are claims | semi-Markov model over candidates |
| holder, source | which mention holds a claim, which one reports it | conditional logit |
| antecedent | which entity a pronoun or a role noun takes up | conditional logit |
| stance | label of a claim | regression and convolution, then small networks; one temperature |
| cue | which words show a stance, read by those networks | logistic regression of tokens |
| condition | which span a position hangs on | logistic regression over candidates |
| confidence | whether claim, holder and label are right | logistic regression of what these say |
| roles | sources, cues, contents of attributions, if asked | random field, then whole spans |

## Data
Fitted on `training/corpus`: {documents} documents, {statements} statements, composed for this
project (see its data card; CC BY 4.0), with invented persons. sha256 of its files:
`{sha256}`. The antecedents of "they" are also fitted on
the pronouns of GUM's CC BY genres (`training/gum_they.tsv`), the roles on the
attributions of those genres (`training/fitted_roles/`). Tables of the package that the stages
read, with source and licence at their heads, know the kinds of names from CrossNER-politics,
wikigold, the free parts of re3d and the corpus (`resources/name_kinds.tsv`), which names of places
act from these and GUM's free genres (`resources/metonyms.tsv`), and the world's leaders
(`resources/leaders.tsv`). Fitted with {libraries}, seed {seed}.

The first reading of a claim joins a logistic regression of its features and a convolution over its
words, whose vectors begin as principal components of a table of all-MiniLM-L6
(`training/word_vectors.npz`). Both are fitted on its label and, for {taught} statements, on what a
larger network says of it (`training/teacher.jsonl`, made by `python -m training.teacher`:
all-mpnet-base-v2, fitted on the corpus without its first fold, and trained further on documents
that came later, again without that fold). The convolution is also fitted on what that network says
of {variants} variants of these statements, in which words are exchanged for near ones
(`training/variants.py`, `training/near_words.tsv`). Both are also fitted on {constructions}
sentences, in constructions of their own or in contrast sets (`training/constructions.tsv`); the
second reading also on short excerpts, and on claims as the pipeline finds them in documents that it
was not fitted on. The larger network saw the claims of all folds but the first: on these folds, a
pipeline that was fitted without one of them is a little flattered.

## Scores
Printed by `python -m training.train --gold DEV.jsonl {command}`; defined in the annotation guide.
Held-out topics are those of {folds} of the corpus, each by a pipeline that was fitted without its
fold; the development set was not trained on.

| measure | held-out topics | development set |
| --- | --- | --- |
{rows}

## Limits
It knows one target, deployments of forces and weapons, in English. It was fitted on composed news:
other genres, satire and very long sentences are less certain. It reads what a text says and not
whether that is true, and must not be the only ground for a decision about a person. Probabilities
are calibrated on held-out topics of the corpus and may be too sure elsewhere.

A claim with a long parenthesis or quoted words inside may be cut there ("26 members of the "X" - a
group of states - would deploy" becomes two), and a claim joined to a statement on another matter
("rejected the force and continued to demand talks") may get the wrong label.

## Licence
Weights: Apache-2.0. Corpus: CC BY 4.0. The vectors of words are derived from the input embeddings
of all-MiniLM-L6-v2 (Apache-2.0): of word pieces made words, cut to 128 components, and changed by
training; see the notice of the accurate tier `deployment-en-accurate-6`.
"""

_MEASURES = (
    ("claims F1", ("claims", "f1")),
    ("attribution (right actor on matched claims)", ("attribution",)),
    ("end-to-end F1 (actor, label)", ("end_to_end", "f1")),
    ("stance macro-F1, claims given", ("stance_macro_f1",)),
    ("condition token F1, claims given", ("condition_token_f1",)),
    ("wrong labels, claims given", ("stance_confidence", "error")),
    ("wrong labels among the surest 80 %", ("stance_confidence", "error_at_80")),
    ("expected calibration error", ("stance_confidence", "calibration_error")),
)


def model_card(manifest: Json) -> str:
    """Return the card as Markdown."""
    scores = manifest["scores"]
    rows = [
        f"| {name} | {_figure(scores.get('cross_validation'), path)} "
        f"| {_figure(scores.get('development'), path)} |"
        for name, path in _MEASURES
    ]
    libraries = ", ".join(f"{name} {version}" for name, version in manifest["libraries"].items())
    teacher = manifest["teacher"]
    values = {**manifest, **manifest["corpus"], "taught": teacher["statements"]}
    folds = [str(fold) for fold in scores.get("cross_validation", {}).get("folds", [])]
    named = f"fold{'s' * (len(folds) > 1)} {', '.join(folds)}" if folds else "no fold"
    command = f"--held-out {' '.join(folds)}" if folds else "--no-folds"
    values |= {"folds": named, "command": command}
    values |= {"variants": teacher["variants"], "libraries": libraries, "rows": "\n".join(rows)}
    return _CARD.format_map(values)


def _figure(scores: Any, path: tuple[str, ...]) -> str:
    """Return one figure to three digits, or a dash where it was not measured."""
    for key in path:
        scores = scores.get(key) if scores else None
    return "\u2013" if scores is None else f"{scores:.3f}"
