import numpy as np

from stanceclf.attribution.agents import by_agents, halting
from stanceclf.attribution.claims import (
    behind_citation,
    claim_span,
    is_cited,
    quotation_kind,
)
from stanceclf.attribution.glances import AGENT, BARRED, CITED, LISTED, PLAIN, VERB, glances
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Scene
from stanceclf.attribution.sharers import coordinated
from stanceclf.attribution.surroundings import Surroundings
from stanceclf.records import Quotation
from stanceclf.text.document import Document

TEXTS = (
    "Norway, Denmark and Iceland keep their bans.",
    "Norway and Denmark said they would go.",
    'Norway will send, Denmark said, "all that it can" to Iceland.',
    "According to Norway, Denmark and Iceland will stay, and so will Norway",
    '"We stay," Norway told Denmark. "We never leave." Iceland, according to Denmark, does.',
    "Both Norway and the Denmark that stays, and the mayor of the Iceland, go. Neither Norway, nor",
    "Iceland is far from Norway, the very old, very cold and very tired and also the Denmark and",
    "Norway (the north) and Denmark (Iceland), and the Iceland (of old (Norway)) and Norway (",
    "The plan of Norway is backed by Denmark and opposed by Iceland; that is rejected by Norway",
    "Norway, which is old, and Denmark go, and so do Iceland, a neighbour, and the Denmark of old",
    "Norway's Moreau, Iceland's Holt and Denmark's Lund go. Moreau and Norway's Lund met Holt of",
    "In Norway the Denmark of old barred Iceland from it. Denmark stopped Norway from going.",
    "",
)
NAMES = {"Norway": "country", "Denmark": "country", "Iceland": "country"}
NAMES |= dict.fromkeys(("Moreau", "Holt", "Lund"), "person")
WIDTHS = (1, 3, 7)


def scene_of(text):
    document = Document.from_text(text)
    candidates = [
        Candidate(at, at + 1, NAMES[word])
        for at, word in enumerate(document.words)
        if word in NAMES
    ]
    return Scene(document, candidates, quotation_states(document))


def ranges_of(scene):
    """Return the ranges of a few widths that begin at each token, each once for each holder."""
    size = len(scene.document.words)
    return [
        (first, first + width)
        for width in WIDTHS
        for first in range(size - width + 1)
        for _ in range(NOBODY, len(scene.candidates))
    ]


def test_what_a_glance_leaves_out_is_not_there(pipeline):
    """Of the whole batch, against the functions that look at one claim."""
    scenes = list(map(scene_of, TEXTS))
    ranges = list(map(ranges_of, scenes))
    words = pipeline.claims.holders.choice.words
    around = Surroundings.of(words, scenes, ranges)
    holders = [
        NOBODY + number % (len(scene.candidates) + 1)
        for scene, found in zip(scenes, ranges, strict=True)
        for number in range(len(found))
    ]
    seen = glances(around, np.array(holders))
    answers = zip(holders, seen, strict=True)
    for scene, some in zip(scenes, ranges, strict=True):
        for tokens in some:
            holder, glance = next(answers)
            if glance & PLAIN:
                assert behind_citation(scene, tokens, holder) == tokens
                assert claim_span(scene, tokens) == scene.document.span_of(*tokens)
                kind = Quotation.INDIRECT if glance & VERB else Quotation.NONE
                assert quotation_kind(scene, tokens, reported=True) is kind
                assert quotation_kind(scene, tokens, reported=False) is Quotation.NONE
            assert glance & CITED or not is_cited(scene, holder)
            assert glance & LISTED or coordinated(scene, holder, tokens) == ([holder], tokens)
            assert glance & AGENT or not by_agents(scene, holder, tokens)
            if holder != NOBODY:
                assert glance & BARRED or halting(scene, holder, 0, tokens) == (holder, 0)
    for bit in (PLAIN, VERB, CITED, LISTED, AGENT, BARRED):
        assert {one & bit for one in seen} == {0, bit}  # or the test shows nothing


def test_no_claims_are_no_glances(pipeline):
    scene = scene_of(TEXTS[0])
    around = Surroundings.of(pipeline.claims.holders.choice.words, [scene], [[]])
    assert glances(around, np.zeros(0, np.int64)) == []
