"""Phrases of stems found in running text: the machine under the word lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stanceclf.text.stems import stem

GAP = "*"
GAP_WIDTH = 4
_STOPS = frozenset('.,;:!?()[]\u2014\u2013"\u201c\u201d')


class Hit(NamedTuple):
    """A phrase in a run of tokens: half-open token range and its classes."""

    first: int
    last: int
    classes: tuple[str, ...]


@dataclass(slots=True)
class Head:
    """The phrases with one first stem: by second stem, after a gap, and the stem alone."""

    plain: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = field(default_factory=dict)
    gapped: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    single: tuple[str, ...] = ()


class PhraseTable:
    """Phrases with their classes, compiled for look-up by first stem.

    Parameters
    ----------
    entries : iterable of (phrase, class)
        `*` in a phrase stands for up to four words; a phrase may have several classes.

    Attributes
    ----------
    heads : dict of (str, Head)
        The phrases by their first stem.

    Examples
    --------
    >>> table = PhraseTable([("rule * out", "oppose"), ("out", "away")])
    >>> table.find([stem(word) for word in "they ruled it out".split()], 0, 4)
    [Hit(first=1, last=2, classes=('oppose',)), Hit(first=3, last=4, classes=('away',))]
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        classes_of: dict[tuple[str, ...], list[str]] = {}
        for phrase, name in entries:
            key = tuple(piece if piece == GAP else stem(piece) for piece in phrase.lower().split())
            names = classes_of.setdefault(key, [])
            if name not in names:
                names.append(name)
        # Looked up by two stems where a phrase has them: few first words open many phrases.
        self.heads: dict[str, Head] = {}
        longest_first = sorted(classes_of.items(), key=lambda item: (-len(item[0]), item[0]))
        for key, names in longest_first:
            head = self.heads.setdefault(key[0], Head())
            if len(key) == 1:
                head.single = tuple(names)
            elif key[1] == GAP:
                head.gapped.append((key[1:], tuple(names)))
            else:
                head.plain.setdefault(key[1], []).append((key[2:], tuple(names)))

    def find(self, stems: Sequence[str], first: int, last: int) -> list[Hit]:
        """Return the phrases among `stems[first:last]`, in order, the longest where several fit.

        A phrase with a gap covers its first word only, so that what stands in the gap is read too.
        """
        heads = self.heads
        hits: list[Hit] = []
        free = first
        # Of the words of news, 50 % open no phrase and 37 % only that of this one word.
        for at, word in enumerate(stems[first:last], first):
            if word in heads and at >= free:
                head = heads[word]
                if at + 1 < last and (head.gapped or stems[at + 1] in head.plain):
                    hit = longer(head, stems, at, last)
                    if hit is not None:
                        hits.append(hit)
                        free = hit.last
                        continue
                if head.single:
                    hits.append(Hit(at, at + 1, head.single))
        return hits


def longer(head: Head, stems: Sequence[str], at: int, last: int) -> Hit | None:
    """Return the phrase of several stems that begins at `at`: without a gap if there is one."""
    for rest, classes in head.plain.get(stems[at + 1], ()):
        end = _match(stems, at + 2, last, rest)
        if end:
            return Hit(at, end if GAP not in rest else at + 1, classes)
    near = stems[at + 1 : at + 2 + GAP_WIDTH]
    for rest, classes in head.gapped:
        if rest[1] in near and _match(stems, at + 1, last, rest):
            return Hit(at, at + 1, classes)
    return None


def _match(stems: Sequence[str], at: int, last: int, phrase: tuple[str, ...]) -> int:
    """Return the token after `phrase` when it stands at `at`, else 0."""
    gap = 0
    for piece in phrase:
        if piece == GAP:
            gap = GAP_WIDTH
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
