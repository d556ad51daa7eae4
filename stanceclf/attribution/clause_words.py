"""What a word may do in the clause about a holder: a few small numbers for each form.

One look-up a token: every form is worked out once, and its numbers are kept in a table.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.token_features import (
    POLARITY_LISTS,
    classes_of,
    is_reporting,
    polarity_classes,
)
from stanceclf.text.forms import Form, Forms, FormTable
from stanceclf.text.stems import stem

IntArray = NDArray[np.int64]

CLASSES = (
    "", "modal", "be", "have", "do", "negation", "to", "coordinator", "relative", "that",
    "possessive", "reporting", "preposition", "ed", "ing", "s", "word", "comma", "quote", "stop",
    "colon", "mark", "'s",
)  # fmt: skip
CLASS = {name: at for at, name in enumerate(CLASSES)}
REPORTING_KINDS = ("speech", "thought", "request", "commit")
COLUMNS = (
    "word", "class", "reporting", "polarity", "pause", "mine", "idle", "auxiliary", "force",
    "capital", "cites", "joins", "several",
)  # fmt: skip
# What stands between the members of a list.
JOINS = frozenset({",", "and", "&", "as", "well", "nor"})
SEVERAL = frozenset({"they", "both", "neither"})
# What a claim such as "so did Norway" begins with, and the auxiliary behind it.
PRO_VERBS = frozenset({"as", "neither", "nor", "so"})
PRO_AUXILIARIES = frozenset({
    "did", "does", "do", "has", "have", "had", "will", "would", "is", "are", "was", "were",
})  # fmt: skip
_CLOSED = CLASSES[1:11]
_AUXILIARY = frozenset({"", *CLASSES[1:7]})
_IDLE = frozenset({"on", "in", "at", "the", "a", "an", "last", "this", "also", "then", "again"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_MARKS = {
    mark: name
    for name, marks in (
        ("'s", ("'s", "'")),
        ("comma", ","),
        ("quote", '"\u201c\u201d\u201e\u00ab\u00bb\u2018'),
        ("stop", ".?!\u2026"),
        ("colon", ":;\u2014\u2013-"),
    )
    for mark in marks
}
_KNOWN = 2  # the first number of a known word: 0 is no word, 1 one that the vocabulary lacks


def word_class(lower: str) -> str:
    """Return the class of a lower-case token; nothing for a word to skip on the way to a verb.

    >>> word_class("said"), word_class("won't"), word_class("recently"), word_class("sending")
    ('reporting', 'modal', '', 'ing')
    """
    if not lower[0].isalnum():
        return _MARKS.get(lower, "mark")
    classes = classes_of(lower)
    for name in _CLOSED:
        if name in classes:
            return name
    if lower in _IDLE or lower.endswith("ly"):
        return ""
    if is_reporting(lower):
        return "reporting"
    if "preposition" in classes:
        return "preposition"
    return next((ending for ending in ("ed", "ing", "s") if lower.endswith(ending)), "word")


def behind_pro_verb(lowers: list[str], begin: int) -> int:
    """Return where the subject of "so did Norway" begins, or where any other claim does."""
    if lowers[begin] not in PRO_VERBS or lowers[begin + 1 : begin + 2] == []:
        return begin
    return begin + 2 if lowers[begin + 1] in PRO_AUXILIARIES else begin


def vocabulary_of(words: Iterable[str], least: int) -> list[str]:
    """Return the forms that occur `least` times or more, most frequent first; numbers are one."""
    counts = Counter(map(_plain, words))
    frequent = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, count in frequent if count >= least]


def _plain(lower: str) -> str:
    return "0" if lower[0].isdigit() else lower


class ClauseWords:
    """What each form of a word may do, as the numbers in `COLUMNS`.

    Parameters
    ----------
    vocabulary : list of str
        The lower-case forms that have a number of their own.
    """

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        self.size = len(vocabulary) + _KNOWN
        self._numbers = {word: at for at, word in enumerate(vocabulary, _KNOWN)}
        self._forms = FormTable(self._values_of, len(COLUMNS))

    def __reduce__(self) -> tuple[object, ...]:
        """Say what it is made of: compiled, it cannot be made of nothing and filled."""
        return type(self), (self.vocabulary,)

    def table(self, forms: Forms) -> IntArray:
        """Return the numbers of each form, a row for each."""
        return self._forms.of(forms)

    def _values_of(self, form: Form) -> tuple[int, ...]:
        word, lower = form
        name = word_class(lower)
        kinds = classes_of(lower)
        reporting = next((at for at, kind in enumerate(REPORTING_KINDS, 1) if kind in kinds), 0)
        polarities = polarity_classes().get(stem(lower), "")
        polarity = polarities.partition("+")[0]
        return (
            self._numbers.get(_plain(lower), 1),
            CLASS[name],
            reporting,
            1 + POLARITY_LISTS.index(polarity) if polarity else 0,
            name in ("comma", "colon"),
            lower.partition("'")[0] in _FIRST_PERSON,
            not name,
            name in _AUXILIARY,
            "force" in polarities,
            word[0].isupper(),
            lower == "according",
            lower in JOINS,
            lower in SEVERAL,
        )
