"""Family `ngrams`: runs of masked stems by region, negated words, skips, and pieces of words."""

from itertools import pairwise

from stanceclf.stance.view import ClaimView

_NEGATORS = frozenset(
    ("not", "no", "never", "nobody", "none", "nothing", "neither", "nor", "without", "cannot")
)
_BREAKS = frozenset('.,;:!?()[]\u2014\u2013"\u201c\u201d') | {"but", "and", "becaus", "whil"}
_NEGATION_SCOPE = 6
_AROUND = 10
_PIECES_UP_TO = 60


def word_features(view: ClaimView) -> list[str]:
    """Return unigrams to trigrams and skips of the claim, and what stands around it."""
    words = [word for word in view.claim_words() if word]
    features = [f"w:{word}" for word in words]
    features += [f"w:{a} {b}" for a, b in pairwise(words)]
    features += [f"w:{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    features += [f"s:{a} {b}" for a, b in zip(words, words[2:], strict=False)]
    features += [f"s:{a} {b}" for a, b in zip(words, words[3:], strict=False)]
    features += _negated(words)
    features += [f"head:{word}" for word in words[:3]]
    features += _around(view)
    return features


def piece_features(view: ClaimView) -> list[str]:
    """Return prefixes and inner pieces of the claim's longer words: 4 and 5 letters."""
    features: list[str] = []
    for word in view.claim_words()[:_PIECES_UP_TO]:
        if len(word) > 5 and word[0] != "<":
            padded = f"^{word}$"
            features += [f"c:{padded[at : at + 4]}" for at in range(len(padded) - 3)]
            features += [f"c:{padded[at : at + 5]}" for at in range(len(padded) - 4)]
    return features


def _negated(words: list[str]) -> list[str]:
    """Mark the words that a negator reaches: those after it up to the next break."""
    features: list[str] = []
    left = 0
    for word in words:
        if word in _NEGATORS or word.endswith("n't"):
            left = _NEGATION_SCOPE
        elif word in _BREAKS:
            left = 0
        elif left:
            features.append(f"not:{word}")
            left -= 1
    return features


def _around(view: ClaimView) -> list[str]:
    """Return the words next to the claim in its sentence, where attributions stand."""
    head = view.first - view.start
    tail = view.last - view.start
    before = [word for word in view.words[max(0, head - _AROUND) : head] if word]
    after = [word for word in view.words[tail : tail + _AROUND] if word]
    features = [f"b:{word}" for word in before]
    features += [f"b:{a} {b}" for a, b in pairwise(before)]
    features += [f"a:{word}" for word in after]
    features += [f"a:{a} {b}" for a, b in pairwise(after)]
    return features
