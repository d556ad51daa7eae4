"""Tokens: words, numbers, clitics and single marks, each with its offsets."""

import re
from typing import Final

DASHES: Final = frozenset(("-", "\u2013", "\u2014"))  # and the hyphens that stand for them
# In order: dotted acronyms (U.S., a.m.), numbers, words with inner hyphens and apostrophes
# (O'Brien, don't, peace-keeping), the possessive clitic, any other mark alone.
TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W_]+(?:[-\u2010\u2011][^\W_]+)*(?:['\u2019](?![sS]\b)[^\W_]+)*"
    r"|['\u2019][sS]\b"
    r"|\S"
)


def lowered(word: str) -> str:
    """Return a word in lower case, its typographic apostrophes made plain.

    >>> lowered("Won\u2019t")
    "won't"
    """
    return word.lower().replace("\u2019", "'")


def is_word(token: str) -> bool:
    """Tell whether a token is more than a mark: a word, a number, the sign of a currency.

    >>> is_word("troops"), is_word("$"), is_word(",")
    (True, True, False)
    """
    return token[0].isalnum() or token[0] in "$\u20ac\u00a3"


def tokenize(text: str) -> tuple[list[str], list[int], list[int]]:
    """Split `text` into tokens.

    Returns
    -------
    words : list of str
    starts, ends : list of int
        Half-open code-point offsets of each token.

    Examples
    --------
    >>> tokenize("Kenya's plan won't fly.")[0]
    ['Kenya', "'s", 'plan', "won't", 'fly', '.']
    """
    words, starts, ends = [], [], []
    for match in TOKEN.finditer(text):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return words, starts, ends
