"""The tokens of a batch of documents, as the choice of holders asks about them.

All documents stand in one row of places, with empty ones between them, so that each question is
one operation on arrays for the whole batch.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from stanceclf.attribution.clause_words import COLUMNS, ClauseWords, IntArray
from stanceclf.attribution.quotes import OUTSIDE
from stanceclf.attribution.scene import Scene

GAP = 8  # empty places between documents, more than any question looks past an edge
_MOST_NAMED = 3
_TOKEN_ROWS = ("quoted", "sentence", "opening", "closing", "floor")

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
    begin, end : ndarray of int64, shape (n_claims,)
        The places of each claim.
    starts : list of int
        The number of the first candidate of each document.
    """

    tokens: dict[str, IntArray]
    first: IntArray
    last: IntArray
    kind: IntArray
    named: IntArray
    proper: IntArray
    begin: IntArray
    end: IntArray
    starts: list[int]

    @classmethod
    def of(
        cls, words: ClauseWords, scenes: Sequence[Scene], claims: Sequence[Sequence[Range]]
    ) -> "Surroundings":
        """Put documents and their claims, as token ranges, in one row."""
        lengths = [len(scene.document.words) for scene in scenes]
        total = sum(lengths) + GAP * (len(scenes) + 1)
        forms = words.look_up(list(chain.from_iterable(s.document.lowers for s in scenes)))
        table = np.zeros((len(COLUMNS) + len(_TOKEN_ROWS), total), dtype=np.int64)
        ranges: list[Range] = []
        asked: list[Range] = []
        named: list[int] = []
        proper: list[bool] = []
        starts: list[int] = []
        at, read, sentences = GAP, 0, 1
        for scene, length, found in zip(scenes, lengths, claims, strict=True):
            here = slice(at, at + length)
            table[: len(COLUMNS), here] = forms[read : read + length].T
            if length:
                table[len(COLUMNS) :, here] = _token_rows(scene, at, sentences)
            proper += [
                scene.document.words[last - 1][0].isupper() for _, last, _ in scene.candidates
            ]
            heads = [scene.document.lowers[last - 1] for _, last, _ in scene.candidates]
            counts = Counter(heads)
            named += [min(counts[head] - 1, _MOST_NAMED) for head in heads]
            starts.append(len(ranges))
            ranges += [(first + at, last + at) for first, last, _ in scene.candidates]
            asked += [(first + at, last + at) for first, last in found]
            at, read = at + length + GAP, read + length
            sentences += len(scene.document.sentences)
        first, last = np.array(ranges, dtype=np.int64).reshape(-1, 2).T
        begin, end = np.array(asked, dtype=np.int64).reshape(-1, 2).T
        return cls(
            dict(zip((*COLUMNS, *_TOKEN_ROWS), table, strict=True)),
            first,
            last,
            np.array(list(chain.from_iterable(s.kinds() for s in scenes)), dtype=np.int64),
            np.array(named, dtype=np.int64),
            np.array(proper, dtype=np.int64),
            begin,
            end,
            starts,
        )


def _token_rows(scene: Scene, at: int, sentences: int) -> IntArray:
    """Return `_TOKEN_ROWS` of a document whose first token is at place `at`."""
    document = scene.document
    of = np.array(document.sentence_of, dtype=np.int64)
    edges = np.array(
        [
            (one.first, one.last, low)
            for one, low in zip(document.sentences, scene.floors(), strict=True)
        ],
        dtype=np.int64,
    )
    rows = np.empty((len(_TOKEN_ROWS), len(of)), dtype=np.int64)
    rows[0] = scene.quoted != OUTSIDE
    rows[1] = of + sentences
    rows[2:] = edges[of].T + at
    return rows
