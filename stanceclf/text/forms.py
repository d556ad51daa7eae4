"""The forms of words seen so far as numbers: what a form is gets worked out once, not once a token.

One table serves the whole process, and each text is looked up once for all stages. When it has
grown large, texts read from then on begin a new one, so that memory stays bounded.
"""

from array import array
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import proxy

import numpy as np
from numpy.typing import NDArray

from stanceclf.text.tokens import TOKEN, lowered

if TYPE_CHECKING:
    from stanceclf.text.document import Document

Ints = NDArray[np.int64]

MOST_FORMS = 1 << 16
_FEWEST = 1 << 12  # places of a table to begin with


class Form(NamedTuple):
    """A form of a word.

    Attributes
    ----------
    word, lower : str
        As it stands, and in lower case as `Document` has it.
    alike : int
        The number of the first form that is the same in lower case.
    """

    word: str
    lower: str
    alike: int


class Forms(dict[str, int]):
    """Number of each form, filled on first sight; 0 is no form.

    Attributes
    ----------
    seen : list of Form
        By number.
    words, lowers : ndarray of object
        The same; there may be more places. Gathering tokens takes a tenth of joining tuples.
    lengths : ndarray of int
        Characters of each.
    pieces : dict of str to bytes
        The numbers of the tokens of a stretch without white space.

    Examples
    --------
    >>> forms = Forms()
    >>> forms["Police"], forms["police"], forms["Police"], forms.seen[2].alike
    (1, 2, 1, 1)
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen = [Form("", "", 0)]
        self.words, self.lowers = np.full(_FEWEST, "", object), np.full(_FEWEST, "", object)
        self.lengths = np.zeros(_FEWEST, np.int64)
        self.pieces = _Pieces(proxy(self))  # no cycle, which would wait for the collector
        self._alike: dict[str, int] = {}
        self._lock = Lock()

    def __missing__(self, word: str) -> int:
        lower = lowered(word)
        with self._lock:
            number = len(self.seen)
            if number == len(self.words):
                self.words, self.lowers, self.lengths = (
                    np.append(one, np.zeros_like(one))
                    for one in (self.words, self.lowers, self.lengths)
                )
            self.words[number], self.lowers[number] = word, lower
            self.lengths[number] = len(word)
            self.seen.append(Form(word, lower, self._alike.setdefault(lower, number)))
            self[word] = number
        return number

    def read(self, text: str) -> Ints:
        """Return the number of each token of a text."""
        pieces = map(self.pieces.__getitem__, text.split())
        return np.frombuffer(b"".join(pieces), np.int64)


class _Pieces(dict[str, bytes]):
    """The tokens of a stretch without white space, as the bytes of their forms' numbers.

    No token depends on what is beyond white space, and most stretches come again.
    """

    LIMIT = 1 << 15  # stretches kept before the memory starts afresh
    LONGEST = 40  # characters of a stretch that is kept

    def __init__(self, forms: Forms) -> None:
        super().__init__()
        self._forms = forms

    def __missing__(self, stretch: str) -> bytes:
        numbers = array("q", map(self._forms.__getitem__, TOKEN.findall(stretch))).tobytes()
        if len(stretch) <= self.LONGEST:
            if len(self) >= self.LIMIT:
                self.clear()
            self[stretch] = numbers
        return numbers


_current = Forms()


def current_forms() -> Forms:
    """Return the forms seen so far, or none if they are too many; a text keeps what it has."""
    global _current
    if len(_current) > MOST_FORMS:
        _current = Forms()
    return _current


_SPACES = np.array([chr(code).isspace() for code in range(0x3002)])  # U+3000 is the last one


class Tokens(NamedTuple):
    """The tokens of a text: their forms, and what `tokenize` and `lowered` say of them."""

    forms: Forms
    numbers: Ints
    words: list[str]
    lowers: list[str]
    starts: Sequence[int]
    ends: Sequence[int]


def read_tokens(text: str) -> Tokens:
    """Return what `tokenize` does, with the lower-case forms; it takes a third of the time."""
    forms = current_forms()
    numbers = forms.read(text)
    # The tokens hold every visible character once, in order.
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    visible = np.flatnonzero(~_SPACES.take(codes, mode="clip"))
    lengths = forms.lengths.take(numbers)
    behind = lengths.cumsum()
    starts = visible.take(behind - lengths)
    ends = visible.take(behind - 1) + 1
    words: list[Any] = forms.words.take(numbers).tolist()
    lowers: list[Any] = forms.lowers.take(numbers).tolist()
    # Most places are never asked for, and a list would hold an object for each.
    places = (array("q", one.tobytes()) for one in (starts, ends))
    return Tokens(forms, numbers, words, lowers, *places)


def numbers_of(documents: Sequence["Document"]) -> tuple[Forms, Ints]:
    """Return the numbers of the tokens of all documents, end to end, and the forms they are of."""
    forms = documents[0].forms[0] if documents and documents[0].forms else current_forms()
    numbers = [_numbers_in(forms, document) for document in documents]
    if len(numbers) == 1:
        return forms, numbers[0]
    return forms, np.concatenate([np.zeros(0, np.int64), *numbers])


def _numbers_in(forms: Forms, document: "Document") -> Ints:
    """Return the numbers of a document's tokens; those in other forms are looked up anew."""
    if document.forms is not None and document.forms[0] is forms:
        return document.forms[1]
    words = document.words
    found = np.fromiter(map(forms.__getitem__, words), np.int64, len(words))
    object.__setattr__(document, "forms", (forms, found))  # a memory, and no part of it
    return found


class FormTable:
    """What a stage makes of each form, worked out when the form is first seen.

    Parameters
    ----------
    of : callable
        Takes a form, returns numbers.
    width : int
        How many.
    """

    def __init__(self, of: Callable[[Form], Sequence[int]], width: int) -> None:
        self._of = of
        self._width = width
        self._known: tuple[Forms | None, Ints, int] = (None, np.zeros((1, width), np.int64), 1)

    def of(self, forms: Forms) -> Ints:
        """Return the numbers of each form, a row for each, zeros for none; there may be more."""
        owner, table, known = self._known
        size = len(forms.seen)
        if owner is not forms:
            table, known = table[:1], 1
        if known < size:
            if len(table) < size:
                longer = np.zeros((2 * size, self._width), np.int64)
                longer[:known] = table[:known]
                table = longer
            table[known:size] = [self._of(form) for form in forms.seen[known:size]]
            self._known = (forms, table, size)
        return table

    def column(self, document: "Document") -> Ints:
        """Return the number of each token of a document, where a form has one."""
        forms, numbers = numbers_of([document])
        return self.of(forms).ravel().take(numbers)

    def __getstate__(self) -> dict[str, object]:
        """Leave the forms behind: another process meets its own."""
        nothing = (None, np.zeros((1, self._width), np.int64), 1)
        return {"_of": self._of, "_width": self._width, "_known": nothing}
