"""Read the corpus: as typed records, or as a Hugging Face `DatasetDict`.

The documents are in `corpus/*.jsonl`, in the form of the annotation guide. `read_corpus` needs the
standard library alone; `load` needs the extra `train`.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from stanceclf.errors import DataError, StanceError
from stanceclf.records import ActorType, Quotation, Span, Stance
from training.validate import NAME_FIELDS, SPAN_FIELDS, check_document, read_lines

if TYPE_CHECKING:
    from datasets import DatasetDict, Features

CORPUS = Path(__file__).parent / "corpus"
SPLITS = CORPUS / "splits.json"
UNSEEN = Path(__file__).parent / "unseen"  # documents that no released model was fitted on
# Packs whose real names were replaced; the names of the others were invented from the start.
REPLACED = "pack-*.jsonl"
INVENTED = "invented-*.jsonl"


@dataclass(frozen=True, slots=True)
class AnnotatedStatement:
    """One statement of the gold annotation; the fields are those of the annotation guide."""

    claim: Span
    actor: Span
    source: Span | None
    condition: Span | None
    cue: Span | None
    actor_name: str
    affiliation: str | None
    source_name: str | None
    stance: Stance
    actor_type: ActorType
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """One document with its statements and the verdict on each actor."""

    id: str
    title: str
    text: str
    topic: str
    target: str
    statements: tuple[AnnotatedStatement, ...]
    actors: Mapping[str, Stance]


def corpus_files(directory: Path = CORPUS) -> list[Path]:
    """Return the files of the corpus in order."""
    return sorted([*directory.glob(REPLACED), *directory.glob(INVENTED)])


def read_documents(path: Path, *, checked: bool = True) -> Iterator[AnnotatedDocument]:
    """Yield the documents of one file; a fault raises a DataError with file, line and field.

    What others annotated is read with `checked=False`: it need not meet the rules of our corpus.
    """
    for line, record in read_lines(path):
        for field, message in check_document(record) if checked else ():
            raise DataError(f"{path}:{line}: {field}: {message}")
        yield _document(record)


def read_corpus(directory: Path = CORPUS) -> list[AnnotatedDocument]:
    """Return all documents, in the order of files and lines."""
    return [document for path in corpus_files(directory) for document in read_documents(path)]


def read_folds(path: Path = SPLITS) -> dict[str, int]:
    """Return the fold of each document id, counted from 0."""
    folds = json.loads(path.read_text(encoding="utf-8"))["folds"]
    return {name: int(fold) for fold, names in folds.items() for name in names}


def split(
    documents: Iterable[AnnotatedDocument], held_out: int, folds: Mapping[str, int]
) -> tuple[list[AnnotatedDocument], list[AnnotatedDocument]]:
    """Return the documents outside and inside the fold that is held out."""
    outside: list[AnnotatedDocument] = []
    inside: list[AnnotatedDocument] = []
    for document in documents:
        (inside if folds[document.id] == held_out else outside).append(document)
    return outside, inside


def _span(value: list[int] | None) -> Span | None:
    """Return offsets as a span."""
    return None if value is None else Span(*value)


def _document(record: Mapping[str, Any]) -> AnnotatedDocument:
    """Turn a record that is known to be valid into its dataclass."""
    statements = tuple(
        AnnotatedStatement(
            claim=Span(*raw["claim"]),
            actor=Span(*raw["actor"]),
            source=_span(raw["source"]),
            condition=_span(raw["condition"]),
            cue=_span(raw["cue"]),
            actor_name=raw["actor_name"],
            affiliation=raw["affiliation"],
            source_name=raw["source_name"],
            stance=Stance(raw["stance"]),
            actor_type=ActorType(raw["actor_type"]),
            quotation=Quotation(raw["quotation"]),
        )
        for raw in record["statements"]
    )
    actors = {name: Stance(stance) for name, stance in record["actors"].items()}
    texts = {field: record[field] for field in ("id", "title", "text", "topic", "target")}
    return AnnotatedDocument(**texts, statements=statements, actors=MappingProxyType(actors))


def features() -> "Features":
    """Return the types of the dataset's columns; verdicts are a list, as names are no columns."""
    datasets = _datasets()
    text = datasets.Value("string")
    labels = {
        "stance": datasets.ClassLabel(names=[label.value for label in Stance]),
        "actor_type": datasets.ClassLabel(names=[label.value for label in ActorType]),
        "quotation": datasets.ClassLabel(names=[label.value for label in Quotation]),
    }
    statement = {field: datasets.Sequence(datasets.Value("int32")) for field in SPAN_FIELDS}
    statement |= dict.fromkeys(NAME_FIELDS, text) | labels
    verdict = {"name": text, "stance": labels["stance"]}
    columns = dict.fromkeys(("id", "title", "text", "topic", "target"), text)
    return datasets.Features(columns | {"statements": [statement], "actors": [verdict]})


def load(held_out: int = 0, directory: Path = CORPUS) -> "DatasetDict":
    """Return the corpus as a dataset with the splits `train` and `test`.

    Parameters
    ----------
    held_out : int
        The fold of `splits.json` that becomes `test`.
    directory : Path
        Where the files of the corpus are.

    Returns
    -------
    datasets.DatasetDict
        Rows of the types of `features()`, kept in memory.
    """
    datasets = _datasets()
    folds = read_folds(directory / SPLITS.name)
    with tempfile.TemporaryDirectory() as scratch:
        paths = {name: Path(scratch) / f"{name}.jsonl" for name in ("train", "test")}
        lines: dict[str, list[str]] = {name: [] for name in paths}
        for path in corpus_files(directory):
            for _, record in read_lines(path):
                verdicts = [{"name": n, "stance": s} for n, s in record["actors"].items()]
                name = "test" if folds[record["id"]] == held_out else "train"
                lines[name].append(json.dumps(record | {"actors": verdicts}) + "\n")
        for name, path in paths.items():
            path.write_text("".join(lines[name]), encoding="utf-8")
        dataset: DatasetDict = datasets.load_dataset(
            "json",
            data_files={name: str(path) for name, path in paths.items()},
            features=features(),
            cache_dir=scratch,
            keep_in_memory=True,
        )
        return dataset


def _datasets() -> Any:
    """Import `datasets`, or say how to get it."""
    try:
        import datasets
    except ImportError as error:
        raise StanceError(
            "The corpus loader needs datasets: pip install 'stanceclf[train]'."
        ) from error
    return datasets
