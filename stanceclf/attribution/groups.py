"""Candidates that cannot all be right: what is likely, and what is best, among those that overlap.

A semi-Markov chain (Sarawagi and Cohen 2004) over given candidates: a way of choosing some that do
not overlap weighs the exponential of the sum of their scores.
"""

import numpy as np

from stanceclf.attribution.lattice import Floats, Ints


class Groups:
    """Candidates that overlap, directly or through others, are decided together.

    A group has cuts, the rows at which its candidates begin or end. Everything is computed for all
    groups in step, from the first cut to the last.
    """

    def __init__(self, first: Ints, last: Ints):
        n = len(first)
        reach = np.maximum.accumulate(last)
        fresh = np.ones(n, dtype=bool)
        fresh[1:] = first[1:] >= reach[:-1]
        self.group = np.cumsum(fresh) - 1
        self.n_groups = int(self.group[-1]) + 1 if n else 0
        # A group may begin where the one before ends: each moves its rows by its number.
        rows = np.concatenate([first + self.group, last + self.group])
        is_cut = np.zeros(rows.max(initial=0) + 1, dtype=bool)
        is_cut[rows] = True
        at = (np.cumsum(is_cut) - 1).take(rows)
        origin = at[:n][fresh]
        self.low = at[:n] - origin[self.group]
        self.high = at[n:] - origin[self.group]
        self.n_cuts = int(self.high.max()) + 1 if n else 1
        self._starting = _by_cut(self.low, self.n_cuts)
        self._ending = _by_cut(self.high, self.n_cuts)

    def posteriors(self, scores: Floats) -> tuple[Floats, Floats]:
        """Return each candidate's probability, and the log of each group's partition sum.

        The model is a semi-Markov chain (Sarawagi and Cohen 2004): a way of choosing candidates
        that do not overlap weighs the exponential of the sum of their scores.
        """
        ahead = np.zeros((self.n_cuts, self.n_groups))
        for cut in range(1, self.n_cuts):
            ahead[cut] = ahead[cut - 1]
            here = self._ending[cut]
            if len(here):
                paths = ahead[self.low[here], self.group[here]] + scores[here]
                _log_add(ahead[cut], self.group[here], paths)
        behind = np.zeros_like(ahead)
        for cut in range(self.n_cuts - 2, -1, -1):
            behind[cut] = behind[cut + 1]
            here = self._starting[cut]
            if len(here):
                paths = behind[self.high[here], self.group[here]] + scores[here]
                _log_add(behind[cut], self.group[here], paths)
        total = ahead[-1]
        log_odds = (
            ahead[self.low, self.group] + scores + behind[self.high, self.group] - total[self.group]
        )
        return np.exp(log_odds), total

    def best(self, gains: Floats) -> Ints:
        """Return the candidates, none overlapping, whose gains add up to most."""
        value = np.zeros((self.n_cuts, self.n_groups))
        back = np.full((self.n_cuts, self.n_groups), -1)
        for cut in range(1, self.n_cuts):
            value[cut] = value[cut - 1]
            here = self._ending[cut]
            if not len(here):
                continue
            group = self.group[here]
            paths = value[self.low[here], group] + gains[here]
            np.maximum.at(value[cut], group, paths)
            won = (paths == value[cut, group]) & (paths > value[cut - 1, group])
            back[cut, group[won]] = here[won]
        chosen = []
        at = np.full(self.n_groups, self.n_cuts - 1)
        groups = np.arange(self.n_groups)
        while (going := at > 0).any():
            taken = np.where(going, back[at, groups], -1)
            some = taken >= 0
            chosen.append(taken[some])
            at = np.where(some, self.low[taken], np.maximum(at - 1, 0))
        return np.sort(np.concatenate(chosen)) if chosen else np.zeros(0, dtype=np.int64)


def matching(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return the pairs of candidates that share half of what both cover, the earlier one first.

    Candidates are in order; the pairs are in that of their first candidates, then of their second.
    """
    # A candidate that shares so much begins before the middle of the earlier one, which leaves
    # a quarter of the pairs of a group to look at.
    begun = np.cumsum(np.bincount(first, minlength=int(last.max(initial=0)) + 1))
    here = np.arange(len(first))
    counts = begun.take((first + last) >> 1) - here - 1
    one = np.repeat(here, counts)
    other = np.arange(1, len(one) + 1)
    other += np.repeat(here - np.cumsum(counts) + counts, counts)
    shared = np.minimum(last.take(one), last.take(other))
    shared -= first.take(other)
    shared *= 3
    lengths = last - first
    matches = shared >= lengths.take(one) + lengths.take(other)  # IoU of at least a half
    return one.compress(matches), other.compress(matches)


def _by_cut(cuts: Ints, n_cuts: int) -> list[Ints]:
    """Return the candidates of each cut."""
    order = np.argsort(cuts, kind="stable")
    return np.split(order, np.searchsorted(cuts[order], np.arange(1, n_cuts)))


def _log_add(totals: Floats, at: Ints, values: Floats) -> None:
    """Add, in logarithms, each value to the total that it belongs to."""
    top = totals.copy()
    np.maximum.at(top, at, values)
    added = np.bincount(at, np.exp(values - top[at]), minlength=len(totals))
    totals[:] = top + np.log(np.exp(totals - top) + added)
