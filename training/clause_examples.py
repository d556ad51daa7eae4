"""GUM documents for the clause splitter: our tokens, their tags, and where units begin."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.quotes import quotation_states
from stanceclf.text.document import Document
from training.clause_splitter import TAGS
from training.gum import GumDocument, read_gum

# Penn tags as the lexicon of words keeps them, then as the tagger predicts them.
_FINE = {
    "NN": "N", "NNS": "NS", "NNP": "NP", "NNPS": "NP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB",
    "RBS": "RB", "PDT": "DT", "WP$": "WDT", "AFX": "JJ", "GW": "N",
}  # fmt: skip
_COARSE = {
    "NS": "N", "NP": "N", "WDT": "W", "WP": "W", "WRB": "W", "EX": "PRP", "FW": "N", "LS": "CD",
    **dict.fromkeys(["SYM", ",", ".", ":", "-LRB-", "-RRB-", "``", "''", "HYPH", "$", "X"], "P"),
}  # fmt: skip
_VERBS = frozenset({"VBP", "VBZ", "MD", "VBD"})


@dataclass(frozen=True, slots=True)
class Example:
    """A document with what is annotated of its tokens."""

    id: str
    genre: str
    document: Document
    quoted: NDArray[np.int8]
    tags: tuple[str, ...]
    begins: NDArray[np.bool_]
    starts: frozenset[int]  # the offsets where units begin


def read_examples(gum: Path, partitions: Sequence[str]) -> list[Example]:
    """Return the documents of GUM's shippable genres, tokenized and split by stanceclf."""
    return [_example(one) for one in read_gum(gum, partitions=partitions)]


def _example(gum: GumDocument) -> Example:
    document = Document.from_text(gum.text)
    starts = frozenset(unit.span.start for unit in gum.units)
    begins = np.zeros(len(document.words), dtype=bool)
    begins[[bisect_right(document.starts, start) - 1 for start in starts]] = True
    parts: list[list[str]] = [[] for _ in document.words]
    for token in gum.tokens:
        subordinator = token.xpos == "IN" and token.upos == "SCONJ"
        at = bisect_right(document.starts, token.span.start) - 1
        parts[at].append("SC" if subordinator else token.xpos)
    tags = tuple(_fine(part) for part in parts)
    return Example(gum.id, gum.genre, document, quotation_states(document), tags, begins, starts)


def _fine(parts: Sequence[str]) -> str:
    """Return one tag for a token of ours, which may be several of GUM's: "they'll"."""
    if not parts:
        return "X"  # the second dot of "[...]"
    if len(parts) > 1 and parts[0] in ("PRP", "EX", "WP", "DT") and parts[1] in _VERBS:
        return "PV"
    tag = parts[-1] if "HYPH" in parts else parts[0]
    return _FINE.get(tag, tag)


def coarse(tag: str) -> int:
    """Return the place of a lexicon's tag in `TAGS`."""
    tag = _COARSE.get(tag, tag)
    return TAGS.index(tag) if tag in TAGS else 0
