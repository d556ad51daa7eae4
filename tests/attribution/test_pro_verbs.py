"""Claims such as "so did Kenya", which nothing but the claim before tells."""

import pytest

import stanceclf
from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.pro_verbs import is_pro_verb, with_pro_verbs
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Scene
from stanceclf.records import Stance
from tests.attribution.test_edges import ranges_of


def added(text, add=with_pro_verbs):
    """Return the claims of a text, which has brackets about those that were found before."""
    document, ranges = ranges_of(text)
    worths = [0.5] * len(ranges)
    scene = Scene(document, find_mentions(document), quotation_states(document))
    add(scene, ranges, worths)
    assert len(worths) == len(ranges)
    return [document.span_of(*one).of(document.text) for one in ranges]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("[Norway will go]. So will Chad.", ["Norway will go", "So will Chad"]),
        ("[Norway will go], and so will the Chad of old.", ["Norway will go"]),
        ("[Norway will not go], and neither will Chad.",
         ["Norway will not go", "neither will Chad"]),
        ("[Norway opposed it, as did Chad and the Bahamas].",
         ["Norway opposed it", "as did Chad and the Bahamas"]),
        ("[Norway opposed it]; nor has Premier Ada Moreau, who was ill.",
         ["Norway opposed it", "nor has Premier Ada Moreau"]),
        ("[They will go], she said. So do the Methodists.",
         ["They will go", "So do the Methodists"]),
        ("[Norway will go]. So will Chad. So will Peru.",
         ["Norway will go", "So will Chad", "So will Peru"]),
    ],
)  # fmt: skip
def test_a_claim_behind_another(text, claims):
    assert added(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "So will Chad.",
        "[Norway will go]. It rains in Oslo. So will Chad.",
        "[Norway will go]. Nor does Chad want them.",
        "[Norway will go]. So will Chad?",
        "[Norway will go], as will soldiers.",
        "[If Norway goes, so will we].",
        '[“Norway will go, and so will Chad”].',
        "[Norway will go]. [So will Chad].",
        "[Norway will go, as will Chad if it can].",
        "[Norway], as is Oslo's custom, [will go].",
        "[Norway will go] so",
        "[Norway will go] so will",
    ],
)  # fmt: skip
def test_nothing_else_is_added(text):
    document, ranges = ranges_of(text)
    assert added(text) == [document.span_of(*one).of(document.text) for one in ranges]


@pytest.mark.parametrize(
    ("words", "holder", "answer"),
    [
        ("so did norway", (2, 3), True),
        ("as have norway and chad", (2, 3), True),
        ("as have norway and chad", (4, 5), True),
        ("so does norway , which went", (2, 3), True),
        ("nor is norway , a neighbour , prepared", (2, 3), False),
        ("nor does norway want it", (2, 3), False),
        ("so do i , wrote moreau", (5, 6), False),
        ("so norway went", (1, 2), False),
        ("so did", (0, 1), False),
        ("so", (0, 1), False),
    ],
)
def test_is_pro_verb(words, holder, answer):
    lowers = words.split()
    assert is_pro_verb(lowers, (0, len(lowers)), holder) is answer


@pytest.mark.parametrize(
    ("text", "holders", "stance"),
    [
        ("Russia condemned the deployment of missiles in Poland. So did China.",
         ["Russia", "China"], Stance.OPPOSES),
        ("Kenya pledged to send police to Haiti, as did Jamaica and the Bahamas.",
         ["Kenya", "Jamaica", "Bahamas"], Stance.SUPPORTS),
        ("Spain and Italy will not send troops to Mali, and neither will Portugal.",
         ["Spain", "Italy", "Portugal"], Stance.OPPOSES),
        ("Kenya will send police to Haiti if the UN pays. So will Chad.",
         ["Kenya", "Chad"], Stance.CONDITIONAL),
        ("Ada Moreau backs the deployment of troops in Mali, as have her Democratic rivals.",
         ["Ada Moreau", "Democratic rivals of Ada Moreau"], Stance.SUPPORTS),
    ],
)  # fmt: skip
def test_released_model(text, holders, stance):
    found = stanceclf.analyze(text).statements
    assert [one.actor.name for one in found] == holders
    assert {one.stance for one in found} == {stance}
