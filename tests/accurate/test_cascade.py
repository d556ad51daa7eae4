import pickle  # noqa: TID251 - as joblib does
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import stanceclf
from stanceclf.accurate import files
from stanceclf.accurate.cascade import Blend, Cascade, threshold
from stanceclf.accurate.files import read_tier, write_tier
from stanceclf.cli import main
from stanceclf.errors import ModelError
from stanceclf.stance.blots import Blotter
from stanceclf.stance.claims import GivenClaim
from tests.accurate.conftest import ABOUT, arrays, tokenizer

ROOT = Path(__file__).parents[2]
TEXT = (
    "Kenya will send 1,000 police officers to Haiti. Ghana said it might join if asked. "
    "Chile rejected the plan. Talks went on, Norway said; nobody knew what Malta thought of it."
)


@pytest.fixture(scope="module")
def claims(pipeline):
    report = pipeline.analyze(TEXT)
    [document] = pipeline._documents([TEXT])
    given = [
        GivenClaim(document, one.claim, one.mention, one.source_mention, one.actor.name)
        for one in report.statements
    ]
    assert len(given) >= 4
    return given


@pytest.fixture
def cascade(pipeline, tier):
    def at(below):
        second = Cascade(tier.reader, tier.encoder, Blend(0.5, 0.5), Blend(0.5, 0.25), below)
        return pipeline.stance.with_second(second)

    return at


def test_only_the_least_sure_are_asked_again(pipeline, cascade, claims):
    fast = pipeline.stance.probabilities(claims)
    sure = fast.max(axis=1)
    below = float(np.sort(sure)[1:3].mean())
    changed = (cascade(below).probabilities(claims) != fast).any(axis=1)
    np.testing.assert_array_equal(changed, sure < below)
    assert 0 < changed.sum() < len(claims)


def test_none_and_all(pipeline, cascade, claims):
    fast = pipeline.stance.probabilities(claims)
    np.testing.assert_array_equal(cascade(0.0).probabilities(claims), fast)
    everything = cascade(2.0).probabilities(claims)
    assert (everything != fast).any(axis=1).all()
    np.testing.assert_allclose(everything.sum(axis=1), 1.0, rtol=1e-5)


def test_claims_that_were_found_have_a_blend_of_their_own(pipeline, cascade, tier, claims):
    stage = cascade(2.0)
    scores = np.stack([tier.encoder.scores(tier.reader.read(one)) for one in claims])
    for found, blend in ((False, stage.second.given), (True, stage.second.found)):
        fast = pipeline.stance.probabilities(claims, found=found)
        expected = blend.probabilities(fast, scores)
        np.testing.assert_array_equal(stage.probabilities(claims, found=found), expected)


def test_order_and_company_do_not_matter(cascade, tier, claims):
    forward = cascade(2.0).probabilities(claims)
    backward = cascade(2.0).probabilities(claims[::-1])[::-1]
    np.testing.assert_array_equal(forward, backward)
    alone = [tier.encoder.scores(tier.reader.read(one)) for one in claims]
    again = [tier.encoder.scores(tier.reader.read(one)) for one in reversed(claims)]
    np.testing.assert_array_equal(alone, again[::-1])


def test_classify_answers_with_the_revised_probabilities(pipeline, cascade, claims):
    stage = cascade(2.0)
    answers = stage.classify(claims)
    expected = stage.probabilities(claims)
    np.testing.assert_array_equal([one.probabilities for one in answers], expected)
    for answer, condition in zip(answers, stage.conditions(claims), strict=True):
        assert answer.stance == stanceclf.LABELS[int(np.argmax(answer.probabilities))]
        assert answer.condition == (condition if answer.stance == "conditional" else None)
    assert stage.state()[0] == pipeline.stance.state()[0]


def test_what_explains_an_answer_is_read_as_in_the_whole_document(pipeline, tier, claims):
    document = claims[0].document
    blotter = Blotter(pipeline.stance, claims)
    for at, word in enumerate(document.words):
        if word not in ("send", "Ghana", "rejected", "nobody"):
            continue
        words = [*document.words[:at], "_", *document.words[at + 1 :]]
        whole = replace(document, words=words)
        [reread] = blotter.without([(at, at + 1)])
        assert reread.claims
        for number, given in zip(reread.claims, reread.given, strict=True):
            expected = tier.reader.read(replace(claims[number], document=whole))
            found = tier.reader.read(given)
            assert found.ids.tolist() == expected.ids.tolist()
            assert found.roles.tolist() == expected.roles.tolist()


