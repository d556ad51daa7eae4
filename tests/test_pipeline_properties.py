"""What holds for every text: spans nest, probabilities sum to one, batches change nothing."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stanceclf
from stanceclf.records import Attribution, Report, Span, Stance
from stanceclf.text.document import Document

# Pieces of news, of punctuation and of rubbish, joined at random: random letters alone would
# seldom make a claim.
PIECES = [
    "Kenya", "The president", "He", "Norway and Denmark", "the Kremlin", "Anna Holm", "NATO",
    "will send", "would not send", "rejected", "welcomed", "said", "said that", "told reporters",
    "troops", "peacekeepers to Haiti", "the plan", "a force", "only if", "once", "unless",
    "the Council approves", "a ceasefire holds", "according to", "but", "and", ",", ".", "?", ":",
    '"', "\u201c", "\u201d", "\u2018", "\u2019", "'", "'s", "(", ")", "[", "\u2014", "\n", "\n\n",
    "\r\n", "\t", "\0", "\u202e", "\ud800", "e\u0301", "👍🏽", "外務省", "سلام", "<p>", "&amp;",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)
# The model is read once for all examples.
RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(report: Report, text: str) -> None:
    """Assert what the records promise."""
    assert report.text == text
    whole = Span(0, len(text))
    for one in report.statements:
        spans = [one.claim, one.mention, one.source_mention]
        assert all(whole.covers(span) and span.start < span.end for span in spans if span)
        assert sum(one.probabilities) == pytest.approx(1.0, abs=1e-4)
        assert one.probability == max(one.probabilities)
        if one.condition is not None:
            assert one.stance is Stance.CONDITIONAL
            assert one.claim.covers(one.condition.span)
            assert one.condition.span.covers(one.condition.marker)
    assert list(report.statements) == sorted(report.statements, key=lambda one: one.claim.start)
    for verdict in report.verdicts:
        assert 0.0 <= verdict.probability <= 1.0
        assert all(
            report.statements[index].actor.name == verdict.actor.name
            for index in verdict.statements
        )


def check_attributions(found: Sequence[Attribution], text: str) -> None:
    """Assert what the records promise."""
    whole = Span(0, len(text))
    for one in found:
        assert one.contents
        for span in (*one.contents, one.cue, one.source_mention):
            assert span is None or (whole.covers(span) and span.start < span.end)
        assert all(a.end <= b.start for a, b in pairwise(one.contents))
        assert (one.source is None) is (one.source_mention is None)
        assert 0.0 <= one.probability <= 1.0
    assert list(found) == sorted(found, key=lambda one: one.contents[0].start)


@given(TEXTS)
def test_sentences_and_tokens_nest_and_give_the_text_back(text: str) -> None:
    document = Document.from_text(text)
    assert [text[s:e] for s, e in zip(document.starts, document.ends, strict=True)] == list(
        document.words
    )
    assert "".join(document.words) == "".join(text.split())
    after = token = 0
    for index, sentence in enumerate(document.sentences):
        assert after <= sentence.span.start < sentence.span.end <= len(text)
        assert sentence.first == token < sentence.last
        for number in range(sentence.first, sentence.last):
            assert document.sentence_of[number] == index
            assert sentence.span.covers(Span(document.starts[number], document.ends[number]))
        after, token = sentence.span.end, sentence.last
    assert token == len(document.words)


@RELAXED
@given(TEXTS)
def test_reports_keep_their_promises(pipeline: stanceclf.Pipeline, text: str) -> None:
    report = pipeline.analyze(text)
    check(report, text)
    assert pipeline.analyze(text) == report


@RELAXED
@given(st.lists(TEXTS, max_size=5), st.integers(min_value=1, max_value=3))
def test_a_batch_equals_one_by_one(
    pipeline: stanceclf.Pipeline, texts: list[str], size: int
) -> None:
    alone = [pipeline.analyze(text) for text in texts]
    assert list(pipeline.analyze_many(texts, batch_size=size)) == alone
    backwards = list(pipeline.analyze_many(texts[::-1], batch_size=size))
    assert backwards[::-1] == alone


@RELAXED
@given(st.lists(TEXTS, max_size=4))
def test_attributions_keep_their_promises(pipeline: stanceclf.Pipeline, texts: list[str]) -> None:
    alone = [pipeline.attributions(text) for text in texts]
    for text, found in zip(texts, alone, strict=True):
        check_attributions(found, text)
    assert list(pipeline.attributions_many(texts, batch_size=2)) == alone


@pytest.mark.parametrize("behind", ["", "Kenya will send troops to Haiti.", 'B&A"0<AND"'])
def test_what_stands_behind_a_text_in_a_batch_changes_nothing(
    pipeline: stanceclf.Pipeline, behind: str
) -> None:
    # The last coordinator of the text has no verb behind it, which the next text may have.
    texts = ['B&A"0<AND"', "Norway backs the troops and", "Kenya or Chad"]
    for text in texts:
        first, _ = pipeline.analyze_many([text, behind])
        assert first == pipeline.analyze(text)
