import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from stanceclf.accurate.files import FILES, encoder_of, read_tier, write_tier
from stanceclf.artifact import MANIFEST
from stanceclf.byte_rows import from_rows, to_rows
from stanceclf.errors import ModelError
from tests.accurate.conftest import ABOUT, LAYERS, TRAINED_FROM, arrays, tokenizer


@pytest.fixture
def copy(tier_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tier_path, tmp_path / "copy"))


def test_what_is_written_is_read(tier):
    expected = from_rows(to_rows(arrays()))
    np.testing.assert_array_equal(tier.encoder.words, expected["words"])
    np.testing.assert_array_equal(tier.encoder.layers[2].inner, expected["layer2.inner"])
    assert tier.manifest["name"] == "tiny"


def test_rounding_is_within_half_a_step():
    matrix = np.random.default_rng(0).normal(size=(5, 40)).astype(np.float32)
    again = from_rows(to_rows({"a": matrix}))["a"]
    step = np.abs(matrix).max(axis=1, keepdims=True) / 127
    assert (np.abs(again - matrix) <= step / 2 * 1.001).all()
    np.testing.assert_array_equal(from_rows(to_rows({"a": again}))["a"], again)


def test_the_same_arrays_give_the_same_bytes(tier_path, tmp_path):
    write_tier(tmp_path, arrays(), tokenizer(), about=ABOUT)
    for file in (*FILES, MANIFEST):
        assert (tmp_path / file).read_bytes() == (tier_path / file).read_bytes()


def test_training_changes_no_base_file(tier_path, tmp_path):
    trained = arrays()
    for name in ("layer1.attend", "layer2.inner", "roles", "output"):
        trained[name] = trained[name] + 1
    write_tier(tmp_path, trained, tokenizer(), about=ABOUT)
    same = [(tmp_path / f).read_bytes() == (tier_path / f).read_bytes() for f in FILES]
    assert dict(zip(FILES, same, strict=True)) == {
        "base-1.npz": True,
        "base-2.npz": True,
        "trained.npz": False,
        "tokenizer.json": True,
    }


@pytest.mark.parametrize("file", FILES)
def test_a_changed_file_is_refused(copy, file):
    (copy / file).write_bytes((copy / file).read_bytes() + b" ")
    with pytest.raises(ModelError, match=f"{file}: sha256 differs"):
        read_tier(copy)


@pytest.mark.parametrize("file", [*FILES, MANIFEST])
def test_a_missing_file_is_named(copy, file):
    (copy / file).unlink()
    with pytest.raises(ModelError, match=f"{file}: No such file"):
        read_tier(copy)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "fast"),
        ("format", 2),
        ("files", {}),
        ("files", None),
        ("layers", 4),
        ("layers", "3"),
        ("trained_from", 3),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(copy, field, value):
    manifest = json.loads((copy / MANIFEST).read_text()) | {field: value}
    (copy / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ModelError):
        read_tier(copy)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null"])
def test_a_damaged_manifest_is_refused(copy, text):
    (copy / MANIFEST).write_text(text)
    with pytest.raises(ModelError):
        read_tier(copy)


@pytest.mark.parametrize("definition", ["", "{}", tokenizer().replace("[MASK]", "[NONE]")])
def test_a_damaged_tokenizer_is_refused(tmp_path, definition):
    write_tier(tmp_path, arrays(), definition, about=ABOUT)
    with pytest.raises(ModelError, match="cannot be built"):
        read_tier(tmp_path)


def test_a_vocabulary_of_another_size_is_refused(tmp_path):
    fewer = arrays()
    fewer["words"] = fewer["words"][:-1]
    write_tier(tmp_path, fewer, tokenizer(), about=ABOUT)
    with pytest.raises(ModelError, match="word pieces"):
        read_tier(tmp_path)


@pytest.mark.parametrize("name", sorted(set(arrays()) - {"words"}))
def test_an_array_that_does_not_fit_is_named(name):
    wrong = arrays()
    wrong[name] = wrong[name][:-1]
    with pytest.raises(ValueError, match="must have the shape"):
        encoder_of(wrong, LAYERS, TRAINED_FROM)


def test_an_unknown_name_says_what_to_give():
    with pytest.raises(ModelError, match="no accurate tier 'none': give the path"):
        read_tier("none")
