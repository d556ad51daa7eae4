"""Which mention holds a claim, and which one reports it.

For each claim the mentions near it are candidates; a trained choice between them reads where they
stand (subject of the claim, before a reporting verb, after an inverted one), what they are, and what
the claim looks like. The holder of the claim before is known when the next one is asked.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.choice import Choice
from stanceclf.attribution.quotes import OUTSIDE, quotation_states
from stanceclf.attribution.token_features import classes_of, is_reporting
from stanceclf.text.document import Document

Range = tuple[int, int]

WINDOW = 12  # candidates on each side at most
_SKIP = frozenset("on in at the a an last this late early later also then again".split())
_FIRST_PERSON = frozenset("i we my our me us i'm we're we'll i'll we've i've i'd we'd mine ours".split())
NOBODY = -1


class Candidate(NamedTuple):
    """A phrase that may name a holder: half-open token range, and what it is made of."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A document as the choice of holders reads it."""

    document: Document
    candidates: Sequence[Candidate]
    firsts: list[int]
    quoted: NDArray[np.int8]

    @classmethod
    def of(cls, document: Document, candidates: Sequence[Candidate]) -> "Scene":
        """Prepare what all claims of a document share."""
        firsts = [candidate.first for candidate in candidates]
        return cls(document, candidates, firsts, quotation_states(document))


@dataclass(frozen=True, slots=True)
class Question:
    """The candidates for one claim: indices into the scene's, and the features of each."""

    options: list[int]
    features: list[list[str]]


def ask(scene: Scene, claim: Range, before: int) -> Question:
    """Return the candidates of `claim`; `before` is the holder of the claim before, or `NOBODY`.

    The last option is `NOBODY`: the text names no holder (or, for a source, no reporter).
    """
    document = scene.document
    first, last = claim
    words = document.lowers
    opening = document.sentences[document.sentence_of[first]]
    closing = document.sentences[document.sentence_of[last - 1]]
    start = _paragraph_floor(document, document.sentence_of[first])
    low = bisect_left(scene.firsts, start)
    high = bisect_left(scene.firsts, closing.last)
    inside_from = bisect_left(scene.firsts, first)
    options = list(range(max(low, inside_from - WINDOW), min(high, inside_from + WINDOW)))
    shared = _claim_features(scene, claim, opening.first, closing.last)
    situation = shared[0]
    features: list[list[str]] = []
    counts: dict[str, int] = {}
    before_claim = sum(scene.candidates[option].first < first for option in options)
    for rank, option in enumerate(options):
        candidate = scene.candidates[option]
        if candidate.first >= last:
            place = "after"
        elif candidate.first >= first:
            place = "inside"
        elif candidate.first >= opening.first:
            place = "before"
        else:
            place = "earlier"
        counts[place] = counts.get(place, 0) + 1
        number = before_claim - rank if place in ("before", "earlier") else counts[place]
        features.append(
            _candidate_features(
                words, candidate, claim, place, min(number, 4), situation, option == before
            )
        )
        features[-1] += [f"{name}&{place}" for name in shared]
    options.append(NOBODY)
    features.append([f"nobody&{name}" for name in shared] + [f"nobody&{before != NOBODY}"])
    if before != NOBODY and before not in options:
        options.append(before)
        features.append([f"holder before&{name}" for name in shared])
    return Question(options, features)


def _paragraph_floor(document: Document, sentence: int) -> int:
    """Return the first token that a holder may stand at: up to two sentences back in the paragraph."""
    back = sentence
    while back > 0 and sentence - back < 2:
        gap = document.text[
            document.sentences[back - 1].span.end : document.sentences[back].span.start
        ]
        if "\n" in gap:
            break
        back -= 1
    return document.sentences[back].first


