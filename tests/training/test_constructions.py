"""Sentences of other constructions: the form of their file, and who learns from them."""

import numpy as np
import pytest

from stanceclf.errors import DataError
from stanceclf.records import LABELS, Span
from training.constructions import alone, construction, read_constructions
from training.convolution import ConvolutionTrainer
from training.corpus import read_corpus
from training.gold import claims_of
from training.leaks import leaks_in, real_names
from training.stance import StanceTrainer


@pytest.fixture(scope="module")
def constructions():
    return read_constructions()


def test_every_label_has_hundreds_and_no_claim_stands_twice(constructions):
    asked = [(one.given.document.text, one.given.claim, one.given.actor) for one in constructions]
    assert len(set(asked)) == len(asked)
    assert min(np.bincount([one.label for one in constructions], minlength=len(LABELS))) > 500


def test_no_real_person_is_named(constructions):
    names = real_names().unmistakable()
    found = [name for one in constructions for name in leaks_in(one.given.document.text, names)]
    assert not found


def test_those_that_need_no_sentence_before_are_told():
    one = construction(0, "[{Ghana} will go], it said. Mali will not.")
    other = construction(0, "Mali leaves. [{Ghana} was glad].")
    assert alone([one, other]) == [one]


def test_marks_are_spans():
    one = construction(0, "[{Ghana} will go.]")
    text = one.given.document.text
    assert (text, one.given.claim, one.given.actor) == ("Ghana will go.", Span(0, 14), Span(0, 5))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("maybe\t{Ghana} will go.", "'maybe' is none of supports, opposes"),
        ("supports\t{Ghana will go.", r"one of \{ \} is missing"),
        ("supports\t{Ghana} {will} go.", r"'\{' stands there twice"),
        ("supports\t{Ghana} will []go.", "there is no claim"),
        ("supports\t", "there is no claim"),
    ],
)
def test_a_faulty_line_is_named(tmp_path, line, fault):
    path = tmp_path / "constructions.tsv"
    path.write_text(f"opposes\t{{Ghana}} will not go.\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"constructions\.tsv:2: {fault}"):
        read_constructions(path)


def test_each_first_reading_learns_from_them(constructions, monkeypatch):
    documents = read_corpus()[::150]
    gold = claims_of(documents)
    trainer = StanceTrainer(gold, constructions=constructions[:20])
    asked = []

    def noted(self, places, targets, variants=None):
        asked.append((self.laid.size, places, targets[places[-20:]]))
        return fit(self, places[:32], targets)

    fit = ConvolutionTrainer.fit
    monkeypatch.setattr(ConvolutionTrainer, "fit", noted)
    trainer.fit(np.arange(len(gold)))
    right = np.eye(len(LABELS))[[one.label for one in constructions[:20]]]
    for size, places, targets in asked:
        np.testing.assert_array_equal(places[-20:], np.arange(size - 20, size))
        np.testing.assert_array_equal(targets, right)
