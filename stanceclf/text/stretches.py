"""Stretches of text without white space, looked up all at once: which tokens each of them holds.

No token depends on what is beyond white space, and most stretches come again. A dictionary of them
makes a string of each and waits for memory four times. Here the letters of a stretch are two
numbers, and one row of a table holds both and the tokens: that takes .5 of the time. Stretches that
have rare characters, or whose row another one has, are left to a dictionary; those that are longer
or have more than three tokens, one of two hundred, are read each time.
"""

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.text.memo import Memo

Ints = NDArray[np.int64]
Letters = NDArray[np.uint8]
Words = NDArray[np.uint64]  # of eight letters each
Tell = Callable[[str], list[int]]

_FREQUENT = (
    "".join(map(chr, range(0x21, 0x7F))) + "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac"
)
_OTHER = 0xFF
_CODES = range(0x3002)  # U+3000 is the last one that is white space
# Of each character: 0 of white space, a number of its own of a frequent one, else `_OTHER`.
_LETTERS = np.array([_OTHER * (not chr(code).isspace()) for code in _CODES], np.uint8)
_LETTERS[list(map(ord, _FREQUENT))] = np.arange(1, len(_FREQUENT) + 1)

_LONGEST = 16  # letters of two words
# What of the first word and of the second belongs to a stretch, by its length; nothing if too long.
_FIRST, _SECOND = (
    np.array(
        [*((1 << 8 * min(max(size - begin, 0), 8)) - 1 for size in range(_LONGEST + 1)), 0],
        np.uint64,
    )
    for begin in (0, 8)
)
PADDING = " " * 24  # behind a text: two words behind any that a stretch begins in

_ROW_BITS = 16  # of the number of a row; a free one holds zeros, as no stretch does
_TOO_LONG = 0  # the row of zeros
_MIXES = np.uint64(0x9E37_79B9_7F4A_7C15), np.uint64(0xC2B2_AE3D_27D4_EB4F)
_MOST_TOKENS = 3
_BITS = 21  # of the number of a token
_TOKEN = (1 << _BITS) - 1
_MOST_KEPT = 1 << 15


class Read(NamedTuple):
    """The tokens of a text.

    Attributes
    ----------
    numbers : ndarray of int
        Of each token.
    begins : ndarray of int
        Where each stretch begins in the text.
    behind : ndarray of int
        The token behind each stretch.
    visible : ndarray of int
        Where there is no white space.
    """

    numbers: Ints
    begins: Ints
    behind: Ints
    visible: Ints


class Stretches:
    """The stretches that were read so far.

    Parameters
    ----------
    tell : callable
        Returns the numbers, 1 or more each, of the tokens of a stretch.

    Attributes
    ----------
    kept : Memo
        The tokens of those that the table had no row for.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.kept = Memo(partial(_packed, tell), _MOST_KEPT)
        self._rows = np.zeros((1 << _ROW_BITS, 3), np.uint64)
        self._lock = Lock()  # a row is three numbers

    def read(self, text: str) -> Read:
        """Return the tokens of a text that begins with white space and ends with `PADDING`."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        letters = _LETTERS.take(codes, mode="clip")
        is_visible = letters != 0
        edges = (is_visible[1:] != is_visible[:-1]).nonzero()[0] + 1
        begins, ends = edges[::2], edges[1::2]
        with self._lock:
            packed = self._look_up(text, letters, begins, ends)
        tokens = [packed >> _BITS * place & _TOKEN for place in range(_MOST_TOKENS)]
        counts = np.count_nonzero(tokens, axis=0)
        many = [
            (at, self._tell(text[begins[at] : ends[at]]))
            for at in (packed == 0).nonzero()[0].tolist()
        ]
        for at, numbers in many:
            counts[at] = len(numbers)
        behind = counts.cumsum()
        firsts = behind - counts
        found = np.empty(counts.sum(), np.int64)
        for place, one in enumerate(tokens):
            holds = one.nonzero()[0]
            found[firsts.take(holds) + place] = one.take(holds)
        for at, numbers in many:
            found[firsts[at] : behind[at]] = numbers
        return Read(found, begins, behind, is_visible.nonzero()[0])

    def _look_up(self, text: str, letters: Letters, begins: Ints, ends: Ints) -> Ints:
        """Return the tokens of each stretch in one number, 0 where that cannot hold them.

        Stretches that are too long have zeros for letters, and find the row that stays free.
        """
        one, other = _two_words(letters, begins, ends)
        at = ((one * _MIXES[0] ^ other * _MIXES[1]) >> np.uint64(64 - _ROW_BITS)).view(np.int64)
        rows = self._rows.take(at, axis=0)
        packed = rows[:, 2].astype(np.int64)
        new = ((rows[:, 0] != one) | (rows[:, 1] != other)).nonzero()[0]
        if len(new):
            edges = zip(begins.take(new).tolist(), ends.take(new).tolist(), strict=True)
            packed[new] = [self.kept[text[begin:end]] for begin, end in edges]
            columns = one, other, packed.view(np.uint64)
            fresh = np.stack([column.take(new) for column in columns], axis=1)
            at = at.take(new)
            # Whoever comes first stays: those that come often do.
            free = (at != _TOO_LONG) & (self._rows.take(at, axis=0)[:, 0] == 0) & (fresh[:, 2] != 0)
            free &= ~(fresh.view(np.uint8)[:, :_LONGEST] == _OTHER).any(axis=1)
            self._rows[at[free]] = fresh[free]
        return packed


def _packed(tell: Tell, stretch: str) -> int:
    """Return the tokens of a stretch in one number, the first one last; 0 if they are too many."""
    numbers = tell(stretch)
    if len(numbers) > _MOST_TOKENS or max(numbers) > _TOKEN:
        return 0
    return sum(number << _BITS * place for place, number in enumerate(numbers))


def _two_words(letters: Letters, begins: Ints, ends: Ints) -> tuple[Words, Words]:
    """Return the letters of each stretch, those behind it made 0; all of one that is too long."""
    words = letters[: len(letters) & ~7].view("<u8")  # the first letter in the lowest byte
    at, bits = begins >> 3, (begins.astype(np.uint64) & 7) << 3
    rest = 63 - bits  # and one more: a shift by 64 is none in C
    middle = words.take(at + 1)
    sizes = np.minimum(ends - begins, _LONGEST + 1)
    first = (words.take(at) >> bits) | (middle << 1 << rest)
    second = (middle >> bits) | (words.take(at + 2) << 1 << rest)
    return first & _FIRST.take(sizes), second & _SECOND.take(sizes)
