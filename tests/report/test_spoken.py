"""Attributions as lines for a reader."""

from stanceclf.records import Actor, ActorType, Attribution, Quotation, Span
from stanceclf.report.spoken import render_attributions

TEXT = "\u201cWe stay,\u201d said Ada\x1b[2J Moreau, \u201cfor now.\u201d"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ONE = Attribution(
    (span("\u201cWe stay,\u201d"), span("\u201cfor now.\u201d")),
    span("said"),
    span("Ada\x1b[2J Moreau"),
    Actor("Ada\x1b[2J Moreau", ActorType.PERSON, "Belgium"),
    Quotation.DIRECT,
    0.876,
)


def test_who_by_which_words_and_what() -> None:
    assert render_attributions(TEXT, [ONE], title="Title", columns=60).splitlines() == [
        "Title",
        "",
        "Ada\\x1b[2J Moreau, Belgium [said]" + " " * 24 + "88%",
        "  \u201cWe stay,\u201d",
        "  \u201cfor now.\u201d",
    ]


def test_nobody_named() -> None:
    one = Attribution(ONE.contents[:1], None, None, None, Quotation.DIRECT, 0.5)
    assert "(nobody named)" in render_attributions(TEXT, [one])


def test_only_color_paints() -> None:
    assert "\x1b" not in render_attributions(TEXT, [ONE], title="a\x1b[1mb")
    assert "\x1b[1m" in render_attributions(TEXT, [ONE], color=True)


def test_lines_keep_to_the_columns() -> None:
    lines = render_attributions(TEXT, [ONE], title="t" * 90, columns=44).splitlines()
    assert max(map(len, lines)) <= 44
