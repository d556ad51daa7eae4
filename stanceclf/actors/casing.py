"""Text without case, as news would write it: lines in capitals, texts in lower case alone.

Every later stage reads names by their capitals. Here a line in capitals, or a text without any,
gets the case that its words would have: listed names and words that no list of common words holds
are names, all else is in lower case. The length stays, so that offsets hold for the text as given.
(The same task is known as truecasing: Lita, Ittycheriah, Roukos, Kambhatla 2003.)
"""

from functools import cache
from typing import Final

from stanceclf.actors.kinds import noun_kind
from stanceclf.actors.lexicon import Lexicon, lexicon
from stanceclf.actors.names import function_words, given_names, is_title
from stanceclf.actors.nouns import is_role
from stanceclf.actors.speech import is_speech_verb
from stanceclf.resources import words as listed_words
from stanceclf.text.stems import stem
from stanceclf.text.tokens import lowered, tokenize

# A shorter line in capitals may be an acronym, a name, a speaker's label.
_FEWEST_WORDS: Final = 4
_STOPS: Final = (".", "!", "?", "\u2026", ":")
_OPENING: Final = "\"'\u201c\u2018\u00ab([-\u2013\u2014\u2022*#"
_VOWELS: Final = frozenset("aeiouy")
_FIRST_PERSON: Final = frozenset(("i", "i'm", "i'll", "i've", "i'd"))
_ENDS: Final = (",", ".", "'s", "\u2019s", ":")


def recased(text: str, known: Lexicon | None = None) -> str:
    """Return `text` with the case of news, of the same length; most texts are as they should be.

    Parameters
    ----------
    text : str
    known : Lexicon, optional
        The listed names; those of `stanceclf.resources` if not given.

    Examples
    --------
    >>> recased("THE KREMLIN TOLD US THAT ADA MOREAU OF THE UN WILL SEND TROOPS.")
    'The Kremlin told us that Ada Moreau of the UN will send troops.'
    """
    if text.islower():
        return _recased(text, known or lexicon())
    if not any(line.isupper() for line in text.split("\n")):
        return text
    return "\n".join(
        _recased(line, known or lexicon()) if line.isupper() else line for line in text.split("\n")
    )


@cache
def _common() -> frozenset[str]:
    """Return the stems of the words that are no names."""
    return frozenset(map(stem, listed_words("common_words.txt")))


def is_common(lower: str) -> bool:
    """Tell whether a word in lower case is no name by itself.

    >>> is_common("ministers"), is_common("we'll"), is_common("moreau")
    (True, True, False)
    """
    bare = lower.partition("'")[0].removesuffix("n") if "n't" in lower else lower.partition("'")[0]
    if bare in function_words() or stem(bare) in _common():
        return True
    return noun_kind(bare) is not None or is_title(bare)


def _recased(text: str, known: Lexicon) -> str:
    """Write every word as news would."""
    words, starts, ends = tokenize(text)
    if sum(len(word) > 1 and word[0].isalpha() for word in words) < _FEWEST_WORDS:
        return text
    pieces, end = [], 0
    for word, start, stop in zip(_written(text, words, starts, known), starts, ends, strict=True):
        # A few letters have longer capitals, or another letter's: such a word stays as it stands.
        given = text[start:stop]
        same = len(word) == stop - start and word.lower() == given.lower()
        pieces += [text[end:start], word if same else given]
        end = stop
    return "".join([*pieces, text[end:]])


def _written(text: str, words: list[str], starts: list[int], known: Lexicon) -> list[str]:
    """Return the tokens of a text in the case that they should have."""
    lowers = list(map(lowered, words))
    capitals = [word.upper() for word in words]
    found = [word.lower() for word in words]
    names = [False] * len(words)
    behind = 0
    for index, low in enumerate(lowers):
        if index < behind or not low[0].isalpha() or _in_address(text, starts[index]):
            continue
        match = known.match(capitals, lowers, index)
        if match is not None and _is_name(lowers, index, match[0]):
            behind = match[0]
            for at in range(index, behind):
                found[at] = _listed(capitals, lowers, at, known, alone=behind == index + 1)
                names[at] = True
        else:
            found[index], names[index] = _unlisted(words[index], low, known)
    _join_names(lowers, found, names)
    for index in range(len(words)):
        if _opens(text, words, starts, index):
            found[index] = _capital(found[index])
    return found


