"""Variants: the same each time, their spans on the same words, only near words exchanged."""

from typing import Any

import numpy as np
import pytest

from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training.corpus import read_corpus
from training.near_words import nearest, read_near_words
from training.variants import VARIANTS, variant, variants

TEXT = "It rained. He  spoke. Norway will not send troops, he said, and left. The end."
NEAR = {"send": ["give"], "troops": ["soldiers"], "he": ["she"], "not": ["never"], "It": ["That"]}


class Chance:
    """A generator that draws one number always."""

    def __init__(self, drawn):
        self.drawn = drawn

    def uniform(self, low, high):
        return high

    def random(self, shape):
        return np.full(shape, self.drawn)


def chance(drawn: float) -> Any:
    return Chance(drawn)


def words(made: GivenClaim, span: Span | None) -> str | None:
    return span.of(made.document.text) if span else None


def claim(text, part, actor):
    def span(words):
        start = text.index(words)
        return Span(start, start + len(words))

    return GivenClaim(Document.from_text(text), span(part), span(actor), actor_name="Norway")


def test_words_of_the_claim_are_exchanged_and_spans_follow():
    given = claim(TEXT, "Norway will not send troops", "Norway")
    made = variant(given, NEAR, chance(0.0))
    assert made.document.text == "He  spoke. Norway will never give soldiers, she said, and left."
    assert words(made, made.claim) == "Norway will never give soldiers"
    assert words(made, made.actor) == "Norway"
    assert (made.source, made.actor_name) == (None, "Norway")


def test_words_outside_the_claim_are_exchanged_less():
    given = claim(TEXT, "Norway will not send troops", "Norway")
    made = variant(given, NEAR, chance(0.2))  # between .6 of .3, and .3
    assert made.document.text == "He  spoke. Norway will never give soldiers, he said, and left."


def test_mentions_stay_as_they_are():
    given = claim(TEXT, "Norway will not send troops", "he said")
    made = variant(given, NEAR, chance(0.0))
    assert words(made, made.actor) == "he said"


def test_a_mention_elsewhere_is_left_out():
    made = variant(claim(TEXT, "not send troops", "It rained"), NEAR, chance(1.0))
    assert made.actor is None
    assert made.document.text == TEXT[11:-9]


@pytest.fixture(scope="module")
def documents():
    return read_corpus()[::150]


def test_a_document_has_the_same_variants_each_time(documents):
    for document in documents:
        one, other = variants(document), variants(document)
        assert [x.document.text for x in one] == [x.document.text for x in other]
        assert len(one) == VARIANTS * len(document.statements)


def test_most_words_stay_and_most_variants_differ(documents):
    near = read_near_words()
    exchanged, whole, changed = 0, 0, []
    for document in documents:
        statements = [one for one in document.statements for _ in range(VARIANTS)]
        for statement, made in zip(statements, variants(document), strict=True):
            before = Document.from_text(statement.claim.of(document.text)).words
            now = Document.from_text(made.claim.of(made.document.text)).words
            assert len(now) == len(before)
            others = [(a, b) for a, b in zip(before, now, strict=True) if a != b]
            assert all(b in near[a] for a, b in others)
            exchanged, whole = exchanged + len(others), whole + len(before)
            changed.append(bool(others))
    assert 0.05 < exchanged / whole < 0.25
    assert np.mean(changed) > 0.6


def test_the_nearest_have_the_largest_cosine():
    rows = np.array([[1, 0], [2, 0.1], [0, 1], [-1, -1.1]], np.float32)
    near = nearest(["a", "b", "c", "d"], rows, 2)
    assert near["a"][0] == "b"
    assert near["b"][0] == "a"
    assert all(word not in near[word] for word in near)