def test_no_claims_no_answers(cascade):
    assert cascade(2.0).classify([]) == []


def test_a_share_is_a_threshold():
    shares = [0.3, 0.6, 0.9]
    assert threshold(shares, 0.0) == 0.0
    assert threshold(shares, 0.75) == pytest.approx(0.75)
    assert threshold(shares, 1.0) > 1.0


def test_load_puts_it_into_the_pipeline(tier_path):
    pipeline = stanceclf.load(accurate=tier_path, share=1.0)
    plain = stanceclf.load(accurate=tier_path, share=0.0).analyze(TEXT)
    assert plain == stanceclf.load().analyze(TEXT)
    report = pipeline.analyze(TEXT)
    assert [one.claim for one in report.statements] == [one.claim for one in plain.statements]
    assert report != plain
    assert len(pipeline.explain(report)) == len(report.statements)
    (one, *_), (same, *_) = pipeline.analyze_many([TEXT, TEXT]), pipeline.analyze_many([TEXT])
    assert one == same == report


def test_a_pipeline_with_a_tier_travels_by_name_too(tier_path, monkeypatch):
    pipeline = stanceclf.load(accurate=tier_path, share=1.0)
    sent = pickle.dumps(pipeline)
    assert len(sent) < 1000
    read = []

    def counted(name):
        read.append(name)
        return read_tier(name)

    monkeypatch.setattr(files, "read_tier", counted)
    for _ in range(2):  # a process reads it once, whatever the number of tasks
        again = pickle.loads(sent)  # noqa: S301
        assert again.analyze(TEXT) == pipeline.analyze(TEXT)
    assert read == [str(tier_path.resolve())]
    assert again.analyze(TEXT) != stanceclf.load().analyze(TEXT)
    assert len(pickle.dumps(again)) == len(sent)


def test_another_tier_of_the_same_name_is_refused(tmp_path):
    write_tier(tmp_path, arrays(), tokenizer(), about=ABOUT)
    sent = pickle.dumps(stanceclf.load(accurate=tmp_path))
    write_tier(tmp_path, arrays(), tokenizer(), about=ABOUT | {"version": "1"})
    with pytest.raises(ModelError, match=r"sha256 \w{12} here, \w{12} where the work"):
        pickle.loads(sent)  # noqa: S301


def test_a_released_tier_goes_by_its_name():
    name = "deployment-en-accurate-6"
    assert read_tier(name).name == name
    assert read_tier(files.ROOT / name).name == str(files.ROOT / name)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_outside_is_refused(share, tier_path):
    with pytest.raises(ValueError, match="The 'share' parameter must be from 0 to 1"):
        stanceclf.load(accurate=tier_path, share=share)


@pytest.mark.parametrize(
    "change",
    [
        {"blend": {"fast": 1}},
        {"blend": None},
        {"found_blend": 1},
        {"shares": []},
        {"shares": "many"},
    ],
)
def test_a_manifest_without_choices_is_refused(tmp_path, change):
    write_tier(tmp_path, arrays(), tokenizer(), about=ABOUT | change)
    with pytest.raises(ModelError, match="lacks a blend, a found_blend or shares"):
        stanceclf.load(accurate=tmp_path)


def test_what_writes_a_blend_is_named(tmp_path):
    """Tiers of before the second blend have none."""
    about = {name: said for name, said in ABOUT.items() if name != "found_blend"}
    write_tier(tmp_path, arrays(), tokenizer(), about=about)
    with pytest.raises(ModelError, match=r"found_blend'.*training\.accurate --keep-tier") as raised:
        stanceclf.load(accurate=tmp_path)
    assert "\n" not in str(raised.value)


def test_the_command_line_takes_it(tier_path, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    outputs = []
    for more in ([], ["--accurate", str(tier_path), "--share", "1"]):
        assert main(["analyze", str(article), "--format", "jsonl", *more]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] != outputs[1]
    assert main(["analyze", str(article), "--accurate", str(tmp_path / "none")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "No such file" in err


def test_nothing_of_it_is_imported_unasked():
    code = (
        "import sys, stanceclf; stanceclf.analyze('Kenya will send police officers to Haiti.');"
        "print([one for one in sys.modules if 'accurate' in one or 'tokenizers' in one])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
