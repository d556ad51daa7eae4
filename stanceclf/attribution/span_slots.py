"""What is asked of a candidate claim as a whole: tables of values, and of slots that cross them.

The names of values: "b word -1" is the word before the first token, "e word 0" the one behind the
last; "in comma" counts commas inside, "left" and "right" what else the sentence holds before and
after; "coordinator 1" is the class of the word after the last coordinator inside; "verb" is the
first verb inside, "left verb" and "right verb" are the nearest reporting verbs outside; "log",
"begin", "end" are the chain's probabilities of the span and its edges, "more begins" what it gives
to other beginnings inside. What `span_context` adds came last, behind the slots of models that
go without: of their weights none moves.
"""

from stanceclf.attribution.coarse_classes import COARSE

HASHED = 1 << 13  # values of a slot at most

FINITE = frozenset({"modal", "be", "have", "do", "ed", "speech", "reporting", "position"})
VERBS = frozenset({"modal", "be", "have", "do", "speech", "reporting", "position", "negation"})
SUBJECTS = frozenset({
    "name", "subject_pronoun", "it", "you", "word", "demonstrative", "possessive", "article",
    "number", "quantifier",
})  # fmt: skip
COUNTED = {
    "finite": FINITE,
    "auxiliary": frozenset({"modal", "be", "have", "do"}),
    "reporting": frozenset({"speech", "reporting"}),
    "position": frozenset({"position"}),
    "coordinator": frozenset({"coordinator"}),
    "comma": frozenset({","}),
    "dash": frozenset({"\u2014", "-", ":", ";", "("}),
    "mark": frozenset({'"', "mark"}),
    "if": frozenset({"if"}),
    "clause": frozenset({"that", "relative", "subordinator"}),
    "pronoun": frozenset({"subject_pronoun", "it", "you"}),
    "end": frozenset(".?!"),
}
LENGTHS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50)
LOGS = (-5.5, -4.5, -3.5, -2.75, -2.0, -1.5, -1.0, -0.7, -0.45, -0.25, -0.12, -0.05, -0.02)
SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
MASSES = (0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 1.1, 1.5, 2.0)  # sums of probabilities
BESIDE = (-0.5, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 1.1, 1.5)  # the same of a sentence; -1: none
DENSITIES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2)  # claims a sentence
ORDINALS = (0, 1, 2, 3, 5, 8, 13, 20)
STEPS = (1, 2, 3, 4, 6, 9, 13)
MOST = 3  # more of a thing in a candidate count as so many