def _unlisted(word: str, lower: str, known: Lexicon) -> tuple[str, bool]:
    """Return a word that begins no listed name in its case, and whether it is a name."""
    small = word.lower()
    if lower in _FIRST_PERSON:
        return _capital(small), False
    if "-" in lower:
        parts = small.split("-")
        double = parts[0] in given_names() and not is_common(parts[0])  # "Anne-Marie"
        small = "-".join(_capital(part) if double else _part(part, known) for part in parts)
        return small, small[0].isupper()
    if lower[-1] == ".":
        return word, False  # "p.m.", an acronym that no list knows
    if len(lower) == 1 or is_common(lower):
        return small, False
    acronym = word.isupper() and len(lower) < 6 and _VOWELS.isdisjoint(lower)
    return word if acronym else _capital(small), True


def _is_name(lowers: list[str], first: int, last: int) -> bool:
    """Tell whether a listed name is one here: "us" after "the" or before a noun, not "congress"."""
    if last > first + 1:
        return True
    low = lowers[first]
    if low in function_words():
        behind = lowers[last] if last < len(lowers) else ""
        article = first > 0 and lowers[first - 1] == "the"
        return article or (low == "us" and noun_kind(behind) is not None)
    # By the word itself: the stem of "France" is that of "franc".
    return low not in listed_words("common_words.txt")


def _listed(
    capitals: list[str], lowers: list[str], index: int, known: Lexicon, *, alone: bool
) -> str:
    """Return a token of a listed name: an acronym in capitals, a particle in lower case."""
    low = lowers[index]
    if not alone and (low in function_words() or not low[0].isalpha()):
        return low
    return capitals[index] if _is_acronym(low, known) else _capital(low)


def _part(lower: str, known: Lexicon) -> str:
    """Return a part of a compound: "Russian" of "Russian-backed"."""
    if not lower or is_common(lower):
        return lower
    return lower.upper() if _is_acronym(lower, known) else _capital(lower)


def _is_acronym(lower: str, known: Lexicon) -> bool:
    """Tell whether a word is listed in capitals alone: "EU", but not "Mali"."""
    if known.match([lower.upper()], [lower], 0) is None:
        return False
    return known.match([_capital(lower)], [lower], 0) is None


def _join_names(lowers: list[str], found: list[str], names: list[bool]) -> None:
    """Give capitals to common words that are parts of names: "Grace Wanjala", "Gen. Young said"."""
    particles = listed_words("particles.txt")
    for index in range(len(lowers) - 2, -1, -1):
        low = lowers[index]
        stopped = lowers[index + 1] == "." and index + 2 < len(lowers)
        after = names[index + 2 if stopped else index + 1]
        if names[index]:
            if low in particles and after:
                found[index] = low
        elif low not in function_words() and (
            (after and _leads(low)) or (stopped and len(low) == 1 and low.isalpha())
        ):
            found[index], names[index] = _capital(low), after
    for index in range(1, len(lowers) - 1):
        before = lowers[index - 2] if lowers[index - 1] == "." and index > 1 else lowers[index - 1]
        led = (names[index - 1] and before in given_names()) or is_title(before)
        if led and not names[index] and _may_be_surname(lowers[index], lowers[index + 1]):
            found[index], names[index] = _capital(lowers[index]), True


def _may_be_surname(lower: str, behind: str) -> bool:
    """Tell whether a common word behind a given name or a title is a name: "Young said"."""
    if not lower.isalpha() or lower in function_words() or is_speech_verb(lower):
        return False
    return noun_kind(lower) is None and (is_speech_verb(behind) or behind in _ENDS)


def _leads(lower: str) -> bool:
    """Tell whether a word belongs to the name behind it: a title, an office, a given name."""
    if is_title(lower) or is_role(lower):
        return True
    return lower in given_names() and not is_speech_verb(lower)


def _in_address(text: str, start: int) -> bool:
    """Tell whether a word stands in an address of the web, or in one for mail."""
    if text[start : start + 4].lower() in ("http", "www."):
        return True
    return start > 1 and text[start - 1] in "/._=&?" and not text[start - 2].isspace()


def _opens(text: str, words: list[str], starts: list[int], index: int) -> bool:
    """Tell whether a word opens a sentence or a line."""
    if not words[index][0].isalpha() or _in_address(text, starts[index]):
        return False
    back = index - 1
    while back >= 0 and words[back] in _OPENING:
        if "\n" in text[starts[back] : starts[back + 1]]:
            return True
        back -= 1
    if back < 0:
        return True
    if "\n" in text[starts[back] : starts[back + 1]]:
        return True
    if words[back] not in _STOPS:
        return False
    return not (words[back] == "." and back > 0 and is_title(words[back - 1].lower()))


def _capital(word: str) -> str:
    """Return a word with its first letter in capitals; "o'brien" and "d'almeida" with the next."""
    head, mark, tail = word.partition("'")
    if mark and len(head) == 1 and len(tail) > 2:
        return head.upper() + mark + tail[0].upper() + tail[1:]
    return word[0].upper() + word[1:]
