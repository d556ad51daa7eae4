"""The command that fits the released model: fits are kept, topics held out, figures told."""

import numpy as np
import pytest

import stanceclf
from stanceclf.errors import ModelError
from stanceclf.evaluation import predict
from training import train
from training.confidence import examples
from training.corpus import corpus_files, read_corpus, read_folds
from training.gold import read_records
from training.model_card import model_card
from training.teacher import Teacher


@pytest.fixture
def fits(monkeypatch):
    """Return the numbers of documents of all fits, which give the released model."""
    sizes: list[int] = []

    def fit(documents, **_):
        sizes.append(len(documents))
        return stanceclf.load()

    monkeypatch.setattr(train, "fit_pipeline", fit)
    return sizes


def test_a_fit_is_kept_for_its_code_and_data(tmp_path, fits, capsys):
    corpus = read_corpus()
    task = train.Task(corpus, Teacher({}), [], "these", tmp_path)
    inside = sum(fold != 0 for fold in read_folds().values())
    text = "Norway will send troops if Sweden asks."
    for _ in range(2):
        first, second = task.fitted(), task.fitted(0)
        assert fits == [len(corpus), inside]
    assert [*map(str, first.analyze(text).statements)] == [
        *map(str, second.analyze(text).statements)
    ]
    assert not capsys.readouterr().err
    others = task._replace(sources="others")
    others.fitted(0)
    assert fits == [len(corpus), inside, inside]
    assert "without-0: of other code or data" in capsys.readouterr().err


def test_a_kept_fit_that_is_damaged_is_an_error(tmp_path, fits):
    task = train.Task(read_corpus(), Teacher({}), [], "these", tmp_path)
    task.fitted()
    weights = tmp_path / "whole" / "weights.npz"
    weights.write_bytes(weights.read_bytes()[:-1])
    with pytest.raises(ModelError, match="sha256 differs"):
        task.fitted()
    # A run that was stopped as it wrote files anew has left the manifest of before.
    task._replace(sources="others").fitted()
    assert len(fits) == 2


def test_the_sources_of_fits_are_code_and_data(tmp_path, monkeypatch):
    monkeypatch.setattr(train, "__file__", str(tmp_path / "training" / "train.py"))
    (tmp_path / "training").mkdir()
    (tmp_path / "stanceclf").mkdir()
    before = train._sources()
    (tmp_path / "training" / "README.md").write_text("notes")
    assert train._sources() == before
    (tmp_path / "training" / "constructions.tsv").write_text("words")
    (tmp_path / "stanceclf" / "words.py").write_text("")
    after = train._sources()
    (tmp_path / "stanceclf" / "words.py").write_text("WORDS = 1")
    assert len({before, after, train._sources()}) == 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--held-out"], "expected at least one argument"),
        (["--held-out", "0", "7"], "invalid choice: 7"),
        (["--held-out", "0", "--no-folds"], "not allowed with"),
    ],
)
def test_folds_that_are_none_are_refused(options, said, capsys):
    with pytest.raises(SystemExit):
        train.main(options)
    assert said in capsys.readouterr().err


def test_a_fold_is_scored_by_the_pipeline_that_left_it_out(monkeypatch):
    fits = []

    def fit(documents, **_):
        fits.append((stanceclf.load(), {document.id for document in documents}))
        return fits[-1][0]

    def checking(work):
        def checked(pipeline, gold):
            (met,) = (ids for one, ids in fits if one is pipeline)
            assert gold
            assert not met & gold.keys()
            return work(pipeline, gold)

        return checked

    monkeypatch.setattr(train, "fit_pipeline", fit)
    monkeypatch.setattr(train, "examples", checking(examples))
    monkeypatch.setattr(train, "predict", checking(predict))
    few = [one for path in corpus_files()[-2:] for one in read_records([path])]
    monkeypatch.setattr(train, "read_records", lambda files: few)
    task = train.Task(read_corpus(), Teacher({}), [], "these", None)
    folds = [fold for fold in (0, 1) if sum(read_folds()[one["id"]] == fold for one in few) > 1]
    pipeline, scores = train.fit_with_folds(task, folds, jobs=1)
    assert len(fits) == 1 + len(folds)
    assert scores["folds"] == folds
    assert scores["documents"] == sum(read_folds()[one["id"]] in folds for one in few)
    assert pipeline.confidence is not None
    assert np.isfinite(pipeline.confidence.weights).all()


def test_the_card_says_what_was_held_out():
    figures = {"claims": {"f1": 0.8}, "folds": [0, 3]}
    manifest = {
        "name": "tiny",
        "version": "1",
        "format": 1,
        "description": "A test",
        "seed": 0,
        "corpus": {"documents": 2, "statements": 3, "sha256": "00"},
        "constructions": 4,
        "teacher": {"network": "it", "statements": 3, "variants": 6},
        "libraries": {"numpy": "2"},
        "scores": {"cross_validation": figures},
    }
    card = model_card(manifest)
    assert "those of folds 0, 3 of the corpus" in card
    assert "--held-out 0 3`" in card
    assert "| claims F1 | 0.800 | \u2013 |" in card
    card = model_card({**manifest, "scores": {"cross_validation": {"folds": [0]}}})
    assert "those of fold 0 of the corpus" in card
    card = model_card({**manifest, "scores": {}})
    assert "those of no fold" in card
    assert "--no-folds`" in card
