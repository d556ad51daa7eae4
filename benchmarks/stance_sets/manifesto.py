"""Manifesto protectionism and morality: stances of parties (Laurer et al., 2023).

Sentences of party manifestos in English, alone or between the sentences before and after them.
"""

from pathlib import Path

from benchmarks.stance_sets.files import need, read_table
from benchmarks.stance_sets.metrics import macro_f1
from benchmarks.stance_sets.records import LabelledClaim, StanceSet
from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document

FOLDER = "manifesto-stance"
SOURCE = "github.com/MoritzLaurer/less-annotating-with-bert-nli (data_clean)"
PUBLISHED = {
    "protectionism": (("SVM of TF-IDF", 0.672), ("DeBERTa", 0.675), ("DeBERTa-NLI", 0.737)),
    "morality": (("SVM of TF-IDF", 0.617), ("DeBERTa", 0.713), ("DeBERTa-NLI", 0.708)),
}
_COLUMNS = ("label_text", "text_original", "text_preceding", "text_following", "manifesto_id")


def read(directory: Path) -> list[StanceSet]:
    """Return the benchmarks: each topic with the sentence alone and with its context."""
    files = [_file(topic, part) for topic in PUBLISHED for part in ("train", "test")]
    need(directory, files, SOURCE)
    return [
        StanceSet(
            f"manifesto-{topic}{'-context' if context else ''}",
            _claims(directory / _file(topic, "train"), topic, context),
            _claims(directory / _file(topic, "test"), topic, context),
            "macro-F1",
            macro_f1,
            figures,
        )
        for topic, figures in PUBLISHED.items()
        for context in (False, True)
    ]


def _file(topic: str, part: str) -> str:
    return f"df_manifesto_{topic}_{part}.csv"


def _claims(path: Path, topic: str, context: bool) -> tuple[LabelledClaim, ...]:
    return tuple(
        LabelledClaim(_given(row, topic, context), row["label_text"], row["manifesto_id"])
        for row in read_table(path, _COLUMNS, delimiter=",")
    )


def _given(row: dict[str, str], topic: str, context: bool) -> GivenClaim:
    before = row["text_preceding"].strip() if context else ""
    after = row["text_following"].strip() if context else ""
    claim = row["text_original"].strip()
    # Paragraphs of their own, so that each is a sentence whatever it ends with.
    text = "\n\n".join(part for part in (before, claim, after) if part)
    start = len(before) + 2 if before else 0
    return GivenClaim(Document.from_text(text), Span(start, start + len(claim)), target=topic)
