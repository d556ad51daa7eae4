"""Families `beside`, `beside letters`: the sentences before and after those of the claim."""

from itertools import pairwise

from stanceclf.stance.letters import runs_of
from stanceclf.stance.view import MAX_CLAIM, ClaimView


def beside_features(view: ClaimView) -> list[str]:
    """Return words and pairs of words of the neighbouring sentences, whichever they stand in."""
    features: list[str] = []
    for words in _neighbours(view):
        features += words
        features += [f"{a} {b}" for a, b in pairwise(words)]
    return features


def beside_letter_features(view: ClaimView) -> list[str]:
    """Return the runs of letters of the neighbouring sentences."""
    return [run for words in _neighbours(view) for run in runs_of(words)]


def _neighbours(view: ClaimView) -> list[list[str]]:
    """Return the words of the sentence before and of the one after, as far as there are any."""
    if view.sentence < 0:
        return []
    document = view.document.document
    found = []
    for index in (view.sentence - 1, document.sentence_of[view.last - 1] + 1):
        if 0 <= index < len(document.sentences):
            sentence = document.sentences[index]
            last = min(sentence.last, sentence.first + MAX_CLAIM)
            found.append(document.lowers[sentence.first : last])
    return found
