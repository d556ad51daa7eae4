from itertools import product

import numpy as np
import pytest

from stanceclf.records import Span
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.convolution import REACH, WIDTH, pooled
from stanceclf.stance.lexis import MARKERS
from stanceclf.stance.scorer import softmax
from stanceclf.stance.windows import Windows
from stanceclf.text.document import Document
from training import convolution
from training.convolution import ConvolutionTrainer
from training.word_vectors import WordVectors, read_word_vectors, write_word_vectors

PLACES = ["village", "river", "camp", "harbour", "bridge"]


def windows_of(texts):
    documents = map(Document.from_text, texts)
    given = [GivenClaim(one, Span(0, len(one.text))) for one in documents]
    return Windows.of(ClaimRows.of(given))


@pytest.fixture
def trainer():
    """Return a trainer on claims that only the order of their words tells apart."""
    orders = ("send help never leave the {0} {1}", "leave never send help the {0} {1}")
    texts = [
        order.format(a, b) for a, b in product(PLACES, PLACES) for order in orders for _ in range(4)
    ]
    return ConvolutionTrainer(windows_of(texts), WordVectors({}, np.zeros((0, 8), np.float32)))


def test_it_learns_what_only_the_order_of_words_tells(trainer):
    targets = np.eye(2)[np.arange(trainer.laid.size) // 4 % 2]
    fitted = trainer.fit(np.arange(trainer.laid.size), targets)
    answers = trainer.answers(fitted, np.arange(trainer.laid.size))
    assert (answers.argmax(axis=1) == targets.argmax(axis=1)).mean() > 0.95


def test_variants_teach_and_bring_no_words(trainer):
    targets = np.eye(2)[np.arange(trainer.laid.size) // 4 % 2]
    places = np.arange(16)
    variants = np.arange(16, trainer.laid.size)
    alone, taught = trainer.fit(places, targets), trainer.fit(places, targets, variants)
    assert taught.state()[0] == alone.state()[0]  # the words
    right = targets[variants].argmax(axis=1)
    loss = [
        -np.log(trainer.answers(one, variants)[np.arange(len(right)), right]).mean()
        for one in (alone, taught)
    ]
    assert loss[1] < loss[0]


def test_the_same_seed_gives_the_same_weights(trainer):
    targets = np.eye(2)[np.arange(trainer.laid.size) // 4 % 2]
    one, other = (trainer.fit(np.arange(100), targets) for _ in range(2))
    np.testing.assert_array_equal(one.filters, other.filters)


def test_slopes_are_those_of_the_loss(trainer, monkeypatch):
    for name in ("_WORDS_DROPPED", "_VALUES_DROPPED", "_POOLED_DROPPED"):
        monkeypatch.setattr(convolution, name, 0.0)
    random = np.random.default_rng(1)
    batch = np.arange(8)
    # By name: numbers hang on what other tests have read.
    stems = sorted(set(trainer.laid.cut(batch).stems.tolist()), key=trainer.stems.__getitem__)
    numbers = np.zeros(len(trainer.stems), np.int64)
    numbers[stems] = np.arange(1, len(stems) + 1)
    shares = random.dirichlet(np.ones(3), len(batch)).astype(np.float32)
    vectors = random.normal(size=(len(stems), 8)).astype(np.float32)
    network = convolution._at_first(vectors, shares, random)
    slopes = trainer._slopes(batch, numbers, network, shares, random)

    def loss():
        laid = trainer.laid.cut(batch)
        places, size = laid.places()
        values = np.zeros((size, 8))
        values[places] = network.vectors[numbers[laid.stems]]
        read = np.stack([values[places + step - REACH] for step in range(WIDTH)], axis=1)
        hidden = np.einsum("nwd,wdf->nf", read, network.filters) + network.bias[laid.regions]
        shown = np.maximum(hidden, 0.0).astype(np.float32)
        pools = pooled(laid, lambda words: shown[words], np.zeros_like(network.bias))
        answers = softmax(pools.astype(float) @ network.outer + network.outer_bias)
        return -(shares * np.log(answers)).sum(axis=1).mean()

    for part, slope in zip(network, slopes, strict=True):
        # The number that the loss hangs on most; rows of words that are not there have none.
        at = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        before, step = part[at], np.float32(1e-3)
        part[at] = before + step
        above = loss()
        part[at] = before - step
        below = loss()
        part[at] = before
        assert (above - below) / (2 * step) == pytest.approx(slope[at], rel=0.05, abs=1e-4)


def test_only_the_commonest_words_have_a_vector(trainer, monkeypatch):
    targets = np.eye(2)[np.arange(trainer.laid.size) // 4 % 2]
    monkeypatch.setattr(convolution, "_MOST_WORDS", len(MARKERS[1:]) + 2)
    words = trainer.fit(np.arange(40), targets).state()[0]["words"]
    assert set(MARKERS[1:]) < set(words)
    assert len(words) == len(MARKERS[1:]) + 2
    assert "village" not in words


def test_dropout_keeps_the_mean():
    kept = convolution._kept((400, 400), 0.3, np.random.default_rng(0))
    assert kept.mean() == pytest.approx(1.0, abs=0.02)


def test_vectors_of_words_come_back(tmp_path):
    rows = np.array([[1.0, -0.5], [0.25, 0.0]], np.float32)
    write_word_vectors(["café", "troop"], rows, tmp_path / "vectors.npz")
    again = read_word_vectors(tmp_path / "vectors.npz")
    np.testing.assert_allclose(
        again.of(["troop", "?", "café"]), rows[[1, 1, 0]] * [[1], [0], [1]], atol=0.01
    )
    assert not again.of(["?"]).any()


def test_the_vectors_of_the_corpus_know_common_words():
    vectors = read_word_vectors()
    like, unlike = vectors.of(["troop", "soldier"]), vectors.of(["troop", "banana"])
    cosines = [a @ b / np.linalg.norm(a) / max(np.linalg.norm(b), 1e-9) for a, b in (like, unlike)]
    assert cosines[0] > 0.3 > cosines[1]
