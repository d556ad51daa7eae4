"""Pronouns of GUM: which count, and when an answer is right. The document is invented."""

import pytest

from stanceclf.actors.antecedents import Feature, Ranker, Task
from stanceclf.records import Span
from training.gum import GumDocument, GumMention, GumToken
from training.gum_pronouns import Reading, gum_questions, pronouns

TEXT = "Ada Moreau met Jonas Weidmann. She left. It rained on his boat and it sank."


def mention(words: str, chain: str, kind: str, nth: int = 1) -> GumMention:
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return GumMention(Span(start, start + len(words)), chain, kind)


@pytest.fixture
def document() -> GumDocument:
    mentions = (
        mention("Ada Moreau", "1", "person"),
        mention("Jonas Weidmann", "2", "person"),
        mention("She", "1", "person"),
        mention("his boat", "3", "object"),
        mention("his", "2", "person"),
        mention("it", "3", "object"),
    )
    tokens = tuple(
        GumToken(mention(words, "", "").span, "PRON", tag, -1, "")
        for words, tag in (("She", "PRP"), ("It", "PRP"), ("his", "PRP$"), ("it", "PRP"))
    )
    return GumDocument("GUM_news_x", "news", "train", TEXT, (), tokens, (), mentions)


def test_pronouns_count_that_refer_to_something_named_before(document):
    found = [(one.row, one.chain, one.actor) for one in pronouns(document)]
    # "It rained" is no mention.
    assert found == [("she", "1", True), ("he", "2", True), ("it", "3", False)]


def test_a_pronoun_without_an_antecedent_does_not_count(document):
    alone = [one for one in document.mentions if one.span.of(TEXT) != "Ada Moreau"]
    shorter = GumDocument("x", "news", "train", TEXT, (), document.tokens, (), tuple(alone))
    assert [one.row for one in pronouns(shorter)] == ["he", "it"]


def test_an_answer_is_right_if_its_entity_is_of_the_chain(document):
    answers = {one.row: right for one, right in Reading(document, Ranker()).answers()}
    assert answers == {"she": True, "he": True, "it": False}


def test_questions_have_a_right_candidate_among_several(document):
    for _, (rows, right) in Reading(document, Ranker()).questions():
        assert len(rows) == len(right) > 1
        assert right.any()


def test_the_table_of_they_asks_what_a_ranker_can_answer():
    asked = gum_questions()
    assert len(asked) > 150
    for task, (rows, right) in asked:
        assert task is Task.MANY
        assert rows.shape == (len(right), len(Feature))
        assert right.any()
        assert len(right) > 1
    assert sum(rows.sum() for _, (rows, _) in asked) > 5000
