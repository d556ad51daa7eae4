"""The scores of the task (ANNOTATION.md, 'Scores'), from records in the annotated form.

Figures are rounded to four digits where the definition rounds them, so that they equal the
reference scorer's to the last one.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from stanceclf.errors import DataError
from stanceclf.matching import matched_claims, same_actor, words_of
from stanceclf.records import LABELS, Stance
from stanceclf.report.annotated import check_given, check_gold, check_predicted
from stanceclf.report.encoding import classified_record, report_record
from stanceclf.report.jsonl import given_statements
from stanceclf.stance.calibration import confidence_scores

if TYPE_CHECKING:
    from stanceclf.pipeline import Pipeline

Json = dict[str, Any]
Documents = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the answers from the text alone got right in one or more documents.

    Attributes
    ----------
    claims, claims_made, claims_gold : int
        Stance-bearing claims matched, predicted, annotated.
    named, labelled : int
        Of the matched claims, those with the right actor; with the right label.
    triples, triples_made, triples_gold : int
        (document, actor, label) triples matched, predicted, annotated.
    """

    claims: int = 0
    claims_made: int = 0
    claims_gold: int = 0
    named: int = 0
    labelled: int = 0
    triples: int = 0
    triples_made: int = 0
    triples_gold: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            *(getattr(self, field.name) + getattr(other, field.name) for field in fields(self))
        )


def evaluate(gold: Documents, predicted: Documents, given: Documents | None = None) -> Json:
    """Return every score as one JSON-able object.

    Parameters
    ----------
    gold : mapping of str to dict
        The annotated documents by their `id`.
    predicted : mapping of str to dict
        Records made from the text alone (`statements`, `actors`), as `analyze` writes them.
        A document that is missing counts as one without statements.
    given : mapping of str to dict, optional
        Records made with the claims given (`stances`, `conditions`), as `classify` writes them;
        every document must be there. Where all have `probabilities`, they are judged too.

    Raises
    ------
    DataError
        If a record is not as it should be, or no prediction is of a document of `gold`.

    Examples
    --------
    >>> evaluate({}, {})["claims"]
    {'precision': 0.0, 'recall': 0.0, 'f1': 0.0}
    """
    _check(gold, gold, check_gold)
    _check(gold, predicted, check_predicted)
    _check(gold, given or {}, check_given)
    if gold and predicted and not gold.keys() & predicted.keys():
        raise DataError(
            f"no prediction has the id of a document: {next(iter(predicted))!r} and the like are "
            f"none of {next(iter(gold))!r} and the like"
        )
    scores = _text_scores(count_by_document(gold, predicted))
    return scores if given is None else scores | _given_scores(gold, given)


def _check(gold: Documents, records: Documents, check: Callable[[Json], None]) -> None:
    """Raise a `DataError` that names the first document whose record is not as it should be."""
    for key in gold:
        try:
            if key in records:
                check(records[key])
        except DataError as error:
            raise DataError(f"document {key!r}: {error}") from None


def predict(pipeline: "Pipeline", gold: Documents) -> tuple[dict[str, Json], dict[str, Json]]:
    """Return what `pipeline` finds in the texts alone, and what it says of the given claims."""
    given = {}
    for key, document in gold.items():
        text, title, target = _input(document)
        statements = given_statements(document, text)
        answers = pipeline.classify(text, statements, title=title, target=target)
        given[key] = classified_record(key, answers)
    return analyzed(pipeline, gold), given


def analyzed(pipeline: "Pipeline", gold: Documents) -> dict[str, Json]:
    """Return what `pipeline` finds in the texts alone, as `analyze` writes it."""
    texts, titles, targets = zip(*map(_input, gold.values()), strict=True) if gold else ((),) * 3
    reports = pipeline.analyze_many(texts, titles=titles, targets=targets)
    return {key: report_record(key, report) for key, report in zip(gold, reports, strict=True)}


def _input(document: Json) -> tuple[str, str, str]:
    """Return text, title and target of a document."""
    return document["text"], document.get("title") or "", document.get("target") or ""


def count_by_document(gold: Documents, predicted: Documents) -> dict[str, Counts]:
    """Return what was matched, made and wanted in each document of `gold`."""
    nothing: Json = {"statements": [], "actors": {}}
    return {key: _count(document, predicted.get(key, nothing)) for key, document in gold.items()}


def right_statements(gold: Json, answer: Json) -> list[bool]:
    """Tell of each statement with a stance whether its claim, its actor and its label are right.

    Parameters
    ----------
    gold, answer : dict
        An annotated document, and what `analyze` says of its text.
    """
    wanted, made = _with_stance(gold), _with_stance(answer)
    right = [False] * len(made)
    for g, p in matched_claims(gold["text"], wanted, made):
        one, two = wanted[g], made[p]
        named = same_actor(one["actor_name"], two["actor_name"], one["actor_type"])
        right[p] = named and one["stance"] == two["stance"]
    return right


def _text_scores(counts: Mapping[str, Counts]) -> Json:
    """Sum the documents up."""
    total = sum(counts.values(), Counts())
    return {
        "claims": _scores(total.claims, total.claims_made, total.claims_gold),
        "attribution": _share(total.named, total.claims),
        "stance_on_matched": _share(total.labelled, total.claims),
        "end_to_end": _scores(total.triples, total.triples_made, total.triples_gold),
        "documents": len(counts),
        "gold_claims": total.claims_gold,
        "gold_triples": total.triples_gold,
    }


