"""Claims: tagged spans joined with the mentions that hold and report them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise, repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stanceclf.attribution.agents import beside, by_agents, halting
from stanceclf.attribution.edges import mended
from stanceclf.attribution.found import Found
from stanceclf.attribution.fronts import with_front
from stanceclf.attribution.gapped import with_gapped
from stanceclf.attribution.glances import (
    AGENT,
    BARRED,
    CITED,
    LISTED,
    NARROW,
    PLAIN,
    TITLED,
    VERB,
    glances,
)
from stanceclf.attribution.holders import NOBODY, HolderFinder, IsPlace
from stanceclf.attribution.pro_verbs import done_by, with_pro_verbs
from stanceclf.attribution.provisos import with_provisos
from stanceclf.attribution.quotes import CLOSING, INSIDE, OPENING, OUTSIDE
from stanceclf.attribution.scene import Candidate, Referents, Scene
from stanceclf.attribution.segmenter import Segmenter
from stanceclf.attribution.sequences import Range
from stanceclf.attribution.sharers import coordinated, jointly
from stanceclf.attribution.surroundings import Surroundings
from stanceclf.attribution.tagger import Tagger
from stanceclf.records import Quotation, Span
from stanceclf.text.document import Document

State = tuple[dict[str, Any], dict[str, Any]]

_OUTSIDE, _OPENING, _INSIDE, _CLOSING = (bytes([at]) for at in (OUTSIDE, OPENING, INSIDE, CLOSING))
_STOPS: Final = frozenset(",.!?;\u2026")
_INDIRECT: Final = Quotation.INDIRECT
_NONE: Final = Quotation.NONE


class ClaimFinder:
    """Find the claims of documents, and who holds and reports each.

    Parameters
    ----------
    tagger : Tagger
        Scores the tokens that may make up claims.
    holders : HolderFinder
        Chooses the holder and the source of each claim among the candidates.
    segmenter : Segmenter, optional
        Chooses among the spans that the tagger thinks possible; models from before there was one
        go without, by the tagger's best labels.
    """

    def __init__(self, tagger: Tagger, holders: HolderFinder, segmenter: Segmenter | None = None):
        self.tagger = tagger
        self.holders = holders
        self.segmenter = segmenter

    def __reduce__(self) -> tuple[object, ...]:
        """Say what it is made of: compiled, it cannot be made of nothing and filled."""
        return type(self), (self.tagger, self.holders, self.segmenter)

    @classmethod
    def from_stages(cls, stages: Mapping[str, State]) -> "ClaimFinder":
        """Build the finder from the states of its learned parts."""
        tagger = Tagger.from_state(*stages["claims"])
        holders = HolderFinder.from_state(*stages["holders"])
        if "segments" not in stages:
            return cls(tagger, holders)
        return cls(tagger, holders, Segmenter.from_state(tagger, *stages["segments"]))

    def stages(self) -> dict[str, State]:
        """Return the states that `from_stages` needs."""
        stages = {
            "claims": self.tagger.state(),
            "holders": self.holders.state(),
        }
        if self.segmenter is not None:
            stages["segments"] = self.segmenter.state()
        return stages

    def find(
        self,
        documents: Sequence[Document],
        candidates: Sequence[Sequence[Candidate]],
        quoted: Sequence[NDArray[np.int8]],
        referents: Callable[[int], Referents] | None = None,
        is_place: IsPlace | None = None,
    ) -> Iterator[list[Found]]:
        """Return the claims of each document in reading order, made when they are asked for.

        Parameters
        ----------
        documents : sequence of Document
        candidates : sequence of sequence of Candidate
            For each document, the mentions that may hold a claim, in reading order.
        quoted : sequence of ndarray
            For each document, what `quotation_states` gives.
        referents : callable, optional
            Takes the number of a document and tells whom its candidates mean; it is asked about
            documents that have claims.
        is_place : callable, optional
            As for `HolderFinder.find`.
        """
        scenes = list(map(Scene, documents, candidates, quoted))
        kinds = [scene.kinds for scene in scenes]
        if self.segmenter is None:
            tagged = self.tagger.tag(documents, kinds, quoted)
            worths = [[1.0] * len(ranges) for ranges in tagged]
        else:
            tagged, worths = self.segmenter.find(documents, kinds, quoted)
        meant: list[Referents | None] = []
        # Document by document: what a step looks up is still in the cache.
        for at, ranges in enumerate(tagged):
            scene, worth = scenes[at], worths[at]
            mended(scene.document, ranges, worth)
            with_gapped(scene, ranges, worth)
            with_provisos(scene.document, ranges, worth)
            with_pro_verbs(scene, ranges, worth)
            meant.append(referents(at) if ranges and referents else None)
        around = Surroundings.of(self.holders.choice.words, scenes, tagged, meant)
        holder, source, sure = self.holders.chosen(scenes, around, is_place)
        chosen = zip(
            chain.from_iterable(tagged),
            holder.tolist(),
            source.tolist(),
            glances(around, holder),
            chain.from_iterable(worths),
            sure.tolist(),
            strict=True,
        )
        return map(_claims, scenes, map(islice, repeat(chosen), map(len, tagged)))


# The tokens of a claim, who holds and reports it, what a glance tells; how much it is worth, and
# how sure its holder is: floats that go through, which are objects again sooner where they stay so.
_Chosen = tuple[Range, int, int, int, Any, Any]


def _claims(scene: Scene, chosen: Iterator[_Chosen]) -> list[Found]:
    """Return the claims of a document, one for each holder of what several hold."""
    claims: list[Found] = []
    candidates = scene.candidates
    for tokens, holder, source, glance, worth, sure in chosen:
        if glance & CITED and source == NOBODY and is_cited(scene, holder):
            source = holder
        if not glance & PLAIN:
            tokens = behind_citation(scene, tokens, source)
        holder = done_by(scene, holder, tokens)
        if glance & BARRED:
            holder, source = halting(scene, holder, source, tokens)
        parts = by_agents(scene, holder, tokens) if glance & AGENT else []
        if parts:
            source = beside(scene, holder, source, tokens)
        elif glance & LISTED:
            parts = [coordinated(scene, holder, tokens, claims[-1].last if claims else 0)]
        else:
            sayers = [holder] if glance & PLAIN else jointly(scene, holder, source, tokens)
            parts = [(sayers, tokens)]
        parts[0] = parts[0][0], with_front(scene.document, parts[0][1], claims)
        for sharing, tokens in parts:
            if glance & PLAIN:
                whole = tokens
                kind = _INDIRECT if glance & VERB and source != NOBODY else _NONE
            else:
                whole = with_marks(scene, tokens)
                kind = quotation_kind(scene, tokens, reported=source != NOBODY)
            first, last = whole
            span = scene.document.span_of(first, last)
            for one in sharing:
                held = None if one == NOBODY else candidates[one]
                by = one if source in sharing else source  # each of several speaks for itself
                reported = None if by == NOBODY else candidates[by]
                claims.append(Found(first, last, span, held, reported, kind, worth, sure))
    return claims


def is_cited(scene: Scene, holder: int) -> bool:
    """Tell whether "according to" leads to the holder, who is then the source as well."""
    if holder == NOBODY:
        return False
    first = scene.candidates[holder].first
    leading = scene.document.lowers[max(0, first - TITLED) : first]
    if "according" not in leading:
        return False
    # In "according to Norway, Denmark will stay" a comma parts Denmark from the phrase.
    return ("according", "to") in pairwise(leading) and "," not in leading


def behind_citation(scene: Scene, tokens: Range, source: int) -> Range:
    """Return the tokens of a claim without an "according to X," that it may begin with."""
    first, last = tokens
    lowers = scene.document.lowers
    if source == NOBODY or lowers[first] != "according":
        return tokens
    comma = scene.candidates[source].last
    return (comma + 1, last) if first < comma < last - 1 and lowers[comma] == "," else tokens


def with_marks(scene: Scene, tokens: Range) -> Range:
    """Return the tokens of a claim, with the quotation marks that belong to it.

    The tagger leaves out marks at a claim's edges. Both come back where they enclose it, and the
    closing one where the quotation begins inside.
    """
    document = scene.document
    first, last = tokens
    behind = scene.states[last : last + 2]
    end = last
    if behind[:1] == _INSIDE and document.words[end] in _STOPS:
        end += 1  # the stop or comma before the closing mark
    # In a paragraph that leaves its quotation open the last token closes, which may be a stop.
    if behind[end - last : end - last + 1] == _CLOSING and document.words[end] not in _STOPS:
        opens = first - 1 if scene.states[max(first - 1, 0) : first] == _OPENING else first
        if opens < first or _OPENING in scene.states[first:last]:
            return opens, end + 1
    return tokens


def claim_span(scene: Scene, tokens: Range) -> Span:
    """Return the span of a claim, with the quotation marks that belong to it."""
    return scene.document.span_of(*with_marks(scene, tokens))


def quotation_kind(scene: Scene, tokens: Range, *, reported: bool) -> Quotation:
    """Tell how a claim is reported: in the speaker's words, in part, by a verb, or not."""
    first, last = tokens
    outside = scene.states.count(_OUTSIDE, first, last)
    if not outside:
        return Quotation.DIRECT
    if outside < last - first:
        return Quotation.MIXED
    sentence = scene.document.sentences[scene.document.sentence_of[first]]
    low = max(sentence.first, first - NARROW)
    high = min(sentence.last, last + NARROW)
    if reported and b"\1" in scene.reports[low:high]:
        return Quotation.INDIRECT
    return Quotation.NONE
