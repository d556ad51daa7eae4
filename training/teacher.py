"""What a larger network says of the training claims: soft targets beside the annotated labels.

usage: python -m training.teacher [--tier models/accurate/deployment-en-accurate-3] [--jobs N]

The accurate tier reads every claim of the corpus, and variants of it (`training/variants.py`); its
probabilities go into `teacher.jsonl`. The first reading of the fast model is fitted on them as well
as on the labels: a model that is told which claims are hard, and what they are close to,
generalises better to other topics (Hinton et al. 2015, "Distilling the Knowledge in a Neural
Network"). Needs the extra `train-accurate`; 9 ms a claim and variant on one core. Documents that
the file has are not read again.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from stanceclf.artifact import MANIFEST
from stanceclf.records import LABELS
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training.corpus import AnnotatedDocument, AnnotatedStatement, read_corpus
from training.gold import gold_claims
from training.validate import read_lines
from training.variants import VARIANTS, Variants, variants

Json = dict[str, Any]

TEACHER = Path(__file__).parent / "teacher.jsonl"
TIER = "deployment-en-accurate-3"
_SCALE = 1000  # probabilities are written as whole numbers of thousandths
_KEPT_EVERY = 40  # documents


class Teacher:
    """Probabilities of claims and of their variants, by the document and what of it was read.

    Parameters
    ----------
    records : mapping of str to dict
        The lines of the file by document id.
    tier : str
        What `identity` says of the tier that gave them.
    """

    def __init__(self, records: Mapping[str, Json], tier: str = "") -> None:
        self.records = dict(records)
        self.tier = tier

    def knows(self, document: AnnotatedDocument) -> bool:
        """Tell whether the claims of a document were read as they are now."""
        return self.records.get(document.id, {}).get("digest") == _digest(document)

    def targets(self, documents: Sequence[AnnotatedDocument]) -> NDArray[np.float64]:
        """Return probabilities `(n_statements, n_labels)`, NaN for documents that were not read."""
        parts = [
            _shares(self.records[one.id]["thousandths"])
            if self.knows(one)
            else np.full((len(one.statements), len(LABELS)), np.nan)
            for one in documents
        ]
        return np.concatenate([np.zeros((0, len(LABELS))), *parts])

    def variants(self, documents: Sequence[AnnotatedDocument]) -> Variants:
        """Return the variants of the documents' statements that were read as they are now."""
        claims: list[GivenClaim] = []
        owners, parts = [np.zeros(0, np.int64)], [np.zeros((0, len(LABELS)))]
        first = 0
        for document in documents:
            made, read = variants(document), self.records.get(document.id, {}).get("variants")
            n = len(document.statements)
            if read and read["digest"] == _digest_of(made):
                claims += made
                owners.append(np.repeat(np.arange(first, first + n), VARIANTS))
                parts.append(_shares(read["thousandths"]))
            first += n
        return Variants(claims, np.concatenate(owners), np.concatenate(parts))


def _shares(thousandths: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    return np.array(thousandths, float).reshape(-1, len(LABELS)) / _SCALE


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


def record_of(document: AnnotatedDocument, shares: NDArray[np.floating]) -> Json:
    """Return a document's line of the file.

    Parameters
    ----------
    document : AnnotatedDocument
    shares : array of shape ((1 + VARIANTS) * n_statements, n_labels)
        Probabilities of the statements, and then of their variants.
    """
    n = len(document.statements)
    rows = np.rint(shares * _SCALE).astype(int).tolist()
    return {
        "id": document.id,
        "digest": _digest(document),
        "thousandths": rows[:n],
        "variants": {"digest": _digest_of(variants(document)), "thousandths": rows[n:]},
    }


def digest(
    texts: Iterable[str], claims: Iterable[AnnotatedStatement] | Iterable[GivenClaim]
) -> str:
    """Return a hash of what is read of claims: their texts, and where they and mentions stand."""
    spans = [
        [(span.start, span.end) if span else None for span in (one.claim, one.actor, one.source)]
        for one in claims
    ]
    return hashlib.sha256(json.dumps([*texts, spans]).encode()).hexdigest()[:16]


def _digest(document: AnnotatedDocument) -> str:
    return digest([document.text], document.statements)


def _digest_of(claims: Sequence[GivenClaim]) -> str:
    return digest([claim.document.text for claim in claims], claims)


def identity(tier: Path) -> str:
    """Return a hash of what a tier's answers hang on: its weights and word pieces, no blend."""
    manifest = json.loads((tier / MANIFEST).read_text(encoding="utf-8"))
    return hashlib.sha256(json.dumps(manifest["files"], sort_keys=True).encode()).hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Let the tier read what is new in the corpus; progress goes to standard error."""
    from stanceclf.accurate.files import ROOT

    parser = argparse.ArgumentParser(
        prog="training.teacher", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--tier", type=Path, default=ROOT / TIER)
    parser.add_argument("--out", type=Path, default=TEACHER)
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    options = parser.parse_args(arguments)
    from training.accurate.answers import answers  # torch, which --help does without

    tier = identity(options.tier)
    before = read_teacher(options.out)
    known = before if before.tier == tier else Teacher({})
    documents = read_corpus()
    fresh = [one for one in documents if not (known.knows(one) and _knows_variants(known, one))]
    new = {one.id for one in fresh}
    records = {one.id: known.records[one.id] for one in documents if one.id not in new}
    work = Parallel(n_jobs=options.jobs, return_as="generator")
    read = work(delayed(answers)(options.tier, _asked(document)) for document in fresh)
    for document, shares in zip(fresh, read, strict=True):
        records[document.id] = record_of(document, shares)
        if len(records) % _KEPT_EVERY == 0:
            write_teacher(Teacher(records, tier), options.out)
            sys.stderr.write(f"{len(records)} of {len(documents)} documents\n")
    write_teacher(Teacher(records, tier), options.out)
    return 0


def _knows_variants(teacher: Teacher, document: AnnotatedDocument) -> bool:
    return len(teacher.variants([document]).claims) == VARIANTS * len(document.statements)


def _asked(document: AnnotatedDocument) -> list[GivenClaim]:
    """Return what the teacher is asked about: the statements, and their variants."""
    gold = gold_claims([document], [Document.from_text(document.text)])
    return [*(claim.given for claim in gold), *variants(document)]


if __name__ == "__main__":
    sys.exit(main())
