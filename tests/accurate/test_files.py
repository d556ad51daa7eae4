import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stanceclf.accurate.encoder import HEADS, LAYER, NEARNESS, Encoder
from stanceclf.accurate.files import (
    BASES,
    FILES,
    encoder_of,
    packed,
    read_tier,
    write_tier,
)
from stanceclf.accurate.inputs import N_ROLES, Pieces
from stanceclf.artifact import MANIFEST, archive_bytes, read_arrays
from stanceclf.byte_rows import ByteRows, from_rows, to_rows
from stanceclf.errors import ModelError
from tests.accurate.conftest import ABOUT, LAYERS, TRAINED_FROM, arrays, tokenizer


@pytest.fixture
def copy(tier_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tier_path, tmp_path / "copy"))


def widened(encoder: Encoder) -> NDArray[np.float32]:
    """Return the embeddings of all word pieces."""
    return encoder.rows(np.arange(encoder.words.shape[0]))


def test_what_is_written_is_read(tier):
    expected = from_rows(to_rows(arrays()))
    np.testing.assert_array_equal(widened(tier.encoder), expected["words"])
    np.testing.assert_array_equal(tier.encoder.layers[2].inner, expected["layer2.inner"])
    assert tier.manifest["name"] == "tiny"


def test_the_embedding_table_stays_in_bytes(tier):
    assert isinstance(tier.encoder.words, ByteRows)
    assert tier.encoder.words.numbers.dtype == np.int8
    stored = from_rows(packed(arrays()), by_column=LAYER)
    ids = np.array([40, 2, 2, 0, 7])
    np.testing.assert_array_equal(tier.encoder.rows(ids), stored["words"][ids])
    wide = encoder_of(stored, LAYERS, TRAINED_FROM)
    np.testing.assert_array_equal(wide.rows(ids), stored["words"][ids])
    pieces = Pieces(ids, np.ones((len(ids), N_ROLES), np.float32), 2)
    np.testing.assert_array_equal(tier.encoder.scores(pieces), wide.scores(pieces))


def test_coarse_matrices_are_read_as_they_were(tmp_path):
    random = np.random.default_rng(0)
    names = ("words", "layer0.attend", "layer2.inner")
    steps = {name: random.uniform(0.5, 1, (len(arrays()[name]), 1)) for name in names}
    scales = {name: step.astype(np.float32) for name, step in steps.items()}
    coarse = {name: np.rint(arrays()[name] / scales[name]) * scales[name] for name in names}
    about = {**ABOUT, "marks": ["[SEP]", "[CLS]", "[MASK]"]}
    near = random.normal(size=(32, HEADS)).astype(np.float32)
    everything = arrays() | coarse | {NEARNESS: near}
    write_tier(tmp_path, everything, tokenizer(), about=about, scales=scales)
    tier = read_tier(tmp_path)
    np.testing.assert_array_equal(widened(tier.encoder), coarse["words"])
    np.testing.assert_array_equal(tier.encoder.layers[0].attend, coarse["layer0.attend"])
    np.testing.assert_array_equal(tier.encoder.layers[2].inner, coarse["layer2.inner"])
    expected = encoder_of(everything, LAYERS, TRAINED_FROM)
    np.testing.assert_array_equal(tier.encoder.near(9), expected.near(9))
    np.testing.assert_array_equal(tier.encoder.places, arrays()["places"])
    assert tier.reader.opening == tier.reader.tokenizer.token_to_id("[SEP]")


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
        "trained-1.npz": False,
        "trained-2.npz": False,
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
        ("format", 1),
        ("files", {}),
        ("files", None),
        ("marks", ["[CLS]", "[SEP]"]),
        ("marks", 5),
        ("layers", 4),
        ("layers", "3"),
        ("trained_from", 3),
        ("trained_from", 1.0),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(copy, field, value):
    manifest = json.loads((copy / MANIFEST).read_text()) | {field: value}
    (copy / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ModelError):
        read_tier(copy)


