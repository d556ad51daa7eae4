import numpy as np
import pytest

from stanceclf.stance.calibration import calibration_error, fit_temperature, log_loss
from stanceclf.stance.scorer import softmax


def test_the_temperature_undoes_a_scale():
    generator = np.random.default_rng(0)
    scores = generator.normal(size=(4000, 4)) * 1.5
    labels = np.array([generator.choice(4, p=row) for row in softmax(scores)])
    assert fit_temperature(scores * 3, labels) == pytest.approx(3.0, rel=0.15)


def test_right_probabilities_have_no_calibration_error():
    generator = np.random.default_rng(0)
    probabilities = softmax(generator.normal(size=(20000, 4)))
    labels = np.array([generator.choice(4, p=row) for row in probabilities])
    assert calibration_error(probabilities, labels) < 0.015


def test_log_loss_of_even_odds():
    assert log_loss(np.full((3, 4), 0.25), np.array([0, 1, 2])) == pytest.approx(np.log(4))


def test_certainty_in_the_wrong_label_is_finite():
    assert np.isfinite(log_loss(np.array([[1.0, 0.0]]), np.array([1])))
