"""Spans that callers hand over: what is refused, and how it is said."""

from typing import Any

import numpy as np
import pytest

from stanceclf.records import Span
from stanceclf.spans import check_inside, check_whole_words

FROM_ARRAY: Any = np.int64(3)
TEXT = "The U.S. and Côte d'Ivoire dismissed it."
WHERE = "'claims' parameter of a test", "claims[2]"


def check(span: Any, field: str = "claim") -> None:
    check_inside(span, TEXT, field, *WHERE)


@pytest.mark.parametrize("span", [Span(0, len(TEXT)), Span(1, 2), Span(FROM_ARRAY, 4)])
def test_claims_may_begin_and_end_anywhere_in_the_text(span):
    check(span)


@pytest.mark.parametrize("words", ["U.S.", "U.S", "Côte d'Ivoire", "Ivoire", "The U.S. and"])
def test_mentions_are_whole_words(words):
    start = TEXT.index(words)
    check_whole_words(Span(start, start + len(words)), TEXT, "actor", *WHERE)


@pytest.mark.parametrize(
    "span", [Span(0, 9999), Span(5000, 6000), Span(-5, -1), Span(3, 3), Span(9, 3)]
)
@pytest.mark.parametrize("field", ["claim", "actor", "source"])
def test_spans_outside_the_text_are_a_value_error(field, span):
    with pytest.raises(ValueError, match=rf"{field} inside the text .* Got Span.* in claims\[2\]"):
        check(span, field)


@pytest.mark.parametrize("span", [None, (0, 3), Span(0.0, 3), Span("0", 3)])  # type: ignore[arg-type]
def test_what_is_no_span_is_a_type_error(span):
    with pytest.raises(TypeError, match=r"'claims' parameter of a test must hold a Span of two"):
        check(span)


@pytest.mark.parametrize(
    ("words", "around"), [("miss", "dismissed"), ("Cô", "Côte"), ("voire dis", "Ivoire dismissed")]
)
def test_mentions_inside_a_word_are_named(words, around):
    start = TEXT.index(words)
    with pytest.raises(ValueError, match=f"of whole words. Got '{words}' of '{around}' in"):
        check_whole_words(Span(start, start + len(words)), TEXT, "source", *WHERE)
