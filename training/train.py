"""Fit the released model and write it with its model card.

usage: python -m training.train [--gold DEV.jsonl] [--out models] [--name NAME] [--jobs N]
           [--no-folds | --held-out FOLD...] [--fits DIR]

Fits every learned stage on the whole corpus; beside that, five times on four fifths of it, to learn
from the documents that each fit has not seen how sure to be of a statement, and to score them. The
figures go into the manifest and the model card. The six fits take some half an hour each, and
`--held-out 0` is satisfied with two of them. `--fits` keeps them: a run that was stopped goes on
from there, as long as code and data are the same, and the accurate tiers are judged beside
`DIR/without-0` (`python -m training.accurate --keep-tier --fast DIR/without-0`).
"""

import argparse
import hashlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy
import sklearn
from joblib import Parallel, delayed
from numpy.typing import NDArray

from stanceclf import __version__
from stanceclf.artifact import MANIFEST, json_object, read_model, write_index, write_model
from stanceclf.evaluation import evaluate, predict
from stanceclf.pipeline import Pipeline
from stanceclf.report.annotated import read_gold
from stanceclf.report.confidence import Confidence
from training.confidence import examples, fit_confidence
from training.constructions import alone, read_constructions
from training.corpus import AnnotatedDocument, corpus_files, read_corpus, read_folds, split
from training.fit import fit_pipeline
from training.gold import GoldClaim, read_records
from training.model_card import model_card
from training.progress import reporter
from training.splits import FOLDS, family_of, part_of, read_families
from training.teacher import Teacher, read_teacher

Json = dict[str, Any]

