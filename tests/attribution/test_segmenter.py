"""The choice among candidate spans, with a tagger whose weights are random: it proposes freely."""

import numpy as np
import pytest

from stanceclf.artifact import Model
from stanceclf.attribution.claims import ClaimFinder
from stanceclf.attribution.groups import Groups
from stanceclf.attribution.lattice import Lattice, Marginals
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate
from stanceclf.attribution.segmenter import (
    Segmenter,
    chains_of,
    expected_worth,
    lattice_of,
    sentence_rows,
)
from stanceclf.attribution.span_features import SpanFeatures
from stanceclf.attribution.span_slots import SLOTS
from stanceclf.errors import ModelError
from stanceclf.pipeline import Pipeline
from stanceclf.text.document import Document
from tests.attribution.test_tagger import TEXTS, tagger

LONGER = [
    'Belgium backs the force, she said, but will not "join it".\n\u00abLater,\u00bb he said.',
    "x",
    "\u201c\u201c(,;:\u2014 and and said , ,",
]


@pytest.fixture(scope="module")
def documents():
    return [Document.from_text(text) for text in [*TEXTS, *LONGER]]


@pytest.fixture(scope="module")
def segmenter(documents):
    one = tagger(documents)
    features = SpanFeatures(one.features)
    weights = np.random.default_rng(2).normal(size=features.size, scale=0.2)
    return Segmenter(one, features, weights.astype(np.float16).astype(np.float32))


def inputs(documents):
    kinds = [bytes(len(document.words)) for document in documents]
    return documents, kinds, [quotation_states(document) for document in documents]


def found(one, documents):
    ranges, worths = one.find(*inputs(documents))
    assert list(map(len, ranges)) == list(map(len, worths))
    assert all(one.least <= worth <= 1 + 1e-6 for some in worths for worth in some)
    return ranges


def described(one, documents):
    chains = chains_of(one.tagger, *inputs(documents))
    lattice = lattice_of(chains, one.tagger.transitions)
    return lattice, one.features.values(lattice, chains.columns, sentence_rows(documents))


def test_a_batch_gives_what_single_documents_give(segmenter, documents):
    answers = found(segmenter, documents)
    assert any(answers)
    assert answers == [found(segmenter, [document])[0] for document in documents]


def test_ranges_are_ordered_and_do_not_overlap(segmenter, documents):
    for document, ranges in zip(documents, found(segmenter, documents), strict=True):
        flat = [at for span in ranges for at in span]
        assert flat == sorted(flat)
        assert all(0 <= first < last <= len(document.words) for first, last in ranges)


def test_state_round_trip_finds_the_same(segmenter, documents):
    again = Segmenter.from_state(segmenter.tagger, *segmenter.state())
    assert found(again, documents) == found(segmenter, documents)


def test_no_words(segmenter):
    assert found(segmenter, [Document.from_text("")]) == [[]]


def test_slots_own_stretches_of_the_table_that_do_not_overlap(segmenter, documents):
    _, values = described(segmenter, documents)
    ends = [*segmenter.features.starts[1:], segmenter.features.size]
    for number in range(len(SLOTS)):
        rows = segmenter.features.slot(number, values)
        assert rows.min() >= segmenter.features.starts[number]
        assert rows.max() < ends[number]


def test_values_describe_the_span_as_a_reader_would(segmenter):
    document = Document.from_text("Ann Poe said he backs it, and they said no. Rain fell.")
    chains = chains_of(segmenter.tagger, *inputs([document]))
    nothing = np.zeros(len(chains.scores))
    whole = Marginals(nothing, nothing, nothing, nothing, nothing)
    # "he backs it, and they said no"
    lattice = Lattice(np.array([3]), np.array([11]), np.array([-1.0]), whole)
    values = segmenter.features.values(lattice, chains.columns, sentence_rows([document]))
    said = {name: int(value[0]) for name, value in values.items()}
    assert said["in comma"] == said["in coordinator"] == said["in reporting"] == 1
    assert said["in pronoun"] == 2
    assert said["left reporting"] == 1
    assert said["right reporting"] == 0
    assert said["in end"] == 0
    assert said["right length"] < said["left length"] < said["length"]


def test_worth_is_shared_by_spans_that_match_each_other():
    rows = np.zeros(40)
    chain = Marginals(rows, rows, rows, rows, rows)
    lattice = Lattice(np.array([0, 0, 30]), np.array([10, 12, 31]), np.zeros(3), chain)
    worth = expected_worth(lattice, Groups(lattice.first, lattice.last), np.zeros(3), exact=0.4)
    # Either of two rivals, or none: a third each; a match that is not exact is worth .6.
    np.testing.assert_allclose(worth, [1.6 / 3, 1.6 / 3, 0.5])


def test_a_claim_finder_without_a_segmenter_goes_by_the_taggers_labels(
    pipeline, segmenter, documents
):
    one = segmenter.tagger
    holders = pipeline.claims.holders
    plain, whole = ClaimFinder(one, holders), ClaimFinder(one, holders, segmenter)
    _, _, quoted = inputs(documents)
    nobody: list[list[Candidate]] = [[] for _ in documents]
    tagged = one.tag(*inputs(documents))
    assert tagged != found(segmenter, documents)
    for finder, ranges in ((plain, tagged), (whole, found(segmenter, documents))):
        again = ClaimFinder.from_stages(finder.stages())
        spans = [
            [claim.span for claim in claims] for claims in again.find(documents, nobody, quoted)
        ]
        assert [len(one) for one in spans] == [len(one) for one in ranges]


def test_a_damaged_stage_is_a_model_error(pipeline, segmenter):
    config, arrays = segmenter.state()
    finder = ClaimFinder(segmenter.tagger, pipeline.claims.holders, segmenter)
    damaged = {"rows": arrays["rows"] + 10**9, "weights": arrays["weights"]}
    stages = finder.stages() | {"segments": (config, damaged)}
    with pytest.raises(ModelError, match="stages cannot be built"):
        Pipeline.from_model(Model({"name": "damaged"}, stages))
