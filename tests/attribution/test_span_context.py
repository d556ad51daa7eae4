"""What stands about a candidate: read by hand off one sentence, or counted the plain way."""

import numpy as np
import pytest

from stanceclf.attribution.coarse_classes import NUMBER, coarse_class
from stanceclf.attribution.lattice import Marginals
from stanceclf.attribution.mention_kinds import KINDS
from stanceclf.attribution.span_context import (
    Bounds,
    beside,
    half_polarities,
    halves,
    held_kinds,
    names,
    next_verbs,
)
from stanceclf.attribution.span_slots import BESIDE, HALF_POLARITIES, NO_NAME, NO_VERB

PAD = 6
WORDS = [
    "officials",
    "in",
    "Ankara",
    "have",
    "rejected",
    "it",
    "and",
    "have",
    "urged",
    "the",
    "Gulf",
    "to",
    "leave",
    ".",
]
NAMES = {"officials": "group", "Ankara": "country", "Gulf": "country"}


def row(values):
    return np.array([0] * PAD + values + [0] * PAD)


def bounds(first, last):
    ends = [first, last, 0, len(WORDS)]
    return Bounds(*(np.array([one + PAD]) for one in ends))


@pytest.fixture
def coarse():
    classes = [NUMBER["name" if word in NAMES else coarse_class(word.lower())] for word in WORDS]
    return row(classes)


@pytest.fixture
def kinds():
    return row([1 + KINDS.index(NAMES[word]) if word in NAMES else 0 for word in WORDS])


def said(values):
    return {name: int(value[0]) for name, value in values.items()}


def test_halves_of_two_positions(coarse):
    positions = row([{"rejected": 3, "urged": 4}.get(word, 0) for word in WORDS])
    found = said(halves(coarse, next_verbs(coarse), positions, bounds(0, len(WORDS) - 1)))
    assert (found["half a"], found["half b"]) == (3, 4)
    assert found["half verb"] == NUMBER["have"]
    assert found["half subject"] == 1  # a verb and no subject before it
    assert found["half rest"] > found["half far"] > 0


def test_a_candidate_without_a_coordinator_has_no_halves(coarse):
    positions = row([1] * len(WORDS))
    assert set(said(halves(coarse, next_verbs(coarse), positions, bounds(7, 13))).values()) == {0}


def test_names_inside_and_before(coarse, kinds):
    whole = said(names(next_verbs(coarse), kinds, bounds(0, 13)))
    group, country = 1 + KINDS.index("group"), 1 + KINDS.index("country")
    assert (whole["first name"], whole["left name kind"]) == (group, 0)
    assert whole["subject kind"] == group
    tail = said(names(next_verbs(coarse), kinds, bounds(7, 13)))
    assert (tail["first name"], tail["left name kind"]) == (country, country)
    assert tail["left name far"] > 0
    assert tail["subject kind"] == NO_NAME
    assert said(names(next_verbs(coarse), kinds, bounds(9, 11)))["subject kind"] == NO_VERB


def test_claims_beside_are_those_of_the_same_document():
    # Two documents, of two sentences and one: rows 0-3, 3-6, and behind padding 12-15.
    begins = np.zeros(21)
    begins[[1, 4, 12]] = 0.85, 0.6, 0.35
    chain = Marginals(begins, begins, begins, begins, begins)
    sentences = np.array([[0, 3, 12], [3, 6, 15]])
    found = beside(chain, sentences, np.arange(3), np.arange(3))
    step = {mass: int(np.searchsorted(BESIDE, mass)) for mass in (-1.0, 0.6, 0.85)}
    assert found["before mass"].tolist() == [step[-1.0], step[0.85], step[-1.0]]
    assert found["behind mass"].tolist() == [step[0.6], step[-1.0], step[-1.0]]
    assert found["ordinal"].tolist() == [0, 1, 0]
    assert found["document mass"][0] == found["document mass"][1] > found["document mass"][2]
    alone, first = Marginals(*[begins[12:]] * 5), np.zeros(1, np.int64)
    same = beside(alone, np.array([[0], [3]]), first, first)
    assert same["document mass"][0] == found["document mass"][2]


def test_values_of_columns_are_read_as_listed():
    assert held_kinds(["", "B-person", "I-person", "B-force"]).tolist() == [0, 1, 0, 7]
    listed = half_polarities(["", "deploy", "force+oppose", "undecided"])
    assert listed.tolist() == [0, 0, 1 + HALF_POLARITIES.index("oppose"), 6]
