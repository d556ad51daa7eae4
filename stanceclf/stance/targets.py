"""Families `targets`, `target letters`: the stance's target with each word or run of letters.

One model then fits many targets: what words mean for all of them, and what they mean for one
(Daume III, 2007, "Frustratingly easy domain adaptation").
"""

from itertools import pairwise

from stanceclf.stance.letters import letter_features
from stanceclf.stance.view import ClaimView


def target_features(view: ClaimView) -> list[str]:
    """Return the target and the claim's words and pairs of words beside it."""
    target = view.given.target.lower()
    if not target:
        return []
    words = view.document.document.lowers[view.first : view.last]
    features = [target, *(f"{target}|{word}" for word in words)]
    return features + [f"{target}|{a} {b}" for a, b in pairwise(words)]


def target_letter_features(view: ClaimView) -> list[str]:
    """Return the target beside each run of letters of the claim."""
    target = view.given.target.lower()
    return [f"{target}|{run}" for run in letter_features(view)] if target else []
