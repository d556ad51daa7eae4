import numpy as np

from stanceclf.records import Span
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.standing import INPUTS, standing_features
from stanceclf.text.document import Document
from tests.stance.conftest import gold

TEXT = "Will anyone send troops? Poland backs the force, but Chad, he said, will not."

RELATIONS = ("answers", *INPUTS[INPUTS.index("holder inside") : INPUTS.index("short text")])


def given(words, actor=None, source=None, text=TEXT, document=None):
    def span(part):
        return Span(text.index(part), text.index(part) + len(part)) if part else None

    document = document or Document.from_text(text)
    return GivenClaim(document, span(words), span(actor), span(source), actor or "")


def features(*claims):
    rows = standing_features(ClaimRows.of(claims))
    return [dict(zip(INPUTS, row, strict=True)) for row in rows.tolist()]


def test_what_ties_a_claim_to_the_one_before():
    document = Document.from_text(TEXT)
    backs = given("Poland backs the force", "Poland", document=document)
    will_not = given("will not", "Chad", "he", document=document)
    first, second = features(backs, will_not)
    assert {name for name in RELATIONS if first[name]} == {
        "answers", "no source", "holder inside", "later claim", "later sentence", "later distance",
    }  # fmt: skip
    assert {name for name in RELATIONS if second[name]} == {
        "answers", "holder before", "earlier claim", "earlier sentence", "earlier distance",
    }  # fmt: skip
    assert (first["forces"], first["no force"], first["negator"]) == (1, 0, 0)
    assert (second["forces"], second["no force"], second["negator"]) == (0, 1, 1)


def test_a_text_of_few_sentences_is_short():
    longer = f"{TEXT} {TEXT}"
    assert [
        row["short text"] for row in features(given("will not"), given("will not", text=longer))
    ] == [1, 0]


def test_a_text_longer_than_those_of_the_training_counts_as_one_of_them():
    few, many, more = (
        features(given("Poland backs it", text=" ".join(["Poland backs it."] * n)))[0]["sentences"]
        for n in (10, 100, 200)
    )
    assert few < many == more == 1


def test_a_contrast_right_before_the_claim():
    (only,) = features(given("Chad, he said, will not", "Chad"))
    assert (only["contrast before"], only["contrast first"]) == (1, 0)


def test_order_of_claims_does_not_matter():
    claims = [claim.given for claim in gold()]
    order = np.random.default_rng(1).permutation(len(claims))
    shuffled = standing_features(ClaimRows.of([claims[place] for place in order]))
    np.testing.assert_array_equal(shuffled, standing_features(ClaimRows.of(claims))[order])


def test_empty_claims_and_no_claim():
    blank = GivenClaim(Document.from_text(""), Span(0, 0))
    last = GivenClaim(Document.from_text("No."), Span(3, 3))
    assert np.isfinite(standing_features(ClaimRows.of([blank, last, blank]))).all()
    assert standing_features(ClaimRows.of([])).shape == (0, len(INPUTS))
