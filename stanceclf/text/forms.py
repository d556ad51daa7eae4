"""The forms of words seen so far as numbers: what a form is gets worked out once, not once a token.

One table serves the whole process, and each document is looked up once for all stages. When it has
grown large, documents read from then on begin a new one, so that memory stays bounded.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stanceclf.text.document import Document
from stanceclf.text.tokens import lowered

Ints = NDArray[np.int64]

_MOST_FORMS = 1 << 16


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

    Examples
    --------
    >>> forms = Forms()
    >>> forms["Police"], forms["police"], forms["Police"], forms.seen[2].alike
    (1, 2, 1, 1)
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen = [Form("", "", 0)]
        self._lowers: dict[str, int] = {}
        self._lock = Lock()

    def __missing__(self, word: str) -> int:
        lower = lowered(word)
        with self._lock:
            number = len(self.seen)
            self.seen.append(Form(word, lower, self._lowers.setdefault(lower, number)))
            self[word] = number
        return number


_current = Forms()


def numbers_of(documents: Sequence[Document]) -> tuple[Forms, Ints]:
    """Return the numbers of the tokens of all documents, end to end, and the forms they are of."""
    global _current
    if len(_current) > _MOST_FORMS:
        _current = Forms()
    forms = documents[0].forms[0] if documents and documents[0].forms else _current
    numbers = [np.zeros(0, np.int64)]
    for document in documents:
        if document.forms is None or document.forms[0] is not forms:
            words = document.words
            found = np.fromiter(map(forms.__getitem__, words), np.int64, len(words))
            object.__setattr__(document, "forms", (forms, found))  # a memory, and no part of it
            numbers.append(found)
        else:
            numbers.append(document.forms[1])
    return forms, np.concatenate(numbers)


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

    def __getstate__(self) -> dict[str, object]:
        """Leave the forms behind: another process meets its own."""
        nothing = (None, np.zeros((1, self._width), np.int64), 1)
        return {"_of": self._of, "_width": self._width, "_known": nothing}
