"""Chains of reporters: "A said that B had told C that …" is reported by B, next to the claim.

The trained choice weighs each mention by itself; where several report, the words between a
reporter and the claim decide, however deep the chain is. News media in it are left out.
"""

from collections.abc import Sequence
from typing import Final

from stanceclf.attribution.found import Found
from stanceclf.attribution.scene import Candidate
from stanceclf.attribution.token_features import is_reporting
from stanceclf.resources import words
from stanceclf.text.document import Document

# Words between a verb of speech and the claim it reports: whom it was said to, at most.
_FURTHEST: Final = 7
_AUXILIARIES: Final = frozenset(
    ("had", "has", "have", "also", "then", "later", "earlier", "already")
)
_BREAKS: Final = frozenset(
    (",", ";", "who", "which", "whose", "but", "and", "(", ")", ".", "to", "not")
)
# "Ada Moreau of the Greens said", "Togo and Bangladesh said": the subject is longer.
_TAILS: Final = frozenset(("of", "at", "from", "by", "in", "with", "for", "and"))
_BEFORE_CLAIM: Final = frozenset(
    ("that", ":", ",", '"', "\u201c", "\u2018", "'", "\u00ab", "\u201e")
)
_QUOTING: Final = frozenset(("quoting", "citing"))
# Bare forms of verbs that are no past tense: behind one holder they ask, and do not tell.
_BARE: Final = frozenset(
    (
        "abandon", "accept", "allow", "be", "bring", "cease", "close", "commit", "deploy",
        "dismantle", "do", "end", "evacuate", "extend", "give", "halt", "honour", "host", "join",
        "keep", "leave", "lift", "move", "open", "pull", "reduce", "remove", "renounce", "return",
        "send", "stay", "stop", "suspend", "take", "transfer", "vacate", "withdraw",
    )
)  # fmt: skip
_OF_ONE: Final = frozenset(("person", "country", "organisation"))
_MEDIA: Final = frozenset(tuple(noun.split()) for noun in words("media_nouns.txt"))
_MEDIA_HEADS: Final = frozenset(noun[-1] for noun in _MEDIA)


def with_reporters(
    claims: Sequence[Found], document: Document, candidates: Sequence[Candidate]
) -> list[Found]:
    """Return claims whose source is the reporter that stands next to each, where one does.

    What a source asks of another is its own position.

    Parameters
    ----------
    claims : sequence of Found
    document : Document
    candidates : sequence of Candidate
        The mentions of the document, in reading order.
    """
    answer = []
    for claim in claims:
        actor, source = claim.actor, claim.source
        inner = _inner(document, candidates, claim)
        named = inner or source
        voice = _voice(document, candidates, named)
        if voice is not None:
            claim = claim.attributed(voice if actor == source else actor, voice)
        elif inner is not None and inner != source:
            claim = claim.attributed(actor, inner)
        elif _is_medium(document, named) and source != actor:
            claim = claim.attributed(actor, None)
        actor, source = claim.actor, claim.source
        if (
            source is not None
            and actor is not None
            and actor != source
            and _is_asked(document, claim.first, actor)
        ):
            claim = claim.attributed(source, source)
        answer.append(claim)
    return answer


def _is_asked(document: Document, first: int, actor: Candidate) -> bool:
    """Tell whether a claim is that its subject do what another asks: "that Russia withdraw".

    The bare verb tells, behind one person, country or body: "that the allies withdraw" may say what
    they do.
    """
    lowers, verb = document.lowers, actor.last
    verb += lowers[verb : verb + 1] == ["not"]
    if verb >= len(lowers) or lowers[verb] not in _BARE:  # as most are not
        return False
    if actor.kind not in _OF_ONE or not document.words[actor.last - 1][0].isupper():
        return False
    # "The United Nations" are one as well.
    several = lowers[actor.last - 1].endswith("s") and lowers[actor.last - 2] != "united"
    if several and lowers[verb] != "be":
        return False
    start = actor.first - (lowers[actor.first - 1] == "the")
    return first <= start + 1 and lowers[start - 1] == "that"


def _ending_at(candidates: Sequence[Candidate], token: int) -> Candidate | None:
    """Return the candidate that ends right before `token`.

    None of them overlap, so their ends rise. A dictionary of all ends costs more than the few
    questions of a document, and so does a call of `bisect` with a key.
    """
    low, high = 0, len(candidates)
    while low < high:
        middle = (low + high) // 2
        if candidates[middle][1] < token:
            low = middle + 1
        else:
            high = middle
    found = candidates[low] if low < len(candidates) else None
    return found if found is not None and found[1] == token else None


