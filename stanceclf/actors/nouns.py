"""Common nouns that name holders: offices, bodies of a state, organisations, groups."""

from functools import cache
from typing import Final

from stanceclf.resources import classes, rows, words
from stanceclf.text.memo import kept

POSSESSIVES: Final = classes("word_classes.tsv")["possessive"]


def word_class(name: str) -> frozenset[str]:
    """Return the words of a class of actor_words.tsv.

    >>> "soldiers" in word_class("troops")
    True
    """
    return classes("actor_words.tsv")[name]


@cache
def endings(name: str) -> tuple[str, ...]:
    """Return the endings of a class of actor_words.tsv, as `str.endswith` takes them."""
    return tuple(sorted(word_class(name)))


@cache
def roles() -> dict[str, str]:
    """Return the class of each role noun (see roles.tsv)."""
    return {row[0]: row[1] for row in rows("roles.tsv")}


@cache
def role_sexes() -> dict[str, str]:
    """Return the sex that a role noun tells, for those that tell one."""
    return {row[0]: row[2] for row in rows("roles.tsv") if len(row) > 2}


@cache
def state_nouns() -> frozenset[str]:
    """Return the nouns, of one or several words, for those who act for a state."""
    return words("state_nouns.txt")


@cache
def organisation_nouns() -> frozenset[str]:
    """Return the head nouns of organisations."""
    return words("organisation_nouns.txt")


def _is_role(lower: str) -> bool:
    """Tell whether a word is a role noun in either number: "senator", "councillors"."""
    return lower in roles() or (lower.endswith("s") and lower[:-1] in roles())


is_role: Final = kept(_is_role)


def _is_group(lower: str) -> bool:
    """Tell whether a word can name a number of people.

    >>> is_group("shopkeepers"), is_group("borders")
    (True, False)
    """
    if lower in words("group_nouns.txt"):
        return True
    ending = len(lower) > 4 and lower.endswith(endings("people_ending"))
    return ending and lower not in words("not_people.txt")


is_group: Final = kept(_is_group)
