"""Claims with words exchanged for near ones: more for a teacher to answer and a pupil to learn.

A teacher says more of a claim than its label, but the corpus has only so many claims. Where words
are exchanged the label may change with them; the teacher is asked what it is now (after Jiao et al.
2020, "TinyBERT: Distilling BERT for Natural Language Understanding", whose augmentation also
takes the nearest words of an embedding).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.records import LABELS, Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from training.chance import chance_of
from training.corpus import AnnotatedDocument
from training.gold import claims_of
from training.near_words import read_near_words

# Of each claim. Six were better with the tier as teacher (`ablation.md`), which the larger network
# would need three times as long for.
VARIANTS = 2
_LEAST_SHARE, _GREATEST_SHARE = 0.05, 0.3  # of its words, exchanged in one variant
_BESIDE = 0.6  # how much rarer words of its sentences outside the claim are exchanged

_near_words = cache(read_near_words)


class Variants(NamedTuple):
    """Variants of claims, with what a teacher says of them.

    Attributes
    ----------
    claims : list of GivenClaim
    owners : array of shape (n_variants,)
        The claim that each is a variant of.
    targets : array of shape (n_variants, n_labels)
        Probabilities.
    """

    claims: list[GivenClaim]
    owners: NDArray[np.int64]
    targets: NDArray[np.float64]


NO_VARIANTS = Variants([], np.zeros(0, np.int64), np.zeros((0, len(LABELS))))


def variants(document: AnnotatedDocument) -> list[GivenClaim]:
    """Return the variants of a document's statements, those of one side by side.

    They depend on the document, and on nothing that was asked before.
    """
    random = chance_of(document.id)
    claims = claims_of([document])
    near = _near_words()
    return [variant(claim.given, near, random) for claim in claims for _ in range(VARIANTS)]


def variant(
    claim: GivenClaim, near: Mapping[str, Sequence[str]], random: np.random.Generator
) -> GivenClaim:
    """Return a claim in its sentences and the one before, some words exchanged for near ones.

    Mentions of its holder and of who reports it stay as they are, or go if they stand elsewhere.
    """
    document = claim.document
    own = document.tokens_in(claim.claim)
    before = max(document.sentence_of[own[0]] - 1, 0)
    first = document.sentences[before].first
    last = document.sentences[document.sentence_of[own[-1]]].last
    mentions = [document.tokens_in(span) for span in (claim.actor, claim.source) if span]
    kept = {token for mention in mentions for token in mention}
    share = random.uniform(_LEAST_SHARE, _GREATEST_SHARE)
    chances, choices = random.random((2, last - first)).tolist()
    text, starts, ends = "", [], []
    end = document.starts[first]
    for token, chance, choice in zip(range(first, last), chances, choices, strict=True):
        text += document.text[end : document.starts[token]]
        starts.append(len(text))
        end = document.ends[token]
        word = document.text[document.starts[token] : end]
        if token not in kept and chance < share * (1.0 if token in own else _BESIDE):
            others = near.get(word, [word])
            word = others[int(choice * len(others))]
        text += word
        ends.append(len(text))

    def moved(span: Span | None) -> Span | None:
        tokens = document.tokens_in(span) if span else range(0)
        if not tokens or tokens[0] < first or tokens[-1] >= last:
            return None
        return Span(starts[tokens[0] - first], ends[tokens[-1] - first])

    return replace(
        claim,
        document=Document.from_text(text),
        claim=moved(claim.claim) or Span(0, len(text)),
        actor=moved(claim.actor),
        source=moved(claim.source),
    )
