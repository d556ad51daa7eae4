"""Items: clauses of a communiqué have no subject; whoever leads their list holds them.

"The Council, 1. Welcomes the offer of Mali; 2. Demands that all foreign troops leave": each item is
a paragraph that begins with a verb of such texts, behind a number or a bullet. What names the body
stands above the first of them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from stanceclf.attribution.found import Found
from stanceclf.attribution.scene import Candidate, candidate_from
from stanceclf.records import Sentence
from stanceclf.resources import classes
from stanceclf.text.document import Document

_ENACTING: Final = classes("actor_words.tsv")["enacting"]
_ADVERBS: Final = frozenset(("also", "further", "again", "thus", "hereby"))
_LABEL: Final = 6  # tokens before the verb, at most: "(iv) Also strongly"
_LONGEST_NUMBER: Final = 4
_GOES_ON: Final = frozenset((",", ";"))


def with_bodies(
    claims: Sequence[Found], document: Document, candidates: Sequence[Candidate]
) -> list[Found]:
    """Return claims in which those of items without a subject are held by whom their list names.

    Parameters
    ----------
    claims : sequence of Found
    document : Document
    candidates : sequence of Candidate
        The mentions of the document, in reading order.
    """
    answer = []
    leads: list[Candidate | None] | None = None
    for claim in claims:
        verb = _verb(document, document.sentence_of[claim.first])
        if verb >= 0:
            leads = _leads(document, candidates) if leads is None else leads
            paragraph = bisect_right(document.paragraphs(), document.sentence_of[claim.first]) - 1
            lead, holder = leads[paragraph], claim.actor
            if lead is not None and not (claim.first > verb and _stands_in(claim, holder)):
                claim = claim.attributed(lead, lead if claim.first > verb else None)
        answer.append(claim)
    return answer


def _stands_in(claim: Found, holder: Candidate | None) -> bool:
    """Tell whether a claim begins with its holder: "notes that [Mali stays]", not "[its call]"."""
    if holder is None or holder.kind == "pronoun":
        return False
    return claim.first <= holder.first <= claim.first + 1


def _verb(document: Document, number: int) -> int:
    """Return the verb that a sentence begins with, behind a label and adverbs, or -1."""
    lowers, sentence = document.lowers, document.sentences[number]
    first = _behind_label(document, sentence)
    for at in range(first, min(first + _LABEL, sentence.last)):
        if lowers[at] in _ENACTING:
            return at
        if not (lowers[at].endswith("ly") or lowers[at] in _ADVERBS):
            break
    return -1


def _behind_label(document: Document, sentence: Sentence) -> int:
    """Return the first word of a sentence behind a number, a letter or a bullet."""
    lowers, at = document.lowers, sentence.first
    stop = min(at + _LABEL, sentence.last - 1)
    while at < stop:
        numbered = lowers[at + 1] in (")", ".") and len(lowers[at]) <= _LONGEST_NUMBER
        if lowers[at][0].isalpha() and not numbered:
            break
        at += 1
    return at


def _leads(document: Document, candidates: Sequence[Candidate]) -> list[Candidate | None]:
    """Return for each paragraph whom the list that it is an item of names; nobody for others."""
    sentences = document.sentences
    leads: list[Candidate | None] = []
    lead: Candidate | None = None
    for opening, behind in pairwise([*document.paragraphs(), len(sentences)]):
        last = sentences[behind - 1]
        item = behind - opening <= 2 and _verb(document, behind - 1) >= 0  # "IV." is a sentence
        leads.append(lead if item else None)
        labelled = _behind_label(document, sentences[opening]) > sentences[opening].first
        if not item and not labelled:
            named = _named(document, candidates, last)
            # "Recalling its resolutions," stands between the body and the first item.
            if named is not None or document.words[last.last - 1] not in _GOES_ON:
                lead = named
    return leads


def _named(
    document: Document, candidates: Sequence[Candidate], sentence: Sentence
) -> Candidate | None:
    """Return the body that a line above a list names: "The Council,", "Leaders:", or a title."""
    end = sentence.last - 1
    mark, listed = document.words[end], document.lowers[sentence.first : end]
    low, high = (candidate_from(candidates, at) for at in (sentence.first, end))
    if low == high:
        return None
    if mark == ",":
        one = candidates[low]
        return one if one.last == end and one.first <= sentence.first + 1 else None
    if mark == ":" and candidates[high - 1].last == end:
        return candidates[high - 1]
    if mark[0].isalnum() and high == low + 1 and candidates[low].kind == "organisation":
        return candidates[low]  # "Declaration of the Nordic Greens"
    # "Key points from Apia:" names nobody, though "Key" may be a family's name.
    led = mark == ":" or "following" in listed
    return candidates[low] if led and candidates[low].kind != "person" else None
