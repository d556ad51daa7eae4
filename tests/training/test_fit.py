"""Fitting: the same corpus gives the same model, and what is fitted can be read back."""

import json

import numpy as np
import pytest

from stanceclf.artifact import Model, read_model, write_model
from stanceclf.pipeline import Pipeline
from training.corpus import read_corpus
from training.fit import fit_pipeline

DOCUMENTS = 12


@pytest.fixture(scope="module")
def annotated():
    return read_corpus()[::12][:DOCUMENTS]


@pytest.fixture(scope="module")
def fitted(annotated):
    return fit_pipeline(annotated)


def test_fitting_twice_gives_the_same_model(annotated, fitted):
    again = fit_pipeline(annotated).stages()
    for name, (config, arrays) in fitted.stages().items():
        assert json.dumps(again[name][0]) == json.dumps(config)
        assert set(again[name][1]) == set(arrays)
        for field, array in arrays.items():
            np.testing.assert_array_equal(again[name][1][field], array)


def test_a_model_read_from_disk_answers_as_its_state_does(annotated, fitted, tmp_path):
    about = {"name": "t", "version": "0", "description": ""}
    manifest = write_model(tmp_path, fitted.stages(), about=about)
    read = Pipeline.from_model(read_model(tmp_path))
    kept = Pipeline.from_model(Model(manifest, fitted.stages()))
    texts = [document.text for document in annotated]
    assert list(read.analyze_many(texts)) == list(kept.analyze_many(texts))
    assert any(report.statements for report in read.analyze_many(texts))
