from stanceclf.records import LABELS, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.reasons import reasons_for
from stanceclf.text.document import Document


def test_a_label_rests_on_the_word_that_bears_it(pipeline):
    text = "Malta welcomed the force; Peru rejected it outright."
    document = Document.from_text(text)
    claims = [GivenClaim(document, Span(0, 24)), GivenClaim(document, Span(26, len(text) - 1))]
    first, second = reasons_for(pipeline.stance, claims, most=3)
    assert first[0].span.of(text) == "welcomed"
    assert second[0].span.of(text) == "rejected"


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
