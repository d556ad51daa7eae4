"""Text without case, as news would write it: lines in capitals, headlines In Title Case, texts
in lower case alone.

Every later stage reads names by their capitals. Here a line in capitals, or a text without any,
gets the case that its words would have: listed names and words that no list of common words holds
are names, all else is in lower case. A headline in title case tells no more, and there the rest of
the text has a say. The length stays, so that offsets hold for the text as given.
(The same task is known as truecasing: Lita, Ittycheriah, Roukos, Kambhatla 2003.)
"""

import re
from itertools import pairwise
from typing import Final

from stanceclf.actors.capitalised import Seen
from stanceclf.actors.kinds import noun_kind
from stanceclf.actors.lexicon import Lexicon, lexicon
from stanceclf.actors.names import function_words, given_names, is_title, words_of
from stanceclf.actors.nouns import is_role, word_class
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.resources import words as listed_words
from stanceclf.text.common_words import common_stems
from stanceclf.text.stems import VOWELS, stem
from stanceclf.text.tokens import TOKEN, lowered, tokenize

# A shorter line in capitals may be an acronym, a name, a speaker's label.
_FEWEST_WORDS: Final = 4
# Of a headline in title case: its words, its letters, the capitals in it that no name explains.
_FEWEST_OF_TITLE: Final = 5
_SHORTEST_TITLE: Final = 20
_LONGEST_TITLE: Final = 160
_FEWEST_PLAIN: Final = 2
_SMALL_IN_TITLE: Final = listed_words("particles.txt") | word_class("small_in_title")
# What shows at once that most other lines are none: a longer word in lower case.
_SMALL_WORD: Final = re.compile(
    " [a-z](?!bout|fter|gainst|mong|efore|etween|uring|nder|ith)[a-z]{4}"
)
_STOPS: Final = (".", "!", "?", "\u2026", ":")
_OPENING: Final = "\"'\u201c\u2018\u00ab([-\u2013\u2014\u2022*#"
_PARTIES: Final = word_class("party_word") - {"progress"}
# Days and months, which keep their capitals in a line of title case.
_DATES: Final = words_of("weekday", "month")
_FIRST_PERSON: Final = frozenset(("i", "i'm", "i'll", "i've", "i'd"))
_ENDS: Final = (",", ".", "'s", "\u2019s", ":", ";", ")")


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
    lines = text.split("\n")
    capital = [line.isupper() for line in lines]
    titled = list(map(_is_titled, lines))
    if True in titled:
        both = zip(capital, titled, strict=True)
        seen = Seen([line for line, told in zip(lines, both, strict=True) if True not in told])
    elif True in capital:
        seen = None
    else:
        return text
    for index, line in enumerate(lines):
        if titled[index]:
            lines[index] = _recased(line, known or lexicon(), seen)
        elif capital[index]:
            lines[index] = _recased(line, known or lexicon())
    return "\n".join(lines)


def _is_titled(line: str) -> bool:
    """Tell whether a line is a headline in title case: "Kenya Is Ready To Send Police"."""
    if not _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE or _SMALL_WORD.search(line):
        return False
    words = TOKEN.findall(line)
    if not all(map(_may_be_small, words)):
        return False
    if sum(word[0].isalpha() for word in words) < _FEWEST_OF_TITLE:
        return False
    # A capital behind a mark may be a sentence's, or that of a place in a date line.
    inside = [word for before, word in pairwise(words) if before[0].isalnum()]
    plain = [lowered(word) for word in inside if _is_plain(word)]
    return len(plain) >= _FEWEST_PLAIN and any(map(_is_of_clause, plain))


def _may_be_small(word: str) -> bool:
    """Tell whether a word has a capital, or may do without one in title case."""
    return not word[0].islower() or word in _SMALL_IN_TITLE


def _is_plain(word: str) -> bool:
    """Tell whether a word has a capital that no name explains: "Is", "Ready", "Says"."""
    lower = lowered(word)
    if not word[0].isupper() or word.isupper() or lower in _DATES:
        return False
    if lower in function_words() or is_speech_verb(lower):
        return True
    return is_common(lower) and noun_kind(lower) is None and not is_title(lower)


