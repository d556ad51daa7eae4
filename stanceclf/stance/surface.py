"""Family `surface`: the claim's words as they stand, names included, and the words in hashtags."""

import re
from itertools import pairwise

from stanceclf.stance.view import ClaimView

_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def surface_features(view: ClaimView) -> list[str]:
    """Return unigrams to trigrams in lower case, and the parts of words written in CamelCase."""
    document = view.document.document
    words = document.lowers[view.first : view.last]
    features = [*words]
    features += [f"{a} {b}" for a, b in pairwise(words)]
    features += [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    for word in document.words[view.first : view.last]:
        if not word[1:].islower():
            parts = camel_parts(word)
            if len(parts) > 1:
                features += parts
    return features


def camel_parts(word: str) -> list[str]:
    """Return the words that capitals part, in lower case.

    Examples
    --------
    >>> camel_parts("WakeUpAmerica")
    ['wake', 'up', 'america']
    """
    return [part.lower() for part in _CAMEL.findall(word)]
