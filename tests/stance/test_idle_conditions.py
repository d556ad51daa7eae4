"""What a claim does not hang on, though it is worded as a condition."""

import pytest

from stanceclf.records import Stance
from stanceclf.stance.condition_features import candidates
from stanceclf.stance.idle_conditions import begin_of_idle
from stanceclf.stance.view import views
from tests.stance.conftest import claims_of


def begins(text):
    """Return what begins at the candidates that a claim does not hang on."""
    (view,) = views(claims_of(text))
    document = view.document.document
    found = (begin_of_idle(document, one, view.first, view.last) for one in candidates(view))
    return {document.words[at] for at in found if at >= 0}


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Norway will not go, even if the UN asks.", "even"),
        ("Even without a vote, they will go.", "Even"),
        ("Norway would go even without a mandate.", "even"),
        ("Norway will stay even when it is over.", "even"),
        ("The withdrawal will not be subject to conditions.", "not"),
        ("The offer isn't conditional on a truce.", "isn't"),
        ("Their support has never depended on a vote.", "never"),
        ("The mission no longer depends on a vote.", "no"),
        ("Norway acts as if it were at war.", "as"),
        ("Norway will go, if only to keep its word.", "if"),
        ("Norway will send men, if the minister is to be believed.", "if"),
        ("Norway is subject to nobody's orders.", "subject"),
        ("Norway may send a ship as soon as Monday.", "as"),
        ("Norway may send a ship as soon as this summer.", "as"),
        ("Norway backed the mission after nine days of talks.", "after"),
        ("Norway has been there for as long as anyone can remember.", "for"),
    ],
)
def test_a_claim_that_hangs_on_nothing(text, begin):
    assert begins(text) == {begin}


@pytest.mark.parametrize(
    "text",
    [
        "Norway will go if the UN asks.",
        "Norway will stay, even if only as a last resort.",
        "Norway will go once it ends, even if France leaves.",
        "Norway would not even go if the UN asked.",
        "The offer is subject to a truce.",
        "The offer is subject to no American planes.",
        "Norway will go, if only for a month, once the truce holds.",
        "Norway will stay as long as anyone needs it.",
        "Norway will send a ship as soon as this vote is over.",
        "Norway will send a ship after the day of the vote.",
        "The offer is not only subject to a truce.",
        "They will not go, it is subject to a vote.",
        "They do not go and depend on a vote.",
    ],
)
def test_other_conditions_stay(text):
    assert not begins(text)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Norway closed its hub after the colonels withdrew their consent.", "after"),
        ("Norway sent its ship after a vote in parliament.", "after"),
        ("Norway kept its frigate there when others went home.", "when"),
        ("Norway sent men to the front once the council had asked for them.", "once"),
        ("Norway sent men to Chad as soon as the truce was signed.", "as"),
        ("Norway opened its ports under a resolution of 2006.", "under"),
        ("Norway sent its ships following a vote.", "following"),
        ("Norway has already brought its ships home after the vote.", "after"),
        ("Norway sent its ships after", "after"),
    ],
)
def test_what_tells_when_something_was_done(text, begin):
    assert begin in begins(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway will close its hub after the colonels withdrew their consent.",
        "Norway agreed to send its ship after a vote.",
        "Norway agreed when the truce was signed.",
        "Norway sent word: yes, when the truce is signed.",
        "Norway sent a note when it should leave.",
        "Norway proposed a force once the army had been given time.",
        "Norway voted in favour after securing that the tanks leave.",
        "Norway signed after the second condition was added.",
        "Norway saw no harm in them as long as they behaved.",
        "Norway kept its ships there only under a mandate.",
        "Norway kept its ships there until it was over.",
        "Ships were welcome when they were small.",
        "Norway sent its ships when",
        "Norway sent its ships as",
    ],
)
def test_what_may_be_a_term_stays(text):
    assert not begins(text)


def is_no_marker(text):
    """Tell whether a claim has a marker that is none."""
    (view,) = views(claims_of(text))
    found = [one for one in candidates(view) if one.marked > one.first]
    at = [begin_of_idle(view.document.document, one, view.first, view.last) for one in found]
    return view.last in at


@pytest.mark.parametrize(
    "text",
    [
        "Norway is now providing 125 soldiers.",
        "Norway will each provide a ship.",
        "Norway could help by providing aircraft.",
        "The planes are provided by volunteers.",
        "They are widely assumed to go.",
        "America once again saw an attack.",
    ],
)
def test_verbs_and_adverbs_that_are_no_markers(text):
    assert is_no_marker(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway would let them in provided they ask.",
        "Norway will go providing there is a mandate.",
        "Norway would join, assuming the UN asks.",
        "Provided that parliament agrees, they will go.",
        "Norway might provide soldiers, but not before the vote.",
        "Norway will go once a truce holds.",
    ],
)
def test_markers_stay(text):
    assert not is_no_marker(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway will not send troops, even if the UN asks for them.", Stance.OPPOSES),
        ("Spain would send soldiers even if the talks fail, the minister said.", Stance.SUPPORTS),
        ("Norway will send troops even without a UN mandate.", Stance.SUPPORTS),
        ("Norway is now providing an additional 125 soldiers to the force.", Stance.SUPPORTS),
        ("Fiji and Samoa will each provide 10 monitors.", Stance.SUPPORTS),
        ("Norway will send troops if the UN asks for them.", Stance.CONDITIONAL),
        ("Although Oman has doubts about the cost, it will send troops.", Stance.SUPPORTS),
        ("While Greece opposed the war in Iraq, it will host the ships.", Stance.SUPPORTS),
        ("Though Malta shares the aim, it will not send troops.", Stance.OPPOSES),
    ],
)
def test_the_label_is_that_of_the_rest(pipeline, text, stance):
    one = pipeline.analyze(text).statements[0]
    assert one.stance == stance
    assert (one.condition is None) == (stance != Stance.CONDITIONAL)
    explained = pipeline.explain(pipeline.analyze(text))[0]
    assert all(reason.stance == stance for reason in explained)
