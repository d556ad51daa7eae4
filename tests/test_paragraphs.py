"""No span of a report leaves its paragraph, whatever the text looks like."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

import stanceclf
from stanceclf.actors.casing import recased
from stanceclf.attribution.quotes import paragraph_starts
from stanceclf.records import Report, Span
from stanceclf.text.document import Document
from tests.test_pipeline_properties import RELAXED

# Marks of all styles, labels, items, cells, handles, capitals: each with words that make claims.
PIECES = [
    "Kenya will send troops", "KENYA WILL SEND TROOPS TO HAITI", "kenya will not send troops",
    "We will stay in Mali", "I reject the force", "said Ada Moreau", "Ada Moreau said", "SMITH:",
    "MOREAU (Greens):", "Q:", "A:", "- Norway:", "\u2022", "* ", "1.", "\u2014", "\u2013 ", "|",
    "\t", "\n", "\n\n", "\r\n", "\n\u201c", '\n"', "\u201c", "\u201d", '"', "\u201e", "\u00ab ",
    " \u00bb", "'", "\u2018", "\u2019", "``", "''", ".", ",", "?", ".\n", ".\n\n", "By Ada Moreau",
    "@KenyaMFA", "#Haiti", "RT", "https://t.co/abc", "only if", "once a ceasefire holds",
    "according to Reuters", "NAIROBI (Reuters) -", "The European", "Union", "the United", "Nations",
    "a spokesman for", "the ministry", "of", "rejected the plan", "only if\nNATO asks",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def spans(report: Report) -> Iterator[Span]:
    """Yield every span of a report."""
    for one in report.statements:
        yield one.claim
        if one.mention is not None:
            yield one.mention
        if one.source_mention is not None:
            yield one.source_mention
        if one.condition is not None:
            yield one.condition.span


def check_paragraphs(report: Report) -> None:
    """Assert that each span stands in one paragraph: sentences without a line break between."""
    document = Document.from_text(recased(report.text))
    starts = set(paragraph_starts(document))
    for span in spans(report):
        inside = document.tokens_in(span)
        assert inside, span
        crossed = starts.intersection(inside[1:])
        assert not crossed, span.of(report.text)


@RELAXED
@given(TEXTS)
def test_spans_stay_in_their_paragraph(pipeline: stanceclf.Pipeline, text: str) -> None:
    check_paragraphs(pipeline.analyze(text))
