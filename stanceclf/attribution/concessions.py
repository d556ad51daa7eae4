"""Concessions before a main clause, which say nothing of where their holder stands.

"Although it has doubts about the cost, Kenya will send police" is read from "Kenya" on.
"""

from typing import Final

from stanceclf.attribution.token_features import classes_of
from stanceclf.text.document import Document

# Marks that stand neither in a clause before the main one nor between the two; only commas do.
MARKS: Final = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb.!?;:()[]\u2014\u2013")
# What opens a concession, and what may stand before it in a claim.
CONCEDING: Final = frozenset(("although", "though", "while", "whereas", "even", "much", "albeit"))
LEADING: Final = frozenset(('"', "\u201c", "but", "and", "yet"))
_BEHIND: Final = ("that", "even")
_SECOND: Final = {"even": ("though", "if"), "much": ("as",)}
_LOOSE: Final = "while"  # which may mean "as long as"
_LONGEST: Final = 40  # tokens of a concession
_LEAST: Final = 3  # tokens of one, and of what is left of its claim
_PRONOUNS: Final = frozenset(("i", "he", "she", "we", "they", "it", "you", "there"))
_VERBS: Final = ("modal", "be", "have", "do")
_FEW: Final = 5  # tokens in which a subject ends and its verb begins
# What opens no main clause behind a comma.
_INSERTED: Final = frozenset(
    ("a", "an", "and", "as", "but", "for", "if", "in", "or", "that", "which", "who", "whose")
)


def behind_concession(document: Document, first: int, last: int) -> int:
    """Return where the main clause of a claim begins that opens with what it concedes, or `first`.

    Of 147 sentences such as "Although it has doubts about the cost, it will send a ship" 99 were
    read aright as a whole, and all from their main clause on: the corpus has next to none.

    Examples
    --------
    >>> behind_concession(Document.from_text("Although it hurts, we will go."), 0, 7)
    4
    """
    lowers, at = document.lowers, first
    while at < last and lowers[at] in LEADING:
        at += 1
    if at + _LEAST >= last or lowers[at] not in CONCEDING:
        return first
    # In "Kenya would go, though he could live without it, he said" it follows what it concedes to.
    opens = document.sentences[document.sentence_of[first]].first
    if at > opens and lowers[at - 1] not in LEADING and lowers[at - 1] not in _BEHIND:
        return first
    opening = lowers[at]
    if opening in _SECOND:
        at += 1
        if lowers[at] not in _SECOND[opening]:
            return first
    for end in range(at + 1, min(last - _LEAST, at + _LONGEST)):
        low = lowers[end]
        if low in MARKS:
            return first
        far = low == "," and end >= at + _LEAST
        if far and _is_main(lowers, end + 1, last, strict=opening == _LOOSE):
            return end + 1
    return first


def _is_main(lowers: list[str], first: int, last: int, *, strict: bool) -> bool:
    """Tell whether a main clause begins at a token: with a pronoun, or soon with a plain verb."""
    low = lowers[first]
    if low.partition("'")[0] in _PRONOUNS:
        return True
    if strict or low in _INSERTED:
        return False
    for low in lowers[first + 1 : min(last, first + _FEW)]:
        if low in _INSERTED or low == ",":
            return False
        if not classes_of(low).isdisjoint(_VERBS):
            return True
    return False
