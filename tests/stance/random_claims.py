"""Claims at random places of random texts: what arrays must read as plain code does."""

from hypothesis import strategies as st

from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document

_WORDS = (
    'The the very 3 12 I Kenya Will will not never rule ruled out , , . . " : < > withdraw troops '
    "force reject opposed if and but who 's won't send sending only once back down refuse to no "
    "pull them turn his on urged her leave make it conditional subject unless as long provided "
    "in return for \u201c \u201d ? ! ; \u2014 ( ) \u0663 \u01c5 \u00e9tat \U0001f600 \ud800"
)
TEXTS = st.lists(st.sampled_from(_WORDS.split()), max_size=90).map(" ".join) | st.text(max_size=60)


@st.composite
def claim_lists(draw: st.DrawFn) -> list[GivenClaim]:
    """Draw some claims of some documents, mixed."""
    documents = [Document.from_text(text) for text in draw(st.lists(TEXTS, max_size=3))]
    claims = []
    for _ in range(draw(st.integers(0, 6)) if documents else 0):
        document = draw(st.sampled_from(documents))
        spans = st.builds(_span, st.integers(0, len(document.text)), st.integers(0, 400))
        short = st.builds(_span, st.integers(0, len(document.text)), st.integers(0, 20))
        actor = draw(st.none() | short)
        source = draw(st.none() | short | st.just(actor))
        claims.append(GivenClaim(document, draw(spans), actor, source, draw(st.sampled_from("ab"))))
    return claims


def _span(start: int, length: int) -> Span:
    return Span(start, start + length)
