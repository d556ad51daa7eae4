"""Conditions in GUM: is what the library finds the unit that the annotators call a condition?

GUM 11 (Zeldes, 2017; discourse units in eRST, 2024). Each sentence that holds a unit with the
relation `contingency-condition` is given as a claim; the library's best candidate is compared
with the unit by the words that both cover. Nothing is fitted on GUM here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from stanceclf.records import Condition, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.model import StanceModel
from stanceclf.text.document import Document
from training.conditions import token_f1
from training.gum import GumDocument, read_gum

FOLDER = "gum"
RELATION = "contingency-condition"
PARTITION = "test"


def measure(directory: Path, model: StanceModel) -> list[dict[str, Any]]:
    """Return token F1 of the whole corpus and of its test partition."""
    genres = {path.stem.split("_")[1] for path in (directory / "dep").glob("GUM_*.conllu")}
    scores: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for gum in read_gum(directory, genres=genres):
        found = list(condition_scores(gum, model))
        scores["all"] += found
        if gum.partition == PARTITION:
            scores[PARTITION] += found
    return [
        {
            "on": part,
            "conditions": len(scores[part]),
            "token_f1": round(fmean(score for score, _ in scores[part]), 4),
            "answered": round(fmean(answered for _, answered in scores[part]), 4),
        }
        for part in ("all", PARTITION)
        if scores[part]
    ]


def condition_scores(gum: GumDocument, model: StanceModel) -> Iterator[tuple[float, bool]]:
    """Yield token F1 of each condition of a document, and whether anything was found."""
    document = Document.from_text(gum.text)
    given, units = [], []
    for sentence, unit in conditions_of(gum):
        given.append(GivenClaim(document, sentence))
        units.append(unit)
    answers: Iterable[Condition | None] = model.conditions(given) if given else []
    for unit, answer in zip(units, answers, strict=True):
        yield token_f1(document, answer.span if answer else None, unit), answer is not None


def conditions_of(gum: GumDocument) -> list[tuple[Span, Span]]:
    """Return the units that are conditions, each after the sentence that holds its beginning."""
    return [
        (sentence, Span(unit.span.start, min(unit.span.end, sentence.end)))
        for unit in gum.units
        if unit.relation == RELATION
        for sentence in gum.sentences
        if sentence.start <= unit.span.start < sentence.end
    ]
