"""Sentences and clauses, measured on GUM and on the golden rules of pySBD.

usage: python -m benchmarks.gum_text [--data ../shared/data]

DATA holds `gum/` (the GUM corpus: github.com/amir-zeldes/gum) and `sentence-golden-rules/` (pySBD's
rules as JSON lines). A sentence counts as found where its end is; ends of lines, which any splitter
finds, are in that figure as in the published ones, and left out of the next. A clause counts as
found where its begin is, over whole documents; begins of sentences are left out of the next figure.
Rules and features were chosen on the train and dev documents; the test documents played no part.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.data import print_rows
from stanceclf.errors import DataError
from stanceclf.records import Span
from stanceclf.text.sentences import sentence_spans
from training.clause_examples import read_examples
from training.clause_scores import begin_scores, f1, find_begins
from training.clauses import cross_validate, read_fitted
from training.gum import PARTITIONS, SHIPPABLE, GumDocument, read_gum

SENTENCE_GENRES = ("news", "interview", "speech")
PARTS = {"all": PARTITIONS, "train and dev": ("train", "dev"), "test": ("test",)}
_GOLDEN = Path("sentence-golden-rules", "pysbd_golden_en_48.jsonl")
_TRAINED = "GUM train and dev, CC-BY genres"
_CLAUSES_PUBLISHED = "89.5 on RST-DT newswire, features without gold syntax (Braud et al. 2017)"
_GOLDEN_PUBLISHED = "sentencex 43, pySBD 47"
_NEWS_PUBLISHED = "silver news sentences: punkt .972, sentencex .919, pySBD .911"

Row = dict[str, object]
Offsets = Callable[[str, Iterable[Span]], set[int]]


def measure(data: Path) -> list[Row]:
    """Return a row for each figure: measure, value, published, trained_on, n (gold units)."""
    if not (data / _GOLDEN).is_file() or not (data / "gum" / "splits.md").is_file():
        raise DataError(f"{data}: no gum/ and {_GOLDEN} here; name their directory with --data")
    return [golden_rules(data / _GOLDEN), *sentences(data / "gum"), *clauses(data / "gum")]


def golden_rules(path: Path) -> Row:
    """Return how many golden rules the splitter keeps."""
    rules = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = 0
    for rule in rules:
        text = rule["text"]
        right += [text[a:b] for a, b in sentence_spans(text)] == rule["sentences"]
    return _row("sentences: golden rules", right, _GOLDEN_PUBLISHED, "rules", len(rules))


def sentences(gum: Path) -> list[Row]:
    """Return F1 of sentence ends, of ends within lines, and of whole sentences, by genre."""
    rows = []
    for part, partitions in PARTS.items():
        for genre in SENTENCE_GENRES:
            documents = list(read_gum(gum, genres=[genre], partitions=partitions))
            published = _NEWS_PUBLISHED if genre == "news" else ""
            name = f"sentences: GUM {genre}, {part}"
            for kind, of in (("ends", _ends), ("ends within lines", _inner_ends)):
                value, count = _boundary_f1(documents, of)
                rows.append(_row(f"{name}, {kind} F1", value, published, "rules", count))
                published = ""
            value, count = _span_f1(documents)
            rows.append(_row(f"{name}, whole sentences F1", value, "", "rules", count))
    return rows


def clauses(gum: Path) -> list[Row]:
    """Return F1 of the begins of clauses: test documents, and held-out train and dev documents."""
    test = read_examples(gum, ["test"])
    learned = read_examples(gum, ["train", "dev"])
    parts = (
        ("test", test, find_begins(read_fitted(), test), _TRAINED),
        ("cross-validation", learned, cross_validate(learned), "four fifths of the same"),
    )
    rows = []
    for part, examples, found, trained in parts:
        for name, genres in (("news", ["news"]), ("all CC-BY genres", SHIPPABLE)):
            every, inner, units = begin_scores(examples, found, genres)
            published = _CLAUSES_PUBLISHED if name == "news" else ""
            title = f"clauses: GUM {name}, {part}"
            rows.append(_row(f"{title}, begins F1", every, published, trained, units))
            rows.append(_row(f"{title}, begins within sentences F1", inner, "", trained, units))
    return rows


def _ends(_: str, spans: Iterable[Span]) -> set[int]:
    return {span.end for span in spans}


def _inner_ends(text: str, spans: Iterable[Span]) -> set[int]:
    return {span.end for span in spans if text[span.end : span.end + 1] not in ("", "\n")}


def _boundary_f1(documents: Iterable[GumDocument], of: Offsets) -> tuple[float, int]:
    pairs = [(of(one.text, one.sentences), of(one.text, _found(one.text))) for one in documents]
    return f1(pairs), sum(len(gold) for gold, _ in pairs)


def _span_f1(documents: Iterable[GumDocument]) -> tuple[float, int]:
    pairs = [(set(one.sentences), set(_found(one.text))) for one in documents]
    return f1(pairs), sum(len(gold) for gold, _ in pairs)


def _found(text: str) -> list[Span]:
    return [Span(start, end) for start, end in sentence_spans(text)]


def _row(measure: str, value: float, published: str, trained_on: str, n: int) -> Row:
    return {
        "measure": measure,
        "value": round(value, 4),
        "published": published,
        "trained_on": trained_on,
        "n": n,
    }


if __name__ == "__main__":
    print_rows(measure, __doc__)
