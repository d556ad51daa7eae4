"""The tokens of a batch of documents, as the choice of holders asks about them.

All documents stand in one row of places, with empty ones between them, so that each question is
one operation on arrays for the whole batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

import numpy as np

from stanceclf.attribution.clause_words import COLUMNS, ClauseWords, IntArray
from stanceclf.attribution.gathered import gathered
from stanceclf.attribution.mention_kinds import KINDS
from stanceclf.attribution.quotes import OUTSIDE
from stanceclf.attribution.scene import UNKNOWN, Referents, Scene
from stanceclf.text.document import Document, SentenceRows
from stanceclf.text.forms import numbers_of

GAP: Final = 8  # empty places between documents, more than any question looks past an edge
_MOST_NAMED: Final = 3
_SENTENCES_BACK: Final = 2
_PERSON, _FORCE = KINDS.index("person"), KINDS.index("force")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The tokens, candidates and claims of a batch.

    Attributes
    ----------
    tokens : dict of str to ndarray of int64, shape (n_places,)
        What `ClauseWords` tells of the token at each place; whether it is "quoted"; its "sentence",
        the "opening" and "closing" place of that, and the "floor" that holders stand above.
    first, last, kind, named, proper : ndarray of int64, shape (n_candidates,)
        The places of each candidate, its kind, how often its head is that of others, and whether
        its head begins with a capital.
    referents : ndarray of int64, shape (n_referents, 4)
        Everybody whom candidates mean, as `Referents` has them.
    referent_of : ndarray of int64, shape (n_candidates + 1,)
        Whom each candidate means; the last one means nobody.
    begin, end : ndarray of int64, shape (n_claims,)
        The places of each claim.
    base : ndarray of int64, shape (n_claims,)
        The number of the first candidate of each claim's document.
    starts : list of int
        The number of the first candidate of each document.
    """

    tokens: dict[str, IntArray]
    first: IntArray
    last: IntArray
    kind: IntArray
    named: IntArray
    proper: IntArray
    referents: IntArray
    referent_of: IntArray
    begin: IntArray
    end: IntArray
    base: IntArray
    starts: list[int]

    @classmethod
    def of(
        cls,
        words: ClauseWords,
        scenes: Sequence[Scene],
        claims: Sequence[Sequence[Range]],
        referents: Sequence[Referents | None] | None = None,
    ) -> "Surroundings":
        """Put documents and their claims, as token ranges, in one row.

        `referents` tell whom the candidates of each document mean, where somebody has asked.
        """
        documents = [scene.document for scene in scenes]
        lengths = np.array([len(document.words) for document in documents], dtype=np.int64)
        shifts = GAP * np.arange(1, len(scenes) + 1)
        bases = np.cumsum(lengths) - lengths + shifts
        places = np.arange(lengths.sum()) + np.repeat(shifts, lengths)
        forms, numbers = numbers_of(documents)
        form_at = np.zeros(lengths.sum() + GAP * (len(scenes) + 1), dtype=np.int64)
        form_at[places] = numbers
        tokens = dict(zip(COLUMNS, gathered(words.table(forms), form_at), strict=True))
        for name, values in _placed(scenes, shifts).items():
            tokens[name] = np.zeros(len(form_at), dtype=np.int64)
            tokens[name][places] = values
        sizes = [len(scene.candidates) for scene in scenes]
        first, last, kind = _candidates(scenes, places, len(form_at))
        counts = list(map(len, claims))
        begin, end = _ranges(claims, bases, counts)
        starts = [0, *accumulate(sizes)][:-1]
        return cls(
            tokens,
            first,
            last,
            # "No officer would board a plane, the minister said": what is sent seldom holds the
            # claim, so a force is a kind of its own.
            np.where((tokens["force"][last - 1] > 0) & (kind != _PERSON), _FORCE, kind),
            _named(np.repeat(np.arange(len(scenes)), sizes), forms.alike.take(form_at[last - 1])),
            tokens["capital"][last - 1],
            *_referents(referents or [None] * len(scenes), sizes),
            begin,
            end,
            np.repeat(np.array(starts, dtype=np.int64), counts),
            starts,
        )