def _given_scores(gold: Documents, given: Documents) -> Json:
    """Score the classifier alone: labels and condition spans on the annotated claims."""
    confusion: Counter[tuple[str, str]] = Counter()
    overlaps: list[float] = []
    labels: list[int] = []
    probabilities: list[list[float]] = []
    for key, document in gold.items():
        stances, conditions = _answers(key, document, given)
        labels += [LABELS.index(one["stance"]) for one in document["statements"]]
        probabilities += [
            [one[label] for label in LABELS] for one in given[key].get("probabilities") or ()
        ]
        rows = zip(document["statements"], stances, conditions, strict=True)
        for statement, stance, condition in rows:
            confusion[statement["stance"], stance] += 1
            if statement["stance"] == Stance.CONDITIONAL and statement.get("condition"):
                overlaps.append(_token_f1(document["text"], statement["condition"], condition))
    per_label = {}
    for label in LABELS:
        made = sum(confusion[wanted, label] for wanted in LABELS)
        wanted = sum(confusion[label, other] for other in LABELS)
        per_label[label.value] = _scores(confusion[label, label], made, wanted)
    return {
        "stance_macro_f1": round(sum(row["f1"] for row in per_label.values()) / len(LABELS), 4),
        "stance_per_label": per_label,
        "stance_confusion": {a.value: {b.value: confusion[a, b] for b in LABELS} for a in LABELS},
        "condition_token_f1": _share(sum(overlaps), len(overlaps)),
        "statements": confusion.total(),
    } | _confidence(probabilities, labels)


def _confidence(probabilities: Sequence[Sequence[float]], labels: Sequence[int]) -> Json:
    """Judge the probabilities; nothing is said where the answers came without."""
    if not labels or len(probabilities) != len(labels):
        return {}
    return {"stance_confidence": confidence_scores(np.array(probabilities), np.array(labels))}


def _answers(
    key: str, document: Json, given: Documents
) -> tuple[Sequence[str], Sequence[Sequence[int] | None]]:
    """Return the labels and condition spans of one document, checked against its statements."""
    if key not in given:
        raise DataError(f"document {key!r}: no answer among the given claims")
    stances: Sequence[str] = given[key]["stances"]
    conditions = given[key].get("conditions") or [None] * len(stances)
    wanted = len(document["statements"])
    if not len(stances) == len(conditions) == wanted:
        raise DataError(
            f"document {key!r}: {len(stances)} stances and {len(conditions)} conditions "
            f"for {wanted} statements"
        )
    probabilities = given[key].get("probabilities") or [None] * wanted
    if len(probabilities) != wanted:
        raise DataError(
            f"document {key!r}: {len(probabilities)} probabilities for {wanted} statements"
        )
    return stances, conditions


def _count(gold: Json, answer: Json) -> Counts:
    """Compare one document's answer with its annotation."""
    wanted, made = _with_stance(gold), _with_stance(answer)
    pairs = [(wanted[g], made[p]) for g, p in matched_claims(gold["text"], wanted, made)]
    kinds = {one.get("actor_name") or "": one["actor_type"] for one in gold["statements"]}
    gold_triples = _sided(gold["actors"])
    made_triples = _sided(answer.get("actors", {}))
    return Counts(
        claims=len(pairs),
        claims_made=len(made),
        claims_gold=len(wanted),
        named=sum(
            same_actor(one.get("actor_name"), two.get("actor_name"), one["actor_type"])
            for one, two in pairs
        ),
        labelled=sum(one["stance"] == two["stance"] for one, two in pairs),
        triples=_shared_triples(gold_triples, made_triples, kinds),
        triples_made=len(made_triples),
        triples_gold=len(gold_triples),
    )


def _shared_triples(
    gold: Mapping[str, str], made: Mapping[str, str], kinds: Mapping[str, str]
) -> int:
    """Count gold's actors that have a twin with the same label; a twin is used once."""
    left = dict(made)
    found = 0
    for name, label in gold.items():
        twin = next((one for one in left if same_actor(name, one, kinds.get(name))), None)
        if twin is not None:
            found += left.pop(twin) == label
    return found


def _token_f1(text: str, gold: Sequence[int], made: Sequence[int] | None) -> float:
    wanted, have = words_of(text, gold), words_of(text, made)
    shared = len(wanted & have)
    return 2 * shared / (len(wanted) + len(have)) if shared else 0.0


def _with_stance(document: Json) -> list[Json]:
    """Return the statements that take a side."""
    return [one for one in document["statements"] if one["stance"] != Stance.NO_STANCE]


def _sided(actors: Mapping[str, str]) -> dict[str, str]:
    """Return the actors that take a side."""
    return {name: label for name, label in actors.items() if label != Stance.NO_STANCE}


def _share(part: float, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _scores(hits: int, made: int, wanted: int) -> dict[str, float]:
    """Return precision, recall and F1, rounded."""
    precision = hits / made if made else 0.0
    recall = hits / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
