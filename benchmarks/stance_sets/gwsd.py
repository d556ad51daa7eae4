"""GWSD: sentences of US news on global warming as a concern (Luo, Card and Jurafsky, 2020)."""

from collections.abc import Mapping
from pathlib import Path

from benchmarks.stance_sets.files import need, read_table
from benchmarks.stance_sets.metrics import macro_f1
from benchmarks.stance_sets.records import LabelledClaim, StanceSet
from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document

FOLDER = "gwsd"
SOURCE = "github.com/yiweiluo/GWStance"
LABELS = ("agree", "neutral", "disagree")
TARGET = "global warming is a serious concern"


def read(directory: Path) -> list[StanceSet]:
    """Return the benchmark; a label is the most probable one, its weight how probable."""
    need(directory, ("GWSD.tsv", "held_out_balanced_test.tsv"), SOURCE)
    columns = ("sentence", "guid", *LABELS)
    test_rows = list(
        read_table(directory / "held_out_balanced_test.tsv", (*columns, "stance"), delimiter="\t")
    )
    held_out = {row["guid"] for row in test_rows}
    train_rows = [
        row
        for row in read_table(directory / "GWSD.tsv", columns, delimiter="\t")
        # Sentences that screened the annotators have no probabilities.
        if row["agree"] and row["guid"] not in held_out
    ]
    return [
        StanceSet(
            "gwsd",
            tuple(
                LabelledClaim(_given(row), label, weight=float(row[label]))
                for row in train_rows
                for label in [_most_probable(row)]
            ),
            tuple(LabelledClaim(_given(row), row["stance"]) for row in test_rows),
            "macro-F1",
            macro_f1,
            (),
        )
    ]


def _most_probable(row: Mapping[str, str]) -> str:
    return max(LABELS, key=lambda label: float(row[label]))


def _given(row: Mapping[str, str]) -> GivenClaim:
    text = row["sentence"].strip()
    return GivenClaim(Document.from_text(text), Span(0, len(text)), target=TARGET)
