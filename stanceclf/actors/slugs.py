"""Identifiers of actors that no standard numbers, and the folding of names that they rest on."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from stanceclf.text.memo import kept

# Latin letters that Unicode does not take apart; the last four are apostrophes inside a word.
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ħ": "h", "\u0131": "i", "ŋ": "ng", "ŧ": "t", "ə": "a", "ƙ": "k", "ɓ": "b", "ɗ": "d",
        "\u02bb": "", "\u02bc": "", "\u02be": "", "\u02bf": "",
    }
)  # fmt: skip
_PARTING: Final = re.compile("[^0-9a-z]+")


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Return `text` in lower case, without accents, with plain apostrophes.

    >>> plain("Élysée")
    'elysee'
    """
    text = text.replace("\u2019", "'")
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return text.lower()


def _slug(name: str) -> str:
    """Return a stable identifier: the letters and digits of `name` in ASCII, parted by hyphens.

    It depends on the name alone, so it is the same in every document and process. Latin letters
    lose their accents and their case; any other letter is written by its code point in
    hexadecimal. Only a blank name has an empty slug. Country codes are in capitals and slugs
    never, so they do not collide.

    >>> slug("Côte d'Ivoire"), slug("Łódź Group"), slug("外務省")
    ('cote-d-ivoire', 'lodz-group', 'u5916u52d9u7701')
    """
    letters = plain(name).translate(_LETTERS)
    if not letters.isascii():
        letters = "".join(map(_written, letters))
    found = _PARTING.sub("-", letters).strip("-")
    # A name of marks alone, as "@" or an emoji, still tells itself from other names.
    return found or "-".join(f"u{ord(c):04x}" for c in name if not c.isspace())


slug: Final = kept(_slug)


def _written(character: str) -> str:
    """Return a folded character as it stands in a slug."""
    if character.isascii():
        return character if character.isalnum() else "-"
    # Vowel signs of Indic scripts are marks that tell names apart.
    return f"u{ord(character):04x}" if unicodedata.category(character)[0] in "LMN" else "-"
