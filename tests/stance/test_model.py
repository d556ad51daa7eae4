import json
import subprocess
import sys
import time

import numpy as np
import pytest

from stanceclf.records import LABELS, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.model import StanceModel
from stanceclf.text.document import Document
from tests.stance.conftest import claims_of
from tests.timing import processor_seconds

ODD_TEXTS = [
    "\U0001f600 \U0001f680",
    "\u0644\u0646 \u0646\u0631\u0633\u0644 \u0642\u0648\u0627\u062a",
    "not not not not",
    "\x00\x00 if \x00",
    '"""((("',
    "if",
    "withdraw, withdraw; withdraw.",
    "\ud800 broken",
]


def test_it_learned_its_own_corpus(small_model, small_gold):
    probabilities = small_model.probabilities([claim.given for claim in small_gold])
    right = probabilities.argmax(axis=1) == [claim.label for claim in small_gold]
    assert right.mean() > 0.9


def test_state_round_trip(small_model, small_gold):
    config, arrays = small_model.state()
    again = StanceModel.from_state(json.loads(json.dumps(config)), arrays)
    claims = [claim.given for claim in small_gold]
    for name, array in again.state()[1].items():
        np.testing.assert_array_equal(array, arrays[name])
    # Weights are written in half precision.
    np.testing.assert_allclose(
        again.probabilities(claims), small_model.probabilities(claims), atol=0.02
    )
    assert again.conditions(claims) == small_model.conditions(claims)
    np.testing.assert_allclose(
        again.probabilities(claims, found=True),
        small_model.probabilities(claims, found=True),
        atol=0.02,
    )


def test_claims_that_were_found_have_a_second_reading_of_their_own(small_model, small_gold):
    claims = [claim.given for claim in small_gold]
    answers = {found: small_model.probabilities(claims, found=found) for found in (False, True)}
    assert not np.array_equal(answers[False], answers[True])
    for found, wanted in answers.items():
        classified = small_model.classify(claims, found=found)
        np.testing.assert_array_equal([one.probabilities for one in classified], wanted.tolist())


def test_a_model_of_before_reads_given_claims_as_found_ones(small_model, small_gold):
    config, arrays = small_model.state()
    del config["given_reviser"]
    arrays = {name: one for name, one in arrays.items() if not name.startswith("given_")}
    before = StanceModel.from_state(config, arrays)
    claims = [claim.given for claim in small_gold]
    np.testing.assert_array_equal(
        before.probabilities(claims), before.probabilities(claims, found=True)
    )
    assert set(before.state()[1]) == set(arrays)


def test_a_second_opinion_is_beside_both_revisers(small_model):
    with_second = small_model.with_second(small_model)
    assert with_second.given_reviser is small_model.given_reviser
    assert with_second.reviser is small_model.reviser
    assert with_second.second is small_model


def test_documents_in_one_call_or_many(small_model, small_gold):
    claims = [claim.given for claim in small_gold]
    apart = np.vstack([small_model.probabilities(claims[at : at + 10]) for at in range(0, 60, 10)])
    np.testing.assert_allclose(small_model.probabilities(claims), apart, atol=1e-5)


def test_no_claims(small_model):
    assert small_model.probabilities([]).shape == (0, len(LABELS))
    assert small_model.classify([]) == []


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_get_probabilities(small_model, text):
    claims = claims_of(text)
    claims.append(GivenClaim(Document.from_text(text), Span(0, 0)))
    claims.append(GivenClaim(Document.from_text(text), Span(0, len(text) + 9), Span(0, 1)))
    probabilities = small_model.probabilities(claims)
    assert np.isfinite(probabilities).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, atol=1e-5)


def test_a_text_without_tokens(small_model):
    assert small_model.probabilities([GivenClaim(Document.from_text(""), Span(0, 0))]).shape == (
        1,
        4,
    )


def test_the_length_of_a_claim_is_linear(small_model):
    def seconds(words):
        (claim,) = claims_of("if they will not go " * (words // 5))
        start = time.perf_counter()
        small_model.classify([claim])
        return time.perf_counter() - start

    seconds(100)
    assert seconds(10_000) < 1.0


def test_parts_of_any_size_give_the_same(small_model, small_gold, monkeypatch):
    claims = [claim.given for claim in small_gold]
    whole = small_model.classify(claims)
    monkeypatch.setattr("stanceclf.stance.model._MOST_TOKENS", 50)
    assert small_model.classify(claims) == whole


def test_claims_of_one_long_line_cost_the_same_each(small_model):
    def seconds(count):
        document = Document.from_text("Kenya will not go if they send troops and " * count)
        claims = [GivenClaim(document, Span(42 * at, 42 * at + 41)) for at in range(count)]
        return processor_seconds(lambda: small_model.classify(claims))

    seconds(10)
    assert seconds(8_000) < 16 * max(seconds(1_000), 0.02)


def test_predicting_imports_no_scikit_learn():
    code = (
        "import sys, stanceclf.stance.model; "
        "heavy = {'sklearn', 'scipy', 'pandas', 'datasets'} & set(sys.modules); "
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
