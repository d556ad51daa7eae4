"""Texts that cannot be about the target are told by their words alone."""

import pytest

import stanceclf
from stanceclf import pipeline
from stanceclf.loading import load
from stanceclf.records import Span, Stance
from stanceclf.resources import rows, words
from stanceclf.text.document import Document
from stanceclf.text.topic import ENOUGH_WORDS, is_on_topic, nearness
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


_CLAIM = "Lisbon rejected it."


def near(text: str, claim: str = _CLAIM) -> float:
    """Return how far forces are spoken of around the first place of a claim."""
    start = text.index(claim)
    return nearness(Document.from_text(text), [Span(start, start + len(claim))])[0]


def test_a_claim_is_as_near_as_what_is_said_around_it() -> None:
    far = "The mayor opened a school. " * 60
    assert near(f"{far} {_CLAIM}") == 0.0
    assert 0.0 < near(f"{far} Police were there. {_CLAIM}") < 0.2
    assert near(f"{far} Brussels asked for troops and two frigates. {_CLAIM} {far}") > 0.3
    assert near(f"{far} Brussels sent troops, frigates and a battalion. {_CLAIM} {far}") == 1.0
    # As far off as the text is long, they count little.
    assert near(f"Brussels sent troops, frigates and a battalion. {far} {_CLAIM} {far}") < 0.2


def test_a_text_full_of_forces_is_near_everywhere() -> None:
    full = "The troops have a battalion of soldiers. Children sang. " * 40
    assert near(f"{full} {_CLAIM}") == 1.0


def test_a_word_again_and_again_is_not_enough() -> None:
    arrests = "Police arrested him. Children sang in the street of the town. " * 40
    assert near(f"{arrests} {_CLAIM} {arrests}") < 0.2


def test_a_text_many_times_is_as_near_as_once() -> None:
    once = "Kenya will send troops. Children sang in the street of the town all day. " * 70
    assert near(f"{once * 9} {_CLAIM} {once}") == pytest.approx(near(f"{once} {_CLAIM}"), abs=0.01)


def test_few_words_are_near() -> None:
    assert near(_CLAIM) == 1.0
    assert nearness(Document.from_text(""), []) == []


@pytest.mark.parametrize(
    ("claim", "share"),
    [
        ("Airstrikes hit Aleppo.", 0.5),
        ("He welcomed new immigration rules.", 0.5),
        ("Troops must stop the terrorists.", 1.0),
        ("He will not send them.", 1.0),
    ],
)
def test_what_a_claim_tells_of_beside_forces(claim: str, share: float) -> None:
    full = "The troops have a battalion of soldiers. Children sang. " * 40
    assert near(f"{full} {claim}", claim) == share


def test_the_words_are_forces_or_what_is_done_with_them() -> None:
    kinds = {row[0]: row[1] for row in rows("topic_words.tsv")}
    assert set(kinds.values()) == {"plain", "loose", "beside"}
    assert len(kinds) == len(rows("topic_words.tsv"))
    forces = {word for word in words("stance_force.txt") if word.isalpha()}
    assert not forces - kinds.keys()
    assert not {word for word in forces if kinds[word] == "beside"}


def test_reports_leave_out_what_a_long_article_says_of_other_things() -> None:
    text = f"{OFF_TOPIC}The army backs the plan."
    report = stanceclf.analyze(text)
    assert [one for one in report.statements if one.stance is not Stance.NO_STANCE] == []
    everything = load(min_confidence=0).analyze(text)
    sided = [one for one in everything.statements if one.stance is not Stance.NO_STANCE]
    assert sided
    assert max(one.confidence for one in sided) < 0.3


def test_reports_keep_a_claim_among_forces_in_such_an_article() -> None:
    other = "The senator opened a school. The farmers were paid in full. " * 20
    text = (
        f"{other}The general spoke of troops, frigates and soldiers. "
        f"Portugal will send a battalion to Mali. {other}"
    )
    report = stanceclf.analyze(text)
    sided = [one for one in report.statements if one.stance is not Stance.NO_STANCE]
    assert [(one.actor.name, one.stance) for one in sided] == [("Portugal", Stance.SUPPORTS)]
