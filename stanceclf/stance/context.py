"""Family `context`: what the document and the neighbouring sentence are about."""

from stanceclf.stance.view import ClaimView, DocumentView

_OPENING = frozenset('"\u201c\u2018')


def context_features(view: ClaimView) -> list[str]:
    """Return the mention's kind, the quotation's shape, and classes of neighbouring sentences."""
    if view.sentence < 0:
        return ["empty"]
    document = view.document
    length = min((view.last - view.first) // 6, 6)
    features = [f"topic:{document.force_density()}", f"length:{length}"]
    if view.sentence:
        features += [f"kp:{name}" for name in _classes(document, view.sentence - 1)]
    text = document.document.text
    claim = view.given.claim.of(text)
    before = text[max(0, view.given.claim.start - 2) : view.given.claim.start]
    if before.strip()[-1:] in _OPENING or claim[:1] in _OPENING:
        features.append("quoted:whole")
    elif "\u201c" in claim or '"' in claim:
        features.append("quoted:part")
    if view.given.source is None:
        features.append("source:none")
    elif view.given.source == view.given.actor:
        features.append("source:holder")
    else:
        features.append("source:other")
    if claim.rstrip().endswith("?"):
        features.append("question")
    whole = view.first == document.document.sentences[view.sentence].first
    features.append(f"opens:{whole}")
    return features


def _classes(document: DocumentView, index: int) -> list[str]:
    return sorted({hit.classes[0] for hit in document.sentence_hits(index)})
