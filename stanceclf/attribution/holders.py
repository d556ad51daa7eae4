"""Which mention holds a claim, and which one reports it.

For each claim the mentions near it are candidates; a trained choice between them reads where they
stand (subject of the claim, before a reporting verb, after an inverted one), what they are, and
what the claim looks like. The holder of the claim before is known when the next one is asked.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.choice import Choice
from stanceclf.attribution.quotes import OUTSIDE
from stanceclf.attribution.token_features import classes_of, is_reporting, polarity_classes
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

Range = tuple[int, int]

WINDOW = 12  # candidates on each side at most
_SKIP = frozenset({"on", "in", "at", "the", "a", "an", "last", "this", "also", "then", "again"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
NOBODY = -1


class Candidate(NamedTuple):
    """A phrase that may name a holder: half-open token range, and what it is made of."""

    first: int
    last: int
    kind: str


class Looks(NamedTuple):
    """A candidate as every question about it sees it."""

    kind: str
    follows: str  # class of the word that its clause goes on with
    leads: str  # class of the word before it
    speaks: bool  # a reporting verb stands next to it
    own: tuple[str, ...]  # features of the candidate alone


@dataclass(frozen=True, slots=True)
class Scene:
    """A document as the choice of holders reads it."""

    document: Document
    candidates: Sequence[Candidate]
    firsts: list[int]
    looks: list[Looks]
    quoted: NDArray[np.int8]

    @classmethod
    def of(
        cls, document: Document, candidates: Sequence[Candidate], quoted: NDArray[np.int8]
    ) -> "Scene":
        """Prepare what all claims of a document share."""
        firsts = [candidate.first for candidate in candidates]
        looks = [_looks(document.lowers, candidate) for candidate in candidates]
        return cls(document, candidates, firsts, looks, quoted)


def _looks(words: Sequence[str], candidate: Candidate) -> Looks:
    """Describe a candidate: what it is, and the words about it."""
    after = [*words[candidate.last : candidate.last + 6], "", ""]
    prior = ["", "", *words[max(0, candidate.first - 3) : candidate.first]]
    follows = _verb_class(after)
    leads = _verb_class(prior[:1:-1])
    head = words[candidate.last - 1]
    # "No officer would board a plane, the minister said": what is sent seldom holds the claim.
    sent = "force" in polarity_classes().get(stem(head), "")
    kind = "force" if sent and candidate.kind != "person" else candidate.kind
    named = f"head={head}" if kind in ("pronoun", "role", "group", "force") else "name"
    speaks = follows == "reporting" or leads == "reporting"
    own = (
        f"w1={after[0]}",
        f"w2={after[1]}",
        f"p1={prior[-1]}",
        f"p2={prior[-2]}",
        f"first={words[candidate.first]}",
        named,
        f"{kind}|{follows}|{leads}",
        f"{kind}|{follows}",
        f"{kind}|w1={after[0]}",
    )
    return Looks(kind, follows, leads, speaks, own)


@dataclass(frozen=True, slots=True)
class Question:
    """The candidates for one claim: indices into the scene's, and the features of each."""

    options: list[int]
    features: list[list[str]]


def ask(scene: Scene, claim: Range, before: int) -> Question:
    """Return the candidates of `claim`; `before` is the holder of the claim before, or `NOBODY`.

    The options end with `NOBODY` (the text names no holder, or no reporter).
    """
    document = scene.document
    first, last = claim
    opening = document.sentences[document.sentence_of[first]]
    closing = document.sentences[document.sentence_of[last - 1]]
    start = _paragraph_floor(document, document.sentence_of[first])
    low = bisect_left(scene.firsts, start)
    high = bisect_left(scene.firsts, closing.last)
    inside_from = bisect_left(scene.firsts, first)
    options = list(range(max(low, inside_from - WINDOW), min(high, inside_from + WINDOW)))
    speakers = ["", ""]
    places: list[str] = []
    for option in options:
        candidate = scene.candidates[option]
        if candidate.first >= last:
            places.append("after")
        elif candidate.first >= first:
            places.append("inside")
        elif candidate.first >= opening.first:
            places.append("before")
        else:
            places.append("earlier")
        if scene.looks[option].speaks and places[-1] in ("before", "after"):
            speakers[places[-1] == "after"] = places[-1]
    situation, shared = _claim_features(scene, claim, opening.first, closing.last)
    speaker = "".join(speakers)
    features: list[list[str]] = []
    counts: dict[str, int] = {}
    outside = places.count("before") + places.count("earlier")
    for rank, (option, place) in enumerate(zip(options, places, strict=True)):
        candidate, looks = scene.candidates[option], scene.looks[option]
        counts[place] = counts.get(place, 0) + 1
        number = min(outside - rank if rank < outside else counts[place], 4)
        if place == "inside":
            distance = candidate.first - first
        else:
            distance = candidate.first - last if place == "after" else first - candidate.last
        near = _NEAR[min(max(distance, 0), 16)]
        kind, follows, leads = looks.kind, looks.follows, looks.leads
        held = "held" if option == before else "new"
        features.append(
            [
                f"{place}{near}",
                f"{place}{number}|{kind}",
                f"{place}{number}|{near}|{follows}",
                f"{place}{number}|{follows}|{leads}",
                f"{place}|{situation}|{number}",
                f"{place}|{situation}|{kind}",
                f"{place}|{situation}|{follows}",
                f"{place}|{situation}|{leads}",
                f"{place}|{situation}|{held}",
                f"{place}{number}|{speaker}|{kind}",
                f"{place}{near}|{speaker}|{kind}|{follows}",
                f"{place}|{kind}|{held}",
                *[f"{place}|{name}" for name in looks.own],
                *[f"{place}&{name}" for name in shared],
            ]
        )
    options.append(NOBODY)
    nobody = [*shared, f"{speaker}|{before != NOBODY}"]
    features.append([f"nobody&{name}" for name in nobody])
    if before != NOBODY and before not in options:
        options.append(before)
        features.append([f"holder before&{name}" for name in shared])
    return Question(options, features)


