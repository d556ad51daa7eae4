"""The released accurate tiers: what is promised of their files, and that they answer."""

import pytest

import stanceclf
from stanceclf.accurate.files import ROOT, TOKENIZER, read_tier

TIERS = sorted(path.parent.name for path in ROOT.glob("*/manifest.json"))


def test_there_is_one():
    assert TIERS


@pytest.mark.parametrize("name", TIERS)
def test_files_are_small_and_licensed(name):
    sizes = {path.name: path.stat().st_size for path in (ROOT / name).iterdir()}
    assert TOKENIZER in read_tier(name).manifest["files"]
    papers = {"manifest.json", "MODEL_CARD.md", "LICENSE", "NOTICE"}
    assert set(sizes) == {*read_tier(name).manifest["files"], *papers}
    assert max(sizes.values()) < 10_000_000
    assert sum(sizes.values()) < 24_000_000
    assert "Changes" in (ROOT / name / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TIERS)
def test_what_no_english_text_needs_is_all_that_was_cut(name):
    reader = read_tier(name).reader
    words = ["Troops", "Erdoğan", "café", "€5bn", "“peace-keepers”", "1,000", "don’t", "Łódź"]
    encoded = reader.tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    assert "[UNK]" not in encoded.tokens


@pytest.mark.parametrize("name", TIERS)
def test_it_tells_plain_stances_apart(name):
    pipeline = stanceclf.load(accurate=name, share=1.0)
    text = (
        "Kenya will send 600 police officers to the port. "
        "Norway refused to let the soldiers in. "
        "Ghana would join the force only if the Security Council approved it."
    )
    verdicts = {one.actor.name: one.stance.value for one in pipeline.analyze(text).verdicts}
    assert verdicts == {"Kenya": "supports", "Norway": "opposes", "Ghana": "conditional"}
