"""Words that take a noun phrase apart: where none of them stands, its last word is its head."""

from typing import Final

from stanceclf.actors.nouns import POSSESSIVES, word_class

CLOSERS: Final = frozenset(("who", "whom", "which", "that", "whose", "where", "led", ",", "("))
FORMER: Final = frozenset(("former", "ex", "retired"))
POSTMODIFIERS: Final = word_class("postmodifier")
SHARES: Final = frozenset(("percent", "cent", "%"))
_MARKS: Final = word_class("possessive_mark")
PARTING: Final = CLOSERS | _MARKS | SHARES | FORMER | POSTMODIFIERS | POSSESSIVES | {"own"}
