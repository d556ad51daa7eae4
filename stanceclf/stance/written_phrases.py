"""Phrases as they are written, each of a kind: what reversals and verdicts look for in a claim.

`phrases` finds stems anywhere, and reads on in a gap; these are asked for at one place, and what is
behind the whole of one matters.
"""

from collections.abc import Collection
from functools import cache

from stanceclf.resources import rows
from stanceclf.stance.phrases import GAP


class WrittenPhrases:
    """The phrases of a word list, whose columns are the words and their kind.

    Parameters
    ----------
    name : str
        Of the list; `*` in a phrase stands for other words.
    kinds : collection of str
        Those that are looked for.
    widest : int
        Words that a gap may hold.

    Attributes
    ----------
    by_first : dict of str to list of (list of str, str)
        Words and kind of each phrase by its first word, the longest first.

    Examples
    --------
    >>> phrases = WrittenPhrases("reversals.tsv", ["withdraw"], widest=4)
    >>> lowers = "oman will pull its ships out in may".split()
    >>> phrases.at(lowers, 2, 8), phrases.at(lowers, 2, 5), phrases.at(lowers, 8, 8)
    ((6, 'withdraw'), None, None)
    """

    def __init__(self, name: str, kinds: Collection[str], widest: int) -> None:
        self._widest = widest
        self.by_first: dict[str, list[tuple[list[str], str]]] = {}
        for phrase, kind in rows(name):
            if kind in kinds:
                words = phrase.split()
                self.by_first.setdefault(words[0], []).append((words, kind))
        for those in self.by_first.values():
            those.sort(key=lambda one: -len(one[0]))

    def at(self, lowers: list[str], at: int, last: int) -> tuple[int, str] | None:
        """Return the end and the kind of the phrase that begins at a token, if one does."""
        if at >= last:
            return None
        for words, kind in self.by_first.get(lowers[at], ()):
            end = at
            for place, word in enumerate(words):
                if word == GAP:
                    continue
                after_gap = place > 0 and words[place - 1] == GAP
                limit = min(last, end + 1 + self._widest * after_gap)
                while end < limit and lowers[end] != word:
                    end += 1
                if end >= limit:
                    break
                end += 1
            else:
                return end, kind
        return None


@cache
def words_of(name: str, kind: str) -> frozenset[str]:
    """Return the words and phrases of one kind in a list of that form."""
    return frozenset(phrase for phrase, other in rows(name) if other == kind)
