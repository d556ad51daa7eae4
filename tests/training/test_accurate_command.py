"""The commands that make accurate tiers: what they ask for, write, and leave as it is."""

import sys
from argparse import Namespace
from types import SimpleNamespace

import numpy as np
import pytest

from stanceclf.artifact import archive_bytes, json_object, write_model
from stanceclf.errors import DataError
from stanceclf.loading import load
from tests.accurate.conftest import LAYERS, TRAINED_FROM, arrays, tokenizer
from training.accurate import __main__ as quick
from training.accurate import command
from training.accurate.command import Fitted
from training.accurate.task import Task, fast_pipeline
from training.larger import __main__ as large
from training.lessons import Lessons

LESSONS = Lessons([], np.zeros((0, 4)), np.zeros(0, int), {}, "it")
COUNTS = {"documents": 2, "statements": 3, "constructions": 0, "variants": 6}
NEEDED = {
    quick: ["--wheel", "w"],
    large: ["--wheels", "w", "--network", "n"],
}


@pytest.mark.parametrize(
    ("module", "said"), [(quick, "required: --wheel\n"), (large, "required: --wheels, --network\n")]
)
def test_what_is_needed_is_said(module, said, capsys):
    with pytest.raises(SystemExit):
        module.main([])
    assert capsys.readouterr().err.endswith(said)


@pytest.mark.parametrize("module", [quick, large])
def test_a_tier_is_written_and_then_joined_to_the_fast_model(module, tmp_path, monkeypatch):
    task = Task([], [], [], np.zeros(0, bool), "fold 0", None)
    monkeypatch.setattr(command, "read_task", lambda fast: task)
    monkeypatch.setattr(command, "lessons_of", lambda *_: LESSONS._replace(counts=COUNTS))
    asked = []

    def fit(options, lessons):
        asked.append("fit")
        about = {"layers": LAYERS, "trained_from": TRAINED_FROM, "kept": (0, 2)}
        recipe = {"epochs": 1, "keep": 0.0}
        return Fitted(arrays(), tokenizer(), {**about, "recipe": recipe}, {})

    def blended(directory, task, sha256):
        asked.append("blend")
        return {**json_object(directory / "manifest.json"), "shares": [0.0, 0.5, 1.0]}

    monkeypatch.setattr(module, "fit", fit)
    monkeypatch.setattr(command, "blended_anew", blended)
    monkeypatch.setattr("training.accurate.command.metadata.version", lambda library: "1")
    place = ["--out", str(tmp_path), "--name", "tier"]
    assert module.main([*NEEDED[module], *place]) == 0
    assert module.main(["--keep-tier", *place]) == 0
    with pytest.raises(SystemExit):  # released tiers stay as they are
        module.main([*NEEDED[module], *place])
    assert asked == ["fit", "blend", "blend"]
    manifest = json_object(tmp_path / "tier" / "manifest.json")
    assert manifest["corpus"] == {**COUNTS, "left_out": "fold 0"}
    assert (manifest["teacher"], manifest["shares"]) == ("it", [0.0, 0.5, 1.0])
    papers = {"MODEL_CARD.md", "NOTICE", "LICENSE", "manifest.json"}
    assert papers <= {path.name for path in (tmp_path / "tier").iterdir()}
    text = (tmp_path / "tier" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "3 statements" in text
    assert "{" not in text
    assert "Changes" in (tmp_path / "tier" / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", [quick, large])
def test_a_tier_is_trained_further_on_what_is_new(module, tmp_path, monkeypatch):
    task = Task([], [], [], np.zeros(0, bool), "fold 0", None)
    monkeypatch.setattr(command, "read_task", lambda fast: task)
    monkeypatch.setattr(command, "lessons_of", lambda *_: LESSONS._replace(counts=COUNTS))
    monkeypatch.setattr(command, "lessons_since", lambda network, lessons, *_: lessons)
    about = {"layers": LAYERS, "trained_from": TRAINED_FROM, "kept": (0, 2)}
    about |= {"recipe": {"epochs": 1, "keep": 0.0}}
    about |= {"pretrained": {"weights": "it", "sha256": module.SHA256}}

    def trained_further(directory, manifest, lessons, threads, less_none):
        assert less_none == 0.5
        assert (directory, manifest["teacher"]) == (tmp_path / "one", "it")
        told = {"of": manifest["name"], "lessons": 9000}
        return Fitted(arrays(), tokenizer(), {**about, "further": told}, {})

    stub = SimpleNamespace(trained_further=trained_further)
    monkeypatch.setitem(sys.modules, "training.accurate.further", stub)
    monkeypatch.setattr(module, "fit", lambda *_: Fitted(arrays(), tokenizer(), about, {}))
    monkeypatch.setattr(command, "blended_anew", lambda at, *_: json_object(at / "manifest.json"))
    monkeypatch.setattr("training.accurate.command.metadata.version", lambda library: "1")
    place = ["--out", str(tmp_path), "--name"]
    assert module.main([*NEEDED[module], *place, "one"]) == 0
    further = ["--further", str(tmp_path / "one"), "--less-none", "0.5"]
    assert module.main([*further, *place, "two"]) == 0
    text = (tmp_path / "two" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "`one` was trained so" in text
    assert "9,000 lessons" in text
    other = {quick: large, large: quick}[module]
    with pytest.raises(DataError, match="by another command"):
        other.main(["--further", str(tmp_path / "one"), *place, "three"])
    task = task._replace(left_out="fold 1")
    with pytest.raises(DataError, match="fitted on fold 1"):
        module.main(["--further", str(tmp_path / "one"), *place, "three"])
    assert not (tmp_path / "three").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--further", "one", "--keep-tier"], "not allowed with"),
        (["--further", "deployment-en-accurate-6"], "not the directory of a tier"),
    ],
)
@pytest.mark.parametrize("module", [quick, large])
def test_a_tier_that_cannot_be_trained_further_is_refused(module, options, said, tmp_path, capsys):
    with pytest.raises(SystemExit):
        module.main([*options, "--out", str(tmp_path)])
    assert said in capsys.readouterr().err


def test_a_fast_model_that_was_fitted_on_the_fold_is_refused(tmp_path):
    write_model(tmp_path, load().stages(), about={"left_out": None})
    task = Task([], [], [], np.zeros(0, bool), "fold 0", tmp_path)
    with pytest.raises(DataError, match="fitted on fold 0"):
        fast_pipeline(task)
    write_model(tmp_path, load().stages(), about={"left_out": 0})
    assert fast_pipeline(task).stance


def test_another_network_than_the_one_that_taught_is_refused(tmp_path):
    network = tmp_path / "network.npz"
    network.write_bytes(archive_bytes({"output": np.zeros(2, np.float32)}))
    with pytest.raises(DataError, match=r"network\.npz: not the network whose answers"):
        large.fit(Namespace(network=network, wheels=tmp_path, threads=1), LESSONS)
