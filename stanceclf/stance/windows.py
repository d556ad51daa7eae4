"""What is read of each claim of a batch, end to end: masked words, and phrases of the lexicon."""

from dataclasses import dataclass

import numpy as np

from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.lexis import ACTOR, COVERED, SOURCE
from stanceclf.stance.ragged import Ints, spread, true_places


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Claims and what stands around them.

    Attributes
    ----------
    rows : ClaimRows
    shift : array of shape (n_claims,)
        Token `t` of a claim's window is at `t + shift` here.
    owners : array of shape (n_words,)
        The claim that each word is read for.
    tokens : array of shape (n_words,)
        The token of each word.
    words : array of shape (n_words,)
        Stems with mentions, names and numbers masked.
    hits : array of shape (n_hits,)
        Numbers of the phrases that lie in windows, claim by claim.
    hit_owners : array of shape (n_hits,)
        The claim that each is read for.
    """

    rows: ClaimRows
    shift: Ints
    owners: Ints
    tokens: Ints
    words: Ints
    hits: Ints
    hit_owners: Ints

    @classmethod
    def of(cls, rows: ClaimRows) -> "Windows":
        """Lay out the windows of claims."""
        counts = rows.end - rows.start
        shift = np.cumsum(counts) - counts - rows.start
        owners, tokens = spread(rows.start, counts)
        words = rows.texts.marks.take(tokens)
        # Where the two overlap, the holder counts, and what is left of the source begins anew.
        before = np.minimum(rows.source_last, rows.actor_first)
        after = np.where(rows.has_actor, np.maximum(rows.source_first, rows.actor_last), rows.end)
        _cover(rows, words, shift, rows.source_first, before, SOURCE)
        _cover(rows, words, shift, after, rows.source_last, SOURCE)
        _cover(rows, words, shift, rows.actor_first, rows.actor_last, ACTOR)
        found = rows.texts.hits
        low, high = np.searchsorted(found.first, [rows.start, rows.end])
        # Phrases do not overlap: only the last one can reach beyond the window.
        high -= (high > low) & (np.append(found.last, 0)[high - 1] > rows.end)
        hit_owners, hits = spread(low, high - low)
        return cls(rows, shift, owners, tokens, words, hits, hit_owners)

    def between(self, first: Ints, last: Ints) -> tuple[Ints, Ints]:
        """Return owners and words of ranges of tokens, one per claim, without covered words."""
        owners, places = spread(first + self.shift, last - first)
        words = self.words.take(places)
        shown = true_places(words != COVERED)
        return owners.take(shown), words.take(shown)


def _cover(rows: ClaimRows, words: Ints, shift: Ints, first: Ints, last: Ints, mark: int) -> None:
    """Write `mark` over every second token of mentions, nothing over the others."""
    first, last = np.maximum(first, rows.start), np.minimum(last, rows.end)
    owners, tokens = spread(first, last - first)
    words[tokens + shift[owners]] = np.where((tokens - first[owners]) % 2, COVERED, mark)
