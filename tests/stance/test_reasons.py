from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from stanceclf.records import LABELS, Span
from stanceclf.stance.blots import Blotter
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.model import StanceModel
from stanceclf.stance.reasons import reasons_for
from stanceclf.stance.view import views
from stanceclf.text.document import Document
from tests.stance.random_claims import claim_lists

ARTICLE = (Path(__file__).parents[1] / "data" / "article.txt").read_text(encoding="utf-8")


def read_whole(model, claims, phrase):
    """Return what the second reading reads where a phrase is blotted out of the whole document."""
    first, last = phrase
    document = claims[0].document
    words, lowers = document.words.copy(), document.lowers.copy()
    words[first:last] = lowers[first:last] = ["_"] * (last - first)
    blotted = replace(document, words=words, lowers=lowers)
    return model.read([replace(claim, document=blotted) for claim in claims]).inputs


def assert_read_as_whole(model, claims):
    phrases = {(hit.first, hit.last) for view in views(claims) for hit in view.hits}
    blotter = Blotter(model, claims)
    np.testing.assert_array_equal(blotter.inputs, model.read(claims).inputs)
    for reread in blotter.without(sorted(phrases)):
        whole = {phrase: read_whole(model, claims, phrase) for phrase in set(reread.phrases)}
        expected = [whole[at][n] for at, n in zip(reread.phrases, reread.claims, strict=True)]
        np.testing.assert_allclose(reread.inputs, expected, atol=1e-5)


def claims_of(pipeline, text):
    report = pipeline.analyze(text)
    [document] = pipeline._documents([text])
    return [
        GivenClaim(document, one.claim, one.mention, one.source_mention, one.actor.name)
        for one in report.statements
    ]


def test_a_label_rests_on_the_word_that_bears_it(pipeline):
    text = "Malta welcomed the force; Peru rejected it outright."
    document = Document.from_text(text)
    claims = [GivenClaim(document, Span(0, 24)), GivenClaim(document, Span(26, len(text) - 1))]
    first, second = reasons_for(pipeline.stance, claims, most=3)
    assert first[0].span.of(text) == "welcomed"
    assert second[0].span.of(text) == "rejected"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If asked, Kenya will send police to Haiti.", "If asked"),
        ("Pay our men and they will send troops.", "Pay our men"),
    ],
)
def test_a_label_rests_on_a_condition_of_few_words(pipeline, text, condition):
    report = pipeline.analyze(text)
    [statement], [reasons] = report.statements, pipeline.explain(report)
    assert statement.condition.span.of(text) == condition
    assert reasons[0].span == statement.condition.span
    assert reasons[0].loss <= max(statement.probabilities)


def test_a_loss_is_what_the_probability_loses(small_model, small_gold):
    claims = [small_gold[0].given]
    before = small_model.probabilities(claims)[0]
    (reasons,) = reasons_for(small_model, claims, most=2)
    assert len(reasons) <= 2
    assert list(reasons) == sorted(reasons, key=lambda one: -one.loss)
    for one in reasons:
        assert claims[0].claim.covers(one.span)
        assert one.stance == LABELS[before.argmax()]
        assert 0 < one.loss <= before.max()


@settings(max_examples=150, deadline=None)
@given(claim_lists())
def test_an_excerpt_is_read_as_the_whole_document(pipeline, claims):
    own = [claim for claim in claims if claim.document is claims[0].document]
    if own and own[0].document.words:
        assert_read_as_whole(pipeline.stance, own)


def test_so_is_an_article_and_one_that_loses_its_topic(pipeline):
    assert_read_as_whole(pipeline.stance, claims_of(pipeline, ARTICLE))
    # One word of force of two: without it, all that is said is about less.
    text = "Kenya will send police. It said so. Peru declined to comment. Malta sent a battalion."
    assert_read_as_whole(pipeline.stance, claims_of(pipeline, text))


@pytest.mark.parametrize("times", [2, 6])
def test_the_work_grows_with_the_text(pipeline, monkeypatch, times):
    read: list[int] = []
    alone = StanceModel._read_alone

    def counted(model, rows):
        read.append(int((rows.end - rows.start).sum()))
        return alone(model, rows)

    monkeypatch.setattr(StanceModel, "_read_alone", counted)
    totals = []
    for text in (ARTICLE, "\n\n".join([ARTICLE] * times)):
        claims = claims_of(pipeline, text)
        read.clear()
        reasons_for(pipeline.stance, claims, most=5)
        totals.append(sum(read) / len(claims))
    once, often = totals
    assert often < 1.2 * once
