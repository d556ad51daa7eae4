import pytest

from stanceclf.attribution.choice import Choice
from stanceclf.attribution.claims import (
    claim_span,
    coordinated,
    is_cited,
    kinds_of,
    quotation_kind,
)
from stanceclf.attribution.holders import NOBODY, WINDOW, HolderFinder, ask
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Scene
from stanceclf.records import Quotation
from stanceclf.text.document import Document


def scene_of(text, names, kind="country"):
    """Return the scene of a text in which each of `names` (single words) is a candidate."""
    document = Document.from_text(text)
    candidates = [
        Candidate(at, at + 1, kind) for at, word in enumerate(document.words) if word in names
    ]
    return Scene.of(document, candidates, quotation_states(document))


def claim_of(scene, words):
    """Return the token range of the claim `words`."""
    start = scene.document.text.index(words)
    first = scene.document.starts.index(start)
    return first, scene.document.ends.index(start + len(words)) + 1


def test_holders_joined_by_and_share_the_claim():
    scene = scene_of(
        "Norway, Denmark and Iceland keep their bans.", {"Norway", "Denmark", "Iceland"}
    )
    assert coordinated(
        scene, 0, claim_of(scene, "Norway, Denmark and Iceland keep their bans")
    ) == [
        0,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Norway opposed Denmark and Iceland.", "Norway opposed Denmark and Iceland"),
        ("Norway, Denmark says, will stay.", "Norway, Denmark says, will stay"),
        ("Norway said Denmark and Iceland would go.", "Denmark and Iceland would go"),
    ],
)
def test_holders_apart_do_not(text, claim):
    scene = scene_of(text, {"Norway", "Denmark", "Iceland"})
    assert coordinated(scene, 0, claim_of(scene, claim)) == [0]


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


def test_far_mentions_are_no_candidates():
    scene = scene_of("Kenya " * 100 + "agreed.", {"Kenya"})
    assert len(ask(scene, (50, 52), NOBODY).options) <= 2 * WINDOW


def test_candidates_stop_at_the_paragraph():
    scene = scene_of("Norway spoke.\nDenmark said it would stay.", {"Norway", "Denmark"})
    assert ask(scene, claim_of(scene, "it would stay"), NOBODY).all_options() == [1, NOBODY]


def test_the_holder_before_stays_an_option_across_paragraphs():
    scene = scene_of("Norway spoke.\nThe troops would stay.", {"Norway"})
    assert ask(scene, claim_of(scene, "The troops would stay"), 0).all_options() == [NOBODY, 0]


def test_one_look_up_weighs_both_choices():
    scene = scene_of("Norway said Denmark would stay.", {"Norway", "Denmark"})
    claim = claim_of(scene, "Denmark would stay")
    inside = Choice({"inside1|country": 1.0})
    before = Choice({"before1|country": 1.0})
    assert HolderFinder(inside, before).find(scene, [claim]) == [(1, 0)]
    assert HolderFinder(before, inside).find(scene, [claim]) == [(0, 1)]


def test_kinds_mark_the_begin_and_the_rest_of_each_candidate():
    document = Document.from_text("Ada Moreau left Kenya.")
    candidates = [Candidate(0, 2, "person"), Candidate(3, 4, "country")]
    assert list(kinds_of(document, candidates)) == ["B-person", "I-person", "", "B-country", ""]


def test_weighing_in_parts_equals_the_sum_over_all_features():
    scene = scene_of(
        "Norway said Denmark would stay. It will not leave.", {"Norway", "Denmark", "It"}
    )
    claims = [claim_of(scene, "Denmark would stay"), claim_of(scene, "It will not leave")]
    names = {
        name
        for claim in claims
        for features in ask(scene, claim, NOBODY).features(scene)
        for name in features
    }
    finder = HolderFinder(
        Choice({name: len(name) / 7 for name in sorted(names)}),
        Choice({name: -len(name) / 5 for name in sorted(names)}),
    )
    own: dict[tuple[int, str], complex] = {}
    for claim in claims:
        question = ask(scene, claim, NOBODY)
        plain = [
            complex(
                sum(finder.actor.weights.get(name, 0.0) for name in features),
                sum(finder.source.weights.get(name, 0.0) for name in features),
            )
            for features in question.features(scene)
        ]
        assert finder._scores(scene, question, own) == pytest.approx(plain)


def test_only_whom_the_phrase_names_is_cited():
    scene = scene_of("According to Norway, Denmark will stay.", {"Norway", "Denmark"})
    assert [is_cited(scene, holder) for holder in (0, 1, NOBODY)] == [True, False, False]
