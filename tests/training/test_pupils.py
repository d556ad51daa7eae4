"""Pupils of the larger network: how they are rounded, and that a tier answers as it was fitted."""

from pathlib import Path

import numpy as np
import pytest

from stanceclf.accurate.encoder import HEADS, NEARNESS
from stanceclf.accurate.files import BASES, read_tier, write_tier
from stanceclf.accurate.inputs import MARKS, Reader
from stanceclf.artifact import json_object
from stanceclf.records import LABELS
from stanceclf.stance.scorer import softmax
from tests.accurate.conftest import LAYERS, arrays, tokenizer
from training.corpus import read_corpus
from training.gold import claims_of
from training.lessons import Lessons

torch = pytest.importorskip("torch", reason="torch is for training: extra `train-accurate`")

from training.accurate import pupil as quick  # noqa: E402
from training.accurate.command import ALONE  # noqa: E402
from training.accurate.further import trained_further  # noqa: E402
from training.accurate.trainable import Trainable  # noqa: E402
from training.larger import pupil as large  # noqa: E402

KEPT, TRAINED_FROM = (0, 2), 1


def weights() -> dict[str, np.ndarray]:
    small = {name: array * np.float32(0.3) for name, array in arrays().items()}
    return small | {name: np.ones_like(array) for name, array in small.items() if "scale" in name}


def larger() -> dict[str, np.ndarray]:
    near = np.random.default_rng(2).normal(size=(32, HEADS)).astype(np.float32)
    return weights() | {NEARNESS: near}


def pretrained() -> dict[str, np.ndarray]:
    """Return what a network has before it was fitted to claims: neither roles nor output."""
    fresh = ("roles", "output", "output_bias")
    return {name: array for name, array in weights().items() if name not in fresh}


def learned() -> dict[str, np.ndarray]:
    """Return what the teacher learned: the layers above the first, roles and output."""
    names = ("layer1.", "layer2.", "roles", "output")
    return {name: array for name, array in larger().items() if name.startswith(names)}


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(large, "read_source", lambda wheels: (larger(), tokenizer()))
    monkeypatch.setattr(quick, "read_source", lambda wheel: (pretrained(), tokenizer()))
    monkeypatch.setattr(quick, "N_LAYERS", LAYERS)
    for name, value in (("MARKS", MARKS), ("KEPT", KEPT), ("TRAINED_FROM", TRAINED_FROM)):
        monkeypatch.setattr(large, name, value)
    for module in (large, quick):
        monkeypatch.setattr(module, "RECIPE", module.RECIPE._replace(epochs=2, batch=8))
    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def lessons() -> Lessons:
    documents = read_corpus()[:2]
    gold = claims_of(documents)
    targets = np.eye(len(LABELS))[[claim.label for claim in gold]]
    order = np.repeat(np.arange(len(gold)), 2)
    return Lessons([claim.given for claim in gold], targets, order, {}, "it")


def check_written(tier, lessons, directory, marks=MARKS):
    """Check that a tier which was written and read again answers as torch does."""
    write_tier(
        directory,
        tier.arrays,
        tier.tokenizer,
        about={"name": "tiny", **ALONE, **tier.about},
        scales=tier.scales,
    )
    stored = read_tier(directory)
    layers = tier.about["trained_from"], tier.about["layers"]
    network = Trainable(tier.arrays, Reader(tokenizer(), marks), *layers, threads=1)
    expected = network.answers(tier.arrays, network.read(lessons.claims))
    scores = [stored.encoder.scores(stored.reader.read(one)) for one in lessons.claims]
    np.testing.assert_allclose(softmax(np.stack(scores)), expected, atol=0.02)
    return stored.encoder


def test_the_quick_tier_answers_as_what_was_fitted(lessons, tmp_path):
    tier = quick.fitted(Path(), lessons, 1)
    encoder = check_written(tier, lessons, tmp_path / "tier")
    # What stays is stored as it was read in training, what was trained is rounded once it is.
    np.testing.assert_array_equal(encoder.layers[0].inner, tier.arrays["layer0.inner"])
    np.testing.assert_allclose(encoder.layers[1].inner, tier.arrays["layer1.inner"], atol=0.02)
    assert np.abs(tier.arrays["layer0.inner"] - pretrained()["layer0.inner"]).max() < 0.02
    assert not np.array_equal(tier.arrays["layer1.inner"], pretrained()["layer1.inner"])


def test_the_larger_tier_answers_as_what_was_fitted(lessons, tmp_path):
    tier = large.fitted(Path(), learned(), lessons, 1)
    encoder = check_written(tier, lessons, tmp_path / "tier")
    for name in ("layer0.attend", "layer1.inner"):
        numbers = tier.arrays[name] / tier.scales[name]
        np.testing.assert_allclose(numbers, np.rint(numbers), atol=1e-3)
    begun, _ = large.begin(Path(), learned(), lessons.claims, 1)
    np.testing.assert_array_equal(encoder.layers[1].inner, tier.arrays["layer1.inner"])
    np.testing.assert_array_equal(encoder.layers[0].inner, begun.network.arrays["layer0.inner"])
    scales = begun.scales["layer1.inner"]
    before = np.rint(begun.network.arrays["layer1.inner"] / scales) * scales
    assert not np.array_equal(tier.arrays["layer1.inner"], before)


def test_a_tier_that_is_trained_further_begins_as_it_was(lessons, tmp_path):
    before = large.fitted(Path(), learned(), lessons, 1)
    check_written(before, lessons, tmp_path / "before")
    manifest = json_object(tmp_path / "before" / "manifest.json")
    tier = trained_further(tmp_path / "before", manifest, lessons, 1)
    check_written(tier, lessons, tmp_path / "after")
    assert tier.about["further"]["of"] == "tiny"
    for file in BASES:  # what stays is the same to the byte
        old, new = ((tmp_path / name / file).read_bytes() for name in ("before", "after"))
        assert old == new
    np.testing.assert_array_equal(tier.scales["layer1.inner"], before.scales["layer1.inner"])
    assert not np.array_equal(tier.arrays["output"], before.arrays["output"])
    np.testing.assert_allclose(tier.arrays["output"], before.arrays["output"], atol=0.02)
    less = trained_further(tmp_path / "before", manifest, lessons, 1, less_none=0.5)
    np.testing.assert_allclose(
        tier.arrays["output_bias"] - less.arrays["output_bias"], [0, 0, 0, 0.5], atol=1e-6
    )
