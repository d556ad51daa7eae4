"""Short texts for training: a few sentences of a document, as if they were all there is.

Fitted on whole articles alone, the tagger found no claim in a text of one sentence, and the second
reading, which looks at a document's other claims, took it for one without any stance.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stanceclf.records import Span
from stanceclf.text.document import Document
from training.chance import chance_of
from training.corpus import AnnotatedDocument, AnnotatedStatement

MOST = 3  # sentences of an excerpt


def excerpts(
    annotated: Iterable[AnnotatedDocument], each: int, *, seed: int = 0
) -> Iterator[AnnotatedDocument]:
    """Yield up to `each` excerpts of every document; none lacks a statement or cuts one."""
    for document in annotated:
        random = chance_of(f"{seed} {document.id}")
        sentences = Document.from_text(document.text).sentences
        for _ in range(each):
            first = int(random.integers(len(sentences)))
            last = min(first + int(random.integers(MOST)), len(sentences) - 1)
            whole = Span(sentences[first].span.start, sentences[last].span.end)
            inside = [one for one in document.statements if one.claim.overlaps(whole)]
            if inside and all(_fits(one, whole) for one in inside):
                moved = tuple(_moved(one, whole) for one in inside)
                yield replace(document, text=whole.of(document.text), statements=moved)


def _fits(statement: AnnotatedStatement, whole: Span) -> bool:
    spans = (statement.claim, statement.actor, statement.source)
    return all(whole.covers(span) for span in spans if span)


def _moved(statement: AnnotatedStatement, whole: Span) -> AnnotatedStatement:
    def shift(span: Span) -> Span:
        return Span(span.start - whole.start, span.end - whole.start)

    return replace(
        statement,
        claim=shift(statement.claim),
        actor=shift(statement.actor),
        source=shift(statement.source) if statement.source else None,
        condition=shift(statement.condition) if statement.condition else None,
        cue=shift(statement.cue) if statement.cue and whole.covers(statement.cue) else None,
    )