NAME = "deployment-en-12"
DESCRIPTION = "Deployment of forces or weapons, in English news"
SEED = 0
_PARTS = 5  # of the topics: the confidence of one is fitted on the others
# What fits depend on: the code, and its lists and tables.
_SOURCES = frozenset({".py", ".txt", ".tsv", ".json", ".jsonl", ".npz", ".gz"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, score and write; progress goes to standard error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, help="development set, scored but never trained on")
    parser.add_argument("--out", type=Path, default=Path("models"))
    parser.add_argument("--name", default=NAME, help="directory of the model below --out")
    parser.add_argument("--jobs", type=int, default=2, help="folds fitted side by side")
    parser.add_argument("--fits", type=Path, help="keep each fit there, and take what is there")
    folds = parser.add_mutually_exclusive_group()
    folds.add_argument("--no-folds", action="store_true", help="skip the cross-validation")
    folds.add_argument(
        "--held-out",
        type=int,
        nargs="+",
        choices=range(FOLDS),
        default=range(FOLDS),
        metavar="FOLD",
        help="some of the folds (from 0) instead of all",
    )
    options = parser.parse_args(arguments)

    say = reporter()
    corpus = read_corpus()
    statements = sum(len(document.statements) for document in corpus)
    say(f"corpus: {len(corpus)} documents, {statements} statements")
    teacher = read_teacher()
    known = sum(len(document.statements) for document in corpus if teacher.knows(document))
    varied = len(teacher.variants(corpus).claims)
    say(f"{known} statements and {varied} variants have a teacher's answer")
    constructions = alone(read_constructions())
    say(f"{len(constructions)} constructions")
    scores: Json = {}
    task = Task(corpus, teacher, constructions, _sources(), options.fits)
    if options.no_folds:
        pipeline = task.fitted()
    else:
        held_out = sorted(set(options.held_out))
        pipeline, scores["cross_validation"] = fit_with_folds(task, held_out, jobs=options.jobs)
    say("all stages fitted")
    if options.gold:
        with options.gold.open("rb") as lines:
            gold = read_gold(lines, str(options.gold))
        scores["development"] = evaluate(gold, *predict(pipeline, gold))
    about = {
        "name": options.name,
        "version": __version__,
        "description": DESCRIPTION,
        "seed": SEED,
        "corpus": {
            "documents": len(corpus),
            "statements": statements,
            "sha256": _digest(corpus_files()),
        },
        "constructions": len(constructions),
        "teacher": {"network": teacher.network, "statements": known, "variants": varied},
        "libraries": {m.__name__: m.__version__ for m in (np, scipy, sklearn)},
        "scores": scores,
    }
    directory = options.out / options.name
    manifest = write_model(directory, pipeline.stages(), about=about)
    (directory / "MODEL_CARD.md").write_text(model_card(manifest), encoding="utf-8")
    write_index(options.out, default=options.name)
    size = sum(path.stat().st_size for path in directory.iterdir()) / 1e6
    say(f"{directory}: {size:.1f} MB")
    return 0


class Task(NamedTuple):
    """What all fits have in common.

    Attributes
    ----------
    corpus : sequence of AnnotatedDocument
    teacher : Teacher
    constructions : sequence of GoldClaim
    sources : str
        A hash of the code and the data.
    kept : Path or None
        The directory of the fits that are kept.
    """

    corpus: Sequence[AnnotatedDocument]
    teacher: Teacher
    constructions: Sequence[GoldClaim]
    sources: str
    kept: Path | None

    def fitted(self, left_out: int | None = None) -> Pipeline:
        """Return the pipeline fitted without a fold, as it was kept if it is of these sources."""
        if not self.kept:
            return self._fit(left_out)
        directory = self.kept / ("whole" if left_out is None else f"without-{left_out}")
        about = {"sources": self.sources, "left_out": left_out}
        # Written last: that of other sources may stand beside files of a run that was stopped.
        there = json_object(directory / MANIFEST) if (directory / MANIFEST).exists() else {}
        if not about.items() <= there.items():
            if there:
                sys.stderr.write(f"{directory}: of other code or data, so it is fitted anew\n")
            write_model(directory, self._fit(left_out).stages(), about=about)
        return Pipeline.from_model(read_model(directory))

    def _fit(self, left_out: int | None) -> Pipeline:
        documents = self.corpus
        if left_out is not None:
            documents, _ = split(documents, left_out, read_folds())
        return fit_pipeline(
            documents, seed=SEED, teacher=self.teacher, constructions=self.constructions
        )


def fit_with_folds(task: Task, folds: Sequence[int], *, jobs: int) -> tuple[Pipeline, Json]:
    """Return the pipeline fitted on the corpus, and the scores on folds that others leave out.

    Its confidence is fitted on what these find there. When a part of the topics is scored, the
    confidence is one that was fitted on the other parts.
    """
    pipeline, *fitted = Parallel(n_jobs=jobs)(
        delayed(task.fitted)(left_out) for left_out in (None, *folds)
    )
    raw = {record["id"]: record for record in read_records(corpus_files())}
    homes, families = read_folds(), read_families()
    parts = {key: part_of(family_of(raw[key]["topic"], families), _PARTS) for key in raw}
    held_out = [
        (one, part, gold)
        for one, fold in zip(fitted, folds, strict=True)
        for part in range(_PARTS)
        if (gold := {key: raw[key] for key in raw if (homes[key], parts[key]) == (fold, part)})
    ]
    found = [(part, examples(one, gold)) for one, part, gold in held_out]
    predicted: dict[str, Json] = {}
    given: dict[str, Json] = {}
    for one, part, gold in held_out:
        one.confidence = _fitted_on([rows for other, rows in found if other != part])
        for whole, piece in zip((predicted, given), predict(one, gold), strict=True):
            whole.update(piece)
    pipeline.confidence = _fitted_on([rows for _, rows in found])
    scores = evaluate({key: raw[key] for key in predicted}, predicted, given)
    return pipeline, {"folds": list(folds), **scores}


def _fitted_on(
    found: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]],
) -> Confidence:
    rows, right = zip(*found, strict=True)
    return fit_confidence(np.vstack(rows), np.concatenate(right))


def _sources() -> str:
    """Return one sha256 over the code and the data that fits depend on."""
    training = Path(__file__).parent
    roots = training.with_name("stanceclf"), training
    found = (path for root in roots for path in sorted(root.rglob("*")))
    return _digest([path for path in found if path.suffix in _SOURCES])


def _digest(files: Iterable[Path]) -> str:
    """Return one sha256 over files."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
