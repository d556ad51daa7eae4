"""Transcripts: the name before a colon speaks what follows, up to the next such name."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from stanceclf.actors.labels import labels_of
from stanceclf.actors.leaders import leaders
from stanceclf.actors.slugs import plain
from stanceclf.attribution.found import Found
from stanceclf.attribution.scene import Candidate, candidate_from
from stanceclf.resources import classes
from stanceclf.text.document import Document

_FIRST_PERSON: Final = classes("actor_words.tsv")["first_person"]
_HEAD: Final = 2  # paragraphs, of which the first may be the title

Turn = tuple[int, int, Candidate]  # first token, end, and who speaks


def with_speakers(
    claims: Sequence[Found], document: Document, candidates: Sequence[Candidate]
) -> list[Found]:
    """Return claims in which whoever has the turn is the source, where no other source is named.

    Parameters
    ----------
    claims : sequence of Found
    document : Document
    candidates : sequence of Candidate
        The mentions of the document, in reading order.
    """
    spoken = turns(document, candidates) if claims else []
    if not spoken:
        return list(claims)
    starts = [first for first, _, _ in spoken]
    answer = []
    for claim in claims:
        at = bisect_right(starts, claim.first) - 1
        if at >= 0 and claim.first < spoken[at][1]:
            begin, _, speaker = spoken[at]
            source, actor = claim.source, claim.actor
            # "Ada Moreau, farmer, Ghent:": what describes the speaker is nobody else.
            end = begin if document.words[speaker.last] == "," else speaker.last
            if source is None or speaker.last < source.first < end:
                beside = actor is None or speaker.last < actor.first < end
                claim = claim.attributed(speaker if beside else actor, speaker)
        answer.append(claim)
    return answer


def turns(document: Document, candidates: Sequence[Candidate]) -> list[Turn]:
    """Return the turns of a transcript: labels of persons, or in capitals, and what follows them.

    A turn ends with its paragraph; where several names have turns, with the next label.
    """
    colons = labels_of(document)
    if not colons:
        return []
    labels = []
    for number in document.paragraphs():
        first = document.sentences[number].first
        colon = colons.get(first, -1)
        labels.append((first, colon + 1, _speaker(document, candidates, first, colon)))
    spoken = [at for at, (_, _, speaker) in enumerate(labels) if speaker]
    several = len({labels[at][2] for at in spoken}) > 1
    ends = [first for first, _, _ in labels[1:]] + [len(document.words)]
    if len(spoken) == 1 and spoken[0] < _HEAD:
        begin, stop = labels[spoken[0]][1], ends[spoken[0]]
        if _is_dateline(document, candidates, begin, stop):
            return []
    found: list[Turn] = []
    for (first, begin, speaker), stop in zip(labels, ends, strict=True):
        # A paragraph without a label goes on with the turn before it.
        goes_on = several and not begin and found and found[-1][1] == first
        if speaker is not None:
            found.append((begin, stop, speaker))
        elif goes_on:
            found[-1] = (found[-1][0], stop, found[-1][2])
    return found


def _is_dateline(
    document: Document, candidates: Sequence[Candidate], begin: int, stop: int
) -> bool:
    """Tell whether the one label of a text is the place it comes from: "PERTH: The union said"."""
    label, lowers = document.words[begin - 2], document.lowers
    opens = begin < stop and document.words[begin][0].isupper()
    if not opens or not label.isupper() or not _FIRST_PERSON.isdisjoint(lowers[begin:stop]):
        return False
    if plain(label) in leaders():
        return False  # "PUTIN: No Troops", a headline
    low = lowers[begin - 2]
    return all(
        candidate.kind != "person" or lowers[candidate.last - 1] != low
        for candidate in candidates
        if candidate.first >= begin
    )


def _speaker(
    document: Document, candidates: Sequence[Candidate], first: int, colon: int
) -> Candidate | None:
    """Return the mention that a label names, if it is one of a speaker."""
    if colon < 0:
        return None
    words = document.words
    speaker = None  # "GOVERNOR (Ada Moreau):" names a person behind the office
    low, high = (candidate_from(candidates, at) for at in (first, colon))
    for candidate in candidates[low:high]:
        handle = candidate.first > 0 and words[candidate.first - 1] == "@"
        capitals = all(word.isupper() for word in words[candidate.first : candidate.last])
        if candidate.kind == "person":
            return candidate
        if speaker is None and candidate.kind in ("organisation", "role"):
            whole = candidate.kind == "role" and candidate.first == first
            if capitals or handle or (whole and words[candidate.last] in ":("):
                speaker = candidate
    return speaker
