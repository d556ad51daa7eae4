"""The cue tagger's tables give what the plain features and their weights give."""

import random

import numpy as np
import pytest

from stanceclf.records import LABELS, Span
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.cue_layout import lay_out
from stanceclf.stance.cue_tables import CueTables
from stanceclf.stance.cue_tokens import token_features
from stanceclf.stance.view import views
from stanceclf.stance.windows import Windows
from stanceclf.text.document import Document

_TEXT = (
    'The the very 3 12 I Kenya Will will not never rule ruled out , , . " : < > withdraw troops '
    "force reject opposed if and but who 's won't send sending only once back down refuse to no"
)


def plain_scores(names, weights, read):
    """Return each word's score by building the names of its features."""
    column = {name: place for place, name in enumerate(names)}
    rows = [row for view in read for row in token_features(view)[1]]
    return np.array(
        [
            sum((weights[column[name]] for name in row if name in column), np.zeros(5))
            for row in rows
        ]
    ).reshape(-1, 5)


def spans(generator, length):
    first = generator.randrange(length + 1)
    return Span(first, first + generator.randrange(80))


@pytest.fixture(scope="module")
def read():
    generator = random.Random(0)
    claims = []
    for _ in range(60):
        text = " ".join(generator.choices(_TEXT.split(), k=generator.randrange(60)))
        document = Document.from_text(text)
        for _ in range(4):
            claim, actor, source = (spans(generator, len(text)) for _ in range(3))
            claims.append(GivenClaim(document, claim, generator.choice([None, actor]), source))
    return views(claims)


@pytest.mark.parametrize("share", [1.0, 0.5, 0.01, 0.0])
def test_tables_equal_names(read, share):
    generator = np.random.default_rng(0)
    seen = {name for view in read for row in token_features(view)[1] for name in row}
    names = [name for name in sorted(seen) if generator.random() < share]
    weights = generator.normal(size=(len(names), 1 + len(LABELS))).astype(np.float32)
    windows = Windows.of(ClaimRows.of([view.given for view in read]))
    lexis = windows.rows.texts.lexis
    scores, places, words = CueTables(names, weights).scores(lexis, lay_out(windows))
    np.testing.assert_allclose(scores, plain_scores(names, weights, read), atol=1e-4)
    tokens = [token_features(view)[0] for view in read]
    assert words.tolist() == list(map(len, tokens))
    assert places.tolist() == [
        at - view.first for view, of_claim in zip(read, tokens, strict=True) for at in of_claim
    ]


def test_no_views(small_model):
    assert small_model.tagger.summaries([]).shape == (0, 3 * len(LABELS) + 1)


def test_batch_equals_single(small_model, read):
    single = np.vstack([small_model.tagger.summaries([view]) for view in read])
    np.testing.assert_allclose(small_model.tagger.summaries(read), single, atol=1e-6)


def test_the_cue_is_the_word_most_likely_to_be_one(small_model):
    text = "Malta welcomed the force; Peru rejected it outright."
    document = Document.from_text(text)
    claims = [GivenClaim(document, Span(0, 24)), GivenClaim(document, Span(26, len(text) - 1))]
    cues = small_model.tagger.read(Windows.of(ClaimRows.of(claims))).cues
    words = [
        document.words[cues[row, LABELS.index(label)]]
        for row, label in enumerate(["supports", "opposes"])
    ]
    assert words == ["welcomed", "rejected"]


def test_a_claim_without_words_has_no_cue(small_model):
    rows = ClaimRows.of([GivenClaim(Document.from_text("... ?"), Span(0, 5))])
    assert (small_model.tagger.read(Windows.of(rows)).cues == -1).all()
