"""Texts that cannot be about the target are told by their words alone."""

import pytest

import stanceclf
from stanceclf import pipeline
from stanceclf.loading import load
from stanceclf.records import Stance
from stanceclf.text.topic import ENOUGH_WORDS, is_on_topic
from training.corpus import read_corpus

OFF_TOPIC = (
    "The finance minister rejected the new tax on sugar. Unions support it only if prices fall, "
    "and the opposition called the plan unacceptable. "
) * 8


def test_a_force_or_a_weapon_is_named() -> None:
    assert not is_on_topic(OFF_TOPIC)
    assert is_on_topic(f"{OFF_TOPIC} FRIGATES")
    assert is_on_topic(f"{OFF_TOPIC}\n\u201cFrigates\u201d-")
    assert not is_on_topic(f"{OFF_TOPIC} frigatesque")


def test_few_words_leave_things_unsaid() -> None:
    assert is_on_topic("")
    assert is_on_topic("word " * (ENOUGH_WORDS - 1))
    assert not is_on_topic("word " * ENOUGH_WORDS)


def test_the_corpus_is_on_topic() -> None:
    sided = [
        document
        for document in read_corpus()
        if any(one.stance is not Stance.NO_STANCE for one in document.statements)
    ]
    missed = [document.id for document in sided if not is_on_topic(document.text)]
    # Two speak of officers and of posts only.
    assert len(missed) <= 2, missed


def test_a_text_off_topic_has_no_statements_and_costs_no_stage() -> None:
    assert stanceclf.analyze(OFF_TOPIC).statements == ()
    assert stanceclf.analyze(OFF_TOPIC, title="Frigates for the gulf").statements != ()


def test_others_in_its_batch_are_read_as_if_it_were_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [OFF_TOPIC, "Kenya will send police to Haiti.", OFF_TOPIC, "", "Russia rejected it."]
    mixed = list(load().analyze_many(texts))
    monkeypatch.setattr(pipeline, "is_on_topic", lambda text: True)
    everything = list(load().analyze_many(texts))
    assert [mixed[place] for place in (1, 3, 4)] == [everything[place] for place in (1, 3, 4)]
    assert mixed[1].statements
    assert [report.text for report in mixed] == texts
