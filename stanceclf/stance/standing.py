"""How a claim stands in its document: what tells how far its neighbours' stances are its own.

"Neither will Poland" repeats its neighbour, "but Poland will" contradicts it, and a claim without
any word of force is about what the claim before was about, or about something else. The second
reading weighs the other claims' probabilities by these inputs.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from stanceclf.stance.claim_rows import NOWHERE, ClaimRows
from stanceclf.stance.lexicon import lexicon_finder
from stanceclf.stance.lexis import StemNumbers
from stanceclf.stance.ragged import Ints, running
from stanceclf.text.stems import stem

Floats = NDArray[np.float64]

_WORDS = {
    "pro-form": "it them this that so one they those these do does did such",
    "contrast": "but while whereas although though yet however unlike instead except not",
    "addition": "also too likewise so and similarly both joined same as",
    "also": "also too likewise",
    "speaker": "i we my our",
    "quote": '" \u201c \u201d',
    "question": "?",
}
# Counters side by side in one number; no claim has so many tokens as a counter has room for.
_WIDTH = 8
_ROOM = (1 << _WIDTH) - 1
_BITS = {name: 1 << _WIDTH * place for place, name in enumerate(_WORDS)}
_SIGNED = frozenset({
    "negator", "undecided", "reverse", "withdraw", "oppose", "hostile", "bad", "request", "commit",
    "favour", "good", "deploy", "condition",
})  # fmt: skip
_ABOUT = frozenset({"force", "deploy"})
_SINGLE = ("negator", "othertopic", "describe", "undecided")
_BEFORE = 3  # tokens before a claim that may tie it to another
_MOST_ABOUT = 3
# Longer texts count as if they had so many. One text in ten of the training has 28 and more, none
# over 52: of longer ones the second reading knows nothing, and it took each claim of a text of 100
# for one without a stance.
_MANY_SENTENCES = 30.0
_DENSEST = 4.0
_FEW_SENTENCES = 3  # as the excerpts of the training have: such a text says little of each claim
INPUTS = (
    "length", "forces", "no force", "signed", "nothing signed", *_SINGLE, "pro-form",
    "contrast before", "contrast first", "addition", "also", "speaker", "quote", "asks",
    "place", "density", "sentences", "no opening", "answers",
    "holder inside", "holder before", "holder after", "own source", "no source",
    *(
        f"{side} {what}"
        for side in ("earlier", "later")
        for what in ("claim", "sentence", "actor", "source", "distance")
    ),
    "short text",
)  # fmt: skip


def _bits(form: str) -> int:
    return sum(_BITS[name] for name, forms in _FORMS.items() if form in forms)


_FORMS = {name: frozenset(map(stem, words.split())) for name, words in _WORDS.items()}
_STEMS = StemNumbers(_bits)


def standing_features(rows: ClaimRows) -> NDArray[np.float32]:
    """Return one row per claim, shape `(n_claims, len(INPUTS))`.

    Claims may come in any order; those that share a document are each other's neighbours.
    """
    columns = {**_own(rows), **_place(rows), **_said(rows), **_holder(rows), **_beside(rows)}
    return np.stack([np.asarray(columns[name], np.float32) for name in INPUTS], axis=1)


def changed_standing(before: NDArray[np.float32], rows: ClaimRows) -> NDArray[np.float32]:
    """Return the same of claims in an excerpt of their document, some words of which are others.

    Parameters
    ----------
    before : array of shape (n_claims, len(INPUTS))
        Of the same claims in the document itself, which says where they stand.
    rows : ClaimRows
        The claims in the excerpt. It holds all sentences that they read.
    """
    found = before.copy()
    for name, column in {**_own(rows), **_said(rows)}.items():
        found[:, INPUTS.index(name)] = column
    return found


def _own(rows: ClaimRows) -> dict[str, NDArray[np.generic]]:
    """Return what stands in the claim and right before it."""
    texts, first, last = rows.texts, rows.first, rows.last
    bits = np.append(_STEMS.of(texts.lexis).take(texts.stems), 0)  # an empty claim may end them
    before = np.maximum(rows.start, first - _BEFORE)
    words = running(bits)
    inside, ahead = words[last] - words[first], words[first] - words[before]
    begin, end = np.searchsorted(texts.hits.first, np.stack([first, last]))
    hits = running(_counted_kinds().take(texts.hits.kinds))
    found = hits[end] - hits[begin]
    about, signed, *single = (found >> _WIDTH * at & _ROOM for at in range(2 + len(_SINGLE)))
    filled = last > first
    opening = np.where(filled, bits[first], 0)
    closing = np.where(filled, bits[np.maximum(last - 1, 0)], 0)
    return {
        "length": np.log1p(last - first),
        "forces": np.minimum(about, _MOST_ABOUT),
        "no force": about == 0,
        "signed": signed,
        "nothing signed": signed == 0,
        **{name: count > 0 for name, count in zip(_SINGLE, single, strict=True)},
        **{name: _holds(inside, name) for name in ("pro-form", "also", "speaker", "quote")},
        "contrast before": _holds(ahead, "contrast"),
        "contrast first": opening & _BITS["contrast"] > 0,
        "addition": _holds(ahead, "addition") | (opening & _BITS["addition"] > 0),
        "asks": closing & _BITS["question"] > 0,
    }


def _holds(counts: Ints, name: str) -> NDArray[np.bool_]:
    holds: NDArray[np.bool_] = counts & _ROOM * _BITS[name] > 0
    return holds


@cache
def _counted_kinds() -> Ints:
    """Return what each kind of hit adds to the counters of `_counted`."""
    packed = [
        sum(adds << _WIDTH * at for at, adds in enumerate(_counted(kind)))
        for kind in lexicon_finder().kinds
    ]
    return np.array(packed, np.int64)


def _counted(classes: tuple[str, ...]) -> list[bool]:
    """Tell of a hit whether it tells the topic, a position, and each of `_SINGLE`."""
    main = classes[0]
    return [
        not _ABOUT.isdisjoint(classes),
        main in _SIGNED,
        *(main == name for name in _SINGLE),
    ]


def _place(rows: ClaimRows) -> dict[str, NDArray[np.generic]]:
    """Return where in its document the claim stands."""
    texts = rows.texts
    bases = texts.bases[rows.document]
    sizes = np.maximum(texts.bases[rows.document + 1] - bases, 1)
    sentences = np.bincount(
        np.searchsorted(texts.bases, texts.sentence_first, side="right") - 1,
        minlength=len(texts.bases) - 1,
    )
    return {
        "place": (rows.first - bases) / sizes,
        "sentences": np.minimum(sentences[rows.document] / _MANY_SENTENCES, 1.0),
        "no opening": _has_sentence_before(rows),
        "short text": sentences[rows.document] <= _FEW_SENTENCES,
    }


def _said(rows: ClaimRows) -> dict[str, NDArray[np.generic]]:
    """Return what the document is about, and whether the sentence before the claim's asks."""
    texts = rows.texts
    after = np.flatnonzero(_has_sentence_before(rows))
    marks = texts.stems[texts.sentence_last[rows.sentence[after] - 1] - 1]
    answers = np.zeros(len(rows), bool)
    answers[after] = _STEMS.of(texts.lexis)[marks] & _BITS["question"] > 0
    return {"density": texts.density[rows.document] / _DENSEST, "answers": answers}


