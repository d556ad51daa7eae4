"""Candidates of a batch are those of its claims, one by one."""

from hypothesis import given, settings

from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.condition_candidates import CandidateFinder
from stanceclf.stance.condition_features import EDGE, Candidate, candidates, marker_kinds
from stanceclf.stance.view import views
from tests.stance.conftest import claims_of
from tests.stance.random_claims import claim_lists

KINDS = (EDGE, *marker_kinds())


def assert_like_views(claims):
    rows = ClaimRows.of(claims)
    found = CandidateFinder(KINDS).find(rows)
    own: list[list[Candidate]] = [[] for _ in claims]
    for claim, first, last, marked, kind, others in zip(*found[4:], strict=True):
        shift = rows.first[claim] - found.begins[claim] - rows.texts.bases[rows.document[claim]]
        own[claim].append(
            Candidate(first + shift, last + shift, marked + shift, KINDS[kind], others)
        )
    assert own == [candidates(view) for view in views(claims)]


@settings(deadline=None)
@given(claim_lists())
def test_candidates_are_those_of_the_views(claims):
    assert_like_views(claims)


def test_candidates_on_the_corpus(corpus_claims):
    assert_like_views(corpus_claims)


def test_many_edges_and_many_ends():
    assert_like_views(claims_of(", if ".join(["they go"] * 60)))
    assert_like_views(claims_of("if, " * 30 + "they go and " * 30))


def test_markers_that_open_nothing():
    for text in (
        "They go at once when asked, at once, at",
        "once they go at once once asked",
        "if possible they go, as soon as possible and where possible",
        "they go if possible",
        "they go if possible allies do, possible",
        "once, possible",
    ):
        assert_like_views(claims_of(text))
    assert_like_views(
        [*claims_of("they go at"), *claims_of("once asked, if"), *claims_of("possible")]
    )
