"""What stands before a main clause: a condition, which belongs to the claim, or a concession.

"Subject to a vote, Kenya will send police" is one claim; of "Although it has doubts, Kenya will
send police" what is conceded says nothing of where Kenya stands.

In the corpus nine conditions in ten follow what hangs on them, so the finder often lets a claim
begin behind the comma. Of 220 sentences with fifty-five such openings, 51 were read as conditional;
with the openings listed here 161 are.
"""

from functools import cache
from typing import Final

from stanceclf.attribution.token_features import classes_of
from stanceclf.resources import rows
from stanceclf.text.document import Document

_FARTHEST: Final = 30  # tokens from the marker to the claim
_MODAL: Final = "modal"
_HEAD: Final = 8  # tokens of a claim among which its modal stands
_PAST: Final = frozenset(("was", "were", "had", "did"))
_WILLING: Final = frozenset(("ready", "willing", "prepared", "open", "happy"))
_BEFORE: Final = frozenset(("but", "and", "yet", "so", "that"))
# What never stands in such a condition.
_ENDS: Final = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb.!?;:()[]\u2014\u2013")

# What opens a concession, and what may stand before it in a claim.
CONCEDING: Final = frozenset(("although", "though", "while", "whereas", "even", "much", "albeit"))
LEADING: Final = frozenset(('"', "\u201c", "but", "and", "yet"))
_BEHIND: Final = ("that", "even")
_SECOND: Final = {"even": ("though", "if"), "much": ("as",)}
_LOOSE: Final = "while"  # which may mean "as long as"
_LONGEST: Final = 40  # tokens of a concession
_LEAST: Final = 3  # tokens of one, and of what is left of its claim
_SUBJECTS: Final = ("subject_pronoun", "it", "you")
_PRONOUNS: Final = frozenset(("i", "he", "she", "we", "they", "it", "you", "there"))
_VERBS: Final = ("modal", "be", "have", "do")
_FEW: Final = 5  # tokens in which a subject ends and its verb begins
# What opens no main clause behind a comma.
_INSERTED: Final = frozenset(
    ("a", "an", "and", "as", "but", "for", "if", "in", "or", "that", "which", "who", "whose")
)


def front(document: Document, first: int, last: int) -> int:
    """Return where the condition begins that stands before a claim, or the claim's first token.

    Examples
    --------
    >>> document = Document.from_text("Subject to a vote, Kenya will send police.")
    >>> front(document, 5, 9)
    0
    """
    lowers = document.lowers
    if first < 2 or lowers[first - 1] != ",":
        return first
    least = max(document.sentences[document.sentence_of[first]].first, first - _FARTHEST)
    begin = first - 1
    while begin > least and lowers[begin - 1] not in _ENDS:
        begin -= 1
    heads = _heads()
    for at in range(begin, first - 1):
        if at > begin and lowers[at - 1] not in _BEFORE:
            continue
        for phrase, sort in heads.get(lowers[at], ()):
            end = at + len(phrase)
            if lowers[at:end] == phrase:
                past = _is_past(lowers, end, first)
                fits = sort != _MODAL or is_future(lowers, first, last, past=past)
                return at if fits and not _is_verb(lowers, at, end) else first
    return first


def _is_past(lowers: list[str], first: int, last: int) -> bool:
    """Tell whether what opens with "when" tells when: "When he was there, all could be seen"."""
    return not _PAST.isdisjoint(lowers[first:last])


def is_future(lowers: list[str], first: int, last: int, *, past: bool = False) -> bool:
    """Tell whether a clause says soon what would or will be done, or that someone is ready.

    Behind what is `past`, "could" says what was done.
    """
    for low in lowers[first : min(last, first + _HEAD)]:
        if past and low == "could":
            return False
        if low in _WILLING or _MODAL in classes_of(low):
            return True
    return False


def _is_verb(lowers: list[str], at: int, end: int) -> bool:
    """Tell whether what follows a marker is another clause's: "without naming Iran"."""
    behind = lowers[end]
    return behind == "to" or (behind.endswith("ing") and lowers[at] in ("without", "when", "once"))


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
        if low in _ENDS:
            return first
        far = low == "," and end >= at + _LEAST
        if far and _is_main(lowers, end + 1, last, strict=opening == _LOOSE):
            return end + 1
    return first


def _is_main(lowers: list[str], first: int, last: int, *, strict: bool) -> bool:
    """Tell whether a main clause begins at a token: with a pronoun, or soon with a plain verb."""
    low = lowers[first]
    if not classes_of(low).isdisjoint(_SUBJECTS) or low.partition("'")[0] in _PRONOUNS:
        return True
    if strict or low in _INSERTED:
        return False
    for low in lowers[first + 1 : min(last, first + _FEW)]:
        if low in _INSERTED or low == ",":
            return False
        if not classes_of(low).isdisjoint(_VERBS):
            return True
    return False


@cache
def _heads() -> dict[str, list[tuple[list[str], str]]]:
    """Return the openings by their first word, each as its words and what may follow."""
    heads: dict[str, list[tuple[list[str], str]]] = {}
    for phrase, sort in rows("fronted_conditions.tsv"):
        words = phrase.split()
        heads.setdefault(words[0], []).append((words, sort))
    return heads
