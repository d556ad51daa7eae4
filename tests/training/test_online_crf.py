import numpy as np
import pytest

from training.online_crf import OnlineCRF, _batches


def batches(random, lengths, n_slots=3, size=20, k=5):
    ids = random.integers(size, size=(sum(lengths), n_slots)).astype(np.int32)
    y = random.integers(k, size=sum(lengths))
    return ids, y, _batches(ids, y, lengths, random)


def test_slopes_are_those_of_the_loss():
    random = np.random.default_rng(2)
    _, _, (batch,) = batches(random, [4, 1, 3])
    scores = random.normal(size=(8, 5)).astype(np.float32)
    transitions = random.normal(size=(5, 5)).astype(np.float32)
    _, slope, pairs = batch.slopes(scores, transitions)
    step = 1e-2
    for array, slopes in ((scores, slope), (transitions, pairs)):
        for at in [(0, 0), (2, 3), (4, 1)]:
            kept = array[at]
            array[at] = kept + step
            above = batch.slopes(scores, transitions)[0]
            array[at] = kept - step
            below = batch.slopes(scores, transitions)[0]
            array[at] = kept
            assert slopes[at] == pytest.approx((above - below) / (2 * step), abs=5e-3)


def test_every_token_is_in_one_batch():
    random = np.random.default_rng(3)
    lengths = [int(one) for one in random.integers(1, 90, size=200)]
    _, y, found = batches(random, lengths)
    assert sum(len(batch.y) for batch in found) == len(y)
    assert sorted(np.concatenate([batch.y for batch in found])) == sorted(y)
    assert len(found) > 1


def test_a_pattern_of_words_and_of_neighbours_is_learned():
    # Word 0 is label 1 after word 1, and label 0 else; word 1 and word 2 are always label 2 and 0.
    random = np.random.default_rng(5)
    words = random.integers(3, size=600)
    before = np.concatenate([[2], words[:-1]])
    y = np.where(words == 1, 2, np.where((words == 0) & (before == 1), 1, 0))
    lengths = [6] * 100
    y[(np.arange(600) % 6 == 0) & (words == 0)] = 0
    ids = words[:, None].astype(np.int32)
    crf = OnlineCRF(3, rate=0.2, epochs=20).fit(ids, y, lengths, 4)
    assert not crf.weights_[3].any()  # never seen
    assert crf.transitions_[2, 1] > crf.transitions_[0, 1]
    assert crf.weights_[1].argmax() == 2
    again = OnlineCRF(3, rate=0.2, epochs=20).fit(ids, y, lengths, 4)
    assert np.array_equal(again.weights_, crf.weights_)