def _has_sentence_before(rows: ClaimRows) -> NDArray[np.bool_]:
    before: NDArray[np.bool_] = rows.sentence > rows.texts.first_sentence[rows.document]
    return before


def _holder(rows: ClaimRows) -> dict[str, NDArray[np.generic]]:
    """Return where the holder is named, and whether it speaks for itself."""
    after = rows.has_actor & (rows.actor_first >= rows.last)
    before = rows.has_actor & (rows.actor_first < rows.first)
    holder, source = rows.edges[:, 2:4], rows.edges[:, 4:]
    return {
        "holder inside": rows.has_actor & ~before & ~after,
        "holder before": before,
        "holder after": after,
        "own source": (holder == source).all(axis=1),
        "no source": source[:, 0] == NOWHERE,
    }


def _beside(rows: ClaimRows) -> dict[str, Floats]:
    """Return how the claim before and the one after are tied to each claim."""
    order = np.lexsort((rows.actor_first, rows.last, rows.first, rows.document))
    sources = rows.edges[:, 4:]
    one, other = order[:-1], order[1:]
    near = np.flatnonzero(rows.document[one] == rows.document[other])
    one, other = one[near], other[near]
    ties = {
        "claim": np.ones(len(near)),
        "sentence": rows.sentence[one] == rows.sentence[other],
        "actor": rows.holder[one] == rows.holder[other],
        "source": (sources[one] == sources[other]).all(axis=1) & (sources[one, 0] != NOWHERE),
        "distance": np.log1p(np.abs(rows.first[other] - rows.first[one])),
    }
    found: dict[str, Floats] = {}
    for side, to in (("earlier", other), ("later", one)):
        for what, values in ties.items():
            column = np.zeros(len(rows))
            column[to] = values
            found[f"{side} {what}"] = column
    return found
