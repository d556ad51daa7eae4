"""PLV: what one political actor does to another, by PLOVER codes (Hu et al., 2024)."""

import re
from collections.abc import Mapping
from pathlib import Path

from benchmarks.stance_sets.files import need, read_table
from benchmarks.stance_sets.metrics import macro_f1
from benchmarks.stance_sets.records import LabelledClaim, StanceSet
from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document

FOLDER = "plover"
SOURCE = "github.com/snowood1/Zero-Shot-PLOVER (datasets)"
PUBLISHED: dict[str, tuple[tuple[str, float], ...]] = {
    "gold_root": (("zero-shot RoBERTa-large-MNLI", 0.824),),
    "gold_penta": (),
}
NAMES = {"gold_root": "plover-15-codes", "gold_penta": "plover-4-groups"}
_TAG = re.compile(r"</?[st]>")


def read(directory: Path) -> list[StanceSet]:
    """Return the benchmarks: 15 codes, and the 4 groups of codes."""
    need(directory, ("PLV_train.tsv", "PLV_test.tsv"), SOURCE)
    columns = ("marked_sentence", "target", *NAMES)
    train, test = (
        [(_given(row), row) for row in read_table(directory / name, columns, delimiter="\t")]
        for name in ("PLV_train.tsv", "PLV_test.tsv")
    )
    return [
        StanceSet(
            name,
            tuple(LabelledClaim(given, row[column]) for given, row in train),
            tuple(LabelledClaim(given, row[column]) for given, row in test),
            "macro-F1",
            macro_f1,
            PUBLISHED[column],
        )
        for column, name in NAMES.items()
    ]


def _given(row: Mapping[str, str]) -> GivenClaim:
    marked = row["marked_sentence"]
    text = _TAG.sub("", marked)
    before, opening, rest = marked.partition("<s>")
    actor = None
    if opening:
        start = len(_TAG.sub("", before))
        actor = Span(start, start + len(_TAG.sub("", rest.partition("</s>")[0])))
    return GivenClaim(
        Document.from_text(text),
        Span(0, len(text)),
        actor=actor,
        actor_name=actor.of(text) if actor else "",
        target=row["target"],
    )
