"""The teacher's file: what was read is known again, what has changed is not."""

import re
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from stanceclf.errors import DataError
from stanceclf.records import LABELS, Span
from training import teacher as teaching
from training.corpus import read_corpus
from training.soft import fit_soft, soft_targets
from training.teacher import Teacher, identity, read_teacher, record_of, write_teacher
from training.variants import VARIANTS, variants


@pytest.fixture(scope="module")
def documents():
    return read_corpus()[:2]


@pytest.fixture
def teacher(documents):
    (document, _) = documents
    rows = np.tile([0.7, 0.2, 0.1, 0.0], ((1 + VARIANTS) * len(document.statements), 1))
    return Teacher({document.id: record_of(document, rows)}, ["network"])


def test_a_file_holds_what_was_written(tmp_path, teacher):
    path = tmp_path / "teacher.jsonl"
    write_teacher(teacher, path)
    read = read_teacher(path)
    assert (read.records, read.networks) == (teacher.records, ["network"])


def test_no_file_teaches_nothing(tmp_path, documents):
    targets = read_teacher(tmp_path / "none.jsonl").targets(documents)
    assert len(targets) == sum(len(one.statements) for one in documents)
    assert np.isnan(targets).all()


def test_documents_that_were_not_read_are_not_taught(documents, teacher):
    first, second = documents
    targets = teacher.targets([second, first])
    assert np.isnan(targets[: len(second.statements)]).all()
    np.testing.assert_allclose(targets[len(second.statements) :, 0], 0.7)


def test_a_claim_that_moved_is_not_known(documents, teacher):
    document = documents[0]
    statement = document.statements[0]
    moved = replace(statement, claim=Span(statement.claim.start, statement.claim.end + 1))
    assert teacher.knows(document)
    assert not teacher.knows(replace(document, statements=(moved, *document.statements[1:])))


def test_variants_come_with_what_is_said_of_them(documents, teacher):
    first, second = documents
    varied = teacher.variants([second, first])
    n = len(first.statements)
    assert [one.document.text for one in varied.claims] == [
        one.document.text for one in variants(first)
    ]
    owners = np.repeat(np.arange(n), VARIANTS) + len(second.statements)
    np.testing.assert_array_equal(varied.owners, owners)
    np.testing.assert_allclose(varied.targets, np.tile([0.7, 0.2, 0.1, 0.0], (len(owners), 1)))


def test_variants_that_are_others_now_are_not_known(documents, teacher, monkeypatch):
    monkeypatch.setattr("training.variants._near_words", dict)  # nothing is near anything
    assert not teacher.variants(documents).claims
    assert teacher.knows(documents[0])


def test_the_file_knows_what_it_has_read_of_the_corpus():
    teacher, documents = read_teacher(), read_corpus()
    assert re.fullmatch("[0-9a-f]{64}", teacher.network)
    assert teacher.records.keys() <= {one.id for one in documents}
    read = [one for one in documents if teacher.has_read(one)][::50]
    assert all(map(teacher.knows, read))
    assert len(teacher.variants(read).claims) == VARIANTS * sum(len(one.statements) for one in read)


def test_other_weights_are_another_network():
    one = {"output": np.ones(3, np.float32)}
    assert identity(one) == identity(dict(one))
    assert identity(one) != identity({"output": np.zeros(3, np.float32)})


class Further(str):
    """A recipe for training further."""

    seed = 0


class Stub:
    """In the place of the larger network: answers all claims alike, and notes how many."""

    asked: ClassVar[list[int]] = []
    fitted: ClassVar[list[int]] = []

    def read(self, claims):
        return list(claims)

    def after(self, learned):
        assert len(learned["output"])
        return self

    def fit(self, claims, targets, recipe):
        assert recipe in ("recipe", "further")
        self.fitted.append(len(claims))
        assert targets.shape == (len(claims), len(LABELS))
        return {"output": np.full(2, len(self.fitted), np.float32)}

    def answers(self, learned, claims):
        self.asked.append(len(claims))
        return np.tile([0.1, 0.2, 0.3, 0.4], (len(claims), 1))


