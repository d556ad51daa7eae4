"""Spellings of a name: its words as a key, in running text, its initials, a party's other names."""

from typing import Final

from stanceclf.actors.casing import is_common
from stanceclf.actors.names import sex_of_given_name
from stanceclf.actors.nouns import word_class
from stanceclf.actors.runs import start_behind_number
from stanceclf.actors.slugs import plain
from stanceclf.resources import words
from stanceclf.text.document import Document
from stanceclf.text.tokens import tokenize

PARTICLES: Final = words("particles.txt")
LONGEST_INITIALS: Final = 2  # "JB"
FEWEST_INITIALS: Final = 3
PARTY: Final = "Party"
TRADES: Final = word_class("organisation_tail")
_VOWELS: Final = frozenset("AEIOUY")


def text_of(document: Document, first: int, last: int) -> str:
    """Return the words of a token range with single spaces, and the number of a division."""
    first = start_behind_number(document, first)
    if last == first + 1:
        return document.words[first]
    return " ".join(document.text[document.starts[first] : document.ends[last - 1]].split())


def party_names(name: str) -> tuple[str, str]:
    """Return what else a party goes by.

    >>> party_names("Social Democratic Party of Xanadu")
    ('Social Democratic', 'Social Democrats')
    """
    head = name.partition(f" {PARTY}")[0]
    return head, f"{head.removesuffix('ic')}s"


def name_key(name: str) -> tuple[str, ...]:
    """Return the words of a name as `People.key` does for one that stands in a text.

    >>> name_key("Élise M. Moreau")
    ('elise', 'm', 'moreau')
    """
    return tuple(plain(word) for word in tokenize(name)[0] if word[0].isalnum())


def written(name: str) -> str:
    """Return a person's name as it is written in running text, where it stands in capitals.

    >>> written("NICOLAS DE MOREAU"), written("ADA Moreau"), written("A. L. MOREAU")
    ('Nicolas de Moreau', 'Ada Moreau', 'A. L. Moreau')
    """
    if not name.isupper():
        first, blank, rest = name.partition(" ")
        shouted = first.isupper() and len(first) > LONGEST_INITIALS
        return first.title() + blank + rest if shouted and sex_of_given_name(first) else name
    if ("." in name and " " not in name) or _VOWELS.isdisjoint(name):
        return name
    particles = PARTICLES
    return " ".join(
        part.lower() if index and part.lower() in particles else part.title()
        for index, part in enumerate(name.split(" "))
    )


def without_trade(name: str) -> str:
    """Return what a company is called for short, or the name itself if it ends in no trade.

    >>> without_trade("Vectus Energy International"), without_trade("Defence Systems")
    ('Vectus', 'Defence Systems')
    """
    kept = name
    while kept.rpartition(" ")[2].lower() in TRADES:
        kept = kept.rpartition(" ")[0]
    return name if is_common(kept.lower()) or not kept else kept


def owner_in(name: str) -> str:
    """Return a name without a noun behind it that it owns: "the Fishers Guild's annual ball"."""
    for mark in ("'s ", "\u2019s "):
        owner, _, owned = name.partition(mark)
        if owned[:1].islower():
            return owner
    return name


def initials(name: str) -> str:
    """Return the first letters of the words of a name that have capitals."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def may_be_initials(name: str) -> bool:
    """Tell whether a name of one word may be the initials of a longer one."""
    return len(name) >= FEWEST_INITIALS and name[-1].isupper() and " " not in name


def is_part(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether the words of `part` all stand in `whole` in order; an initial fits its word."""
    rest = iter(whole)
    return all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest)
        for word in part
    )
