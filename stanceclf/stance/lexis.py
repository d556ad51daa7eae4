"""The words seen so far as numbers: what a word is gets worked out once, not once a token.

One table serves the whole process, since stems do not depend on the model. When it has grown
large the next batch begins a new one, so that memory stays bounded.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from threading import Lock
from weakref import proxy

import numpy as np

from stanceclf.stance.ragged import Ints, spread
from stanceclf.text.document import Document
from stanceclf.text.forms import MOST_FORMS, FormTable, numbers_of
from stanceclf.text.stems import stem
from stanceclf.text.tokens import lowered

COVERED, ACTOR, SOURCE, NAME, NUMBER = range(5)  # numbers of the markers below
MARKERS = ("", "<actor>", "<source>", "<name>", "<number>")
# How a word is written: small, with a capital, a number, or a mark after which names may begin.
PLAIN, CAPITAL, DECIMAL, OPENER = range(4)
OPENERS = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e:")  # names may begin after
# A new table takes up all forms at once, so that one with room for no more than those would begin
# anew with every batch.
_MOST_STEMS = 2 * MOST_FORMS


class Lexis:
    """Number of each word: four times the number of its stem, plus how it is written.

    Attributes
    ----------
    stems : list of str
        By number; the first are `MARKERS`.

    Examples
    --------
    >>> lexis = Lexis()
    >>> [(lexis[word] >> 2, lexis[word] & 3) for word in ("Troops", "troop")]
    [(5, 1), (5, 0)]
    """

    def __init__(self) -> None:
        self.stems = list(MARKERS)
        self._numbers = {marker: number for number, marker in enumerate(MARKERS)}
        self._lock = Lock()
        words = proxy(self)  # no cycle, which would wait for the collector
        self._codes = FormTable(lambda form: (words[form.word],), 1)

    def read(self, documents: Sequence[Document]) -> Ints:
        """Return the number of each word of some documents."""
        forms, numbers = numbers_of(documents)
        return self._codes.of(forms)[:, 0].take(numbers)

    def runs(self, stems: Ints, begins: Ints, ends: Ints) -> list[str]:
        """Return the stems of some ranges of tokens, those of each with spaces between."""
        _, places = spread(begins, ends - begins)
        forms = map(self.stems.__getitem__, stems[places].tolist())
        return [" ".join(islice(forms, size)) for size in (ends - begins).tolist()]

    def __getitem__(self, word: str) -> int:
        """Number a word, of which the form is asked for once."""
        form = stem(lowered(word))
        with self._lock:
            number = self._numbers.get(form)
            if number is None:
                self.stems.append(form)
                number = self._numbers[form] = len(self.stems) - 1
        return 4 * number + _writing(word)


def _writing(word: str) -> int:
    if "a" <= word < "{":
        return PLAIN
    if word in OPENERS:
        return OPENER
    first = word[0]
    if first.isupper() and word != "I":
        return CAPITAL
    return DECIMAL if first.isdecimal() else PLAIN


_current = Lexis()


def current_lexis() -> Lexis:
    """Return the words seen so far, or none if they are too many; a batch keeps what it has."""
    global _current
    if len(_current.stems) > _MOST_STEMS:
        _current = Lexis()
    return _current


class StemNumbers:
    """What a stage makes of each stem, worked out when the stem is first seen.

    Parameters
    ----------
    of : callable
        Takes a stem, returns a number.
    """

    def __init__(self, of: Callable[[str], int]) -> None:
        self._of = of
        self._known: tuple[Lexis | None, Ints, int] = (None, np.zeros(0, np.int64), 0)

    def of(self, lexis: Lexis) -> Ints:
        """Return an array with the number of each stem of `lexis`; it may be longer."""
        owner, numbers, known = self._known
        size = len(lexis.stems)
        if owner is not lexis:
            numbers, known = np.zeros(0, np.int64), 0
        if known < size:
            numbers = grown(numbers, size)
            numbers[known:size] = [self._of(form) for form in lexis.stems[known:size]]
            self._known = (lexis, numbers, size)
        return numbers

    def __getstate__(self) -> dict[str, object]:
        """Leave the stems behind: another process meets its own."""
        return {"_of": self._of, "_known": (None, np.zeros(0, np.int64), 0)}


def grown(array: Ints, size: int) -> Ints:
    """Return an array of at least this size that begins with the old one, with room to spare."""
    if len(array) >= size:
        return array
    longer = np.zeros(2 * size, np.int64)
    longer[: len(array)] = array
    return longer
