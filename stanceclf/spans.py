"""What callers hand over as a span of a text, checked in one place."""

from typing import SupportsIndex

from stanceclf.records import Span


def check_inside(span: object, text: str, field: str, parameter: str, at: str) -> None:
    """Raise unless a span lies inside a text and holds a character.

    Parameters
    ----------
    span : Span
    text : str
        What it points into.
    field : str
        Whose span it is: "claim", "actor" or "source".
    parameter, at : str
        Where it was handed over, for the message: the parameter, and the place there.
    """
    if not isinstance(span, Span) or not all(
        isinstance(place, SupportsIndex) for place in (span.start, span.end)
    ):
        raise TypeError(
            f"The {parameter} must hold a Span of two whole numbers as {field}. "
            f"Got {span if isinstance(span, Span) else type(span).__name__} in {at} instead."
        )
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(
            f"The {parameter} must hold {_one(field)} inside the text of {len(text)} characters. "
            f"Got {span} in {at} instead."
        )


def check_whole_words(span: Span, text: str, field: str, parameter: str, at: str) -> None:
    """Raise where a span inside a text begins or ends inside a word; parameters as above.

    Examples
    --------
    >>> text = "They dismissed it."
    >>> check_whole_words(Span(8, 12), text, "actor", "'claims' parameter", "claims[0]")
    Traceback (most recent call last):
    ...
    ValueError: The 'claims' parameter must hold an actor of whole words. Got 'miss' of \
'dismissed' in claims[0] instead.
    """
    around = Span(_word_edge(text, span.start, -1), _word_edge(text, span.end, 1))
    if around != span:
        raise ValueError(
            f"The {parameter} must hold {_one(field)} of whole words. "
            f"Got {span.of(text)!r} of {around.of(text)!r} in {at} instead."
        )


def _one(field: str) -> str:
    return f"an {field}" if field == "actor" else f"a {field}"


def _word_edge(text: str, at: int, step: int) -> int:
    """Return where the word that `at` stands in begins or ends; `at` where it stands in none."""
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += step
    return at
