"""The stance stage's fit: who learns from variants, and from whose."""

import numpy as np
import pytest

from training.convolution import ConvolutionTrainer
from training.corpus import read_corpus
from training.gold import claims_of
from training.stance import StanceTrainer
from training.teacher import read_teacher
from training.variants import VARIANTS


@pytest.fixture(scope="module")
def trainer():
    teacher = read_teacher()
    documents = [one for one in read_corpus() if teacher.has_read(one)][::150]
    gold = claims_of(documents)
    taught, varied = teacher.targets(documents), teacher.variants(documents)
    return StanceTrainer(gold, taught=taught, varied=varied)


@pytest.fixture
def asked(monkeypatch):
    """Return the places of claims, and of variants, that each convolution is fitted on."""
    calls = []
    fit = ConvolutionTrainer.fit

    def noted(self, places, targets, variants=None):
        calls.append((places, variants))
        assert len(targets) == self.laid.size
        return fit(self, places[:32], targets)  # which of them it learns from is of no account here

    monkeypatch.setattr(ConvolutionTrainer, "fit", noted)
    return calls


def test_the_convolution_that_stays_learns_from_variants_of_its_claims(trainer, asked):
    n = len(trainer.gold)
    places = np.flatnonzero(trainer.topics != trainer.topics[0])
    trainer.fit(places)
    *inner, (last, variants) = asked
    assert all(given is None for _, given in inner)  # their answers are inputs, no more
    np.testing.assert_array_equal(last, places)
    assert len(variants) == VARIANTS * len(places)
    assert set(trainer.varied.owners[variants - n]) == set(places)
    right = trainer.convolved_targets[variants]
    np.testing.assert_array_equal(right, trainer.varied.targets[variants - n])
