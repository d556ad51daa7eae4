"""Capitalised names: how they are written, titles and given names in them."""

from functools import cache
from typing import Final

from stanceclf.actors.slugs import plain
from stanceclf.resources import rows, words
from stanceclf.text.document import Document
from stanceclf.text.memo import kept
from stanceclf.text.tokens import tokenize


def _is_name_word(word: str) -> bool:
    """Tell whether a token is written as a name: "Akar", "al-Bashir", "d'Estaing".

    >>> is_name_word("al-Bashir"), is_name_word("left-wing")
    (True, False)
    """
    if word[0].isupper():
        return True
    return (
        len(word) > 3
        and not word.islower()
        and word[0].isalpha()
        and ("-" in word or not word.isalnum())
    )


is_name_word: Final = kept(_is_name_word)

_BEHIND_NUMBER: Final = (".", ")")
_NUMBER: Final = 3  # tokens: "(a)"


def opens_sentence(document: Document, token: int) -> bool:
    """Tell whether a token is the first one of its sentence, a number left out: "3. Voters"."""
    if not token or document.sentence_of[token - 1] != document.sentence_of[token]:
        return True
    mark = document.words[token - 1]
    if mark not in _BEHIND_NUMBER or token < 2:
        return False
    number = document.words[token - 2]
    if not (number[0].isdigit() or (len(number) == 1 and mark == ")")):
        return False
    return token - document.sentences[document.sentence_of[token]].first <= _NUMBER


_SEXES: Final = {
    title: sex
    for sex, titles in (
        ("m", "mr sir lord king prince emperor sultan emir sheikh pope cardinal archbishop don"),
        ("f", "mrs ms miss dame lady baroness queen princess empress duchess madame doña señora"),
    )
    for title in titles.split()
}


def sex_of_title(lower: str) -> str | None:
    """Return f or m for a title that tells it."""
    return _SEXES.get(lower)


def words_of(*classes: str) -> frozenset[str]:
    """Return the words of some of the closed classes.

    >>> "april" in words_of("month"), "monday" in words_of("month")
    (True, False)
    """
    return frozenset(
        word
        for name, listed in rows("word_classes.tsv")
        if name in classes
        for word in listed.split()
    )


@cache
def function_words() -> frozenset[str]:
    """Return the closed word classes: what is no name, though a sentence may capitalise it."""
    return frozenset(
        word
        for name, listed in rows("word_classes.tsv")
        if name != "title"
        for word in listed.split()
    )


@cache
def no_names() -> frozenset[str]:
    """Return the words that are no names, though a sentence may capitalise them."""
    return function_words() | words("openers.txt")


@cache
def _titles() -> dict[str, list[tuple[str, ...]]]:
    """Return the titles by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for title in words("titles.txt"):
        parts = tuple(tokenize(title)[0])
        table.setdefault(parts[0], []).append(parts)
    for titles in table.values():
        titles.sort(key=len, reverse=True)
    return table


@cache
def given_names() -> dict[str, str]:
    """Return the sex, f or m, of each given name that has one."""
    table: dict[str, str] = dict(rows("given_names.tsv"))  # type: ignore[arg-type]
    table.update(rows("given_names_more.tsv"))  # type: ignore[arg-type]
    return {name: sex for name, sex in table.items() if sex in "fm"}


def _sex_of_given_name(word: str) -> str | None:
    """Return f or m for a given name that only one sex bears; of a double name the first half."""
    key = plain(word)
    table = given_names()
    return table.get(key) or table.get(key.partition("-")[0])


sex_of_given_name: Final = kept(_sex_of_given_name)


def _is_title(lower: str) -> bool:
    """Tell whether a word alone is a title: "gov", "lieutenant-general"."""
    lower = _rank(lower)
    return (lower,) in _titles().get(lower, ())


is_title: Final = kept(_is_title)


def _rank(lower: str) -> str:
    """Return the title in a compound one: "lieutenant-general", "mayor-elect"."""
    if "-" not in lower or (lower,) in _titles().get(lower, ()):
        return lower
    first, _, last = lower.rpartition("-")
    return first if last in ("elect", "designate") else last


def _titles_from(lower: str) -> list[tuple[str, ...]]:
    """Return the titles that begin with a word, longest first."""
    return _titles().get(_rank(lower), [])


titles_from: Final = kept(_titles_from)