def _placed(scenes: Sequence[Scene], shifts: IntArray) -> dict[str, IntArray]:
    """Return what a token's place tells, for all tokens; `shifts` count the empty places before.

    The holder of a claim stands no earlier than the second sentence before it in the paragraph.
    """
    documents = [scene.document for scene in scenes]
    sentences = SentenceRows.of(documents)
    opening, closing = sentences.shifted(shifts)
    number = np.arange(len(opening))
    floor = opening[np.maximum(number - _SENTENCES_BACK, _paragraphs(documents, sentences))]
    of = np.repeat(number, closing - opening)
    quoted = np.concatenate([np.zeros(0, dtype=np.int8), *(scene.quoted for scene in scenes)])
    return {
        "quoted": quoted != OUTSIDE,
        "sentence": of + 1,
        "opening": opening[of],
        "closing": closing[of],
        "floor": floor[of],
    }


def _paragraphs(documents: Sequence[Document], sentences: SentenceRows) -> IntArray:
    """Return the first sentence of the paragraph of each sentence."""
    openings = [document.paragraphs() for document in documents]
    flat = np.fromiter(chain.from_iterable(openings), np.int64)
    firsts = np.zeros(len(sentences.first), np.int64)
    bases = np.cumsum(sentences.counts) - sentences.counts
    flat += np.repeat(bases, list(map(len, openings)))
    firsts[flat] = flat
    return np.maximum.accumulate(firsts)


def _candidates(
    scenes: Sequence[Scene], places: IntArray, n_places: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Return the places of all candidates, and their kinds as they count in `KINDS`.

    `places` are those of the tokens. To visit the candidates one by one takes ten times as long.
    """
    kinds = np.zeros(n_places, dtype=np.uint8)
    kinds[places] = np.frombuffer(b"".join(scene.kinds for scene in scenes), np.uint8)
    # In `TOKEN_KINDS` what begins a candidate has an odd number, and what goes on the next one.
    begins = kinds & 1 > 0
    ends = (kinds[:-1] > 0) & (begins | (kinds == 0))[1:]
    first = np.flatnonzero(begins)
    return first, np.flatnonzero(ends) + 1, (kinds.take(first) >> 1).astype(np.int64)


def _ranges(
    claims: Sequence[Sequence[Range]], bases: IntArray, counts: Sequence[int]
) -> tuple[IntArray, IntArray]:
    """Return the places of the claims of all documents."""
    flat = chain.from_iterable(chain.from_iterable(claims))
    first, last = np.fromiter(flat, np.int64, 2 * sum(counts)).reshape(-1, 2).T
    base = np.repeat(bases, counts)
    return first + base, last + base


def _referents(
    referents: Sequence[Referents | None], sizes: Sequence[int]
) -> tuple[IntArray, IntArray]:
    """Return everybody whom the candidates of all scenes mean, and whom each means.

    Nobody comes first, and is the last candidate.
    """
    met = [
        one or Referents(UNKNOWN, [0] * size) for one, size in zip(referents, sizes, strict=True)
    ]
    counts = [len(one.everybody) // len(UNKNOWN) for one in met]
    flat = chain(UNKNOWN, chain.from_iterable(one.everybody for one in met))
    everybody = np.fromiter(flat, dtype=np.int64).reshape(-1, len(UNKNOWN))
    bases = 1 + np.cumsum([0, *counts])[:-1]
    of = np.fromiter(chain.from_iterable(one.of for one in met), np.int64, count=sum(sizes))
    return everybody, np.append(of + np.repeat(bases, sizes), 0)


def _named(scene: IntArray, head: IntArray) -> IntArray:
    """Return how many other candidates of its scene have the head of each, up to `_MOST_NAMED`."""
    _, which, counts = np.unique(
        scene * (head.max(initial=0) + 1) + head, return_inverse=True, return_counts=True
    )
    return np.minimum(counts[which] - 1, _MOST_NAMED)