Slot = tuple[str, ...]
EDGES = {  # columns at places about the first token, and about the one behind the last
    "coarse": (-3, -2, -1, 0, 1, 2, 3),
    "word": (-2, -1, 0, 1),
    "kind": (-1, 0, 1),
    "quote": (-1, 0),
    "polarity": (-2, -1, 0, 1),
}
TOPIC = ("commit", "favour", "oppose", "request", "withdraw", "deploy", "force", "undecided")
HALF_POLARITIES = ("commit", "favour", "oppose", "request", "withdraw", "undecided")
NO_NAME, NO_VERB = 10, 11  # of a subject: its verb comes before any name; there is no verb
INSIDE = tuple(f"in {name}" for name in (*COUNTED, "name", "split", "aside", *TOPIC))
LEFT = ("left finite", "left reporting", "left name", "left comma", "left mark")
RIGHT = (*(name.replace("left", "right") for name in LEFT), "right split")
TURNS = tuple(
    f"{turn} {at}" for turn in ("coordinator", "comma", "dash", "mark") for at in (-1, 1, 2)
)
MASS = ("more begins", "more ends", "left begins", "right begins")
VERB = tuple(
    f"{name} {what}"
    for name in ("verb", "left verb", "right verb")
    for what in ("word", "coarse", "after", "far")
)
SLOTS: tuple[Slot, ...] = (
    *((f"{side} {name} {at}",) for side in ("b", "e") for name, ats in EDGES.items() for at in ats),
    *((name,) for name in (*INSIDE, *LEFT, *RIGHT, *TURNS, "length", "log", "begin", "end")),
    *((name,) for name in (*MASS, *VERB, "left length", "right length")),
    ("verb word", "verb after"),
    ("verb coarse", "verb far", "b coarse 0"),
    ("verb word", "b coarse 0"),
    ("left verb word", "left verb far"),
    ("left verb word", "b coarse -1"),
    ("left verb word", "b coarse 0"),
    ("right verb word", "right verb far"),
    ("right verb word", "e coarse 0"),
    ("left verb coarse", "right verb coarse", "b coarse -1"),
    ("more begins", "in split"),
    ("more begins", "more ends", "log"),
    ("more begins", "in finite"),
    ("left begins", "right begins", "log"),
    ("b word -1", "b word 0"),
    ("b word 0", "b word 1"),
    ("e word -1", "e word 0"),
    ("e word 0", "e word 1"),
    ("b coarse -1", "b coarse 0", "b coarse 1"),
    ("b coarse -2", "b coarse -1", "b coarse 0"),
    ("b coarse 0", "b coarse 1", "b coarse 2"),
    ("e coarse -2", "e coarse -1", "e coarse 0"),
    ("e coarse -1", "e coarse 0", "e coarse 1"),
    ("e coarse 0", "e coarse 1", "e coarse 2"),
    ("b coarse -1", "e coarse 0"),
    ("b coarse 0", "e coarse 0"),
    ("b coarse -1", "b coarse 0", "e coarse 0"),
    ("b coarse -1", "e coarse 0", "e coarse 1"),
    ("b quote -1", "b quote 0", "e quote -1", "e quote 0"),
    ("b quote 0", "e quote -1", "in mark"),
    ("in deploy", "in force", "in withdraw"),
    ("in favour", "in oppose", "in commit"),
    ("in force", "left reporting", "in reporting"),
    ("in deploy", "in favour", "in oppose", "in request", "in commit"),
    ("in finite", "in coordinator"),
    ("in finite", "b coarse 0", "b coarse 1"),
    ("in finite", "b coarse -1"),
    ("in finite", "e coarse 0"),
    ("in auxiliary", "in finite", "length"),
    ("in name", "in finite", "b coarse 0"),
    ("in split", "in position"),
    ("in split", "in finite"),
    ("in split", "coordinator 1", "coordinator 2"),
    ("coordinator -1", "coordinator 1"),
    ("comma 1", "comma 2"),
    ("dash 1", "dash 2"),
    ("mark -1", "mark 1"),
    ("in aside", "in comma"),
    ("in reporting", "b coarse -1"),
    ("in reporting", "left reporting", "right reporting"),
    ("left finite", "left name", "left reporting"),
    ("left length", "b coarse 0"),
    ("left length", "b coarse -1", "left reporting"),
    ("right finite", "right name", "right reporting"),
    ("right length", "e coarse 0"),
    ("right length", "e coarse 0", "e coarse 1"),
    ("left length", "right length"),
    ("left finite", "in finite", "right finite"),
    ("right split", "e coarse 0"),
    ("e coarse 0", "e coarse 1", "right finite"),
    ("log", "begin", "end"),
    ("log", "in split"),
    ("log", "length"),
    ("log", "left length", "right length"),
    ("begin", "b coarse -1", "b coarse 0"),
    ("end", "e coarse -1", "e coarse 0"),
    *((name,) for name in ("before mass", "behind mass", "sentence mass")),
    ("before mass", "behind mass"),
    ("before mass", "b coarse 0"),
    ("behind mass", "e coarse 0"),
    ("before mass", "b quote -1", "b quote 0"),
    ("behind mass", "e quote -1", "e quote 0"),
    ("sentence mass", "log"),
    ("document mass",),
    ("document mass", "log"),
    ("ordinal",),
    ("ordinal", "b coarse 0"),
    ("half a", "half b"),
    ("half a", "half b", "half subject"),
    ("half a", "half b", "coordinator 1"),
    ("half subject",),
    ("half verb",),
    ("half subject", "half verb"),
    ("half far", "half subject"),
    ("half length", "half rest"),
    ("half length", "half rest", "half subject"),
    ("half subject", "in split", "coordinator 1"),
    ("first name",),
    ("first name", "first name far"),
    ("first name", "left name kind"),
    ("first name", "left reporting", "right reporting"),
    ("left name kind",),
    ("left name kind", "left name far"),
    ("left name kind", "left verb coarse"),
    ("left name kind", "left verb word"),
    ("subject kind",),
    ("subject kind", "verb coarse"),
    ("subject kind", "verb word"),
    ("subject kind", "in reporting"),
)


def value_sizes(words: int, kinds: int, polarities: int) -> dict[str, int]:
    """Return how many values each name has; the arguments are the sizes of the columns."""
    columns = {
        "coarse": len(COARSE),
        "word": words,
        "kind": kinds,
        "quote": 8,
        "polarity": polarities,
    }
    return {
        **{f"{s} {n} {at}": columns[n] for s in ("b", "e") for n in EDGES for at in EDGES[n]},
        **dict.fromkeys((*INSIDE, *LEFT, *RIGHT), MOST + 1),
        **dict.fromkeys(TURNS, len(COARSE)),
        **dict.fromkeys(("length", "left length", "right length"), len(LENGTHS) + 1),
        "log": len(LOGS) + 1,
        **dict.fromkeys(("begin", "end"), len(SHARES) + 1),
        **dict.fromkeys(MASS, len(MASSES) + 1),
        **dict.fromkeys(VERB, len(COARSE)),
        **{name: words for name in VERB if name.endswith("word")},
        **{name: len(STEPS) + 2 for name in VERB if name.endswith("far")},
        **dict.fromkeys(("before mass", "behind mass"), len(BESIDE) + 1),
        "sentence mass": len(MASSES) + 1,
        "document mass": len(DENSITIES) + 1,
        "ordinal": len(ORDINALS) + 1,
        **dict.fromkeys(("half a", "half b"), len(HALF_POLARITIES) + 1),
        "half subject": 5,
        "half verb": len(COARSE),
        **dict.fromkeys(("half far", "half length", "half rest"), len(STEPS) + 2),
        **dict.fromkeys(("first name", "left name kind"), NO_NAME),
        **dict.fromkeys(("first name far", "left name far"), len(STEPS) + 2),
        "subject kind": NO_VERB + 1,
    }