@pytest.fixture
def run(tmp_path, documents, monkeypatch):
    """Return the command, which takes options and returns what the file has then."""
    stub = SimpleNamespace(
        pretrained=lambda wheels, threads: Stub(), RECIPE="recipe", FURTHER=Further("further")
    )
    monkeypatch.setitem(sys.modules, "training.larger.network", stub)
    monkeypatch.setattr(teaching, "read_corpus", lambda: documents)
    monkeypatch.setattr(teaching, "read_constructions", list)
    monkeypatch.setattr(teaching, "read_folds", lambda: {documents[0].id: 0, documents[1].id: 1})
    monkeypatch.setattr(teaching, "_AT_ONCE", 1)
    monkeypatch.setattr(Stub, "asked", [])
    monkeypatch.setattr(Stub, "fitted", [])
    out = tmp_path / "teacher.jsonl"

    def command(network, *options):
        given = ["--wheels", str(tmp_path), "--network", str(tmp_path / network), *options]
        assert teaching.main([*given, "--out", str(out)]) == 0
        return read_teacher(out)

    return command


def test_what_is_known_is_not_asked_again(documents, run):
    sizes = [len(one.statements) for one in documents]
    first = run("one")
    assert all(map(first.knows, documents))
    np.testing.assert_allclose(
        first.targets(documents), np.tile([0.1, 0.2, 0.3, 0.4], (sum(sizes), 1))
    )
    assert Stub.asked == [(1 + VARIANTS) * size for size in sizes]
    assert Stub.fitted == sizes[1:]  # without the fold that is left out
    assert run("one").network == first.network
    assert len(Stub.asked) == 2
    assert run("other").network != first.network
    assert len(Stub.asked) == 4


def test_a_network_trained_further_reads_what_is_new(tmp_path, documents, monkeypatch, run):
    monkeypatch.setattr(teaching, "read_corpus", lambda: documents[:1])
    first = run("one")
    monkeypatch.setattr(teaching, "read_corpus", lambda: documents)
    monkeypatch.setattr(teaching, "_CLAIMS_AGAIN", 0)
    second = run("two", "--further", str(tmp_path / "one"))
    sizes = [len(one.statements) for one in documents]
    assert second.networks == [first.network, second.network]
    assert all(map(second.knows, documents))
    assert [second.answered_after(first.network, one) for one in documents] == [False, True]
    assert not any(second.answered_after(second.network, one) for one in documents)
    assert Stub.asked == [(1 + VARIANTS) * size for size in sizes]  # none of them twice
    assert Stub.fitted == [0, sizes[1]]


def test_a_forerunner_without_answers_is_refused_before_it_is_trained(tmp_path, run):
    first, second = run("one"), run("other")
    assert first.network != second.network
    with pytest.raises(DataError, match="one: not the network whose answers"):
        run("two", "--further", str(tmp_path / "one"))
    assert not (tmp_path / "two").exists()
    assert read_teacher(tmp_path / "teacher.jsonl").records == second.records


def test_a_run_that_was_trained_further_goes_on(tmp_path, documents, monkeypatch, run):
    monkeypatch.setattr(teaching, "read_corpus", lambda: documents[:1])
    run("one")
    monkeypatch.setattr(teaching, "read_corpus", lambda: documents)
    further = "--further", str(tmp_path / "one")
    second, fits = run("two", *further), list(Stub.fitted)
    asked = list(Stub.asked)
    assert run("two", *further).networks == second.networks
    assert (Stub.fitted, Stub.asked) == (fits, asked)


def test_targets_are_shares(teacher, documents):
    taught = teacher.targets(documents)
    labels = np.zeros(len(taught) + 3, np.int64)  # the last three are beyond what a teacher reads
    targets = soft_targets(labels, taught)
    np.testing.assert_allclose(targets.sum(axis=1), 1.0)
    assert (targets[-3:, 0] == 1.0).all()


def test_the_fit_gives_back_the_shares():
    matrix = csr_matrix(np.ones((4, 1)))
    targets = np.tile([0.4, 0.3, 0.2, 0.1], (4, 1))
    scorer = fit_soft(matrix, targets)
    scores = scorer.weights[0] + scorer.bias
    shares = np.exp(scores) / np.exp(scores).sum()
    assert shares.shape == (len(LABELS),)
    np.testing.assert_allclose(shares, targets[0], atol=0.01)
