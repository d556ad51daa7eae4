"""The lexicon with names before it that a user gives: aliases, new actors, renamed ones."""

from dataclasses import dataclass, replace
from typing import Final

from stanceclf.actors.entries import Entry
from stanceclf.actors.lexicon import Lexicon, fold
from stanceclf.actors.nouns import word_class
from stanceclf.actors.slugs import plain
from stanceclf.records import ActorType
from stanceclf.text.tokens import tokenize

_ARTICLES: Final = word_class("article")


def bare_words(name: str) -> tuple[str, ...]:
    """Return the tokens of a name, an article in front left out.

    >>> bare_words("the Iron Alliance")
    ('Iron', 'Alliance')
    """
    words = tuple(tokenize(name)[0])
    return words[1:] if len(words) > 1 and words[0].lower() in _ARTICLES else words


@dataclass(frozen=True, slots=True)
class _Alias:
    """How an alias is written, and whom it means."""

    words: tuple[str, ...]
    exact: bool
    entry: Entry

    def fits(self, words: list[str]) -> bool:
        """Tell whether the words of a text are capitalised as the alias is."""
        if self.exact:
            return tuple(words) == self.words
        return all(
            here[0].isupper() or not own[0].isupper()
            for here, own in zip(words, self.words, strict=True)
        )


class AliasedLexicon(Lexicon):
    """The lexicon with a user's names before it; the one it extends stays as it is.

    Parameters
    ----------
    base : Lexicon
        What is listed already. Where a user's name is as long as a listed one, the user's wins.
    """

    def __init__(self, base: Lexicon) -> None:
        super().__init__()
        self._base = base
        self.names = base.names
        self.adjectives = base.adjectives
        self.former = base.former
        self.countries = dict(base.countries)
        self.nouns = dict(base.nouns)
        self.ids = dict(base.ids)
        self._listed = {key: [name] for key, name in base.names.items()}
        for name, key in base.ids.items():
            self._listed.setdefault(key, []).append(name)
        self._aliases: dict[tuple[str, ...], list[_Alias]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        # By id: the name that the user gives to an actor that the base lists under another.
        self._renamed: dict[str, str] = {}

    def enter(self, alias: str, entry: Entry) -> Entry | None:
        """Let `alias` mean `entry`; return what it means already, if that is another actor."""
        words = bare_words(alias)
        key = tuple(map(plain, words))
        exact = alias.isupper() and len(alias) < 6
        known = self._aliases.setdefault(key, [])
        for other in known:
            if other.words == words:
                return other.entry if other.entry != entry else None
        known.append(_Alias(words, exact, entry))
        if len(known) > 1:  # the spelling with more capitals is the narrower one: try it first
            known.sort(key=lambda one: -sum(word[0].isupper() for word in one.words))
        lengths = self._lengths.get(key[0], ())
        if len(key) not in lengths:
            self._lengths[key[0]] = tuple(sorted({*lengths, len(key)}, reverse=True))
        return None

    def describe(self, entry: Entry) -> None:
        """Note the canonical name of `entry`, also for names of that actor that the base lists."""
        self.ids[entry.name] = entry.id
        if entry.type is ActorType.COUNTRY:
            self.countries[entry.name] = entry.id
        listed = self._listed.get(entry.id, ())
        if listed and entry.name not in listed and entry.type is not ActorType.PERSON:
            self._renamed[entry.id] = entry.name
            self.nouns[entry.name] = next((self.nouns[n] for n in listed if n in self.nouns), ())

    def begins(self, lower: str) -> bool:
        """Tell whether any name begins with a word."""
        return fold(lower) in self._lengths or self._base.begins(lower)

    def match(
        self, words: list[str], lowers: list[str], index: int, stop: int | None = None
    ) -> tuple[int, Entry] | None:
        """Return what `Lexicon.match` does, the user's names among what is listed."""
        stop = len(words) if stop is None else stop
        own = self._own(words, lowers, index, stop)
        listed = self._base.match(words, lowers, index, stop)
        if listed is None or (own is not None and own[0] >= listed[0]):
            return own
        name = self._renamed.get(listed[1].id)
        return (listed[0], replace(listed[1], name=name, variant=False)) if name else listed

    def own_names(self, words: list[str], lowers: list[str]) -> dict[int, int]:
        """Return the ends of the user's names in a text by the tokens that they begin at."""
        found: dict[int, int] = {}
        behind = 0
        for index, low in enumerate(lowers):
            if index < behind or fold(low) not in self._lengths:
                continue
            own = self._own(words, lowers, index, len(words))
            if own is not None:
                found[index] = behind = own[0]
        return found

    def _own(
        self, words: list[str], lowers: list[str], index: int, stop: int
    ) -> tuple[int, Entry] | None:
        """Return the end and the entry of the longest of the user's names at a token."""
        for length in self._lengths.get(fold(lowers[index]), ()):
            end = index + length
            if end > stop:
                continue
            for alias in self._aliases.get(tuple(map(fold, lowers[index:end])), ()):
                if alias.fits(words[index:end]):
                    return end, alias.entry
        return None