def _inner(document: Document, candidates: Sequence[Candidate], claim: Found) -> Candidate | None:
    """Return the reporter next to the claim, where the source given is farther out, or missing."""
    lowers, source = document.lowers, claim.source
    floor = document.sentences[document.sentence_of[claim.first]].first
    index = claim.first
    while index > floor and lowers[index - 1] in _BEFORE_CLAIM:
        index -= 1
    cited = _cited(document, candidates, index, floor) if lowers[index] == "," else None
    if cited is None and source is None:
        cited = _cited_behind(document, candidates, claim.last)
    if cited is not None or source is None:
        return cited
    # A source inside the claim or behind it was chosen for better reasons than nearness.
    outer = source.last
    if not floor <= outer < index:
        return None
    named = _subject(document, candidates, index, floor)
    if named is None or not _reports(lowers[outer : named.first]):
        return None
    return None if named == claim.actor else named


def _reports(between: list[str]) -> bool:
    """Tell whether the words from one mention to the next say that the first one reports."""
    if "who" in between or "which" in between:
        return False
    return any(is_reporting(word) and not word.endswith("ing") for word in between)


def _cited(
    document: Document, candidates: Sequence[Candidate], index: int, floor: int
) -> Candidate | None:
    """Return whom "according to" or "citing" names right before the comma at `index`."""
    lowers = document.lowers
    named = _ending_at(candidates, index)
    if named is None:
        return None
    for at in range(named.first - 1, max(floor, named.first - _FURTHEST) - 1, -1):
        if lowers[at] in _QUOTING or (lowers[at] == "to" and lowers[at - 1] == "according"):
            return named
        if lowers[at] in _BREAKS or lowers[at] in _TAILS:
            return None
    return None


def _cited_behind(
    document: Document, candidates: Sequence[Candidate], index: int
) -> Candidate | None:
    """Return whom "according to" names right behind the token `index`."""
    lowers = document.lowers
    if index < len(lowers) and lowers[index] == ",":
        index += 1
    if index + 1 >= len(lowers) or lowers[index] != "according" or lowers[index + 1] != "to":
        return None
    for last in range(index + 3, index + 3 + _FURTHEST):
        named = _ending_at(candidates, last)
        if named is not None:
            return named if named.first <= index + 4 else None
    return None


def _subject(
    document: Document, candidates: Sequence[Candidate], index: int, floor: int
) -> Candidate | None:
    """Return the subject of the verb of speech that leads up to token `index`."""
    lowers = document.lowers
    for verb in range(index - 1, max(floor, index - _FURTHEST) - 1, -1):
        if lowers[verb] in _BREAKS:
            return None
        if not is_reporting(lowers[verb]) or document.words[verb][0].isupper():
            continue
        if lowers[verb].endswith("ing"):
            return None
        at = verb
        while at > floor and lowers[at - 1] in _AUXILIARIES:
            at -= 1
        named = _ending_at(candidates, at)
        if named is None or lowers[named.first] in ("who", "which"):
            return None
        led = named.first > floor and lowers[named.first - 1] in _TAILS
        return None if led else named
    return None


def _voice(
    document: Document, candidates: Sequence[Candidate], named: Candidate | None
) -> Candidate | None:
    """Return "a spokesman" where the source is the ministry in "a spokesman for the ministry"."""
    if named is None or named.kind == "person":
        return None
    at = named.first - (document.lowers[named.first - 1] in ("the", "a", "an"))
    if document.lowers[at - 1] not in ("for", "at", "from", "of"):
        return None
    role = _ending_at(candidates, at - 1)
    return role if role is not None and role.kind == "role" else None


def _is_medium(document: Document, named: Candidate | None) -> bool:
    """Tell whether a mention is a newspaper, a channel or the like."""
    if named is None or named.kind == "person":
        return False
    lowers = document.lowers
    # Before it, its last word, or behind it: "the newspaper El Faro", "Syrian state media".
    for end in (named.first, named.last, named.last + 1):
        if end > len(lowers) or lowers[end - 1] not in _MEDIA_HEADS:  # as most are not
            continue
        if any(tuple(lowers[max(0, end - length) : end]) in _MEDIA for length in (1, 2)):
            return True
    return False
