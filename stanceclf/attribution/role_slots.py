"""Which columns of a token, and of those about it, the chain of roles sees: its slots.

Chosen by exact F1 on PolNeAR's dev compartment. Finer or coarser clusters beside the 150, fourfold
crosses of clusters and wider hash tables changed it by less than .5.
"""

from stanceclf.attribution.token_features import PLACE_COLUMNS, Term

HASHED_ROLES = 1 << 16  # values of a slot that crosses large columns

_WINDOW = {"word": 3, "stem": 4, "suffix": 2, "shape": 3, "class": 5, "cluster": 6, "kind": 4,
           "quote": 3, "ending": 1, "polarity": 1}  # fmt: skip
_ALONE = (
    *PLACE_COLUMNS[2:], "verb_stem_before", "verb_stem_after", "mark_before", "mark_after",
    "opener", "opener_distance", "that_before", "bracket", "quote_before", "quote_after", "tail",
    "head", "place",
)  # fmt: skip
_PAIRS: tuple[tuple[Term, ...], ...] = (
    *(
        ((name, at), (name, at + 1))
        for name in ("word", "stem", "class", "kind")
        for at in (-2, -1, 0)
    ),
    *((("cluster", at), ("cluster", at + 1)) for at in (-3, -2, -1, 0, 1, 2)),
    *((("cluster", at), ("cluster", at + 1), ("cluster", at + 2)) for at in (-2, -1, 0)),
    *((("stem", at), ("cluster", at + 1)) for at in (-1, 0)),
    *((("cluster", at), ("stem", at + 1)) for at in (-1, 0)),
    *((("kind", 0), ("stem", at)) for at in (-1, 1, 2)),
    (("kind", 0), ("cluster", 1)),
    (("kind", -1), ("cluster", 0)),
    (("quote", -1), ("quote", 0)),
    (("quote", 0), ("quote", 1)),
    (("quote", 0), ("word", 0)),
    (("quote", 0), ("tail", 0)),
    (("tail", 0), ("shape", 0)),
    (("tail", -1), ("quote", -1), ("stem", 0)),
    (("tail", -2), ("quote", -2), ("stem", 0)),
    (("word", 0), ("verb_stem_before", 0)),
    (("word", 0), ("verb_stem_after", 0)),
    (("word", -1), ("verb_stem_before", 0)),
    (("cluster", 0), ("verb_stem_before", 0)),
    (("cluster", 0), ("verb_stem_after", 0)),
    (("cluster", 0), ("cluster", 1), ("verb_stem_before", 0)),
    (("verb_stem_before", 0), ("verb_before", 0)),
    (("verb_stem_after", 0), ("verb_after", 0)),
    (("verb_stem_before", 0), ("verb_stem_after", 0)),
    (("verb_stem_before", 0), ("quote", 0)),
    (("verb_stem_before", 0), ("opener", 0)),
    (("word", 0), ("mark_before", 0)),
    (("word", 0), ("mark_after", 0)),
    (("cluster", 0), ("mark_before", 0)),
    (("cluster", 0), ("mark_after", 0)),
    (("mark_before", 0), ("mark_after", 0)),
    (("opener", 0), ("opener_distance", 0)),
    (("opener", 0), ("word", 0)),
    (("word", 0), ("comma_before", 0)),
    (("word", 0), ("to_end", 0)),
    (("word", 0), ("from_start", 0)),
    (("word", 0), ("that_before", 0)),
    (("word", 0), ("bracket", 0)),
    (("from_start", 0), ("verb_before", 0)),
    (("from_start", 0), ("to_end", 0)),
    (("to_end", 0), ("comma_after", 0)),
    (("verb_before", 0), ("verb_after", 0)),
    (("comma_before", 0), ("verb_before", 0)),
    (("comma_after", 0), ("verb_after", 0)),
    (("head", 0), ("verb_before", 0)),
    (("sentence", 0), ("quote", 0)),
)
ROLE_SLOTS: tuple[tuple[Term, ...], ...] = (
    *(((name, at),) for name, width in _WINDOW.items() for at in range(-width, width + 1)),
    *(((name, 0),) for name in _ALONE),
    *_PAIRS,
)
