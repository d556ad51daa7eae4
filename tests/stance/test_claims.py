"""Claims of one text from public records, and what is refused."""

from typing import Any

import pytest

from stanceclf.records import GivenStatement, Span
from stanceclf.stance.claims import GivenClaim

NO_NAME: Any = None
TEXT = "Norway said it would stay. Malta will not."


def test_claims_of_one_text_share_its_document():
    one = GivenStatement(Span(12, 25), Span(0, 6), "Norway", Span(0, 6))
    first, second = GivenClaim.in_text(TEXT, iter([one, GivenStatement(Span(27, 41))]), target="x")
    assert first.document is second.document
    assert first.document.text == TEXT
    assert (first.claim, first.actor, first.source) == (one.claim, one.actor, one.source)
    assert (first.actor_name, first.target) == ("Norway", "x")
    assert (second.actor, second.source, second.actor_name) == (None, None, "")
    assert GivenClaim.in_text(TEXT, []) == []


@pytest.mark.parametrize(
    ("text", "statements", "options", "message"),
    [
        (None, [], {}, "'text' parameter of GivenClaim.in_text must be a str. Got NoneType"),
        (TEXT, [], {"target": None}, "'target' parameter of GivenClaim.in_text must be a str"),
        (TEXT, None, {}, "must hold records of GivenStatement. Got NoneType instead"),
        (TEXT, [Span(0, 9)], {}, r"records of GivenStatement. Got Span as statements\[0\]"),
        (
            TEXT,
            [GivenStatement(Span(0, 9), actor_name=NO_NAME)],
            {},
            "a str as actor_name. Got None",
        ),
    ],
)
def test_what_is_no_statement_is_a_type_error(text, statements, options, message):
    with pytest.raises(TypeError, match=message):
        GivenClaim.in_text(text, statements, **options)


def test_spans_outside_the_text_are_named():
    with pytest.raises(ValueError, match=r"'statements' .* a claim inside .* in statements\[1\]"):
        GivenClaim.in_text(TEXT, [GivenStatement(Span(0, 9)), GivenStatement(Span(0, 99))])