def _is_of_clause(lower: str) -> bool:
    """Tell whether a word may be of a clause: "the Green Card Fast Track Unit" has none."""
    return lower in function_words() or is_speech_verb(lower) or lower.endswith(("s", "ed", "ing"))


def is_common(lower: str) -> bool:
    """Tell whether a word in lower case is no name by itself.

    >>> is_common("ministers"), is_common("we'll"), is_common("moreau")
    (True, True, False)
    """
    bare = lower.partition("'")[0].removesuffix("n") if "n't" in lower else lower.partition("'")[0]
    if bare in function_words() or stem(bare) in common_stems():
        return True
    return noun_kind(bare) is not None or is_title(bare)


def _recased(text: str, known: Lexicon, seen: Seen | None = None) -> str:
    """Write every word as news would; `seen` is given for a line in title case."""
    words, starts, ends = tokenize(text)
    if sum(len(word) > 1 and word[0].isalpha() for word in words) < _FEWEST_WORDS:
        return text
    pieces, end = [], 0
    written = _written(text, words, starts, known, seen)
    for word, start, stop in zip(written, starts, ends, strict=True):
        # A few letters have longer capitals, or another letter's: such a word stays as it stands.
        given = text[start:stop]
        same = len(word) == stop - start and word.lower() == given.lower()
        pieces += [text[end:start], word if same else given]
        end = stop
    return "".join([*pieces, text[end:]])


def _written(
    text: str, words: list[str], starts: list[int], known: Lexicon, seen: Seen | None
) -> list[str]:
    """Return the tokens of a text in the case that they should have."""
    lowers = list(map(lowered, words))
    capitals = [word.upper() for word in words] if seen is None else words
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
        elif index == behind and index and _may_be_verb(low):
            continue  # "Norway Flexes Muscle"
        elif seen is None:
            found[index], names[index] = _unlisted(words[index], low, known)
        else:
            found[index], names[index] = _titled(words, index, known, seen)
    _join_names(lowers, found, names)
    for index in range(len(words)):
        if seen is not None and names[index] and _stays(lowers[index]):
            found[index] = words[index]
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
    if len(lower) == 1 or is_common(lower) or _is_adverb(lower):
        return small, False
    acronym = word.isupper() and len(lower) < 6 and VOWELS.isdisjoint(lower)
    return word if acronym else _capital(small), True


def _titled(words: list[str], index: int, known: Lexicon, seen: Seen) -> tuple[str, bool]:
    """Return a word of a line in title case as `_unlisted` does, by what else the text has."""
    word = words[index]
    mixed = word.isupper() if len(word) == 1 else not word[1:].islower() and "-" not in word
    if word.islower() or (mixed and word != "A"):
        return word, word[0].isupper()  # "with", "NATO", "McHale"
    lower = lowered(word)
    named = lower in _DATES or (lower.endswith("s") and lower in _PARTIES)
    if named or (index and words[index - 1] in _STOPS):
        return word, False
    name = seen.is_name(words, index)
    if name is not None:
        return (word if name else word.lower()), name
    small, name = _unlisted(word, lower, known)
    if "-" in word:  # "US-Led"
        parts = zip(word.split("-"), small.split("-"), strict=True)
        small = "-".join(given if given.isupper() else part for given, part in parts)
    return small, name


def _stays(lower: str) -> bool:
    """Tell whether a part of a name is as title case has it: "McHale", "Le" of "Anne Le Gall"."""
    return "-" not in lower and lower not in function_words()


def _may_be_verb(lower: str) -> bool:
    """Tell whether a word behind a listed name has the ending of a verb: "flexes"."""
    return lower.isalpha() and len(lower) > 3 and lower[-1] == "s" and lower[-2] not in "aiosu"


def _is_adverb(lower: str) -> bool:
    """Tell whether a word is a common one with "-ly": "abruptly", "angrily", but not "Kelly"."""
    if not lower.endswith("ly"):
        return False
    return is_common(lower[:-2]) or (lower.endswith("ily") and is_common(lower[:-3] + "y"))


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
    head, mark, tail = word.partition("\u2019" if "\u2019" in word else "'")
    if mark and len(head) == 1 and len(tail) > 2:
        return head.upper() + mark + tail[0].upper() + tail[1:]
    return word[0].upper() + word[1:]
