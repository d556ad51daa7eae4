"""A document as the choice of holders reads it: its candidates, and the words about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.token_features import classes_of, is_reporting, polarity_classes
from stanceclf.text.document import Document
from stanceclf.text.stems import stem

_SKIP = frozenset({"on", "in", "at", "the", "a", "an", "last", "this", "also", "then", "again"})


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