_NEAR = "0112244448888888F"  # distances in tokens, in steps


def _paragraph_floor(document: Document, sentence: int) -> int:
    """Return the first token that a holder may stand at: two sentences back in the paragraph."""
    back = sentence
    while back > 0 and sentence - back < 2:
        gap = document.text[
            document.sentences[back - 1].span.end : document.sentences[back].span.start
        ]
        if "\n" in gap:
            break
        back -= 1
    return document.sentences[back].first


def _claim_features(scene: Scene, claim: Range, low: int, high: int) -> tuple[str, list[str]]:
    """Describe the claim: how it is quoted, and what stands at its edges."""
    first, last = claim
    words = scene.document.lowers
    quoted = scene.quoted[first:last] != OUTSIDE
    share = "all" if quoted.all() else "some" if quoted.any() else "none"
    left = words[max(low, first - 6) : first]
    right = words[last : min(high, last + 6)]
    said_before = any(is_reporting(word) for word in left[-4:])
    said_after = any(is_reporting(word) for word in right)
    inner = any(is_reporting(word) for word in words[first + 1 : last])
    edge = left[-1] if left else "<"
    if first == low or (first - low == 1 and not words[low][0].isalnum()):
        edge = "<"
    side = edge if edge in ("that", "<", ",", "and", "but") else "-"
    mine = any(word.partition("'")[0] in _FIRST_PERSON for word in words[first:last])
    return f"{share}|{side}|{said_before:d}{said_after:d}", [
        "any",
        f"opens={words[first]}",
        f"mine={mine:d}{share}",
        f"inner={inner:d}{share}",
    ]


def _verb_class(following: Sequence[str]) -> str:
    """Return the class of the first of the words that is no adverb or the like."""
    for at, word in enumerate(following[:4]):
        if not word:
            return "edge"
        if not word[0].isalnum():
            return word if at == 0 else f"~{word}"
        name = word_kind(word)
        if name:
            return name
    return "word"


@cache
def word_kind(word: str) -> str:
    """Return the class of verb that a lower-case word may be, or nothing for a word to skip."""
    classes = classes_of(word)
    for name in ("modal", "be", "have", "do", "negation", "to", "coordinator"):
        if name in classes:
            return name
    if is_reporting(word):
        return "reporting"
    if word in _SKIP or word.endswith("ly"):
        return ""
    return word[-2:] if word.endswith(("ed", "ing", "s")) else "word"


class HolderFinder:
    """Choose the holder and the source of each claim of a document.

    Parameters
    ----------
    actor, source : Choice
        The trained choices.
    """

    def __init__(self, actor: Choice, source: Choice):
        self.actor = actor
        self.source = source
        # One look-up weighs a feature for both choices: the holder's weight is the real part.
        self._both = {
            name: complex(actor.weights.get(name, 0.0), source.weights.get(name, 0.0))
            for name in actor.weights.keys() | source.weights.keys()
        }

    def find(self, scene: Scene, claims: Sequence[Range]) -> list[tuple[int, int]]:
        """Return for each claim, in reading order, the indices of its holder and of its source.

        `NOBODY` stands where the text names none.
        """
        found: list[tuple[int, int]] = []
        before = NOBODY
        get = self._both.get
        for claim in claims:
            question = ask(scene, claim, before)
            scores = [sum([get(name, 0j) for name in names]) for names in question.features]
            holding = [score.real for score in scores]
            reporting = [score.imag for score in scores]
            actor = question.options[holding.index(max(holding))]
            source = question.options[reporting.index(max(reporting))]
            found.append((actor, source))
            if actor != NOBODY:
                before = actor
        return found