@pytest.mark.parametrize("file", ["../other.npz", "a\0b.npz", "\ud800.npz"])
def test_other_files_than_those_of_the_format_are_refused(copy, file):
    manifest = json.loads((copy / MANIFEST).read_text())
    (copy / MANIFEST).write_text(json.dumps(manifest | {"files": manifest["files"] | {file: ""}}))
    with pytest.raises(ModelError, match="`files` must name base-1"):
        read_tier(copy)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null"])
def test_a_damaged_manifest_is_refused(copy, text):
    (copy / MANIFEST).write_text(text)
    with pytest.raises(ModelError):
        read_tier(copy)


def other_tokenizer(name: str, part: object) -> str:
    return json.dumps(json.loads(tokenizer()) | {name: part})


@pytest.mark.parametrize(
    "definition",
    [
        *("", "{}", "[]", "5", tokenizer().replace("[MASK]", "[NONE]")),
        tokenizer().replace("##", "é"),
        # Of these the library dies, or raises what is no Exception.
        other_tokenizer("normalizer", {"type": "Precompiled", "precompiled_charsmap": "AAAA"}),
        other_tokenizer("model", {"type": "BPE", "vocab": {}, "merges": []}),
        other_tokenizer("model", 5),
        other_tokenizer("decoder", ["WordPiece"]),
    ],
)
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


@pytest.mark.parametrize(
    ("scales", "message"),
    [
        (np.full((5, 1), np.inf, np.float32), "scales of words must hold finite numbers"),
        (np.full((5, 1), 3e38, np.float32), "scales of words must hold finite numbers"),
        (np.ones((5, 2), np.float32), "scales of words must have the shape"),
    ],
)
def test_an_embedding_table_without_true_scales_is_refused(scales, message):
    words = ByteRows(np.ones((5, HEADS), np.int8), scales)
    with pytest.raises(ValueError, match=message):
        encoder_of(arrays(), LAYERS, TRAINED_FROM, words=words)


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("layer0.attend|scale", 3e38, np.float32),
        ("layer0.attend|scale", np.inf, np.float32),
        ("layer0.join_bias", 1e300, np.float64),
    ],
)
def test_numbers_that_overflow_are_refused(tmp_path, name, value, kind):
    write_tier(tmp_path, arrays(), tokenizer(), about=ABOUT)
    path, about = tmp_path / BASES[1], tmp_path / MANIFEST
    stored = read_arrays(path)
    stored[name] = np.full(stored[name].shape, value, kind)
    path.write_bytes(archive_bytes(stored))
    manifest = json.loads(about.read_text(encoding="utf-8"))
    manifest["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    about.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="finite numbers"):
        read_tier(tmp_path)


@pytest.mark.parametrize("name", ["a\0b/c", "\ud800/x", "/dev/null/x"])
def test_what_is_no_path_is_refused(name):
    with pytest.raises(ModelError):
        read_tier(name)


def test_numbers_that_are_none_are_named():
    wrong = arrays()
    wrong["layer1.join"][2, 3] = np.nan
    with pytest.raises(ValueError, match=r"layer1\.join must hold finite numbers"):
        encoder_of(wrong, LAYERS, TRAINED_FROM)


def test_pieces_without_an_embedding_are_refused(tmp_path):
    definition = json.loads(tokenizer())
    definition["model"]["vocab"]["-"] = 1000
    write_tier(tmp_path, arrays(), json.dumps(definition), about=ABOUT)
    with pytest.raises(ModelError, match="word pieces"):
        read_tier(tmp_path)


@pytest.mark.parametrize(
    ("name", "shape", "message"),
    [
        (NEARNESS, (512, HEADS), "nearness must have the shape"),
        (NEARNESS, (30, HEADS), "nearness must have the shape"),
        ("words", (5, HEADS + 1), "words must have rows"),
        ("words", (5, 6, 2), "words must have rows"),
        ("words", (5, 0), "words must have rows"),
    ],
)
def test_a_shape_that_cannot_be_is_refused(name, shape, message):
    with pytest.raises(ValueError, match=message):
        encoder_of(arrays() | {name: np.ones(shape, np.float32)}, LAYERS, TRAINED_FROM)


def test_an_unknown_name_says_what_to_give():
    with pytest.raises(ModelError, match="no accurate tier 'none': give the path"):
        read_tier("none")
