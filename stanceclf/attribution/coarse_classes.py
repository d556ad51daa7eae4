"""One coarse class for each word or mark: what the edges and the inside of a claim are made of."""

from stanceclf.attribution.token_features import REPORTING, classes_of, polarity_classes
from stanceclf.text.stems import stem

# Coarse classes of a word, the first that fits; what fits none goes by its ending.
_CLASSES = (
    "coordinator", "that", "relative", "subordinator", "modal", "be", "have", "do", "negation",
    "to", "subject_pronoun", "it", "you", "possessive", "article", "demonstrative", "according",
    "preposition", "object_pronoun",
)  # fmt: skip
_LATER_CLASSES = ("quantifier", "number", "weekday", "month", "time", "adverb", "title")
_ENDINGS = ("ed", "ing", "ly", "s")
_CONDITIONS = frozenset(
    {"if", "unless", "until", "till", "once", "provided", "providing", "without", "only"}
)
_POSITIONS = ("commit", "favour", "oppose", "request", "withdraw", "undecided")


COARSE = (
    "", *_CLASSES, "if", "speech", "reporting", "position", *_LATER_CLASSES, *_ENDINGS, "word",
    "mark", *',;:"\u2014-().?!', "name", "goes on",
)  # fmt: skip
NUMBER = {name: at for at, name in enumerate(COARSE)}


def coarse_class(lower: str) -> str:
    """Return one coarse class for a lower-case word or mark."""
    if not lower[0].isalnum() and (len(lower) == 1 or lower[0] != "'"):
        return lower if lower in ',;:"\u2014-().?!' else "mark"
    classes = classes_of(lower)
    for name in _CLASSES:
        if name in classes:
            return "if" if name == "subordinator" and lower in _CONDITIONS else name
    if not REPORTING.isdisjoint(classes):
        return "speech" if "speech" in classes else "reporting"
    listed = polarity_classes().get(stem(lower), "").split("+")
    if not set(_POSITIONS).isdisjoint(listed):
        return "position"
    for name in _LATER_CLASSES:
        if name in classes:
            return name
    return next((ending for ending in _ENDINGS if lower.endswith(ending)), "word")
