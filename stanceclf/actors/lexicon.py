"""The world's names: countries, their seats and bodies, organisations, regions, outlets.

Every table is read once into one dictionary from the first word of a name to the names that begin
with it, longest first, so that a look-up costs one hash of one word for most tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from stanceclf.actors.entries import Entry, Sort
from stanceclf.actors.names import is_name_word
from stanceclf.actors.slugs import plain, slug
from stanceclf.resources import rows, words
from stanceclf.text.memo import kept
from stanceclf.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class _Listed:
    """A listed phrase: folded tokens, exact tokens where case matters, what it means."""

    folded: tuple[str, ...]
    # Short names in capitals match in capitals only: "US" is no pronoun, "WHO" asks nothing.
    exact: tuple[str, ...] | None
    capital: bool
    entry: Entry

    def fits(self, words: list[str], first: int, last: int) -> bool:
        """Tell whether the tokens are capitalised as the phrase is: "Al-Qaeda", "al-Qaeda"."""
        if self.capital and not is_name_word(words[last - 1]):
            return False
        return self.exact is None or tuple(words[first:last]) == self.exact


def _fold(lower: str) -> str:
    """Return a token of `Document.lowers` without accents."""
    return lower if lower.isascii() else plain(lower)


fold: Final = kept(_fold)


class Former(NamedTuple):
    """A state that a country was before: its adjective, its name and its last year."""

    adjective: str
    name: str
    last: int


class Lexicon:
    """Listed names, by their first word and then by their second."""

    def __init__(self) -> None:
        self._table: dict[str, dict[str, list[_Listed]]] = {}
        self.names: dict[str, str] = {}
        self.countries: dict[str, str] = {}
        self.adjectives: dict[str, str] = {}
        # By the code of a country: the state before it.
        self.former: dict[str, Former] = {}
        self.nouns: dict[str, tuple[str, ...]] = {}
        # By each name that may be canonical: the id of an organisation.
        self.ids: dict[str, str] = {}

    def add(self, phrase: str, entry: Entry, *, override: bool = False) -> None:
        """Let `phrase` mean `entry`; what it means already stays, unless `override` is true."""
        tokens = tuple(tokenize(phrase)[0])
        exact = tokens if phrase.isupper() and len(phrase) < 6 else None
        listed = _Listed(tuple(map(plain, tokens)), exact, tokens[-1][0].isupper(), entry)
        first, second = listed.folded[0], listed.folded[1] if len(tokens) > 1 else ""
        bucket = self._table.setdefault(first, {}).setdefault(second, [])
        same = [i for i, other in enumerate(bucket) if other.folded == listed.folded]
        if not same:
            bucket.append(listed)
            bucket.sort(key=lambda other: -len(other.folded))
        elif override:
            bucket[same[0]] = listed

    def begins(self, lower: str) -> bool:
        """Tell whether any name begins with a word."""
        return fold(lower) in self._table

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the first two words, as `fold` has them, of the names of several words."""
        for first, row in self._table.items():
            yield from ((first, second) for second in row if second)

    def own_names(self, words: list[str], lowers: list[str]) -> dict[int, int]:
        """Return where a user's names stand in a text: none, as these tables are ours."""
        return {}

    def match(
        self, words: list[str], lowers: list[str], index: int, stop: int | None = None
    ) -> tuple[int, Entry] | None:
        """Return the end and the entry of the longest name that begins at token `index`.

        Accents do not matter; a name that is listed with capitals must end in a capitalised word.
        A name ends at `stop` at the latest.
        """
        stop = len(lowers) if stop is None else stop
        row = self._table.get(fold(lowers[index]))
        if row is None:
            return None
        if index + 1 < stop and (longer := row.get(fold(lowers[index + 1]))):
            for listed in longer:
                end = index + len(listed.folded)
                if end > stop:
                    continue
                if end > index + 2 and tuple(map(fold, lowers[index:end])) != listed.folded:
                    continue
                if listed.fits(words, index, end):
                    return end, listed.entry
        for listed in row.get("", ()):
            if listed.fits(words, index, index + 1):
                return index + 1, listed.entry
        return None


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the tables in `stanceclf.resources`."""
    table = Lexicon()
    _add_countries(table)
    _add_country_words(table)
    _add_organisations(table)
    for name in sorted(words("regions.txt") | words("cities.txt")):
        table.add(name, Entry(Sort.REGION, name, slug(name)))
    for name in sorted(words("peoples.txt")):
        table.add(name, Entry(Sort.GROUP, name, slug(name)))
    for name in sorted(words("outlets.txt")):
        table.add(name, Entry(Sort.OUTLET, name, slug(name)))
    return table


def _parts(cells: tuple[str, ...], index: int) -> list[str]:
    """Return the words of a cell that `|` parts; nothing where the row is shorter."""
    return [part for part in cells[index].split("|") if part] if index < len(cells) else []


def _add_countries(table: Lexicon) -> None:
    """Add the factbook's countries."""
    for cells in rows("countries.tsv"):
        code, name = cells[0], cells[1]
        table.names[code] = name
        for column, sort in (
            (1, Sort.COUNTRY),
            (2, Sort.COUNTRY),
            (3, Sort.SEAT),
            (4, Sort.ADJECTIVE),
            (5, Sort.PEOPLE),
        ):
            for phrase in _parts(cells, column):
                table.add(phrase, Entry(sort, name, code))
        table.countries[name] = code
        table.adjectives.update((code, word) for word in _parts(cells, 4)[:1])


def _add_country_words(table: Lexicon) -> None:
    """Add what was written by hand, which beats the factbook."""
    for code, kind, listed, *rival in rows("country_words.tsv"):
        for phrase in listed.split("|"):
            name = table.names.setdefault(code, phrase)
            if kind == "former":
                table.former[code] = Former(phrase.lower(), rival[0], int(rival[1]))
                continue
            if kind == "variant":
                entry = Entry(Sort.COUNTRY, phrase, code, variant=True)
            else:
                sort = Sort.COUNTRY if kind == "name" else Sort(kind)
                entry = Entry(sort, name, code, rival=rival[0] if rival else None)
                if sort is Sort.ADJECTIVE and phrase == listed.split("|")[0]:
                    table.adjectives[code] = phrase
            table.countries.setdefault(entry.name, code)
            table.add(phrase, entry, override=True)


def _add_organisations(table: Lexicon) -> None:
    """Add the organisations, and which nouns may stand for each."""
    for cells in rows("organisations.tsv"):
        name = cells[0]
        parent = cells[4] if len(cells) > 4 else None
        entry = Entry(Sort.ORGANISATION, name, slug(name), parent)
        table.nouns[name] = tuple(_parts(cells, 3))
        table.ids[name] = entry.id
        for phrase in (name, *_parts(cells, 1)):
            table.add(phrase, entry)
        for phrase in _parts(cells, 2):
            full = Entry(Sort.ORGANISATION, phrase, slug(name), parent, variant=True)
            table.nouns[phrase] = table.nouns[name]
            table.ids[phrase] = entry.id
            table.add(phrase, full)