def _claim_features(scene: Scene, claim: Range, low: int, high: int) -> list[str]:
    """Describe the claim: how it is quoted, and what stands at its edges."""
    first, last = claim
    words = scene.document.lowers
    quoted = scene.quoted[first:last] != OUTSIDE
    share = "all" if quoted.all() else "some" if quoted.any() else "none"
    left = [word for word in words[max(low, first - 6) : first]]
    said_before = any(is_reporting(word) for word in left[-4:])
    right = words[last : min(high, last + 6)]
    said_after = any(is_reporting(word) for word in right)
    inner = any(is_reporting(word) for word in words[first + 1 : last])
    edge = left[-1] if left else "<"
    if first == low or (first - low == 1 and not words[low][0].isalnum()):
        edge = "<"
    situation = f"{share}|{edge if edge in ('that', '<', ',', 'and', 'but') else '-'}|{said_before:d}{said_after:d}"
    mine = not _FIRST_PERSON.isdisjoint(words[first:last])
    return [
        situation,
        f"quoted={share}",
        f"edge={edge}",
        f"edge2={left[-2] if len(left) > 1 else '<'}",
        f"next={right[0] if right else '>'}",
        f"next2={right[1] if len(right) > 1 else '>'}",
        f"opens={words[first]}",
        f"mine={mine:d}{share}",
        f"inner={inner:d}{share}",
        "any",
    ]


def _candidate_features(
    words: Sequence[str],
    candidate: Candidate,
    claim: Range,
    place: str,
    number: int,
    situation: str,
    held_before: bool,
) -> list[str]:
    """Describe a candidate: where it stands, what it is, and the words about it."""
    first, last = claim
    after = [*words[candidate.last : candidate.last + 6], "", ""]
    prior = ["", "", *words[max(0, candidate.first - 3) : candidate.first]]
    if place == "inside":
        distance = candidate.first - first
    elif place == "after":
        distance = candidate.first - last
    else:
        distance = first - candidate.last
    near = "0" if distance <= 0 else "1" if distance < 2 else "2" if distance < 4 else (
        "4" if distance < 8 else "8" if distance < 16 else "16"
    )  # fmt: skip
    follows = _verb_class(after)
    leads = _verb_class(prior[::-1][:3])
    kind = candidate.kind
    head = words[candidate.last - 1]
    names = [
        f"{place}{number}",
        f"{place}{near}",
        f"{place}{number}|{kind}",
        f"{place}|{situation}|{number}",
        f"{place}|{situation}|{kind}",
        f"{place}|follows={follows}",
        f"{place}|leads={leads}",
        f"{place}{number}|{follows}|{leads}",
        f"{place}|{kind}|{follows}",
        f"{place}|{situation}|{follows}",
        f"{place}|{situation}|{leads}",
        f"{place}|w1={after[0]}",
        f"{place}|w2={after[1]}",
        f"{place}|p1={prior[-1]}",
        f"{place}|p2={prior[-2]}",
        f"{place}|p1={prior[-1]}|w1={after[0]}",
        f"w1={after[0]}|{kind}",
        f"p1={prior[-1]}|{kind}",
        f"{place}|head={head}" if kind in ("pronoun", "role", "group") else f"{place}|name",
        f"{place}|first={words[candidate.first]}",
        f"{place}|held={held_before:d}",
        f"{place}|{situation}|held={held_before:d}",
        f"{kind}|held={held_before:d}",
    ]
    return names


def _verb_class(following: Sequence[str]) -> str:
    """Return what comes first: a reporting verb, a modal, a form of be/have, a mark, or another word."""
    for at, word in enumerate(following[:4]):
        if not word:
            return "edge"
        classes = classes_of(word)
        for name in ("modal", "be", "have", "do", "negation", "to", "coordinator"):
            if name in classes:
                return name
        if is_reporting(word):
            return "reporting"
        if not word[0].isalnum():
            return word if at == 0 else f"~{word}"
        if word not in _SKIP and not word.endswith("ly"):
            return word[-2:] if word.endswith(("ed", "ing", "s")) else "word"
    return "word"


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

    def find(self, scene: Scene, claims: Sequence[Range]) -> list[tuple[int, int]]:
        """Return for each claim, in reading order, the indices of its holder and of its source.

        `NOBODY` stands where the text names none.
        """
        found: list[tuple[int, int]] = []
        before = NOBODY
        for claim in claims:
            question = ask(scene, claim, before)
            actor = question.options[self.actor.choose(question.features)[0]]
            source = question.options[self.source.choose(question.features)[0]]
            found.append((actor, source))
            if actor != NOBODY:
                before = actor
        return found
