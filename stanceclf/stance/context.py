"""Family `context`: what the document and the neighbouring sentence are about."""

from stanceclf.records import Span
from stanceclf.stance.view import ClaimView, DocumentView

OPENING = frozenset('"\u201c\u2018')
STEP, LONGEST = 6, 6  # a claim's length is counted in so many tokens, up to so many times


def context_features(view: ClaimView) -> list[str]:
    """Return the mention's kind, the quotation's shape, and classes of neighbouring sentences."""
    if view.sentence < 0:
        return ["empty"]
    document = view.document
    length = min((view.last - view.first) // STEP, LONGEST)
    features = [f"topic:{document.force_density()}", f"length:{length}"]
    if view.sentence:
        features += [f"kp:{name}" for name in _classes(document, view.sentence - 1)]
    quoted, question = written(document.document.text, view.given.claim)
    if quoted:
        features.append(f"quoted:{quoted}")
    if view.given.source is None:
        features.append("source:none")
    elif view.given.source == view.given.actor:
        features.append("source:holder")
    else:
        features.append("source:other")
    if question:
        features.append("question")
    whole = view.first == document.document.sentences[view.sentence].first
    features.append(f"opens:{whole}")
    return features


def written(text: str, span: Span) -> tuple[str, bool]:
    """Return whether a claim is quoted "whole", in "part" or not at all; and whether it asks."""
    start = span.start
    claim = text[start : span.end]
    before = text[max(0, start - 2) : start]
    if before.strip()[-1:] in OPENING or claim[:1] in OPENING:
        quoted = "whole"
    else:
        quoted = "part" if "\u201c" in claim or '"' in claim else ""
    return quoted, claim.rstrip().endswith("?")


def _classes(document: DocumentView, index: int) -> list[str]:
    return sorted({hit.classes[0] for hit in document.sentence_hits(index)})
