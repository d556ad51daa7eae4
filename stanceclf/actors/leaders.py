"""Heads of state and of government: which country a person speaks for, whom "Thatcher" means.

Some ministers stand in the table beside them, whom news names as it names a head: "Lavrov said".
A full name of the table tells the country and, in the years of office, the office itself. A family
name alone counts where the text names the country, and as long as no other head bears it then.
"""

from functools import cache
from typing import Final, NamedTuple

from stanceclf.actors.entities import Entity
from stanceclf.actors.lexicon import fold
from stanceclf.actors.registry import Registry
from stanceclf.actors.slugs import plain
from stanceclf.resources import rows

_NO_END: Final = 9999
_OFFICES: Final = frozenset(("president", "premier", "chancellor", "prime minister", "taoiseach"))
_PRESIDENT: Final = "president"
# Organisations whose heads stand in the table, by their ids.
_ORGANISATIONS: Final = {"nato": "NATO", "united-nations": "United Nations"}
_VICE: Final = "vice-president"  # as whom texts name those who were president later


class Leader(NamedTuple):
    """A head of state or of government, and the years in office."""

    name: str
    code: str
    first: int
    last: int
    office: str

    def serves(self, year: int) -> bool:
        """Tell whether the person is in office in a year, or nearly so; today if it is 0."""
        return self.first <= year <= self.last + 1 if year else self.last == _NO_END

    def overlaps(self, other: "Leader") -> bool:
        """Tell whether another leads the same in some of the years."""
        same = self.code == other.code
        return same and self.first <= other.last and other.first <= self.last


@cache
def leaders() -> dict[str, list[Leader]]:
    """Return the leaders by what they are called alone, in lower case and plain letters."""
    table: dict[str, list[Leader]] = {}
    for name, code, first, last, *office in rows("leaders.tsv"):
        leader = Leader(name, code, int(first), int(last) or _NO_END, office[0] if office else "")
        table.setdefault(plain(name.rsplit(" ", 1)[-1]), []).append(leader)
    by_hand: dict[str, list[Leader]] = {}
    for called, name, code, first, last, *office in rows("leaders_more.tsv"):
        leader = Leader(name, code, int(first), int(last) or _NO_END, office[0] if office else "")
        for family in {plain(called), plain(name.rsplit(" ", 1)[-1])}:  # "Xi", "Jinping"
            by_hand.setdefault(family, []).append(leader)
    for family, those in by_hand.items():
        known = table.get(family, [])
        table[family] = [one for one in known if not any(map(one.overlaps, those))] + those
    return table


def tell_leaders(registry: Registry) -> None:
    """Give the leaders among the people of a document their country, office and full name."""
    table = leaders()
    year: int | None = None
    for person in registry.people.all:
        key = registry.people.key_of(person)
        known = table.get(key[-1]) if key else None
        if known is None:
            continue
        if year is None:
            year = registry.year
        leader = _among(known, person, key, registry, year)
        if leader is None:
            continue
        headed = _ORGANISATIONS.get(leader.code)
        if headed is not None:
            person.affiliation = person.affiliation or headed
        else:
            person.country = person.country or _country(registry, leader.code)
        if len(key) == 1:
            person.name = leader.name
        if leader.office and leader.serves(year) and _VICE not in person.roles:
            person.bear(leader.office, leader.office.rpartition(" ")[2])


def led_by(registry: Registry, word: str, token: int) -> str | None:
    """Return the country of the head whose family name stands in "the Callaghan government".

    The text names the country. That somebody led it says enough: the years count only where heads
    of several countries bear the name. A person of that name whom the text tells of is no other.
    """
    person = registry.people.meant((fold(word),), token)
    if person is not None:
        return person.country if person.roles & _OFFICES else None
    known = leaders().get(plain(word), [])
    named = [one for one in known if registry.names_country(one.code)]
    codes = {one.code for one in named}
    if len(codes) > 1:
        codes = {one.code for one in named if one.serves(registry.year)}
    return _country(registry, codes.pop()) if len(codes) == 1 else None


def _among(
    known: list[Leader], person: Entity, key: tuple[str, ...], registry: Registry, year: int
) -> Leader | None:
    """Return which of the leaders of one family name a person is, if any."""
    fitting = known
    if person.country is not None:
        fitting = [one for one in known if person.country == _country(registry, one.code)]
    if len(key) > 1:
        fitting = [one for one in fitting if plain(one.name.split()[0]) == key[0]]
        return fitting[-1] if fitting else None
    vice = _VICE in person.roles
    titled = vice or bool(person.roles & _OFFICES)
    if vice:
        fitting = [one for one in fitting if one.office == _PRESIDENT]
    named = [one for one in fitting if registry.names_country(one.code)]
    if year:
        serving = [one for one in fitting if one.serves(year) and (titled or one in named)]
        named = serving or (named if titled else [])
    elif not titled:
        return None
    return named[0] if len({one.name for one in named}) == 1 else None


def _country(registry: Registry, code: str) -> str | None:
    """Return what a text calls a country by its code: "Soviet Union" in one of those years."""
    name = registry.lexicon.names.get(code)
    if name is None:
        return None
    words = name.split()
    match = registry.lexicon.match(words, [word.lower() for word in words], 0)
    return name if match is None else registry.listed(match[1]).name
