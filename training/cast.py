"""The invented names of one document, and the edits that put them into a text."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from stanceclf.errors import DataError
from training.people import Part, Person, by_first_word, kept_phrases, plain, pool, tokens

Edit = tuple[int, int, str]


class Cast:
    """The invented names of one document.

    Parameters
    ----------
    document : str
        The document's id, which seeds the draw.
    texts : sequence of str
        All texts of the document in which persons may be named.
    """

    def __init__(self, document: str, texts: Sequence[str]) -> None:
        self._document = document
        self._taken = {plain(m.group()) for text in texts for m in tokens(text)}
        self._articles = {
            plain(word): article.lower()
            for text in texts
            for article, word in re.findall(r"\b([Aa]n?) ([^\W\d_]+)", text)
        }
        self._given: dict[str, str] = {}
        self._family: dict[str, str] = {}
        self._kept = kept_phrases().get("*", ()) + kept_phrases().get(document, ())
        self._full: dict[str, list[Person]] = {}
        for person in sorted(_present(texts), key=lambda p: (-len(p.parts), p.name)):
            if len(person.parts) == 1 and not self._stands_alone(person, texts):
                continue
            self._full.setdefault(plain(person.parts[0].word), []).append(person)
            for part in person.parts:
                self._assign(part, person.sex)

    def _stands_alone(self, person: Person, texts: Sequence[str]) -> bool:
        """Tell whether a single name occurs other than inside somebody's longer name."""
        word = plain(person.parts[0].word)
        for text in texts:
            covered = {start for start, _, _ in self.edits(text)}
            for match in tokens(text):
                if plain(match.group()) == word and match.start() not in covered:
                    return True
        return False

    def _assign(self, part: Part, sex: str) -> None:
        """Draw the invented token of one part, unless the document has it already."""
        known = self._given if part.kind in "gy" else self._family
        key = plain(part.word)
        if part.kind == "k" or key in known:
            return
        if part.kind == "i":
            known[key] = re.sub("[A-Z]", self._initial, part.word)
            return
        kind = sex if part.kind == "g" else part.kind
        kind = "s" if (part.culture, kind) not in pool() else kind
        if "-" in part.word and part.kind == "s":
            words = [self._draw(part.culture, "s", sex, half) for half in part.word.split("-")]
            for half, word in zip(part.word.split("-"), words, strict=True):
                known.setdefault(plain(half), word)
            known[key] = "-".join(known[plain(half)] for half in part.word.split("-"))
        else:
            known[key] = self._draw(part.culture, kind, sex, part.word)

    def _initial(self, match: re.Match[str]) -> str:
        """Return another letter for an initial."""
        letters = "ABCDEFGHJKLMNPRSTVW".replace(match.group(), "")
        return letters[int(self._hash("initial", match.group()), 16) % len(letters)]

    def _draw(self, culture: str, kind: str, sex: str, real: str) -> str:
        """Return the first name of the shuffled pool that the document does not know yet."""
        names = pool()[culture, kind]
        alike = [pair for pair in names if pair[0].count("-") == real.count("-")] or list(names)
        article = self._articles.get(plain(real))  # "an Ode aide" must not become "an Roe aide"
        if article:
            vowel = article == "an"
            fit = [pair for pair in alike if (plain(pair[0])[0] in "aeiou") == vowel]
            alike = fit or alike
        for name, feminine in sorted(alike, key=lambda pair: self._hash(culture, kind, pair[0])):
            word = feminine if sex == "f" and kind == "s" else name
            if not self._taken & {plain(name), plain(feminine)}:
                self._taken |= {plain(name), plain(feminine)}
                return word
        raise DataError(f"{self._document}: the pool {culture} {kind} is exhausted; add names.")

    def _hash(self, *words: str) -> str:
        """Return a digest that depends on the document and the words alone."""
        return hashlib.sha256("|".join((self._document, *words)).encode()).hexdigest()

    def edits(self, text: str) -> list[Edit]:
        """Return the replacements `(start, end, word)` that a text needs, in order."""
        kept = [m.span() for p in self._kept for m in re.finditer(rf"\b{re.escape(p)}\b", text)]
        found = [m for m in tokens(text) if not any(s <= m.start() < e for s, e in kept)]
        edits: list[Edit] = []
        at = 0
        while at < len(found):
            person = next(self._starting(found, at, text), None)
            if person is None:
                edits += self._single(found[at])
                at += 1
                continue
            for part, match in zip(person.parts, found[at:], strict=False):
                if part.kind != "k":
                    known = self._given if part.kind in "gy" else self._family
                    edits.append((*match.span(), _cased(known[plain(part.word)], match.group())))
            at += len(person.parts)
        return edits

    def _starting(self, found: list[re.Match[str]], at: int, text: str) -> Iterator[Person]:
        """Yield the persons whose full name starts at a token, the longest first."""
        for person in self._full.get(plain(found[at].group()), ()):
            if len(person.parts) > 1 and _matches(person, found, at, text):
                yield person

    def _single(self, match: re.Match[str]) -> Iterator[Edit]:
        """Replace a token that stands for a person alone, or one half of a hyphened word."""
        word = match.group()
        if not word[0].isupper() and "-" not in word:
            return
        new = self._lookup(word)
        if new:
            yield (*match.span(), new)
            return
        start = match.start()
        for half in word.split("-") if "-" in word else ():
            new = self._lookup(half)
            if new:
                yield (start, start + len(half), new)
            start += len(half) + 1

    def _lookup(self, word: str) -> str | None:
        """Return what stands for a lone capitalised word; initials and lower case never do."""
        if not word[:1].isupper() or word.endswith("."):
            return None
        key = plain(word)
        new = self._family.get(key) or self._given.get(key)
        return _cased(new, word) if new else None

    def rename(self, text: str) -> str:
        """Return a text with the real names replaced."""
        return apply(text, self.edits(text))

    def rename_slug(self, slug: str) -> str:
        """Return a topic slug with the names in it replaced, in plain lower case."""
        words = [self._family.get(word) for word in slug.split("-")]
        pairs = zip(words, slug.split("-"), strict=True)
        return "-".join(plain(new) if new else word for new, word in pairs)


