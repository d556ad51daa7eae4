"""The forms of words seen so far as numbers: what a form is gets worked out once, not once a token.

One table serves the whole process, and each text is looked up once for all stages. When it has
grown large, texts read from then on begin a new one, so that memory stays bounded. It takes over
the forms that came again, with what the stages made of them.
"""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate, pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import proxy, ref

import numpy as np
from numpy.typing import NDArray

from stanceclf.text.stretches import PADDING, Stretches
from stanceclf.text.tokens import TOKEN, lowered

if TYPE_CHECKING:
    from stanceclf.text.document import Document

Ints = NDArray[np.int64]

MOST_FORMS = 1 << 15
_FEWEST = 1 << 12  # places of a table to begin with
_NONE = np.zeros(1, np.int64)  # no form but 0
_NO_OBJECTS = np.zeros(0, object)


class Form(NamedTuple):
    """A form of a word.

    Attributes
    ----------
    word, lower : str
        As it stands, and in lower case as `Document` has it.
    """

    word: str
    lower: str


class Forms(dict[str, int]):
    """Number of each form, filled on first sight; 0 is no form.

    Parameters
    ----------
    before : Forms, optional
        The table whose forms that came again are taken over, half of `MOST_FORMS` at most.

    Attributes
    ----------
    seen : list of Form
        By number.
    words, lowers : ndarray of object
        The same; there may be more places. Gathering tokens takes a tenth of joining tuples.
    lengths, alike : ndarray of int
        Characters of each, and the number of the first form that is the same in lower case.
    stretches : Stretches
        The numbers of the tokens of stretches without white space.

    Examples
    --------
    >>> forms = Forms()
    >>> forms["Police"], forms["police"], forms["Police"], int(forms.alike[2])
    (1, 2, 1, 1)
    """

    def __init__(self, before: "Forms | None" = None) -> None:
        super().__init__()
        self.seen = [Form("", "")]
        self.words, self.lowers = np.full(_FEWEST, "", object), np.full(_FEWEST, "", object)
        self.lengths, self.alike = np.zeros(_FEWEST, np.int64), np.zeros(_FEWEST, np.int64)
        self._texts = np.zeros(_FEWEST, np.int64)  # how many were read with each form
        # No cycle, which would wait for the collector.
        self.stretches = Stretches(partial(_read_stretch, proxy(self)))
        self._first: dict[str, int] = {}
        self._lock = Lock()
        self._before, self._taken = None, _NONE
        if before is not None:
            self._before, self._taken = ref(before), before.met_again()
            for number in self._taken[1:].tolist():
                self[before.seen[number].word]

    def __missing__(self, word: str) -> int:
        lower = lowered(word)
        with self._lock:
            number = len(self.seen)
            if number == len(self.words):
                self.words, self.lowers, self.lengths, self.alike, self._texts = (
                    np.append(one, np.zeros_like(one))
                    for one in (self.words, self.lowers, self.lengths, self.alike, self._texts)
                )
            self.words[number], self.lowers[number] = word, lower
            self.lengths[number] = len(word)
            self.alike[number] = self._first.setdefault(lower, number)
            self.seen.append(Form(word, lower))
            self[word] = number
        return number

    def note(self, numbers: Ints) -> None:
        """Note that a text has tokens of these forms."""
        self._texts[numbers] += 1  # once for each form

    def met_again(self) -> Ints:
        """Return 0 and the numbers of the forms of several texts, those of most texts first."""
        texts = self._texts[: len(self.seen)]
        order = np.argsort(-texts, kind="stable")[: MOST_FORMS // 2]
        return np.append(0, order[texts[order] > 1])

    def taken_from(self, other: "Forms") -> Ints:
        """Return 0 and the numbers in `other` of the forms that were taken over from there."""
        return self._taken if self._before is not None and self._before() is other else _NONE


def _read_stretch(forms: Forms, stretch: str) -> list[int]:
    return list(map(forms.__getitem__, TOKEN.findall(stretch)))


_current = Forms()


def current_forms() -> Forms:
    """Return the forms seen so far, the frequent ones if they are too many; texts keep theirs."""
    global _current
    if len(_current) > MOST_FORMS:
        _current = Forms(_current)
    return _current


class Tokens(NamedTuple):
    """The tokens of some texts, end to end, and what `tokenize` and `lowered` say of them.

    Attributes
    ----------
    forms : Forms
    numbers : ndarray of int
        Of the form of each token.
    firsts : list of int
        The first token of each text, and the end of the last.
    words, lowers : list of str
    starts, ends : array of int
        Counted from the beginning of each text.
    """

    forms: Forms
    numbers: Ints
    firsts: list[int]
    words: list[str]
    lowers: list[str]
    starts: "array[int]"
    ends: "array[int]"


def read_tokens(texts: Sequence[str]) -> Tokens:
    """Return what `tokenize` does of each text, with the lower-case forms.

    All texts are one row: an article has few tokens, and each step over its arrays costs more to
    begin than to do.
    """
    forms = current_forms()
    numbers, begins, behind, visible = forms.stretches.read("\n".join(["", *texts, PADDING]))
    text_begins = np.array(
        [*accumulate(map(len, texts), lambda at, size: at + size + 1, initial=1)]
    )
    firsts = np.append(0, behind).take(begins.searchsorted(text_begins))
    for first, last in pairwise(firsts.tolist()):
        forms.note(numbers[first:last])
    words: list[Any] = forms.words.take(numbers).tolist()
    lowers: list[Any] = forms.lowers.take(numbers).tolist()
    # The tokens hold every visible character once, in order.
    lengths = forms.lengths.take(numbers)
    after = lengths.cumsum()
    shifts = np.repeat(text_begins[:-1], np.diff(firsts))
    starts = visible.take(after - lengths) - shifts
    ends = visible.take(after - 1) + 1 - shifts
    # Most places are never asked for, and a list would hold an object for each.
    places = array("q", starts.tobytes()), array("q", ends.tobytes())
    return Tokens(forms, numbers, firsts.tolist(), words, lowers, *places)


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
        Takes a form, returns numbers that hang on nothing but it.
    width : int
        How many.
    """

    def __init__(self, of: Callable[[Form], Sequence[int]], width: int) -> None:
        self._of = of
        self._width = width
        self._known: tuple[Forms | None, Ints, int] = (None, np.zeros((1, width), np.int64), 1)
        self._kept: tuple[Forms | None, NDArray[np.object_], int] = (None, _NO_OBJECTS, 0)

    def of(self, forms: Forms) -> Ints:
        """Return the numbers of each form, a row for each, zeros for none; there may be more."""
        owner, table, known = self._known
        size = len(forms.seen)
        if owner is forms and known == size:
            return table
        if owner is not forms:
            if owner is not None:  # what was made of forms that were taken over is taken over too
                table = self.of(owner).take(forms.taken_from(owner), axis=0)
            known = len(table)
            self._known = (forms, table, known)
        if known < size:
            if len(table) < size:
                longer = np.zeros((2 * size, self._width), np.int64)
                longer[:known] = table[:known]
                table = longer
            table[known:size] = [self._of(form) for form in forms.seen[known:size]]
            self._known = (forms, table, size)
        return table

    def objects(self, forms: Forms) -> NDArray[np.object_]:
        """Return the first number of each form as an object: tokens of one form can share it.

        A list with an object for each token takes twice the time to make and to drop.
        """
        owner, objects, known = self._kept
        size = len(forms.seen)
        if owner is not forms:
            objects, known = _NO_OBJECTS, 0
        if known < size:
            if len(objects) < size:
                objects = np.append(objects[:known], np.zeros(2 * size - known, object))
            objects[known:size] = self.of(forms)[known:size, 0]
            self._kept = (forms, objects, size)
        return objects

    def __getstate__(self) -> dict[str, object]:
        """Leave the forms behind: another process meets its own."""
        nothing = (None, np.zeros((1, self._width), np.int64), 1)
        kept = (None, _NO_OBJECTS, 0)
        return {"_of": self._of, "_width": self._width, "_known": nothing, "_kept": kept}
