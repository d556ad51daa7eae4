"""Regions, masks and phrases of a batch are those of the views of its claims."""

import numpy as np
import pytest
from hypothesis import given, settings

from stanceclf.records import GivenStatement, Span
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.lexicon import lexicon_finder
from stanceclf.stance.phrases import Hit
from stanceclf.stance.view import views
from stanceclf.stance.windows import Windows
from stanceclf.text.document import Document
from stanceclf.text.stems import stem
from tests.stance.random_claims import claim_lists


def assert_like_views(claims):
    rows = ClaimRows.of(claims)
    windows = Windows.of(rows)
    lexis, hits, kinds = rows.texts.lexis, rows.texts.hits, lexicon_finder().kinds
    for claim, view in enumerate(views(claims)):
        base = rows.texts.bases[rows.document[claim]]
        regions = [part[claim] - base for part in (rows.first, rows.last, rows.start, rows.end)]
        assert regions == [view.first, view.last, view.start, view.end]
        document = rows.document[claim]
        local = (
            -1 if view.sentence < 0 else rows.sentence[claim] - rows.texts.first_sentence[document]
        )
        assert local == view.sentence
        assert rows.texts.density[document] == view.document.force_density()
        assert bool(view.actor) == rows.has_actor[claim]
        read = np.flatnonzero(windows.owners == claim)
        assert [lexis.stems[word] for word in windows.words[read]] == view.words
        found = windows.hits[windows.hit_owners == claim]
        assert [
            Hit(hits.first[hit] - base, hits.last[hit] - base, kinds[hits.kinds[hit]])
            for hit in found
        ] == view.hits


@settings(deadline=None)
@given(claim_lists())
def test_rows_are_views(claims):
    assert_like_views(claims)


def test_rows_are_views_on_the_corpus(corpus_claims):
    assert_like_views(corpus_claims)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Although it has doubts, Oman will go.", "Oman will go."),
        ('"While we have doubts, we will go."', 'we will go."'),
        ('"But while we have doubts, we will go."', 'we will go."'),
        ("Oman has doubts, although it will go.", "Oman has doubts, although it will go."),
    ],
)
def test_claims_are_read_from_their_main_clause_on(text, read):
    claims = GivenClaim.in_text(text, [GivenStatement(Span(0, len(text)))])
    assert_like_views(claims)
    rows = ClaimRows.of(claims)
    left = claims[0].document.span_of(int(rows.first[0]), int(rows.last[0]))
    assert left.of(text) == read


@settings(deadline=None)
@given(claim_lists())
def test_stems_are_those_of_the_tokens(claims):
    texts = ClaimRows.of(claims).texts
    plain = [stem(lower) for document in texts.documents for lower in document.lowers]
    assert [texts.lexis.stems[one] for one in texts.stems] == plain


@pytest.mark.parametrize("tokens", [1, 7, 50, 10_000])
def test_parts_join_to_the_whole(small_gold, tokens):
    rows = ClaimRows.of([claim.given for claim in small_gold])
    parts = list(rows.parts(tokens))
    assert [one for part in parts for one in part.given] == list(rows.given)
    np.testing.assert_array_equal(np.concatenate([part.first for part in parts]), rows.first)
    assert all(len(part) for part in parts)
    assert len(parts) == 1 or tokens < 10_000


def test_no_claims_are_one_empty_part():
    assert [len(part) for part in ClaimRows.of([]).parts(10)] == [0]


def test_claims_of_the_longest_sentence_get_no_phrases_beyond_its_part():
    text = "troops " * 700
    (view,) = views([GivenClaim(Document.from_text(text), Span(7 * 560, len(text)))])
    assert not view.hits
    assert_like_views([view.given])