def _present(texts: Iterable[str]) -> set[Person]:
    """Return everyone whose full name stands in one of the texts."""
    present: set[Person] = set()
    for text in texts:
        found = list(tokens(text))
        for at, match in enumerate(found):
            candidates = by_first_word().get(plain(match.group()), ())
            present.update(p for p in candidates if _matches(p, found, at, text))
    return present


def _matches(person: Person, found: list[re.Match[str]], at: int, text: str) -> bool:
    """Tell whether the tokens from `at` on are a person's full name, unbroken."""
    window = found[at : at + len(person.parts)]
    if len(window) < len(person.parts) or not window[0].group()[0].isupper():
        return False
    if any(plain(p.word) != plain(m.group()) for p, m in zip(person.parts, window, strict=True)):
        return False
    pairs = pairwise(window)
    return all(text[left.end() : right.start()] in ("", " ", "\n", "\xa0") for left, right in pairs)


def _cased(new: str, old: str) -> str:
    """Write an invented word in capitals where the real one was."""
    return new.upper() if len(old) > 1 and old.isupper() else new


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text after the edits."""
    pieces, at = [], 0
    for start, end, word in edits:
        pieces += [text[at:start], word]
        at = end
    return "".join([*pieces, text[at:]])


def move(offset: int, edits: Iterable[Edit], *, end: bool) -> int:
    """Return where an offset stands after the edits; one inside a name goes to the name's edge."""
    shift = 0
    for start, stop, word in edits:
        if offset <= start:
            break
        if offset < stop:
            return start + shift + (len(word) if end else 0)
        shift += len(word) - (stop - start)
    return offset + shift
