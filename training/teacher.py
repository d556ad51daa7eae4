"""What a larger network says of the training claims: soft targets beside the annotated labels.

usage: python -m training.teacher [--tier models/accurate/deployment-en-accurate-3]

The accurate tier reads every claim of the corpus; its probabilities go into `teacher.jsonl`, and
the first reading of the fast model is fitted on them as well as on the labels: a linear model that
is told which claims are hard, and what they are close to, generalises better to other topics
(Hinton et al. 2015, "Distilling the Knowledge in a Neural Network"). Needs the extra `accurate`;
22 ms a claim. Documents that the file has are not read again.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.artifact import MANIFEST
from stanceclf.records import LABELS
from stanceclf.stance.scorer import softmax
from stanceclf.text.document import Document
from training.corpus import AnnotatedDocument, read_corpus
from training.gold import gold_claims
from training.validate import read_lines

Json = dict[str, Any]

TEACHER = Path(__file__).parent / "teacher.jsonl"
TIER = "deployment-en-accurate-3"
_SCALE = 1000  # probabilities are written as whole numbers of thousandths


class Teacher:
    """Probabilities of claims by the document and what of it was read.

    Parameters
    ----------
    records : mapping of str to dict
        The lines of the file by document id.
    tier : str
        sha256 of the manifest of the tier that gave them.
    """

    def __init__(self, records: Mapping[str, Json], tier: str = "") -> None:
        self.records = dict(records)
        self.tier = tier

    def knows(self, document: AnnotatedDocument) -> bool:
        """Tell whether the claims of a document were read as they are now."""
        return self.records.get(document.id, {}).get("digest") == digest(document)

    def targets(self, documents: Sequence[AnnotatedDocument]) -> NDArray[np.float64]:
        """Return probabilities `(n_statements, n_labels)`, NaN for documents that were not read."""
        parts = [
            np.array(self.records[one.id]["thousandths"], float).reshape(-1, len(LABELS)) / _SCALE
            if self.knows(one)
            else np.full((len(one.statements), len(LABELS)), np.nan)
            for one in documents
        ]
        return np.concatenate([np.zeros((0, len(LABELS))), *parts])


def read_teacher(path: Path = TEACHER) -> Teacher:
    """Return what a file holds, nothing where there is none."""
    if not path.exists():
        return Teacher({})
    (_, head), *lines = read_lines(path)
    return Teacher({record["id"]: record for _, record in lines}, head["tier"])


def write_teacher(teacher: Teacher, path: Path = TEACHER) -> None:
    """Write what a teacher says, by document id."""
    lines = [{"tier": teacher.tier}, *(teacher.records[key] for key in sorted(teacher.records))]
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def digest(document: AnnotatedDocument) -> str:
    """Return a hash of what is read of a document: its text, and where claims and mentions are."""
    spans = [
        [(span.start, span.end) if span else None for span in (one.claim, one.actor, one.source)]
        for one in document.statements
    ]
    return hashlib.sha256(json.dumps([document.text, spans]).encode()).hexdigest()[:16]


def main(arguments: Sequence[str] | None = None) -> int:
    """Let the tier read what is new in the corpus; progress goes to standard error."""
    from stanceclf.accurate.files import ROOT, read_tier

    parser = argparse.ArgumentParser(prog="training.teacher", description=(__doc__ or "")[:72])
    parser.add_argument("--tier", type=Path, default=ROOT / TIER)
    parser.add_argument("--out", type=Path, default=TEACHER)
    options = parser.parse_args(arguments)
    documents = read_corpus()
    tier = read_tier(options.tier)
    sha256 = hashlib.sha256((options.tier / MANIFEST).read_bytes()).hexdigest()
    before = read_teacher(options.out)
    known = before if before.tier == sha256 else Teacher({})
    records: dict[str, Json] = {}
    for document in documents:
        if known.knows(document):
            records[document.id] = known.records[document.id]
            continue
        claims = gold_claims([document], [Document.from_text(document.text)])
        scores = [tier.encoder.scores(tier.reader.read(claim.given)) for claim in claims]
        shares = softmax(np.stack(scores)) if scores else np.zeros((0, len(LABELS)))
        records[document.id] = {
            "id": document.id,
            "digest": digest(document),
            "thousandths": np.rint(shares * _SCALE).astype(int).tolist(),
        }
        if len(records) % 50 == 0:
            sys.stderr.write(f"{len(records)} of {len(documents)} documents\n")
    write_teacher(Teacher(records, sha256), options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
