"""Families `words`, `pieces`: runs of stems by region, negated words, skips; parts of words."""

from itertools import pairwise

from stanceclf.stance.view import ClaimView

_NEGATORS = frozenset(
    ("not", "no", "never", "nobody", "none", "nothing", "neither", "nor", "without", "cannot")
)
_BREAKS = frozenset('.,;:!?()[]\u2014\u2013"\u201c\u201d') | {"but", "and", "becaus", "whil"}
NEGATION_SCOPE = 6
AROUND = 10
PIECES_UP_TO = 60
HEAD = 3


def word_features(view: ClaimView) -> list[str]:
    """Return unigrams to trigrams and skips of the claim, and what stands around it."""
    words = [word for word in view.claim_words() if word]
    features = [f"w:{word}" for word in words]
    features += [f"w:{a} {b}" for a, b in pairwise(words)]
    features += [f"w:{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    features += [f"s:{a} {b}" for a, b in zip(words, words[2:], strict=False)]
    features += [f"s:{a} {b}" for a, b in zip(words, words[3:], strict=False)]
    features += [f"not:{word}" for word in negated_words(words)]
    features += [f"head:{word}" for word in words[:HEAD]]
    for side, beside in zip("ba", around_words(view), strict=True):
        features += [f"{side}:{word}" for word in beside]
        features += [f"{side}:{a} {b}" for a, b in pairwise(beside)]
    return features


def piece_features(view: ClaimView) -> list[str]:
    """Return prefixes and inner pieces of the claim's longer words: 4 and 5 letters."""
    return [name for word in view.claim_words()[:PIECES_UP_TO] for name in pieces_of(word)]


def pieces_of(word: str) -> list[str]:
    """Return the names of the pieces of one word."""
    return [f"c:{piece}" for piece in inner_pieces(word)]


def inner_pieces(word: str) -> list[str]:
    """Return the pieces of one word: runs of 4 and 5 letters, its edges marked."""
    if len(word) <= 5 or word[0] == "<":
        return []
    padded = f"^{word}$"
    fours = [padded[at : at + 4] for at in range(len(padded) - 3)]
    return fours + [padded[at : at + 5] for at in range(len(padded) - 4)]


def negated_words(words: list[str]) -> list[str]:
    """Return the words that a negator reaches: those after it up to the next break."""
    if _NEGATORS.isdisjoint(words) and "n't" not in " ".join(words):  # 75 % of the claims
        return []
    reached: list[str] = []
    left = 0
    for word in words:
        if is_negator(word):
            left = NEGATION_SCOPE
        elif is_break(word):
            left = 0
        elif left:
            reached.append(word)
            left -= 1
    return reached


def is_negator(word: str) -> bool:
    """Tell whether a stem turns what follows round."""
    return word in _NEGATORS or word.endswith("n't")


def is_break(word: str) -> bool:
    """Tell whether a negator before this stem ends here."""
    return word in _BREAKS


def around_words(view: ClaimView) -> tuple[list[str], list[str]]:
    """Return the words next to the claim in its sentence, where attributions stand."""
    head = view.first - view.start
    tail = view.last - view.start
    before = [word for word in view.words[max(0, head - AROUND) : head] if word]
    after = [word for word in view.words[tail : tail + AROUND] if word]
    return before, after
