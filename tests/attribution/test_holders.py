from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stanceclf.attribution.claims import (
    claim_span,
    is_cited,
    quotation_kind,
)
from stanceclf.attribution.holders import NOBODY, shared_odds
from stanceclf.attribution.mention_kinds import TOKEN_KINDS
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Scene, kinds_of
from stanceclf.records import Quotation
from stanceclf.text.document import Document


def scene_of(text, names, kind="country"):
    """Return the scene of a text in which each of `names` (single words) is a candidate."""
    document = Document.from_text(text)
    candidates = [
        Candidate(at, at + 1, kind) for at, word in enumerate(document.words) if word in names
    ]
    return Scene(document, candidates, quotation_states(document))


def claim_of(scene, words):
    """Return the token range of the claim `words`."""
    start = scene.document.text.index(words)
    first = scene.document.starts.index(start)
    return first, scene.document.ends.index(start + len(words)) + 1


@pytest.mark.parametrize(
    ("text", "claim", "reported", "kind"),
    [
        ('"We stay," she said.', "We stay", True, Quotation.DIRECT),
        ("She called it “a bad idea” again.", "She called it “a bad idea", True, Quotation.MIXED),
        ("She said they would stay.", "they would stay", True, Quotation.INDIRECT),
        ("Kenya rejected the plan.", "Kenya rejected the plan", False, Quotation.NONE),
    ],
)
def test_quotation_kinds(text, claim, reported, kind):
    scene = scene_of(text, set())
    assert quotation_kind(scene, claim_of(scene, claim), reported=reported) is kind


def test_a_claim_takes_the_marks_that_enclose_it():
    scene = scene_of('"We stay," she said.', set())
    assert claim_span(scene, claim_of(scene, "We stay")).of(scene.document.text) == '"We stay,"'
    scene = scene_of('She "will stay" there.', set())
    span = claim_span(scene, claim_of(scene, "will stay"))
    assert span.of(scene.document.text) == '"will stay"'


def holders_of(pipeline, scene, *claims):
    """Return what the released model holds of some claims: holder and source of each."""
    ranges = [claim_of(scene, claim) for claim in claims]
    return [one[:2] for one in pipeline.claims.holders.find([scene], [ranges])[0]]


def test_the_speaker_reports_what_another_holds(pipeline):
    scene = scene_of("Norway said Denmark would send no troops.", {"Norway", "Denmark"})
    assert holders_of(pipeline, scene, "Denmark would send no troops") == [(1, 0)]


def test_a_mere_place_leaves_the_claim_to_others_of_its_sentence(pipeline):
    scene = scene_of("Norway said Denmark would send no troops.", {"Norway", "Denmark"})
    claim = claim_of(scene, "Denmark would send no troops")

    def held(*places):
        names = scene.document.words
        found = pipeline.claims.holders.find(
            [scene], [[claim]], lambda _, one: names[one.first] in places
        )
        return found[0][0][:2]

    assert held() == (1, 0)
    assert held("Denmark") == (0, 0)
    assert held("Norway", "Denmark") == (1, 0)  # nobody else is named


def test_a_choice_has_a_probability(pipeline):
    scene = scene_of("Norway said Denmark would send no troops.", {"Norway", "Denmark"})
    claim = claim_of(scene, "Denmark would send no troops")
    assert 0.3 < pipeline.claims.holders.find([scene], [[claim]])[0][0].probability < 1
    alone = scene_of("The plan was rejected.", set())  # nobody is the only choice
    assert pipeline.claims.holders.find([alone], [[(0, 4)]])[0][0].probability == 1


def test_a_claim_without_any_mention_has_no_holder(pipeline):
    scene = scene_of("The plan was rejected.", set())
    assert holders_of(pipeline, scene, "The plan was rejected") == [(NOBODY, NOBODY)]


def test_mentions_of_another_paragraph_are_no_candidates(pipeline):
    scene = scene_of("Norway spoke of it.\n\nThe plan was bad.", {"Norway"})
    assert holders_of(pipeline, scene, "The plan was bad") == [(NOBODY, NOBODY)]


def test_a_batch_is_answered_as_its_documents_one_by_one(pipeline):
    texts = ["Norway said Denmark would stay.", "Kenya rejected it.", "", "Peru and Chile agreed."]
    scenes = [scene_of(text, {"Norway", "Denmark", "Kenya", "Peru", "Chile"}) for text in texts]
    claims = [[(0, len(scene.document.words))] if scene.document.words else [] for scene in scenes]
    find = pipeline.claims.holders.find
    singles = [find([scene], [claim])[0] for scene, claim in zip(scenes, claims, strict=True)]
    assert find(scenes, claims) == singles


def test_kinds_mark_the_begin_and_the_rest_of_each_candidate():
    document = Document.from_text("Ada Moreau left Kenya.")
    candidates = [Candidate(0, 2, "person"), Candidate(3, 4, "country")]
    kinds = [TOKEN_KINDS[kind] for kind in kinds_of(document, candidates)]
    assert kinds == ["B-person", "I-person", "", "B-country", ""]


def test_only_whom_the_phrase_names_is_cited():
    scene = scene_of("According to Norway, Denmark will stay.", {"Norway", "Denmark"})
    assert [is_cited(scene, holder) for holder in (0, 1, NOBODY)] == [True, False, False]


def test_mentions_of_one_referent_share_their_odds_within_a_claim():
    # Candidates 0 and 1 mean Moreau, 2 and 3 nobody known, 4 is nobody; two claims.
    around: Any = SimpleNamespace(
        referents=np.array([[0, 0, 0, 0], [1, 2, 0, 0]]), referent_of=np.array([1, 1, 0, 0, 0])
    )
    standings: Any = SimpleNamespace(
        candidate_of=np.array([0, 1, 2, 3, 4, 1, 4]), claim_of=np.array([0, 0, 0, 0, 0, 1, 1])
    )
    odds = np.array([0.75, 0.5, 1.0, 0.25, 0.125, 1.0, 0.5])
    shared = shared_odds(odds, around, standings)
    assert shared.tolist() == [1.25, 1.25, 1.0, 0.25, 0.125, 1.0, 0.5]
