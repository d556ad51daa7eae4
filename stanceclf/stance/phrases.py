"""Phrases of stems found in running text: the machine under the word lists."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from stanceclf.text.stems import stem

_GAP = "*"
_GAP_WIDTH = 4
_STOPS = frozenset('.,;:!?()[]\u2014\u2013"\u201c\u201d')


class Hit(NamedTuple):
    """A phrase in a run of tokens: half-open token range and its classes."""

    first: int
    last: int
    classes: tuple[str, ...]


class PhraseTable:
    """Phrases with their classes, compiled for look-up by first stem.

    Parameters
    ----------
    entries : iterable of (phrase, class)
        `*` in a phrase stands for up to four words; a phrase may have several classes.

    Examples
    --------
    >>> table = PhraseTable([("rule * out", "oppose"), ("out", "away")])
    >>> table.find([stem(word) for word in "they ruled it out".split()], 0, 4)
    [Hit(first=1, last=2, classes=('oppose',)), Hit(first=3, last=4, classes=('away',))]
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        classes_of: dict[tuple[str, ...], list[str]] = {}
        for phrase, name in entries:
            key = tuple(piece if piece == _GAP else stem(piece) for piece in phrase.lower().split())
            names = classes_of.setdefault(key, [])
            if name not in names:
                names.append(name)
        # Looked up by two stems where a phrase has them: few first words open many phrases.
        self._plain: dict[tuple[str, str], list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._gapped: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._single: dict[str, tuple[str, ...]] = {}
        longest_first = sorted(classes_of.items(), key=lambda item: (-len(item[0]), item[0]))
        for key, names in longest_first:
            if len(key) == 1:
                self._single[key[0]] = tuple(names)
            elif key[1] == _GAP:
                self._gapped.setdefault(key[0], []).append((key[1:], tuple(names)))
            else:
                self._plain.setdefault((key[0], key[1]), []).append((key[2:], tuple(names)))

    def find(self, stems: Sequence[str], first: int, last: int) -> list[Hit]:
        """Return the phrases among `stems[first:last]`, in order, the longest where several fit.

        A phrase with a gap covers its first word only, so that what stands in the gap is read too.
        """
        hits: list[Hit] = []
        at = first
        while at < last:
            hit = self._longest(stems, at, last)
            if hit is None:
                at += 1
            else:
                hits.append(hit)
                at = hit.last
        return hits

    def _longest(self, stems: Sequence[str], at: int, last: int) -> Hit | None:
        """Return the phrase that begins at `at`: without a gap if there is one."""
        first = stems[at]
        if at + 1 < last:
            for rest, classes in self._plain.get((first, stems[at + 1]), ()):
                end = _match(stems, at + 2, last, rest)
                if end:
                    return Hit(at, end if _GAP not in rest else at + 1, classes)
            for rest, classes in self._gapped.get(first, ()):
                if _match(stems, at + 1, last, rest):
                    return Hit(at, at + 1, classes)
        single = self._single.get(first)
        return Hit(at, at + 1, single) if single else None


def _match(stems: Sequence[str], at: int, last: int, phrase: tuple[str, ...]) -> int:
    """Return the token after `phrase` when it stands at `at`, else 0."""
    gap = 0
    for piece in phrase:
        if piece == _GAP:
            gap = _GAP_WIDTH
            continue
        stop = min(last, at + gap + 1)
        while at < stop and stems[at] != piece:
            if stems[at] in _STOPS:
                return 0
            at += 1
        if at >= stop:
            return 0
        at += 1
        gap = 0
    return at
