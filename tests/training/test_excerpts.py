from stanceclf.records import Span
from training.corpus import read_corpus
from training.excerpts import excerpts


def test_the_spans_of_an_excerpt_name_the_same_words():
    documents = read_corpus()[:20]
    originals = {document.id: document for document in documents}
    found = list(excerpts(documents, 3))
    assert len(found) > 20
    for short in found:
        whole = originals[short.id]
        start = whole.text.index(short.text)
        for one in short.statements:
            moved = Span(one.claim.start + start, one.claim.end + start)
            (same,) = [
                other
                for other in whole.statements
                if other.claim == moved and other.actor_name == one.actor_name
            ]
            assert one.actor.of(short.text) == same.actor.of(whole.text)
            assert (one.condition is None) == (same.condition is None)


def test_the_seed_decides():
    documents = read_corpus()[:5]
    assert list(excerpts(documents, 2)) == list(excerpts(documents, 2))
    assert list(excerpts(documents, 2)) != list(excerpts(documents, 2, seed=1))
