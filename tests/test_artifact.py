import gzip
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stanceclf import artifact
from stanceclf.artifact import (
    INDEX,
    LARGEST,
    MANIFEST,
    PLAIN_STAGES,
    STAGES,
    WEIGHTS,
    archive_arrays,
    archive_bytes,
    json_object,
    list_models,
    read_model,
    write_model,
)
from stanceclf.errors import ModelError
from stanceclf.pipeline import Pipeline

ABOUT = {"name": "tiny", "version": "0", "description": "two stages"}
STATES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "one": ({"words": ["é", "b"]}, {"weights": np.arange(6, dtype=np.float32).reshape(2, 3)}),
    "two": ({}, {"weights": np.zeros(0, dtype=np.float16), "bias": np.ones(2)}),
}


@pytest.fixture
def model(tmp_path):
    write_model(tmp_path / "tiny", STATES, about=ABOUT)
    return tmp_path / "tiny"


def test_round_trip(model):
    read = read_model(model)
    assert read.manifest["name"] == "tiny"
    assert set(read.stages) == set(STATES)
    for name, (config, arrays) in STATES.items():
        assert read.stages[name][0] == config
        assert set(read.stages[name][1]) == set(arrays)
        for field, array in arrays.items():
            np.testing.assert_array_equal(read.stages[name][1][field], array)


@pytest.mark.parametrize("rows", [[0], [3, 4, 90_000], [4, 4], [5, 2], [-1, 2], []], ids=str)
def test_rows_come_back_as_they_were(tmp_path, rows):
    array = np.array(rows, dtype=np.int32)
    write_model(tmp_path / "rows", {"one": ({}, {"rows": array})}, about=ABOUT)
    read = read_model(tmp_path / "rows").stages["one"][1]["rows"]
    assert read.dtype == array.dtype
    assert read.tolist() == rows


def test_rows_of_a_sparse_table_take_half_the_bytes(tmp_path):
    array = np.arange(0, 1_000_000, 10, dtype=np.int32)
    write_model(tmp_path / "rows", {"one": ({}, {"rows": array})}, about=ABOUT)
    assert (tmp_path / "rows" / WEIGHTS).stat().st_size < array.nbytes / 2


def test_the_same_state_gives_the_same_bytes(model, tmp_path):
    write_model(tmp_path / "again", STATES, about=ABOUT)
    for file in (MANIFEST, STAGES, WEIGHTS):
        assert (model / file).read_bytes() == (tmp_path / "again" / file).read_bytes()


@pytest.mark.parametrize("file", [STAGES, WEIGHTS])
def test_a_changed_file_is_refused(model, file):
    path = model / file
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ModelError, match=f"{file}: sha256 differs"):
        read_model(model)


@pytest.mark.parametrize("file", [MANIFEST, STAGES, WEIGHTS])
def test_a_missing_file_is_named(model, file):
    (model / file).unlink()
    with pytest.raises(ModelError, match=f"{file}: No such file"):
        read_model(model)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x80\x04\x95pickle", "not valid JSON"),
        (b"[1]", "not a JSON object"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"format": 99}', "format 99, this version reads 1"),
        (b'{"format": 1}', "`files` must name"),
    ],
)
def test_a_bad_manifest_is_one_clear_error(model, content, message):
    (model / MANIFEST).write_bytes(content)
    with pytest.raises(ModelError, match=message):
        read_model(model)


def test_weights_that_need_unpickling_are_refused(tmp_path):
    write_model(tmp_path, STATES, about=ABOUT)
    objects: dict[str, Any] = {"one.weights": np.array([{"code": 1}], dtype=object)}
    with (tmp_path / WEIGHTS).open("wb") as file:
        np.savez(file, **objects)
    forge(tmp_path)
    with pytest.raises(ModelError, match="not an archive of arrays"):
        read_model(tmp_path)


def forge(directory):
    """Make the manifest agree with files that were changed."""
    manifest = json.loads((directory / MANIFEST).read_text())
    for file in manifest["files"]:
        manifest["files"][file] = hashlib.sha256((directory / file).read_bytes()).hexdigest()
    (directory / MANIFEST).write_text(json.dumps(manifest))


def test_weights_of_an_unknown_stage_are_refused(model):
    (model / STAGES).write_bytes(gzip.compress(b"{}"))
    forge(model)
    with pytest.raises(ModelError, match="belongs to no stage"):
        read_model(model)


def test_stages_of_before_are_read(model):
    plain = gzip.decompress((model / STAGES).read_bytes())
    (model / PLAIN_STAGES).write_bytes(plain)
    (model / STAGES).unlink()
    manifest = json.loads((model / MANIFEST).read_text())
    manifest["files"] = {PLAIN_STAGES: "", WEIGHTS: ""}
    (model / MANIFEST).write_text(json.dumps(manifest))
    forge(model)
    assert {name: config for name, (config, _) in read_model(model).stages.items()} == {
        name: config for name, (config, _) in STATES.items()
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{}", "not a gzip file"),
        (gzip.compress(b"{}")[:-9], "cut off"),
        (gzip.compress(b" " * (LARGEST + 1)), "larger than 64 MB"),
    ],
)
def test_stages_that_are_no_archive_of_that_size_are_refused(model, content, message):
    (model / STAGES).write_bytes(content)
    forge(model)
    with pytest.raises(ModelError, match=message):
        read_model(model)


def test_an_archive_of_too_many_bytes_is_refused(monkeypatch):
    raw = archive_bytes({"a": np.zeros(1000)}, compress=True)
    assert len(raw) < 1000
    monkeypatch.setattr(artifact, "_LARGEST_ARRAYS", 8000)
    with pytest.raises(ModelError, match="weights: not an archive of arrays"):
        archive_arrays(raw, Path("weights"))


@pytest.mark.parametrize("name", ["", "a\0b", "\ud800", "/dev/null"])
def test_what_is_no_file_is_no_manifest(tmp_path, name):
    with pytest.raises(ModelError):
        json_object(tmp_path / name)


def test_a_model_without_the_stages_of_the_pipeline_is_refused(model):
    with pytest.raises(ModelError, match="tiny: its stages cannot be built"):
        Pipeline.from_model(read_model(model))


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ModelError, match=list_models()[0].name):
        read_model("no-such-model")


def test_released_models_match_the_index_and_are_small():
    models = list_models()
    assert sum(model.default for model in models) == 1
    for model in models:
        read_model(model.name)
        sizes = [path.stat().st_size for path in model.path.iterdir()]
        assert sum(sizes) < 10_000_000


def test_a_released_model_with_a_changed_manifest_is_refused(monkeypatch, tmp_path):
    root = tmp_path / "models"
    source = list_models()[0].path
    shutil.copytree(source, root / source.name)
    shutil.copy(source.parent / INDEX, root / INDEX)
    manifest = root / source.name / MANIFEST
    manifest.write_text(manifest.read_text() + "\n")
    monkeypatch.setattr("stanceclf.artifact._root", lambda: root)
    with pytest.raises(ModelError, match="differs from the index"):
        read_model(source.name)
