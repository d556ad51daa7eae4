"""Lessons: whose answers are heard, how often a claim is met, and what is refused."""

import numpy as np
import pytest

from stanceclf.errors import DataError
from stanceclf.records import LABELS
from training.corpus import read_corpus
from training.gold import claims_of
from training.lessons import lessons_of, lessons_since
from training.teacher import Teacher, record_of
from training.variants import VARIANTS

SAID = [0.7, 0.2, 0.1, 0.0]


@pytest.fixture(scope="module")
def documents():
    return read_corpus()[:2]


def constructions():
    return claims_of(read_corpus()[2:3])


def test_labels_and_the_teacher_are_both_heard(documents):
    records = {
        one.id: record_of(one, np.tile(SAID, ((1 + VARIANTS) * len(one.statements), 1)))
        for one in documents
    }
    gold = claims_of(documents)
    lessons = lessons_of(documents, gold, constructions(), Teacher(records, ["it"]))
    n, m = len(gold), len(gold) + len(constructions())
    assert lessons.counts == {
        "documents": 2,
        "statements": n,
        "answered": n,
        "constructions": m - n,
        "variants": VARIANTS * n,
    }
    assert lessons.teacher == "it"
    np.testing.assert_allclose(lessons.targets.sum(axis=1), 1.0)
    at = next(at for at, claim in enumerate(gold) if claim.label == LABELS.index("opposes"))
    assert 0.5 < lessons.targets[at, 1] < 0.7
    assert 0.3 < lessons.targets[at, 0] < 0.4
    assert lessons.targets[n, constructions()[0].label] > 0.95
    np.testing.assert_allclose(lessons.targets[m:], np.tile(SAID, (VARIANTS * n, 1)))
    met = np.bincount(lessons.order)
    assert met.tolist() == [2] * m + [1] * (VARIANTS * n)


def test_a_network_that_learns_further_meets_what_is_new_and_some_of_the_rest(
    documents, monkeypatch
):
    monkeypatch.setattr("training.lessons._AGAIN", 3)
    records = {
        one.id: record_of(one, np.tile(SAID, ((1 + VARIANTS) * len(one.statements), 1)), place)
        for place, one in enumerate(documents)
    }
    teacher = Teacher(records, ["first", "second"])
    gold = claims_of(documents)
    lessons = lessons_of(documents, gold, constructions(), teacher)
    further = lessons_since("first", lessons, documents, teacher)
    old, n = len(documents[0].statements), len(gold)
    m = n + len(constructions())
    met = np.bincount(further.order, minlength=len(lessons.claims))
    assert (met[old:n] == 2).all()
    assert (met[m + VARIANTS * old :] == 1).all()
    assert met[:old].sum() + met[n : m + VARIANTS * old].sum() == 3
    with pytest.raises(DataError, match="nothing is new"):
        lessons_since("second", lessons, documents, teacher)
    with pytest.raises(DataError, match="none of its answers"):
        lessons_since("third", lessons, documents, teacher)


def test_documents_that_were_not_read_teach_by_their_labels_and_are_new(documents):
    first, _second = documents
    rows = np.tile(SAID, ((1 + VARIANTS) * len(first.statements), 1))
    teacher = Teacher({first.id: record_of(first, rows)}, ["it"])
    gold = claims_of(documents)
    lessons = lessons_of(documents, gold, [], teacher)
    n = len(first.statements)
    assert (lessons.counts["answered"], lessons.counts["variants"]) == (n, VARIANTS * n)
    assert (lessons.targets[n : len(gold)].max(axis=1) > 0.95).all()
    further = lessons_since("it", lessons, documents, teacher)
    assert (np.bincount(further.order)[n : len(gold)] == 2).all()


def test_a_teacher_that_has_read_nothing_or_something_else_is_refused(documents):
    first, second = documents
    rows = np.tile(SAID, ((1 + VARIANTS) * len(second.statements), 1))
    other = record_of(second, rows) | {"id": first.id}
    for records in {}, {first.id: other}:
        with pytest.raises(DataError, match=r"run training\.teacher"):
            lessons_of(documents, claims_of(documents), [], Teacher(records))
